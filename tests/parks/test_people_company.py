"""A member speaks for one company: chosen by name, or added on the spot."""

import pytest
from django.core.management import CommandError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from core.park_context import park_context
from parks.choices import Role
from parks.models import Establishment, Invitation, Membership, Organisation, Park
from parks.queries.company_choice import companies_alike, company_names, find_company
from tests.cast import Cast
from tests.factories.parks import EstablishmentFactory, OrganisationFactory
from tests.parks.test_people_commands import run
from tests.parks.test_people_roles_page import membership_of, page_of

INVITE = "/p/noord/mensen/uitnodigen/"
FORM = {"email": "nieuw@example.test", "name": "Nieuw Gezicht", "role": "member"}


def invited(park: Park) -> list[Invitation]:
    with park_context(park.pk):
        return list(Invitation.objects.select_related("establishment"))


def companies(park: Park) -> set[str]:
    with park_context(park.pk):
        return set(Establishment.objects.values_list("name", flat=True))


def test_a_company_is_found_by_its_name_whatever_the_capitals_and_spaces(
    manager: Client, noord: Park
) -> None:
    bakery = EstablishmentFactory(park=noord, name="Bakkerij Het Veen")
    before = companies(noord)
    assert manager.post(INVITE, FORM | {"company": "  bakkerij  HET veen "}).status_code == 302
    (invitation,) = invited(noord)
    assert invitation.establishment == bakery
    assert companies(noord) == before


def test_an_unknown_company_is_asked_about_before_it_is_added(manager: Client, noord: Park) -> None:
    EstablishmentFactory(park=noord, name="Bakkerij Het Veen")
    before = companies(noord)
    answer = manager.post(INVITE, FORM | {"company": "Bakkerij t Veen"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Of bedoelt u: Bakkerij Het Veen?" in page
    assert 'value="Bakkerij t Veen"' in page, "what was typed is still there"
    assert "voeg het toe" in page
    assert companies(noord) == before
    assert invited(noord) == []

    again = FORM | {"company": "Bakkerij t Veen", "add_company": "on"}
    assert manager.post(INVITE, again).status_code == 302
    assert companies(noord) == before | {"Bakkerij t Veen"}


def test_a_new_company_belongs_to_the_organisation_of_that_name(
    manager: Client, noord: Park
) -> None:
    owner = OrganisationFactory(park=noord, name="Grondbezit BV")
    manager.post(INVITE, FORM | {"company": "grondbezit bv", "add_company": "on"})
    with park_context(noord.pk):
        assert Establishment.objects.get(name="grondbezit bv").organisation == owner
        assert Organisation.objects.filter(name__iexact="grondbezit bv").count() == 1


def test_what_is_refused_adds_no_company(manager: Client, noord: Park) -> None:
    before = companies(noord)
    form = FORM | {"company": "Nieuw BV", "add_company": "on", "email": "geen adres"}
    assert manager.post(INVITE, form).status_code == 422
    assert companies(noord) == before


def test_a_member_without_a_company_is_refused_at_the_field(manager: Client, noord: Park) -> None:
    answer = manager.post(INVITE, FORM | {"company": "   "})
    assert answer.status_code == 422
    assert 'id="id_company_error"' in answer.content.decode()
    assert invited(noord) == []


@pytest.mark.parametrize("company", ["nul\x00bedrijf", "x" * 161, "bel\x07"])
def test_a_name_that_can_not_be_is_refused_at_the_field(
    manager: Client, noord: Park, company: str
) -> None:
    answer = manager.post(INVITE, FORM | {"company": company, "add_company": "on"})
    assert answer.status_code == 422
    assert 'id="id_company_error"' in answer.content.decode()
    assert invited(noord) == []


def test_the_other_roles_speak_for_no_company_whatever_was_typed(
    manager: Client, noord: Park
) -> None:
    before = companies(noord)
    form = FORM | {"role": "team", "company": "Nieuw BV", "add_company": "on"}
    assert manager.post(INVITE, form).status_code == 302
    (invitation,) = invited(noord)
    assert invitation.establishment is None
    assert companies(noord) == before


def test_companies_of_the_same_name_are_told_apart(manager: Client, noord: Park) -> None:
    first = EstablishmentFactory(park=noord, name="Voorbeeld", street="Ring", house_number="1")
    second = EstablishmentFactory(park=noord, name="voorbeeld", street="Ring", house_number="2")
    with park_context(noord.pk):
        assert {"Voorbeeld (Ring 1)", "voorbeeld (Ring 2)"} <= set(company_names(park_id=noord.pk))
        assert find_company(park_id=noord.pk, typed="Voorbeeld") is None
        assert find_company(park_id=noord.pk, typed="Voorbeeld (Ring 1)") == first
        assert find_company(park_id=noord.pk, typed="voorbeeld (Ring 2)") == second
    page = manager.post(INVITE, FORM | {"company": "Voorbeeld"}).content.decode()
    assert "Of bedoelt u:" in page
    assert "Voorbeeld (Ring 1)" in page


def test_a_company_that_left_is_not_offered_nor_one_of_another_park(cast: Cast) -> None:
    EstablishmentFactory(park=cast.noord, name="Vertrokken", left_on="2026-01-01")
    EstablishmentFactory(park=cast.zuid, name="Zuiders")
    with park_context(cast.noord.pk):
        for name in ("Vertrokken", "Zuiders"):
            assert name not in company_names(park_id=cast.noord.pk)
            assert find_company(park_id=cast.noord.pk, typed=name) is None
            assert companies_alike(park_id=cast.noord.pk, typed=name) == ()


def test_a_list_that_is_too_long_is_not_offered_but_names_are_found(noord: Park) -> None:
    with park_context(noord.pk):
        owner = Organisation.objects.create(park=noord, name="Verhuur BV")
        Establishment.objects.bulk_create(
            Establishment(park=noord, organisation=owner, name=f"Hal {n}") for n in range(501)
        )
        assert company_names(park_id=noord.pk) == ()
        assert find_company(park_id=noord.pk, typed="hal 7") is not None


def test_a_member_can_go_on_for_another_company(manager: Client, cast: Cast) -> None:
    other = EstablishmentFactory(park=cast.noord, name="Andere BV")
    page = page_of(cast.bram, cast.noord, "rol")
    old = membership_of(cast.bram, cast.noord)
    assert f'value="{old.establishment}"' in manager.get(page).content.decode()
    answer = manager.post(page, {"role": "member", "company": "Andere BV"}, follow=True)
    assert "Bram is nu lid namens Andere BV." in answer.content.decode()
    assert membership_of(cast.bram, cast.noord).establishment == other
    with park_context(cast.noord.pk):
        assert Membership.objects.get(pk=old.pk).ended_on is not None


def test_who_becomes_a_member_needs_a_company(manager: Client, cast: Cast) -> None:
    page = page_of(cast.tess, cast.noord, "rol")
    assert manager.post(page, {"role": "member"}).status_code == 422
    form = {"role": "member", "company": "Tess en Co", "add_company": "on"}
    assert manager.post(page, form).status_code == 302
    assert str(membership_of(cast.tess, cast.noord).establishment) == "Tess en Co"


def test_the_database_wants_it_too(cast: Cast) -> None:
    company = EstablishmentFactory(park=cast.noord)
    elsewhere = EstablishmentFactory(park=cast.zuid)
    for role, establishment in ((Role.MEMBER, None), (Role.TEAM, company)):
        with park_context(cast.noord.pk), pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(
                park=cast.noord, user=cast.fred, role=role, establishment=establishment
            )
    with park_context(cast.noord.pk, cast.zuid.pk):
        Membership.objects.create(
            park=cast.noord, user=cast.fred, role=Role.MEMBER, establishment=elsewhere
        )
        with pytest.raises(IntegrityError):
            connection.check_constraints()


@pytest.mark.parametrize(
    ("role", "company", "message"),
    [("member", "", "--company"), ("member", "Wie", "Lijken erop"), ("team", "Wie", "Alleen")],
)
def test_the_command_says_what_is_wrong_with_a_company(
    noord: Park, role: str, company: str, message: str
) -> None:
    EstablishmentFactory(park=noord, name="Wie weet")
    with pytest.raises(CommandError, match=message):
        run(
            "grant_role", park="noord", email="n@example.test", name="N", role=role, company=company
        )


def test_the_command_gives_a_member_her_company(noord: Park) -> None:
    EstablishmentFactory(park=noord, name="Hal 7")
    output = run(
        "grant_role", park="noord", email="n@example.test", name="N", role="member", company="hal 7"
    )
    assert "N is lid namens Hal 7 bij Voorbeeldpark Noord" in output
