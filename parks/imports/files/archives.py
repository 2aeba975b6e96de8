"""Zip files by strict limits: nothing is written to disk, nothing unpacked further than asked."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Final

from parks.imports.files.limits import MAX_RATIO, MAX_UNPACKED, RATIO_FROM
from parks.imports.files.results import FileRefusedError

_MARK: Final = b"PK\x03\x04"
_ENTRY: Final = b"PK\x01\x02"
_CHUNK: Final = 64 * 1024
_COMPRESSION: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_DAMAGED: Final = "Het bestand is beschadigd. Sla het opnieuw op en probeer het nog eens."
_BOMB: Final = (
    "Het bestand wordt uitgepakt groter dan 200 MB, of bevat bijna alleen herhaling. "
    "Stuur alleen de lijst of kaartlaag die u wilt inlezen."
)
# All that the standard library raises on damaged archives; UnicodeDecodeError is a ValueError.
_FAILURES: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
    ValueError, OverflowError, IndexError,
)  # fmt: skip


def is_archive(data: bytes) -> bool:
    """Say whether the bytes start as a zip file does."""
    return data.startswith((_MARK, b"PK\x05\x06"))


class Archive:
    """An opened zip file of which every entry has been looked at."""

    def __init__(self, source: zipfile.ZipFile) -> None:
        self._source = source
        self.names: Final = tuple(entry.filename for entry in source.infolist())

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield an entry piece by piece. Raises FileRefusedError when it is damaged."""
        left = MAX_UNPACKED
        try:
            with self._source.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise FileRefusedError(_BOMB)
                    yield chunk
        except FileRefusedError:
            raise
        except (*_FAILURES, KeyError) as error:
            raise FileRefusedError(_DAMAGED) from error

    def read(self, name: str, *, limit: int) -> bytes:
        """Return a whole entry of at most `limit` bytes."""
        parts, size = [], 0
        for chunk in self.chunks(name):
            size += len(chunk)
            if size > limit:
                raise FileRefusedError(
                    "Het bestand in het zipbestand is groter dan 20 MB. Splits het in kleinere."
                )
            parts.append(chunk)
        return b"".join(parts)


@contextmanager
def open_archive(data: bytes, *, max_files: int) -> Iterator[Archive]:
    """Open a zip file that keeps to the limits. Raises FileRefusedError."""
    # Counted before it is opened: the standard library makes an object of every entry at once.
    if data.count(_ENTRY) > max_files:
        raise FileRefusedError(f"Het zipbestand bevat meer dan {max_files} bestanden.")
    try:
        source = zipfile.ZipFile(io.BytesIO(data))
    except _FAILURES as error:
        raise FileRefusedError(_DAMAGED) from error
    with source:
        entries = source.infolist()
        for entry in entries:
            _check_entry(entry)
        # The standard library never reads past the size that an entry states, so a size that
        # lies can only make an entry shorter; overlapping entries are counted each time.
        unpacked = sum(entry.file_size for entry in entries)
        repetitive = unpacked > RATIO_FROM and unpacked > MAX_RATIO * len(data)
        if unpacked > MAX_UNPACKED or repetitive:
            raise FileRefusedError(_BOMB)
        yield Archive(source)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename:
        raise FileRefusedError(
            "Het zipbestand bevat een naam die naar een andere map wijst. Maak het zipbestand "
            "opnieuw, met alleen het bestand dat u wilt inlezen."
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise FileRefusedError("Het zipbestand bevat een verwijzing. Stuur het bestand zelf.")
    if entry.flag_bits & _ENCRYPTED:
        raise FileRefusedError("Het zipbestand heeft een wachtwoord. Stuur het zonder wachtwoord.")
    if entry.compress_type not in _COMPRESSION:
        raise FileRefusedError(
            "Het zipbestand is op een ongebruikelijke manier ingepakt. Maak een gewone zip."
        )


def member_of(archive: Archive, suffixes: tuple[str, ...], *, limit: int) -> tuple[str, bytes]:
    """Return name and bytes of the one file with such a suffix. Raises FileRefusedError."""
    names = [name for name in archive.names if not _is_clutter(name)]
    fitting = [name for name in names if name.lower().endswith(suffixes)]
    listed = ", ".join(suffixes)
    if not fitting:
        raise FileRefusedError(f"In het zipbestand zit geen bestand van een soort als {listed}.")
    if len(fitting) > 1:
        raise FileRefusedError(
            f"In het zipbestand zitten {len(fitting)} bestanden. Stuur er één tegelijk."
        )
    return fitting[0], archive.read(fitting[0], limit=limit)


def _is_clutter(name: str) -> bool:
    """Folders, and what a Mac adds of its own accord."""
    return name.endswith("/") or "__MACOSX/" in name or PurePosixPath(name).name.startswith(".")
