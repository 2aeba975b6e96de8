"""Text with delimiters (CSV) to raw rows."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from parks.imports.files.limits import MAX_CELL_LENGTH, MAX_CELLS, MAX_COLUMNS
from parks.imports.files.raw import RawRow
from parks.imports.files.results import FileRefusedError

# In this order when they fit equally well: a comma is a decimal mark here.
DELIMITERS: Final = (";", "\t", "|", ",")
_SAMPLE_ROWS: Final = 50
_SAMPLE_TEXT: Final = 200_000
# Not io.StringIO, which takes four bytes for each sign.
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_DECLARED: Final = re.compile(r"sep=([;,|\t])\r?\n")
# What core.spreadsheet puts before text that a spreadsheet would take for a formula.
_DEFUSED: Final = re.compile(r"'(?='*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n])")


def rows_of(text: str) -> tuple[str, Iterator[RawRow]]:
    """Return the delimiter and the rows, blank ones left out.

    Raises FileRefusedError, also while the rows are being read.
    """
    declared = _DECLARED.match(text)
    if declared:
        # The line is read as an empty one, so that the numbers of the others stay right.
        return declared[1], _read("\n" + text[declared.end() :], declared[1])
    delimiter = _delimiter_of(text[:_SAMPLE_TEXT])
    return delimiter, _read(text, delimiter)


def _read(text: str, delimiter: str) -> Iterator[RawRow]:
    reader = csv.reader(_narrow_lines(text, delimiter), delimiter=delimiter, strict=True)
    start, count = 1, 0
    try:
        for cells in reader:
            count += len(cells)
            if count > MAX_CELLS:
                raise FileRefusedError(f"Het bestand heeft meer dan {MAX_CELLS} cellen.")
            if any(cell and not cell.isspace() for cell in cells):
                yield RawRow(start, [_without_guard(cell) for cell in cells])
            start = reader.line_num + 1
    except csv.Error as error:
        raise FileRefusedError(
            f"Regel {start} is niet te lezen. Misschien staat er een los aanhalingsteken in."
        ) from error


def _narrow_lines(text: str, delimiter: str) -> Iterator[str]:
    """Yield the lines of a text; one of millions of cells must not become a row first."""
    for found in _LINE.finditer(text):
        line = found[0]
        if line.count(delimiter) > MAX_CELL_LENGTH * 10:
            raise FileRefusedError(f"Het bestand heeft meer dan {MAX_COLUMNS} kolommen.")
        yield line


def _without_guard(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and _DEFUSED.match(cell) else cell


def _delimiter_of(sample: str) -> str:
    """Return the mark that cuts the most rows into the same number of cells, more than one."""
    best, most = DELIMITERS[0], 0
    for delimiter in DELIMITERS:
        widths = _widths(sample, delimiter)
        if delimiter == "," and widths[:1] == [1]:
            continue  # commas below a heading without one are part of the text
        counts = Counter(widths)
        fitting = max((count for width, count in counts.items() if width > 1), default=0)
        if fitting > most:
            best, most = delimiter, fitting
    return best


def _widths(sample: str, delimiter: str) -> list[int]:
    reader = csv.reader(_narrow_lines(sample, delimiter), delimiter=delimiter)
    widths: list[int] = []
    try:
        for cells in reader:
            if any(cells):
                widths.append(len(cells))
            if len(widths) == _SAMPLE_ROWS:
                break
    except csv.Error:
        pass  # the sample may end inside a cell; what was read before it still tells
    return widths
