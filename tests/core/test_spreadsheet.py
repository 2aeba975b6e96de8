"""Lists to open in a spreadsheet: nothing in them is alive, and all of it can be read back."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.spreadsheet import Cell, write_csv, write_xlsx
from parks.imports.files import read_table

HEADINGS = ("Naam", "Opmerking")
NASTY = (
    "=1+1", "+31 6", "-5", "@SOM(A1)", "\t=1", "\r=1", "\n=1", " =1", "'=1", "''=1", 
    "'s-Hertogenbosch",
    "'", "＝1", "#N/A", "01234567", "1,5", "1.234", "_x0041_", "_x005F_", "a;b,c|d\te",
    'een "woord"',
    "regel 1\r\nregel 2", " spaties ", "é–€ 😀", "TRUE", "1E5", "2026-11-22", "sep=;", "\ufeffa",
)  # fmt: skip
MORNING = dt.datetime.fromisoformat("2026-11-22T09:05")
# All signs that a file can hold; the others are a matter of the test below.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffd")
    | st.sampled_from("=+-@'\"\t\r\n;, |_x0123456789"),
    max_size=30,
)


def table(*rows: tuple[Cell, ...], kind: str) -> list[tuple[str, ...]]:
    """Write rows and read them back."""
    if kind == "csv":
        data = write_csv(HEADINGS, iter(rows))
    else:
        data = write_xlsx(HEADINGS, iter(rows), title="Lijst")
    found = read_table(data, filename=f"lijst.{kind}")
    assert found.headings == HEADINGS
    assert not any(line.problems for line in found.lines)
    return [line.cells for line in found.lines]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_text_is_read_back_as_it_was_written(kind: str) -> None:
    rows = [("x", text) for text in NASTY]

    assert table(*rows, kind=kind) == rows


@given(texts=st.lists(TEXTS, min_size=1, max_size=5))
def test_whatever_the_text_a_csv_file_gives_it_back(texts: list[str]) -> None:
    rows = [("x", text) for text in texts]

    assert table(*rows, kind="csv") == rows


@given(texts=st.lists(TEXTS, min_size=1, max_size=5))
def test_whatever_the_text_a_workbook_gives_it_back(texts: list[str]) -> None:
    rows = [("x", text) for text in texts]

    assert table(*rows, kind="xlsx") == rows


@given(text=TEXTS)
def test_no_cell_of_a_csv_file_starts_as_a_formula_does(text: str) -> None:
    data = write_csv(["Naam"], [[text]]).decode("utf-8-sig")
    cell = data.split("\r\n", 1)[1].removeprefix('"')

    assert cell.lstrip(" \u00a0")[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    data = write_xlsx(["=Kop"], [[text] for text in NASTY], title="=[blad]/:*?")
    book = load_workbook(io.BytesIO(data))

    assert book.sheetnames == ["=blad"]
    assert {cell.data_type for row in book.worksheets[0] for cell in row} == {"s"}


@pytest.mark.parametrize(
    ("cell", "in_csv", "in_xlsx"),
    [
        (Decimal("12.50"), "12,50", "12,5"),
        (Decimal("-5"), "-5", "-5"),
        (-5, "-5", "-5"),
        (1.5, "1,5", "1,5"),
        (1e-7, "0,0000001", "0,0000001"),
        (True, "ja", "ja"),
        (None, "", ""),
        (dt.date(2026, 11, 22), "2026-11-22", "2026-11-22"),
        (MORNING, "2026-11-22 09:05:00", "2026-11-22 09:05:00"),
    ],
)
def test_numbers_and_dates_stay_what_they_are(cell: Cell, in_csv: str, in_xlsx: str) -> None:
    assert table(("x", cell), kind="csv") == [("x", in_csv)]
    assert table(("x", cell), kind="xlsx") == [("x", in_xlsx)]


def test_a_number_is_a_number_in_the_workbook() -> None:
    rows: list[tuple[Cell, ...]] = [(Decimal("1234.5"), -5, dt.date(2026, 11, 22))]
    sheet = load_workbook(io.BytesIO(write_xlsx(["a", "b", "c"], rows, title="x"))).worksheets[0]

    assert [cell.data_type for cell in sheet[2]] == ["n", "n", "d"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold


def test_a_moment_is_written_in_the_time_of_the_reader() -> None:
    moment = dt.datetime(2026, 7, 1, 10, 0, tzinfo=dt.UTC)
    here = timezone.make_naive(moment).isoformat(" ")

    assert table(("x", moment), kind="csv") == table(("x", moment), kind="xlsx") == [("x", here)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_signs_that_no_file_can_hold_are_replaced(kind: str) -> None:
    data = (
        write_csv(["a", "b"], [["x\x00y", "\ud800"]])
        if kind == "csv"
        else write_xlsx(["a", "b"], [["x\x00y", "\ud800"]], title="x")
    )

    (line,) = read_table(data, filename="x").lines
    assert line.cells == ("x\N{REPLACEMENT CHARACTER}y", "\N{REPLACEMENT CHARACTER}")


def test_an_infinite_number_is_refused() -> None:
    with pytest.raises(ValueError, match="eindig"):
        write_csv(["a"], [[float("inf")]])


def test_csv_is_what_dutch_spreadsheets_open() -> None:
    assert write_csv(["a", "b"], [["één", Decimal("1.5")]]) == (
        b'\xef\xbb\xbf"a";"b"\r\n"\xc3\xa9\xc3\xa9n";"1,5"\r\n'
    )
