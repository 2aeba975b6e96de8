"""`manage.py import_parks`: all or nothing, the RIN is the key, twice changes nothing."""

import json
from decimal import Decimal
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from parks.imports.files.limits import MAX_BYTES
from parks.imports.kinds.parks import PARKS
from parks.imports.mapping import guess
from parks.imports.register import RowsRefusedError
from parks.models import Park, RegisterImport
from parks.services.imports import Sent
from parks.services.register import apply_register, receive_register
from tests.factories.parks import MembershipFactory, ParkFactory
from tests.parks.test_register_rows import HEADING, REGISTER, line

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "parken.csv"


def run(file: Path, *options: str) -> str:
    output = StringIO()
    call_command("import_parks", str(file), *options, stdout=output)
    return output.getvalue()


def refuse(file: Path, *options: str) -> tuple[str, str]:
    """Return what was printed and why it stopped."""
    output = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_parks", str(file), *options, stdout=output)
    return output.getvalue(), str(error.value)


def undo() -> str:
    output = StringIO()
    call_command("import_parks", "--undo", stdout=output)
    return output.getvalue()


def write(file: Path, *lines: str) -> Path:
    file.write_bytes("\r\n".join([HEADING, *lines, ""]).encode())
    return file


def test_the_register_excerpt_comes_in_whole_and_a_second_time_changes_nothing() -> None:
    first = run(REGISTER)
    before = list(Park.objects.order_by("rin").values())
    second = run(REGISTER)

    assert "120 nieuw, 0 gewijzigd, 0 blijft zoals ingevuld, 0 ongewijzigd, 0 geweigerd" in first
    assert "0 nieuw, 0 gewijzigd, 0 blijft zoals ingevuld, 120 ongewijzigd, 0 geweigerd" in second
    assert list(Park.objects.order_by("rin").values()) == before
    assert len({park["municipality_codes"][0] for park in before}) == 7


def test_a_dry_run_tells_the_same_and_applies_nothing(file: Path) -> None:
    output = run(write(file, line()), "--dry-run")

    assert "regel 2: nieuw - Bijsterpark (RIN 1077)" in output
    assert "Proef" in output
    assert not Park.objects.exists()


def test_a_change_is_shown_from_old_to_new_and_the_address_stays(file: Path) -> None:
    run(write(file, line(HA_BRUTO="10,5")))

    output = run(write(file, line(PLAN_NAAM="Nieuwe naam", HA_BRUTO="", WLOC_TYPE="X")))

    assert (
        "regel 2: gewijzigd - Nieuwe naam (RIN 1077): naam Bijsterpark -> Nieuwe naam; "
        "bruto ha 10,5 -> leeg; type B1 -> X"
    ) in output
    park = Park.objects.get(rin=1077)
    assert (park.name, park.gross_ha, park.slug) == ("Nieuwe naam", None, "bijsterpark")


def test_an_older_year_is_taken_with_a_warning(file: Path) -> None:
    run(write(file, line(JAAR="2024")))

    assert "ouder" in run(write(file, line(JAAR="2022")))
    assert Park.objects.get().register_year == 2022


def test_one_refused_row_keeps_all_others_out(file: Path) -> None:
    printed, reason = refuse(write(file, line(), line(RIN_NUMMER="2", GEM_CODES="GM9999")))

    assert "regel 2: nieuw" in printed
    assert "regel 3: geweigerd" in printed
    assert "Onbekende gemeentecode: GM9999." in printed
    assert "1 nieuw, 0 gewijzigd, 0 blijft zoals ingevuld, 0 ongewijzigd, 1 geweigerd" in printed
    assert "niets ingevoerd" in reason
    assert not Park.objects.exists()


def plan(data: bytes) -> RegisterImport:
    sent = Sent(data=data, filename="register.csv")
    return receive_register(sent=sent, by=None, mapping=partial(guess, PARKS))


def test_applying_refuses_a_plan_with_a_refused_row(file: Path) -> None:
    run = plan(write(file, line(), line(RIN_NUMMER="x")).read_bytes())

    with pytest.raises(RowsRefusedError):
        apply_register(run=run, by=None)
    assert not Park.objects.exists()


def test_rows_without_a_name_or_a_municipality_are_refused_for_a_new_park(file: Path) -> None:
    printed, _ = refuse(write(file, line(PLAN_NAAM=" ", GEM_CODES="")))

    assert "naam ontbreekt" in printed
    assert "gemeentecode ontbreekt" in printed


def test_of_rows_with_the_same_rin_none_is_taken(file: Path) -> None:
    printed, _ = refuse(write(file, line(), line(RIN_NUMMER="2"), line(RIN_NUMMER="01077")))

    assert printed.count("regels 2, 4") == 2
    assert not Park.objects.exists()


def test_what_staff_corrected_stays_until_they_choose_the_file(file: Path) -> None:
    run(write(file, line(HA_BRUTO="10")))
    Park.objects.update(gross_ha=11)

    assert "blijft 11" in run(write(file, line(HA_BRUTO="12")))
    assert Park.objects.get().gross_ha == 11


def test_the_last_file_can_be_taken_back(file: Path) -> None:
    run(write(file, line(HA_BRUTO="10")))
    run(write(file, line(HA_BRUTO="12"), line(RIN_NUMMER="2")))

    assert "1 weg, 1 hersteld" in undo()
    assert Park.objects.get().gross_ha == 10
    assert "1 weg, 0 hersteld" in undo()
    assert not Park.objects.exists()


def test_a_park_that_is_in_use_is_not_taken_back(file: Path) -> None:
    run(write(file, line()))
    MembershipFactory(park=Park.objects.get(), role="team")

    printed = undo()

    assert "0 weg" in printed
    assert "in gebruik" in printed
    assert Park.objects.exists()


def test_several_outlines_with_one_number_become_one(file: Path) -> None:
    layer = file.with_suffix(".geojson")
    layer.write_text(json.dumps(shapes("RIN_NUMMER", [1077, 1077])), encoding="utf-8")

    assert "1 nieuw" in run(layer, "--municipality", "GM0160")
    park = Park.objects.get(rin=1077)
    assert park.outline is not None
    assert (len(park.outline), round(park.outline.area)) == (2, 20_000)
    assert "1 ongewijzigd" in run(layer, "--municipality", "GM0160")


def shapes(key: str, numbers: list[int]) -> dict[str, object]:
    """Return a layer in RD with a square of a hectare for each number."""
    features = [
        {
            "type": "Feature",
            "properties": {key: number, "PLAN_NAAM": "Bijsterpark"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, y] for x, y in square(230_000 + 200 * place)]],
            },
        }
        for place, number in enumerate(numbers)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    return {"type": "FeatureCollection", "crs": crs, "features": features}


def square(west: int) -> list[tuple[int, int]]:
    south, side = 500_000, 100
    return [
        (west, south), (west + side, south), (west + side, south + side), (west, south + side),
        (west, south),
    ]  # fmt: skip


def test_the_same_name_twice_gives_two_parks_with_addresses_of_their_own(file: Path) -> None:
    run(write(file, line(), line(RIN_NUMMER="2"), line(RIN_NUMMER="3", GEM_CODES="GM0160")))

    assert list(Park.objects.order_by("rin").values_list("rin", "slug")) == [
        (2, "bijsterpark-nijmegen"),
        (3, "bijsterpark-hardenberg"),
        (1077, "bijsterpark"),
    ]


def test_odd_facts_come_in_as_they_stand(file: Path) -> None:
    output = run(write(file, line(HA_NETTO="300", WLOC_TYPE="ONBEKEND", PROV_NAMEN="Limburg")))

    park = Park.objects.get()
    assert (park.net_ha, park.location_type) == (Decimal(300), "")
    assert output.count("let op") == 2


def test_a_park_that_is_not_in_the_file_stays_as_it_is(file: Path) -> None:
    other = ParkFactory(rin=None)

    run(write(file, line()))

    assert set(Park.objects.values_list("rin", flat=True)) == {None, 1077}
    assert Park.objects.get(pk=other.pk).name == other.name


def test_a_file_that_can_not_be_read_says_so(file: Path) -> None:
    assert "niet te lezen" in refuse(file)[1]
    assert "niet te lezen" in refuse(file.parent)[1]
    file.write_bytes(b"%PDF-1.7")
    assert "PDF" in refuse(file)[1]
    with file.open("wb") as large:
        large.truncate(MAX_BYTES + 1)
    assert "20 MB" in refuse(file)[1]


def test_planning_asks_as_much_for_many_rows_as_for_one(
    file: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        plan(REGISTER.read_bytes())
