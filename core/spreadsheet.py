"""Lists for people to open in a spreadsheet: CSV and XLSX, without a single live formula.

`parks.imports.files.read_table` reads back what is written here: texts unchanged, numbers with a
decimal comma, dates as 2026-11-22. Signs that no file can hold become U+FFFD.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Final

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | Decimal | dt.date | dt.datetime | bool | None

CSV_TYPE: Final = "text/csv; charset=utf-8"
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet takes text that begins so for a formula, or throws the first sign away. One quote
# before it prevents that; text that has such quotes of its own gets one more, so none is lost.
_LIVE: Final = re.compile(r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# How a workbook writes signs by number; text that looks so must not be taken for one.
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SAMPLE: Final = 200
_WIDTHS: Final = range(8, 61)


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return UTF-8 with byte order mark, `;` between cells and CRLF after rows.

    Every cell is quoted, so that a comma inside one is never taken for a delimiter.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([_defused(heading) for heading in headings])
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """Return a workbook with one sheet: a heading that stays in sight, numbers and dates as such.

    `title` is the name of the sheet; signs that a sheet's name can't have are left out.
    """
    book = Workbook(write_only=True)
    book.properties.creator = ""
    sheet = book.create_sheet(re.sub(r"[\\*?:/\[\]]", "", title)[:31])
    iterator = iter(rows)
    sample = list(islice(iterator, _SAMPLE))
    sheet.freeze_panes = "A2"
    for at, width in enumerate(_column_widths(headings, sample), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([_heading(sheet, heading) for heading in headings])
    for row in chain(sample, iterator):
        sheet.append([_typed(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _defused(text: str) -> str:
    clean = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return f"'{clean}" if _LIVE.match(clean) else clean


def _as_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return _defused(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, dt.datetime):
        return _local(cell).isoformat(" ", "seconds")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return _number_text(cell)


def _number_text(number: float | Decimal) -> str:
    if isinstance(number, int):
        return str(number)
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    if not exact.is_finite():
        raise ValueError("Alleen een eindig getal heeft een notatie.")
    return f"{exact:f}".replace(".", ",")


def _typed(sheet: WriteOnlyWorksheet, cell: Cell) -> object:
    if isinstance(cell, str):
        # A cell of its own takes long, and only these would be taken for something else.
        return _text_cell(sheet, cell) if cell[:1] in ("=", "#") else _escaped(cell)
    if isinstance(cell, bool):
        return _as_text(cell)
    if isinstance(cell, dt.datetime):
        return _local(cell)
    return cell


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> SheetCell:
    cell = WriteOnlyCell(sheet, _escaped(text))
    cell.data_type = "s"  # without this "=1" is a formula and "#N/A" an error
    return cell


def _escaped(text: str) -> str:
    clean = _LOOKS_ESCAPED.sub("_x005F_", _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text))
    return clean.replace("\r", "_x000D_")


def _heading(sheet: WriteOnlyWorksheet, text: str) -> SheetCell:
    cell = _text_cell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _column_widths(headings: Sequence[str], sample: Sequence[Sequence[Cell]]) -> Iterator[int]:
    """Yield a width in characters that fits most of what stands in a column."""
    for at, heading in enumerate(headings):
        texts = [heading, *(_as_text(row[at]) for row in sample if at < len(row))]
        longest = max(map(len, texts)) + 2
        yield min(max(longest, _WIDTHS.start), _WIDTHS.stop - 1)


def _local(moment: dt.datetime) -> dt.datetime:
    """A sheet knows no time zones: what people read is the time here."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment
