"""The rows of one sheet of a workbook."""

import re
from collections.abc import Generator
from functools import cache
from typing import Final
from xml.sax.xmlreader import AttributesImpl

from parks.imports.files.archives import Archive
from parks.imports.files.limits import MAX_CELL_LENGTH, MAX_CELLS, MAX_COLUMNS, MAX_SHEET_ROW
from parks.imports.files.raw import RawRow
from parks.imports.files.results import FileRefusedError, Problem
from parks.imports.files.text import shown
from parks.imports.files.workbook_parts import DAMAGED, steps_of
from parks.imports.files.workbook_text import is_date_format, number_text, unescape
from parks.imports.files.workbooks import Sheet, TextHandler, Workbook

_LETTERS: Final = re.compile(r"[A-Z]{1,3}")


def rows_of(archive: Archive, book: Workbook, sheet: Sheet) -> Generator[RawRow, None, None]:
    """Yield the rows that hold something. Raises FileRefusedError, also on the way."""
    handler = _Rows(book)
    for _ in steps_of(archive, sheet.part, handler):
        yield from handler.rows
        handler.rows.clear()


class _Rows(TextHandler):
    """Cells are met as they stand in the file: rows and cells that hold nothing cost nothing."""

    def __init__(self, book: Workbook) -> None:
        super().__init__()
        self.rows: list[RawRow] = []
        self._book = book
        self._row = self._column = self._count = 0
        self._cells: dict[int, str] = {}
        self._problems: list[Problem] = []
        self._numbers: set[int] = set()
        self._type = self._style = self._place = self._value = ""
        self._formula = False

    def opened(self, name: str, attributes: AttributesImpl) -> None:
        if name == "c":
            self._open_cell(attributes)
        elif name == "v":
            self.gathering = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._row = int(attributes.get("r", "") or self._row + 1)
            self._column = -1
            if not 0 < self._row <= MAX_SHEET_ROW:
                raise FileRefusedError(DAMAGED)
        else:
            super().opened(name, attributes)

    def closed(self, name: str) -> None:
        if name == "c":
            self._close_cell()
        elif name == "v":
            self._value = self.taken()
        elif name == "row":
            self._close_row()
        else:
            super().closed(name)

    def _open_cell(self, attributes: AttributesImpl) -> None:
        self._place = attributes.get("r", "")
        self._column = column_of(self._place) if self._place else self._column + 1
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._value, self._formula = "", False

    def _close_cell(self) -> None:
        text = self.text() if self._type == "inlineStr" else self._text_of_value()
        if not text:
            return
        self._count += 1
        if self._count > MAX_CELLS:
            raise FileRefusedError(f"De werkmap heeft meer dan {MAX_CELLS} gevulde cellen.")
        if self._column >= MAX_COLUMNS:
            raise FileRefusedError(f"De werkmap heeft meer dan {MAX_COLUMNS} kolommen.")
        self._cells[self._column] = text

    def _text_of_value(self) -> str:
        if not self._value:
            if self._formula and self._type != "str":
                self._report("bevat een formule zonder uitkomst; sla het bestand op in Excel")
            return ""
        if self._type == "s":
            return self._book.strings[int(self._value)]
        if self._type == "b":
            return "ja" if self._value == "1" else "nee"
        if self._type == "n":
            return self._number()
        if self._type == "e":
            self._report(f"bevat de foutwaarde {shown(self._value)}")
            return ""
        return unescape(self._value)[: MAX_CELL_LENGTH + 1]

    def _number(self) -> str:
        style = int(self._style or 0)
        formats = self._book.formats
        number_format = formats[style] if style < len(formats) else ""
        if not is_date_format(number_format):
            self._numbers.add(self._column)
        try:
            return number_text(self._value, number_format, self._book.epoch)
        except OverflowError:
            self._report("bevat een getal dat te groot is")
            return ""

    def _report(self, what: str) -> None:
        place = self._place or f"{self._column + 1} van rij {self._row}"
        self._problems.append(Problem(self._column, f"Cel {shown(place)} {what}."))

    def _close_row(self) -> None:
        if self._cells or self._problems:
            width = max(self._cells, default=-1) + 1
            cells = [self._cells.get(column, "") for column in range(width)]
            if self._problems or any(not cell.isspace() for cell in self._cells.values()):
                numbers = frozenset(self._numbers)
                self.rows.append(RawRow(self._row, cells, self._problems, numbers))
        self._cells, self._problems, self._numbers = {}, [], set()


def column_of(place: str) -> int:
    """Return the number of a column from 0, out of a name of a cell: "C7" is 2."""
    letters = place.rstrip("0123456789")
    if not _LETTERS.fullmatch(letters):
        raise ValueError(f"Geen cel: {place}")
    return _number_of(letters)


@cache
def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
