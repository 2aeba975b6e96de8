"""Reading a register file: what is taken, what is odd, what is refused. No database."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parks
from parks.imports.rows import COLUMNS, ParsedRow, parse_rows
from parks.imports.table import MAX_BYTES, FileRefusedError

REGISTER = Path(parks.__file__).parent / "data" / "register-parks.csv"
HEADING = ";".join(COLUMNS)
GOOD = {
    "RIN_NUMMER": "1077",
    "JAAR": "2024",
    "PLAN_NAAM": "Bijsterpark",
    "GEM_CODES": "GM0268",
    "PROV_NAMEN": "Gelderland",
    "HA_BRUTO": "222,5195",
    "HA_NETTO": "163,8659",
    "HA_TOTTUIT": "0",
    "WLOC_TYPE": "B1",
}


def line(**cells: str) -> str:
    return ";".join((GOOD | cells).values())


def parse(*lines: str, encoding: str = "utf-8", heading: str = HEADING) -> list[ParsedRow]:
    return parse_rows("\r\n".join([heading, *lines, ""]).encode(encoding))


def parse_one(**cells: str) -> ParsedRow:
    (row,) = parse(line(**cells))
    return row


def test_the_register_excerpt_is_read_whole() -> None:
    rows = parse_rows(REGISTER.read_bytes())

    assert len(rows) == 120
    assert [row for row in rows if row.reasons] == []
    assert rows[0].facts is not None
    assert rows[0].facts.gross_ha == Decimal("222.5195")
    assert {row.facts.location_type for row in rows if row.facts} >= {"", "B1", "X", "C1"}
    assert "ONBEKEND" not in {row.facts.location_type for row in rows if row.facts}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_three_encodings_give_the_same_rows(encoding: str) -> None:
    (row,) = parse(line(PLAN_NAAM="Café Zuid – één"), encoding=encoding)

    assert row.facts is not None
    assert row.facts.name == "Café Zuid – één"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(line_end: str) -> None:
    rows = parse_rows(line_end.join([HEADING, line(), line(RIN_NUMMER="2")]).encode())

    assert [(row.line, row.reasons) for row in rows] == [(2, ()), (3, ())]


def test_line_numbers_hold_after_blank_lines_and_quoted_line_breaks() -> None:
    rows = parse("", line(PLAN_NAAM='"Naam\r\nin tweeën"'), ";;;;;;;;", line(RIN_NUMMER="2"))

    assert [row.line for row in rows] == [3, 6]
    assert rows[0].facts is not None
    assert rows[0].facts.name == "Naam in tweeën"


def test_columns_may_stand_in_any_order_with_others_between_them() -> None:
    heading = ";".join(["Extra", *reversed(COLUMNS)]).lower()
    (row,) = parse(";".join(["x", *reversed(GOOD.values())]), heading=heading)

    assert row.facts is not None
    assert row.facts.rin == 1077


def test_empty_numbers_and_types_are_unknown_not_nought() -> None:
    facts = parse_one(HA_BRUTO="", HA_NETTO=" ", HA_TOTTUIT="", WLOC_TYPE="", JAAR="").facts

    assert facts is not None
    assert (facts.gross_ha, facts.net_ha, facts.available_ha) == (None, None, None)
    assert (facts.location_type, facts.register_year) == ("", None)


def test_a_park_may_lie_in_two_municipalities() -> None:
    row = parse_one(GEM_CODES="GM0268, GM0160,GM0268", PROV_NAMEN="Overijssel/Gelderland")

    assert row.facts is not None
    assert row.facts.municipality_codes == ("GM0268", "GM0160")
    assert row.warnings == ()


@pytest.mark.parametrize(
    ("cells", "warning"),
    [
        ({"HA_NETTO": "300,5"}, "groter dan bruto"),
        ({"PROV_NAMEN": "Limburg"}, "Gelderland"),
        ({"WLOC_TYPE": "raar"}, "«raar»"),
    ],
)
def test_what_is_odd_is_taken_with_a_warning(cells: dict[str, str], warning: str) -> None:
    row = parse_one(**cells)

    assert row.facts is not None
    assert len(row.warnings) == 1
    assert warning in row.warnings[0]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"RIN_NUMMER": ""}, "RIN"),
        ({"RIN_NUMMER": "0"}, "RIN"),
        ({"RIN_NUMMER": "-5"}, "RIN"),
        ({"RIN_NUMMER": "12a"}, "RIN"),
        ({"RIN_NUMMER": "2147483648"}, "RIN"),
        ({"RIN_NUMMER": "٣"}, "RIN"),
        ({"PLAN_NAAM": "  "}, "naam ontbreekt"),
        ({"PLAN_NAAM": "x" * 121}, "120"),
        ({"PLAN_NAAM": "Naam\x00"}, "onleesbaar"),
        ({"PLAN_NAAM": "Naam\u202e"}, "onleesbaar"),
        ({"GEM_CODES": ""}, "gemeentecode ontbreekt"),
        ({"GEM_CODES": "GM9999"}, "GM9999"),
        ({"GEM_CODES": "GM0268,GM9999"}, "GM9999"),
        ({"HA_BRUTO": "-1"}, "tussen 0"),
        ({"HA_BRUTO": "NaN"}, "geen getal"),
        ({"HA_BRUTO": "Infinity"}, "geen getal"),
        ({"HA_BRUTO": "1e9"}, "geen getal"),
        ({"HA_BRUTO": "12 hectare"}, "geen getal"),
        ({"HA_NETTO": "1" * 30}, "tussen 0"),
        ({"HA_NETTO": "1" * 3000}, "geen getal"),
        ({"HA_TOTTUIT": "100000,5"}, "tussen 0"),
        ({"HA_TOTTUIT": "12.345"}, "komma"),
        ({"JAAR": "24"}, "peiljaar"),
        ({"JAAR": "20240"}, "peiljaar"),
        ({"JAAR": "1492"}, "peiljaar"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(cells: dict[str, str], reason: str) -> None:
    row = parse_one(**cells)

    assert row.facts is None
    assert len(row.reasons) == 1
    assert reason in row.reasons[0]


def test_all_that_is_wrong_in_a_row_is_told_at_once() -> None:
    assert len(parse_one(RIN_NUMMER="x", PLAN_NAAM="", GEM_CODES="GM1", HA_BRUTO="y").reasons) == 4


@pytest.mark.parametrize("row", ["1077;2024;Kort", line() + ";te;lang", '"alles in één veld"'])
def test_a_row_of_another_length_than_the_heading_is_refused(row: str) -> None:
    (parsed,) = parse(row)

    assert parsed.facts is None
    assert "9" in parsed.reasons[0]


def test_of_rows_with_the_same_rin_none_is_taken() -> None:
    rows = parse(line(), line(RIN_NUMMER="2"), line(PLAN_NAAM="Ander", RIN_NUMMER="01077"))

    assert [row.facts is None for row in rows] == [True, False, True]
    assert "regels 2, 4" in rows[0].reasons[0]
    assert rows[0].reasons == rows[2].reasons


def test_the_same_name_twice_is_fine() -> None:
    assert all(row.facts for row in parse(line(), line(RIN_NUMMER="2")))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "leeg"),
        (b" \r\n\r\n", "leeg"),
        (b";;;\r\n", "leeg"),
        (HEADING.encode(), "geen rijen"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00", "Excel"),
        ((HEADING + "\n" + line()).encode("utf-16"), "UTF-16"),
        (b"RIN\x81\x8d;x", "geen tekstbestand"),
        (b"\x00\x01\x02", "geen lijst"),
        ((HEADING.replace(";", ",") + "\n").encode(), "puntkomma"),
        (b"<html><body>Not found</body></html>", "geen lijst"),
        ((HEADING.replace("HA_NETTO", "NETTO") + "\n" + line()).encode(), "HA_NETTO"),
        ((HEADING + ";JAAR\n" + line() + ";2024").encode(), "dubbel: JAAR"),
        ((HEADING + '\n1;"open\n').encode(), "Regel 2"),
        ((HEADING + "\n" + "x" * 200_000).encode(), "Regel 2"),
        (HEADING.encode() + b"\n1" * 50_001, "50000"),
        (b"x" * (MAX_BYTES + 1), "20 MB"),
    ],
)
def test_a_file_that_is_no_register_is_refused_whole(data: bytes, message: str) -> None:
    with pytest.raises(FileRefusedError, match=message):
        parse_rows(data)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_make_it_stumble(body: bytes) -> None:
    for data in (body, HEADING.encode() + b"\n" + body):
        try:
            rows = parse_rows(data)
        except FileRefusedError:
            continue
        assert all(bool(row.reasons) == (row.facts is None) for row in rows)


@given(st.lists(st.text(max_size=12), min_size=9, max_size=9))
def test_what_is_taken_fits_the_database(cells: list[str]) -> None:
    clean = [cell.translate(dict.fromkeys(map(ord, ';"\r\n'))) for cell in cells]
    text = f"{HEADING}\n{';'.join(clean)}\n{line()}"
    for row in parse_rows(text.encode("utf-8", "replace")):
        if row.facts:
            assert len(row.facts.location_type) <= 4
            assert "\x00" not in row.facts.name
            assert row.facts.gross_ha is None or row.facts.gross_ha < 1_000_000
