"""Files that people add to a record: what comes in, and what is kept of it (decision 20).

A file is what its bytes say, never what its name or the browser says. Nothing here opens a file
further than that: it goes out again as it came in, as a download.
"""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Final

from accounts.models import User

MAX_BYTES: Final = 10 * 1024 * 1024
LONGEST_NAME: Final = 120
TOO_LARGE: Final = "Het bestand is groter dan 10 MB. Verklein het, of voeg een link toe."
EMPTY: Final = "Het bestand is leeg."
CUT_OFF: Final = "Dit PDF-bestand is niet compleet. Maak of download het opnieuw."
_PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n"


class DocumentRefusedError(Exception):
    """The file can't be kept; the message says why, for who sent it."""


@dataclass(frozen=True, slots=True)
class MediaType:
    """A kind of file that may be added."""

    name: str
    label: str
    extensions: tuple[str, ...]
    recognises: Callable[[bytes], bool]


PDF: Final = MediaType("application/pdf", "PDF", (".pdf",), lambda data: data.startswith(b"%PDF-"))
PNG: Final = MediaType(
    "image/png",
    "PNG",
    (".png",),
    lambda data: data.startswith(_PNG_HEAD) and data[12:16] == b"IHDR",
)
JPEG: Final = MediaType(
    "image/jpeg", "JPEG", (".jpg", ".jpeg"), lambda data: data.startswith(b"\xff\xd8\xff")
)
EVIDENCE_TYPES: Final = (PDF, PNG, JPEG)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDocument:
    """A file that may be kept."""

    filename: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest of the bytes: the same file twice has the same one."""
        return hashlib.sha256(self.content).hexdigest()


def check_document(
    *, content: bytes, filename: str, allowed: Collection[MediaType]
) -> CheckedDocument:
    """Return what a file is by its content, under a name that fits it.

    Raises `DocumentRefusedError` for a file that is too large, empty, cut off or of another kind.
    """
    if len(content) > MAX_BYTES:
        raise DocumentRefusedError(TOO_LARGE)
    if not content:
        raise DocumentRefusedError(EMPTY)
    found = next((each for each in allowed if each.recognises(content)), None)
    if found is None:
        raise DocumentRefusedError(refusal_of_kind(allowed))
    # A download that broke off would only be noticed when somebody needs it.
    if found is PDF and b"%%EOF" not in content[-1024:]:
        raise DocumentRefusedError(CUT_OFF)
    return CheckedDocument(
        filename=_fitting_name(filename, found), media_type=found.name, content=content
    )


def refusal_of_kind(allowed: Collection[MediaType]) -> str:
    """Return what is said to somebody who sends another kind of file."""
    labels = [each.label for each in allowed]
    words = " of ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))
    return f"Kies een bestand van het soort {words}. De naam alleen is niet genoeg."


def columns_of(document: CheckedDocument, *, by: User) -> dict[str, Any]:
    """Return the columns of a `StoredDocument` that keeps this file."""
    return {
        "filename": document.filename,
        "media_type": document.media_type,
        "size": len(document.content),
        "sha256": document.sha256,
        "content": document.content,
        "added_by": by,
    }


def _fitting_name(filename: str, media_type: MediaType) -> str:
    """Return the name without folders and invisible characters, with the ending that is true."""
    bare = PurePosixPath(PureWindowsPath(filename).name)
    ending = bare.suffix.lower()
    shown = "".join(each for each in bare.stem if each.isprintable()).strip(" .")
    true_ending = ending if ending in media_type.extensions else media_type.extensions[0]
    return (shown[:LONGEST_NAME] or "bestand") + true_ending
