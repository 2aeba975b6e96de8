"""From the bytes of a file to rows of text with their line numbers."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_ROWS: Final = 50_000
TOO_LARGE: Final = "Het bestand is groter dan 20 MB. Splits het in kleinere bestanden."
BINARY_STARTS: Final = {
    b"%PDF": "een PDF",
    b"PK\x03\x04": "een Excel- of zipbestand",
    b"\xd0\xcf\x11\xe0": "een oud Excel-bestand",
    b"\xff\xfe": "een tekstbestand in UTF-16",
    b"\xfe\xff": "een tekstbestand in UTF-16",
}


class FileRefusedError(ValueError):
    """A file of which no row can be read; the message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `number` is the line in the file on which it starts, the heading being 1."""

    number: int
    cells: tuple[str, ...]


def read_lines(data: bytes) -> Iterator[Line]:
    """Yield the heading and the rows of a `;`-separated file; blank lines are left out.

    Reads UTF-8 with or without byte order mark, and else cp1252. Raises FileRefusedError.
    """
    reader = csv.reader(io.StringIO(_decode(data), newline=""), delimiter=";", strict=True)
    start, count = 1, 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                count += 1
                if count > MAX_ROWS:
                    raise FileRefusedError(f"Het bestand heeft meer dan {MAX_ROWS} rijen.")
                yield Line(start, tuple(cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise FileRefusedError(
            f"Regel {start} is niet te lezen. Staat er een los aanhalingsteken in?"
        ) from error


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise FileRefusedError(TOO_LARGE)
    if not data.strip():
        raise FileRefusedError("Het bestand is leeg.")
    for start, what in BINARY_STARTS.items():
        if data.startswith(start):
            raise FileRefusedError(f"Dit is {what}. Sla de lijst op als CSV (UTF-8).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise FileRefusedError("Dit is geen tekstbestand. Sla de lijst op als CSV.") from error
