"""Finished files on disk, under MEDIA_ROOT. A file is there whole or not at all."""

import contextlib
import io
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

FOLDER: Final = "reports"
_UNFINISHED: Final = ".unfinished-"


class NotStoredError(Exception):
    """The disk would not take the file."""


def store(name: str, content: bytes) -> None:
    """Write a file under MEDIA_ROOT. Raises NotStoredError."""
    with storing(name) as file:
        file.write(content)


@contextmanager
def storing(name: str) -> Iterator[io.BufferedRandom]:
    """Take what is written to a file under MEDIA_ROOT. Raises NotStoredError.

    Writes beside the final name and renames, so that a crash, an error in the block or a full disk
    leaves no half file under a name that anybody reads.
    """
    path = location(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _unfinished(path) as file:
            yield file
    except OSError as error:
        raise NotStoredError(name) from error


@contextmanager
def _unfinished(path: Path) -> Iterator[io.BufferedRandom]:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_UNFINISHED)
    try:
        with os.fdopen(handle, "w+b") as file:
            os.fchmod(handle, 0o640)
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def open_file(name: str) -> BinaryIO | None:
    """Open a stored file for reading, or return None when it is gone."""
    try:
        return location(name).open("rb") if name else None
    except FileNotFoundError:
        return None


def exists(name: str) -> bool:
    """Whether a stored file is still there."""
    return bool(name) and location(name).is_file()


def remove(name: str) -> None:
    """Remove a file that no row names; one that is not there is fine."""
    with contextlib.suppress(FileNotFoundError):
        location(name).unlink()


def older_than(seconds: float) -> Iterator[str]:
    """Yield the names of all files, unfinished ones too, that were last written before then."""
    root, limit = location(""), time.time() - seconds
    for path in location(FOLDER).rglob("*"):
        # A file may go while we look: its worker renames it.
        with contextlib.suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_mtime < limit:
                yield str(path.relative_to(root))


def is_unfinished(name: str) -> bool:
    """Whether a name is that of a file which its worker is, or was, still writing."""
    return Path(name).name.startswith(_UNFINISHED)


def location(name: str) -> Path:
    """Return where a stored file is. Raises ValueError for a name that leaves MEDIA_ROOT."""
    root = Path(settings.MEDIA_ROOT).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise ValueError(f"Outside the folder for files: {name}")
    return path
