"""`manage.py import_parks`: all or nothing, the RIN is the key, twice changes nothing."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from parks.imports.register import RowsRefusedError, apply_import, plan_import
from parks.imports.table import MAX_BYTES
from parks.imports.verdicts import VerdictKind
from parks.models import Park
from tests.factories.parks import ParkFactory
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


def write(file: Path, *lines: str) -> Path:
    file.write_bytes("\r\n".join([HEADING, *lines, ""]).encode())
    return file


def test_the_register_excerpt_comes_in_whole_and_a_second_time_changes_nothing() -> None:
    first = run(REGISTER)
    before = list(Park.objects.order_by("rin").values())
    second = run(REGISTER)

    assert "120 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 geweigerd" in first
    assert "0 nieuw, 0 gewijzigd, 120 ongewijzigd, 0 geweigerd" in second
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
    assert "1 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 geweigerd" in printed
    assert "niets ingevoerd" in reason
    assert not Park.objects.exists()


def test_applying_refuses_verdicts_with_a_refused_row(file: Path) -> None:
    verdicts = plan_import(write(file, line(), line(RIN_NUMMER="x")).read_bytes())

    with pytest.raises(RowsRefusedError):
        apply_import(verdicts)
    assert not Park.objects.exists()


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


def test_planning_asks_the_database_once(file: Path, django_assert_num_queries: object) -> None:
    data = REGISTER.read_bytes()
    with django_assert_num_queries(1):  # type: ignore[operator]
        verdicts = plan_import(data)
    assert {verdict.kind for verdict in verdicts} == {VerdictKind.NEW}
