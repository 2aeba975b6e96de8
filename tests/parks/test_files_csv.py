"""Lists as text: whichever encoding, delimiter and line end, the rows are the same. No database."""

import pytest

from parks.imports.files import FileKind, FileRefusedError, Table, read_table
from parks.imports.files.limits import MAX_BYTES, MAX_CELL_LENGTH, MAX_CELLS, MAX_COLUMNS, MAX_ROWS

TEXT = (
    'Naam;Plaats;Opmerking\r\nCafé Zuid;Één;"a;b ""c"""\r\nDe Boer – zn;\'s-Gravenhage;"1\r\n2"\r\n'
)
ROWS = [("Café Zuid", "Één", 'a;b "c"'), ("De Boer – zn", "'s-Gravenhage", "1\r\n2")]
ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8-sig": TEXT.encode("utf-8-sig"),
    "cp1252": TEXT.encode("cp1252"),
    "utf-16 with mark": TEXT.encode("utf-16"),
    "utf-16-be with mark": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "utf-16-le without mark": TEXT.encode("utf-16-le"),
    "utf-16-be without mark": TEXT.encode("utf-16-be"),
    "utf-32": TEXT.encode("utf-32"),
}


def read(data: bytes | str) -> Table:
    return read_table(data if isinstance(data, bytes) else data.encode(), filename="lijst.csv")


def cells(data: bytes | str) -> list[tuple[str, ...]]:
    return [line.cells for line in read(data).lines]


def refusal(data: bytes | str) -> str:
    with pytest.raises(FileRefusedError) as refused:
        read(data)
    return str(refused.value)


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_every_encoding_gives_the_same_rows(data: bytes) -> None:
    table = read(data)

    assert table.headings == ("Naam", "Plaats", "Opmerking")
    assert [line.cells for line in table.lines] == ROWS
    assert [line.number for line in table.lines] == [2, 3]
    assert table.kind is FileKind.CSV


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end_is_found(mark: str, line_end: str) -> None:
    text = line_end.join([mark.join(["Naam", "Ha"]), mark.join(["A", '"1,5; of 2"']), ""])

    table = read(text)

    assert table.delimiter == mark
    assert table.lines[0].cells == ("A", "1,5; of 2")


def test_a_decimal_comma_is_not_a_delimiter() -> None:
    assert cells("Naam;Ha\nA;1,5\nB;2,5\n") == [("A", "1,5"), ("B", "2,5")]
    assert cells("Naam\nBoer, de\nSmid\n") == [("Boer, de",), ("Smid",)]


def test_a_file_that_states_its_delimiter_is_believed() -> None:
    table = read("sep=,\r\nNaam,Ha\r\nA;B,1\r\n")

    assert (table.delimiter, table.headings) == (",", ("Naam", "Ha"))
    assert [(line.number, line.cells) for line in table.lines] == [(3, ("A;B", "1"))]


def test_it_says_how_the_file_was_read() -> None:
    assert read(TEXT.encode("cp1252")).notes == (
        "Gelezen als Windows-1252, kolommen gescheiden door puntkomma's.",
    )


def test_a_title_above_the_heading_is_skipped_and_named() -> None:
    table = read("Bedrijven in het park\n\nNaam;Ha\nA;1\n")

    assert table.headings == ("Naam", "Ha")
    assert table.lines[0].number == 4
    assert "De kopregel is regel 3" in table.notes[1]


def test_columns_without_a_heading_or_with_the_same_one_get_names_of_their_own() -> None:
    table = read("Naam; naam ;Naam;;\nA;B;C;D;\n")

    assert table.headings == ("Naam", "naam", "Naam (2)", "Kolom 4")
    assert table.lines[0].cells == ("A", "B", "C", "D")
    assert "«Naam»" in table.notes[1]


def test_a_row_of_another_width_is_wrong_as_a_whole() -> None:
    rows = read("a;b\n1\n1;2;3\n1;2;\n").lines

    assert rows[0].reasons(()) == ("De rij heeft 1 velden, de kopregel 2.",)
    assert rows[1].reasons(()) == ("De rij heeft 3 velden, de kopregel 2.",)
    assert rows[2].reasons((0, 1)) == ()
    assert {len(row.cells) for row in rows} == {2}


def test_a_sign_that_cannot_be_kept_is_named_in_its_column_only() -> None:
    (row,) = read("a;b\ngoed;f\x00ut\n").lines

    assert row.cells == ("goed", "f\N{REPLACEMENT CHARACTER}ut")
    assert row.reasons({0}) == ()
    assert row.reasons({1}) == ("Onleesbaar teken in «f\N{REPLACEMENT CHARACTER}ut».",)


def test_a_cell_that_is_too_long_is_cut_and_named() -> None:
    (row,) = read("a;b\n1;" + "x" * (MAX_CELL_LENGTH + 1)).lines

    assert len(row.cells[1]) == MAX_CELL_LENGTH
    assert row.reasons({1}) == (f"Een cel is langer dan {MAX_CELL_LENGTH} tekens.",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "leeg"),
        (b" \r\n ", "leeg"),
        (b"a;b\r\n", "geen rijen"),
        (b'a;b\r\n1;"open\r\n2;3\r\n', "Regel 2 is niet te lezen"),
        (b'a;b\r\n1;"x"y\r\n', "Regel 2 is niet te lezen"),
        (b"\x81\x8d;\xff\r\n1;2", "geen tekstbestand"),
        (b"\xff\xfea", "geen tekstbestand"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "wachtwoord"),
        (b"SQLite format 3\x00", "GeoPackage"),
        (b"<?xml version='1.0'?><kml/>", "GML of KML"),
        (b"\x00\x00\x27\x0a\x00", "shapefile"),
        (b"\x1f\x8b\x08", "gzip"),
        (b'{"type": "FeatureCollection"}', "kaartlaag"),
    ],
)
def test_what_is_no_list_is_refused_with_advice(data: bytes, why: str) -> None:
    assert why in refusal(data)


def test_size_is_limited_in_bytes_rows_columns_and_cells() -> None:
    assert "20 MB" in refusal(b"a" * (MAX_BYTES + 1))
    assert f"{MAX_ROWS} rijen" in refusal("a;b\n" + "1;2\n" * (MAX_ROWS + 1))
    wide = ";".join(["x"] * (MAX_COLUMNS + 1))
    assert f"{MAX_COLUMNS} kolommen" in refusal(f"{wide}\n{wide}\n")
    assert f"{MAX_COLUMNS} kolommen" in refusal("a;b\n" + ";" * MAX_CELLS)
    assert f"{MAX_CELLS} cellen" in refusal(f"{'a;' * 99}\n" + f"{'1;' * 99}\n" * 10_001)
    assert len(read("a;b\n" + "1;2\n" * MAX_ROWS).lines) == MAX_ROWS
