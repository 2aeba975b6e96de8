"""Bringing in a list of companies: new, changed, kept, unchanged, refused, missing."""

import datetime as dt

import pytest

from accounts.models import User
from parks.choices import ImportStep
from parks.models import Establishment, Organisation, Park
from parks.services.imports import apply_import
from tests.parks.importing import bring_in, lines_of, only_line, plan

pytestmark = pytest.mark.django_db

HEADING = (
    "naam;organisatie;KvK-nummer;vestigingsnummer;SBI-code;werkzame personen;postcode;huisnummer"
)
SMITH = "Smederij Vonk;Vonk Beheer BV;01234567;000012345678;25.11;12;7772 ab;4"


def companies(*lines: str, heading: str = HEADING) -> bytes:
    return "\r\n".join([heading, *lines, ""]).encode()


def names(*lines: str) -> bytes:
    return companies(*lines, heading="naam;KvK-nummer;plaats")


@pytest.fixture
def smith(in_noord: Park, anna: User) -> Establishment:
    """A company that came out of a file."""
    bring_in(in_noord, anna, companies(SMITH), source="Gemeente", source_date=dt.date(2026, 3, 1))
    company: Establishment = Establishment.objects.get(number="000012345678")
    return company


def test_a_new_company_comes_in_with_its_organisation(smith: Establishment) -> None:
    assert (smith.name, smith.sbi_code, smith.employees) == ("Smederij Vonk", "2511", "10-19")
    assert (smith.postcode, smith.house_number, smith.audience) == ("7772 AB", "4", "team")
    assert (smith.source, smith.source_date) == ("Gemeente", dt.date(2026, 3, 1))
    organisation = smith.organisation
    assert (organisation.name, organisation.kvk_number) == ("Vonk Beheer BV", "01234567")
    assert organisation.helix == "company"


def test_the_same_file_again_changes_nothing(
    smith: Establishment, in_noord: Park, anna: User
) -> None:
    run = plan(in_noord, anna, companies(SMITH))

    assert (run.counts["unchanged"], run.to_write) == (1, 0)


def test_a_change_shows_old_and_new_and_is_written(
    smith: Establishment, in_noord: Park, anna: User
) -> None:
    again = companies(SMITH.replace(";12;", ";60;").replace("Vonk Beheer BV", "Vonk Groep BV"))
    run = plan(in_noord, anna, again)
    changes = {(each.field, each.old, each.new) for each in only_line(run).changes}

    assert changes == {
        ("employees", "10-19", "50-99"),
        ("organisation", "Vonk Beheer BV", "Vonk Groep BV"),
    }
    apply_import(run=run, by=anna, skip_refused=False)
    smith.refresh_from_db()
    assert (smith.employees, smith.organisation.name) == ("50-99", "Vonk Groep BV")


def test_what_a_person_typed_stays_and_both_values_are_shown(
    smith: Establishment, in_noord: Park, anna: User
) -> None:
    Establishment.objects.filter(pk=smith.pk).update(employees="100-249")
    run = bring_in(in_noord, anna, companies(SMITH.replace(";12;", ";60;").replace(";4", ";6")))
    (kept,) = [each for each in only_line(run).changes if each.how == "keep"]

    assert (kept.field, kept.old, kept.new) == ("employees", "100-249", "50-99")
    smith.refresh_from_db()
    assert (smith.employees, smith.house_number) == ("100-249", "6")


def test_a_row_that_a_person_typed_whole_is_filled_in_but_not_overwritten(
    in_noord: Park, anna: User
) -> None:
    organisation = Organisation.objects.create(park=in_noord, name="Bakker")
    typed = Establishment.objects.create(
        park=in_noord, organisation=organisation, name="Bakker", town="Ede"
    )
    run = bring_in(in_noord, anna, names("bakker;01234567;Arnhem"))

    assert run.step == ImportStep.APPLIED
    typed.refresh_from_db()
    assert (typed.name, typed.town) == ("Bakker", "Ede")
    assert typed.organisation.kvk_number == "01234567"


def test_companies_that_are_not_in_the_file_are_told_and_stay(
    smith: Establishment, in_noord: Park, anna: User
) -> None:
    run = bring_in(in_noord, anna, names("Nieuwkomer;;"))

    assert "Smederij Vonk" in [row.label for row in lines_of(run) if row.verdict == "missing"]
    assert Establishment.objects.filter(pk=smith.pk).exists()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("Naam;;123;;;;;", "8 cijfers"),
        ("Naam;;;12;;;;", "12 cijfers"),
        ("Naam;;;;99.99;;;", "SBI"),
        ("Naam;;;;;heel veel;;", "werkzame personen"),
        ("Naam;;;;;;77;", "postcode"),
        ("x" * 161 + ";;;;;;;", "160"),
        (";;;;;;7772 AB;4", "naam ontbreekt"),
        ("Na\x02am;;;;;;;", "teken"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(
    cells: str, reason: str, in_noord: Park, anna: User
) -> None:
    run = plan(in_noord, anna, companies(cells))

    assert run.counts["refused"] == 1
    assert any(reason in told for told in only_line(run).why_not)


def test_of_two_rows_about_one_company_none_is_taken(in_noord: Park, anna: User) -> None:
    run = plan(in_noord, anna, companies(SMITH, SMITH.replace("Vonk;", "Vonk en Zn;")))

    assert run.counts["refused"] == 2
    assert "regels 2, 3" in lines_of(run)[-1].why_not[0]


def test_two_rows_that_contradict_each_other_about_one_organisation(
    in_noord: Park, anna: User
) -> None:
    heading = "naam;KvK-nummer;website"
    data = companies(
        "Vestiging 1;01234567;vonk.example", "Vestiging 2;01234567;anders.example", heading=heading
    )
    run = plan(in_noord, anna, data)

    assert (run.counts["new"], run.counts["refused"]) == (1, 1)
    assert "Regel 2" in lines_of(run)[-1].why_not[0]


def test_a_kvk_number_without_its_first_nought_is_read_with_a_word(
    in_noord: Park, anna: User
) -> None:
    bring_in(in_noord, anna, names("Bakker;1234567;"))

    assert Organisation.objects.get(name="Bakker").kvk_number == "01234567"


def test_two_establishments_of_one_new_organisation_share_it(in_noord: Park, anna: User) -> None:
    bring_in(in_noord, anna, names("Bakker Noord;01234567;", "Bakker Zuid;01234567;"))

    assert Organisation.objects.filter(kvk_number="01234567").count() == 1


def test_a_name_that_fits_two_companies_is_refused(in_noord: Park, anna: User) -> None:
    for number in ("01234567", "01234568"):
        organisation = Organisation.objects.create(park=in_noord, name="Bakker", kvk_number=number)
        Establishment.objects.create(park=in_noord, organisation=organisation, name="Bakker")
    run = plan(in_noord, anna, names("Bakker;;Ede"))

    assert "past bij 2 vestigingen" in only_line(run).why_not[0]


def test_a_row_about_an_organisation_that_went_up_in_another_finds_that_one(
    smith: Establishment, in_noord: Park, anna: User
) -> None:
    Organisation.objects.create(
        park=in_noord, name="Oud BV", kvk_number="01234568", merged_into=smith.organisation
    )
    run = plan(in_noord, anna, companies(SMITH.replace(";01234567;", ";01234568;")))

    assert run.counts["unchanged"] == 1
    assert "samengevoegd" in only_line(run).remarks[0]


def test_a_number_of_another_organisation_is_refused(
    smith: Establishment, in_noord: Park, anna: User
) -> None:
    Organisation.objects.create(park=in_noord, name="Ander", kvk_number="01234568")
    run = plan(in_noord, anna, companies(SMITH.replace(";01234567;", ";01234568;")))

    assert "Ander" in only_line(run).why_not[0]
