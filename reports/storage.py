"""Finished files on disk, under MEDIA_ROOT. A file is there whole or not at all."""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


class NotStoredError(Exception):
    """The disk would not take the file."""


def store(name: str, content: bytes) -> str:
    """Write a file under MEDIA_ROOT and return the SHA-256 of its bytes.

    Writes beside the final name and renames, so that a crash or a full disk leaves no half file
    under a name that anybody reads. Raises NotStoredError.
    """
    path = location(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
    except OSError as error:
        raise NotStoredError(name) from error
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".unfinished-")
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, 0o640)
            file.write(content)
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


def location(name: str) -> Path:
    """Return where a stored file is. Raises ValueError for a name that leaves MEDIA_ROOT."""
    root = Path(settings.MEDIA_ROOT).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise ValueError(f"Outside the folder for files: {name}")
    return path
