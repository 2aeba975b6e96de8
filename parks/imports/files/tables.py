"""Lists: CSV and workbooks to one shape, with a heading and rows of equal width."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from typing import Final

from parks.imports.files import delimited, sheets
from parks.imports.files.archives import open_archive
from parks.imports.files.headings import unique_headings
from parks.imports.files.kinds import open_file
from parks.imports.files.limits import (
    MAX_CELL_LENGTH,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_WORKBOOK_PARTS,
)
from parks.imports.files.raw import RawRow
from parks.imports.files.results import FileKind, FileRefusedError, Line, Problem, Table
from parks.imports.files.text import decode, is_readable, readable, shown
from parks.imports.files.workbooks import Sheet, Workbook, read_workbook

_ABOVE_HEADING: Final = 10
_MARKS: Final = {";": "puntkomma's", ",": "komma's", "\t": "tabs", "|": "rechte strepen"}
_ENCODINGS: Final = {"utf-8": "UTF-8", "cp1252": "Windows-1252"}


def read_table(data: bytes, *, filename: str) -> Table:
    """Read a list from a CSV file, a workbook, or a zip with one of them.

    `filename` only helps to tell JSON from text. Raises FileRefusedError.
    """
    kind, inner = open_file(data, filename=filename)
    if kind is FileKind.GEOJSON:
        raise FileRefusedError("Dit is een kaartlaag (GeoJSON), geen lijst.")
    return _read_workbook(inner) if kind is FileKind.XLSX else _read_text(inner)


def _read_text(data: bytes) -> Table:
    text, encoding = decode(data)
    delimiter, rows = delimited.rows_of(text)
    table = _shape(rows, FileKind.CSV)
    read_as = _ENCODINGS.get(encoding, encoding.upper())
    note = f"Gelezen als {read_as}, kolommen gescheiden door {_MARKS[delimiter]}."
    return replace(table, encoding=encoding, delimiter=delimiter, notes=(note, *table.notes))


def _read_workbook(data: bytes) -> Table:
    with open_archive(data, max_files=MAX_WORKBOOK_PARTS) as archive:
        book = read_workbook(archive)
        for sheet in sorted(book.sheets, key=lambda each: each.hidden):
            with closing(sheets.rows_of(archive, book, sheet)) as rows:
                first = next(rows, None)
                if first is None:
                    continue
                table = _shape(chain([first], rows), FileKind.XLSX)
            notes = (*_sheet_notes(book, sheet), *_macro_notes(archive.names), *table.notes)
            return replace(table, sheet=readable(sheet.title), notes=notes)
    raise FileRefusedError("De werkmap is leeg.")


def _sheet_notes(book: Workbook, sheet: Sheet) -> list[str]:
    others = [shown(each.title) for each in book.sheets if each is not sheet]
    if not others:
        return []
    left_out = ", ".join(others[:10])
    return [f"Alleen blad «{shown(sheet.title)}» is gelezen; niet: {left_out}."]


def _macro_notes(names: Iterable[str]) -> list[str]:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return ["De werkmap bevat macro's; die zijn niet gebruikt."]
    return []


def _shape(rows: Iterator[RawRow], kind: FileKind) -> Table:
    head = list(islice(rows, _ABOVE_HEADING + 1))
    if not head:
        raise FileRefusedError("Het bestand is leeg.")
    at = _heading_at(head)
    body = _limited(chain(head[at + 1 :], rows))
    if not body:
        raise FileRefusedError("Het bestand heeft een kopregel, maar geen rijen.")
    width = len(head[at].cells) if kind is FileKind.CSV else MAX_COLUMNS
    used = min(max(_filled_width(row.cells) for row in (head[at], *body)), width)
    if not used:
        raise FileRefusedError("Het bestand bevat geen tekst.")
    if used > MAX_COLUMNS:
        raise FileRefusedError(f"Het bestand heeft meer dan {MAX_COLUMNS} kolommen.")
    headings, notes = unique_headings((head[at].cells + [""] * used)[:used])
    if at:
        notes.insert(0, f"De kopregel is regel {head[at].number}; wat erboven staat telt niet mee.")
    lines = tuple(_line(row, width, len(headings), kind) for row in body)
    numbers = frozenset[int]().union(*(row.number_columns for row in body))
    return Table(headings, lines, kind, number_columns=numbers, notes=tuple(notes))


def _heading_at(head: list[RawRow]) -> int:
    """Return which row is the heading: a title of one cell may stand above it."""
    if _filled(head[0]) != 1:
        return 0
    return next((at for at, row in enumerate(head) if _filled(row) > 1), 0)


def _filled(row: RawRow) -> int:
    return sum(not _is_blank(cell) for cell in row.cells)


def _filled_width(cells: list[str]) -> int:
    width = len(cells)
    while width and _is_blank(cells[width - 1]):
        width -= 1
    return width


def _is_blank(cell: str) -> bool:
    return not cell or cell.isspace()


def _limited(rows: Iterable[RawRow]) -> list[RawRow]:
    taken = list(islice(rows, MAX_ROWS + 1))
    if len(taken) > MAX_ROWS:
        raise FileRefusedError(
            f"Het bestand heeft meer dan {MAX_ROWS} rijen. Splits het in kleinere bestanden."
        )
    return taken


def _line(row: RawRow, width: int, used: int, kind: FileKind) -> Line:
    problems = list(row.problems)
    if kind is FileKind.CSV and (len(row.cells) < width or any(row.cells[width:])):
        reason = f"De rij heeft {len(row.cells)} velden, de kopregel {width}."
        problems.append(Problem(None, reason))
    cells = tuple(row.cells[:used]) + ("",) * (used - len(row.cells))
    if max(map(len, cells)) > MAX_CELL_LENGTH or not is_readable("".join(cells)):
        cells, found = _cleaned(cells)
        problems += found
    return Line(row.number, cells, tuple(problems))


def _cleaned(cells: tuple[str, ...]) -> tuple[tuple[str, ...], list[Problem]]:
    clean: list[str] = []
    problems: list[Problem] = []
    for at, cell in enumerate(cells):
        if len(cell) > MAX_CELL_LENGTH:
            problems.append(Problem(at, f"Een cel is langer dan {MAX_CELL_LENGTH} tekens."))
        if not is_readable(cell):
            problems.append(Problem(at, f"Onleesbaar teken in «{shown(cell)}»."))
        clean.append(readable(cell[:MAX_CELL_LENGTH]))
    return tuple(clean), problems
