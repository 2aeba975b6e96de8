"""Reading a register file: what is taken, what is odd, what is refused. No database."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parks
from parks.imports.files import FileRefusedError
from parks.imports.files.limits import MAX_BYTES
from parks.imports.kinds.parks import PARKS
from parks.imports.mapping import MappingRefusedError, check, guess
from parks.imports.park_verdicts import finish_park
from parks.imports.plan import Row
from parks.imports.reading import read_source, rows_from

REGISTER = Path(parks.__file__).parent / "data" / "register-parks.csv"
COLUMNS = (
    "RIN_NUMMER", "JAAR", "PLAN_NAAM", "GEM_CODES", "PROV_NAMEN",
    "HA_BRUTO", "HA_NETTO", "HA_TOTTUIT", "WLOC_TYPE",
)  # fmt: skip
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


def parse_rows(data: bytes) -> list[Row]:
    source = read_source(data, filename="register.csv", crs="auto", kind=PARKS)
    mapping = guess(PARKS, source.headings)
    check(PARKS, mapping)
    return rows_from(source, kind=PARKS, mapping=mapping, finish=finish_park(""))


def parse(*lines: str, encoding: str = "utf-8", heading: str = HEADING) -> list[Row]:
    return parse_rows("\r\n".join([heading, *lines, ""]).encode(encoding))


def parse_one(**cells: str) -> Row:
    (row,) = parse(line(**cells))
    return row


def test_the_register_excerpt_is_read_whole() -> None:
    rows = parse_rows(REGISTER.read_bytes())

    assert len(rows) == 120
    assert [row for row in rows if row.why_not] == []
    assert rows[0].values["gross_ha"] == "222.5195"
    assert {row.values["location_type"] for row in rows} >= {"", "B1", "X", "C1"}
    assert "ONBEKEND" not in {row.values["location_type"] for row in rows}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_four_encodings_give_the_same_rows(encoding: str) -> None:
    (row,) = parse(line(PLAN_NAAM="Café Zuid – één"), encoding=encoding)

    assert row.values["name"] == "Café Zuid – één"


def test_line_numbers_hold_after_blank_lines_and_quoted_line_breaks() -> None:
    rows = parse("", line(PLAN_NAAM='"Naam\r\nin tweeën"'), ";;;;;;;;", line(RIN_NUMMER="2"))

    assert [row.number for row in rows] == [3, 6]
    assert rows[0].values["name"] == "Naam in tweeën"


def test_columns_may_stand_in_any_order_with_others_between_them() -> None:
    heading = ";".join(["Extra", *reversed(COLUMNS)]).lower()
    (row,) = parse(";".join(["x", *reversed(GOOD.values())]), heading=heading)

    assert row.values["rin"] == "1077"
    assert "Extra" not in row.values


def test_empty_numbers_and_types_are_unknown_not_nought() -> None:
    row = parse_one(HA_BRUTO="", HA_NETTO=" ", HA_TOTTUIT="", WLOC_TYPE="", JAAR="")
    values = row.values

    assert (values["gross_ha"], values["net_ha"], values["available_ha"]) == ("", "", "")
    assert (values["location_type"], values["register_year"]) == ("", "")
    assert row.why_not == []


def test_a_park_may_lie_in_two_municipalities() -> None:
    row = parse_one(GEM_CODES="GM0268, GM0160,GM0268", PROV_NAMEN="Overijssel/Gelderland")

    assert row.values["municipality_codes"] == "GM0268|GM0160"
    assert row.warnings == []


@pytest.mark.parametrize(
    ("cells", "warning"),
    [
        ({"HA_NETTO": "300,5"}, "groter dan bruto"),
        ({"PROV_NAMEN": "Limburg"}, "Gelderland"),
        ({"WLOC_TYPE": "raar"}, "«raar»"),
        ({"JAAR": "01-01-2019"}, "gelezen als 2019"),
        ({"JAAR": "2019 (schatting)"}, "gelezen als 2019"),
    ],
)
def test_what_is_odd_is_taken_with_a_warning(cells: dict[str, str], warning: str) -> None:
    row = parse_one(**cells)

    assert row.why_not == []
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
        ({"PLAN_NAAM": "x" * 121}, "120"),
        ({"PLAN_NAAM": "Naam\x00"}, "teken"),
        ({"PLAN_NAAM": "Naam\u202e"}, "teken"),
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
    (told,) = parse_one(**cells).why_not

    assert reason in told


def test_all_that_is_wrong_in_a_row_is_told_at_once() -> None:
    assert len(parse_one(RIN_NUMMER="x", GEM_CODES="GM1", HA_BRUTO="y").why_not) == 3


def test_the_older_local_layer_gives_square_metres_and_one_municipality_for_all() -> None:
    heading = "RINNUMMER;BEDRIJVENT;KERN;OPPBRUTO;OPPNETTO;JAAR"
    data = f"{heading}\n1077;Bijsterpark;Dorp;125.000 m2;98000;2009\n".encode()
    source = read_source(data, filename="laag.csv", crs="auto", kind=PARKS)
    mapping = guess(PARKS, source.headings)
    (row,) = rows_from(source, kind=PARKS, mapping=mapping, finish=finish_park("GM0160"))

    assert mapping == ["rin", "name", "", "gross_m2", "net_m2", "register_year"]
    assert (row.values["gross_ha"], row.values["net_ha"]) == ("12.5", "9.8")
    assert row.values["municipality_codes"] == "GM0160"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "leeg"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (HEADING.encode(), "geen rijen"),
        (b"x" * (MAX_BYTES + 1), "20 MB"),
    ],
)
def test_a_file_that_is_no_register_is_refused_whole(data: bytes, message: str) -> None:
    with pytest.raises(FileRefusedError, match=message):
        parse_rows(data)


def test_a_list_without_a_number_of_parks_is_refused() -> None:
    with pytest.raises(MappingRefusedError, match="RIN-nummer"):
        parse_rows(b"Naam;Plaats\nBakker;Ede\n")


@given(st.lists(st.text(max_size=12), min_size=9, max_size=9))
def test_what_is_taken_fits_the_database(cells: list[str]) -> None:
    clean = [cell.translate(dict.fromkeys(map(ord, ';"\r\n'))) for cell in cells]
    text = f"{HEADING}\n{';'.join(clean)}\n{line()}"
    for row in parse_rows(text.encode("utf-8", "replace")):
        if not row.why_not:
            values = row.values
            assert len(values["location_type"]) <= 4
            assert "\x00" not in values["name"]
            assert not values["gross_ha"] or Decimal(values["gross_ha"]) < 1_000_000
