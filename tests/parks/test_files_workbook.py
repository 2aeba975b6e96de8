"""Workbooks: each sort of cell as a person would type it; nothing in one does harm. No database."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook

from parks.imports.files import FileKind, FileRefusedError, Table, read_table, sheets
from parks.imports.files.limits import MAX_COLUMNS
from tests.parks.file_builders import CONTENT_TYPES, text_row, workbook, zipped_names


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*rows: list[Any], number_format: str = "") -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    if number_format:
        sheet["A2"].number_format = number_format
    return saved(book)


def read(data: bytes) -> Table:
    return read_table(data, filename="lijst.xlsx")


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefusedError) as refused:
        read(data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("01234567", "", "01234567"),
        (1234567, "", "1234567"),
        (1234567, "00000000", "01234567"),
        (123456789012, "", "123456789012"),
        (12.5, "", "12,5"),
        (0.1 + 0.2, "", "0,3"),
        (-5, "", "-5"),
        (1234.5, "#,##0.00", "1234,5"),
        (0.125, "0.0%", "12,5%"),
        (1e-7, "", "0,0000001"),
        (True, "", "ja"),
        (False, "", "nee"),
        (dt.date(2026, 11, 22), "", "2026-11-22"),
        (dt.datetime.fromisoformat("2026-11-22T09:05"), "", "2026-11-22 09:05:00"),
        (45_000, "dd-mm-yyyy", "2023-03-15"),
        (dt.time(9, 30), "", "09:30:00"),
        (-1, "yyyy-mm-dd", "-1"),
        (" spaties ", "", " spaties "),
        ("é–€ 😀", "", "é–€ 😀"),
    ],
)
def test_each_sort_of_cell_is_read_as_a_person_would_type_it(
    value: Any, number_format: str, text: str
) -> None:
    table = read(book_of(["Kop", "Naam"], [value, "x"], number_format=number_format))

    assert table.kind is FileKind.XLSX
    assert table.lines[0].cells == (text, "x")


def test_a_code_that_was_stored_as_a_number_is_told_apart_from_text() -> None:
    table = read(book_of(["KvK", "Nummer", "Sinds"], [1234567, "0012", dt.date(2026, 1, 2)]))

    assert table.number_columns == {0}


def test_the_first_filled_sheet_is_read_and_the_others_are_named() -> None:
    book = Workbook()
    book.create_sheet("Geheim").append(["niet", "dit"])
    book["Geheim"].sheet_state = "hidden"
    for title in ("Bedrijven", "Toelichting"):
        book.create_sheet(title).append(["Naam", "Plaats"])
        book[title].append([title, "x"])

    table = read(saved(book))

    assert table.sheet == "Bedrijven"
    assert table.lines[0].cells == ("Bedrijven", "x")
    assert table.notes == ("Alleen blad «Bedrijven» is gelezen; niet: Sheet, Geheim, Toelichting.",)


def test_rows_keep_the_number_that_people_see() -> None:
    data = workbook(text_row(3, "Naam", "Plaats") + text_row(9, "A", "B"))

    assert [(line.number, line.cells) for line in read(data).lines] == [(9, ("A", "B"))]


def test_the_outcome_of_a_formula_is_read_and_a_formula_without_one_is_named() -> None:
    rows = text_row(1, "a", "b") + (
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>"x"</f><v>x</v></c></row>'
        '<row r="3"><c r="A3"><f>1+1</f></c><c r="B3" t="e"><v>#DIV/0!</v></c></row>'
    )

    good, bad = read(workbook(rows)).lines

    assert good.cells == ("2", "x")
    assert bad.reasons({0}) == (
        "Cel A3 bevat een formule zonder uitkomst; sla het bestand op in Excel.",
    )
    assert bad.reasons({1}) == ("Cel B3 bevat de foutwaarde #DIV/0!.",)


def test_shared_rich_and_escaped_texts_are_read() -> None:
    strings = (
        '<sst><si><t xml:space="preserve">een </t></si><si><r><t>vet</t></r><r><t>gewoon</t></r>'
        "<rPh><t>klank</t></rPh></si><si><t>a_x000D_b _x005F_x0041_</t></si></sst>"
    )
    rows = text_row(1, "a", "b", "c") + (
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>'
        '<c r="C2" t="s"><v>2</v></c></row>'
    )

    (line,) = read(workbook(rows, sharedStrings=strings)).lines

    assert line.cells == ("een ", "vetgewoon", "a\rb _x0041_")


def test_dates_since_1904_are_read() -> None:
    formats = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    rows = text_row(1, "a", "b") + '<row r="2"><c r="A2" s="1"><v>0</v></c><c><v>7</v></c></row>'
    data = workbook(rows.replace("<v>0</v>", "<v>1</v>"), formats=formats, epoch=' date1904="1"')

    assert read(data).lines[0].cells == ("1904-01-02", "7")


def test_a_heading_over_fewer_columns_than_the_rows_is_filled_up() -> None:
    table = read(book_of(["Naam", "Plaats"], ["A", None, None, "D"]))

    assert table.headings == ("Naam", "Plaats", "Kolom 3", "Kolom 4")
    assert table.lines[0].cells == ("A", "", "", "D")


def test_macros_are_left_alone_and_named() -> None:
    data = workbook(text_row(1, "a", "b") + text_row(2, "1", "2"))
    names = zipped_names({"xl/vbaProject.bin": b"x"})

    assert "macro" not in " ".join(read(data).notes)
    assert "macro's" in " ".join(read(_added(data, "xl/vbaProject.bin", names)).notes)


def test_a_million_empty_rows_and_columns_cost_nothing() -> None:
    empty = "".join(f'<row r="{at}"><c r="XFD{at}" s="1"/></row>' for at in range(3, 20_000))
    far = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>z</t></is></c></row>'
    data = workbook(text_row(1, "a", "b") + text_row(2, "1", "2") + empty + far)

    assert [line.number for line in read(data).lines] == [2, 1_048_576]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{at} "{"&a;" * 10}">' for at in range(9))
    + "]><worksheet><sheetData/></worksheet>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><sst><si><t>&a;</t></si></sst>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (workbook("", **{"worksheets/sheet1": LAUGHS}), "beschadigd"),
        (workbook(text_row(1, "a"), sharedStrings=OUTSIDE), "beschadigd"),
        (workbook(""), "leeg"),
        (workbook("<row"), "beschadigd"),
        (workbook('<row r="1"><c t="s"><v>7</v></c></row>'), "beschadigd"),
        (workbook('<row r="1"><c r="A1"><v>veel</v></c></row>'), "beschadigd"),
        (workbook('<row r="1"><c r="?1"><v>1</v></c></row>'), "beschadigd"),
        (workbook('<row r="9999999999"><c><v>1</v></c></row>'), "beschadigd"),
        (workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>'), f"{MAX_COLUMNS} kolommen"),
        (zipped_names({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": ""}), "beschadigd"),
        (zipped_names({"content.xml": "", "mimetype": "x"}), "OpenDocument"),
        (zipped_names({"xl/workbook.bin": ""}), "xlsb"),
        (zipped_names({"word/document.xml": ""}), "Word"),
    ],
    ids=range(13),
)
def test_a_workbook_that_is_damaged_or_malicious_is_refused(data: bytes, why: str) -> None:
    assert why in refusal(data)


def test_the_number_of_cells_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_CELLS", 3)

    assert "meer dan 3 gevulde cellen" in refusal(book_of(["a", "b"], ["1", "2"]))
    assert len(read(book_of(["a", "b"], ["1"])).lines) == 1


def test_a_number_past_all_bounds_is_named() -> None:
    rows = text_row(1, "a", "b") + '<row r="2"><c r="A2"><v>1e999</v></c></row>'

    assert read(workbook(rows)).lines[0].reasons({0}) == (
        "Cel A2 bevat een getal dat te groot is.",
    )


def _added(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()
