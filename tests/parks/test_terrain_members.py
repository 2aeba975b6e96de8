"""A member writes what her own company tells of itself, and nothing else."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience
from parks.models import ContactPerson, Establishment, Organisation, Park
from tests.factories.parks import ContactFactory
from tests.parks.terrain_steps import again, at, company_of, text, version

Login = Callable[[User], Client]


def form_of(company: Establishment, **changes: str) -> dict[str, str]:
    return {"name": company.name, "employees": "", "version": str(version(company)), **changes}


@pytest.fixture
def brams(noord: Park, bram: User) -> Establishment:
    return company_of(bram)


@pytest.fixture
def client(bram: User, login: Login) -> Client:
    return login(bram)


def test_she_sees_her_company_though_it_is_for_the_team(
    client: Client, brams: Establishment
) -> None:
    assert brams.audience == Audience.TEAM
    page = text(client.get(at("establishment_detail", brams.pk)))
    assert "Uw bedrijf" in page
    assert at("establishment_edit", brams.pk) in page
    assert at("establishment_leave", brams.pk) not in page


def test_she_changes_name_size_and_address(client: Client, brams: Establishment) -> None:
    form = form_of(brams, name="Nieuwe gevel", employees="20-49", street="Kade", postcode="7771 AA")
    assert client.post(at("establishment_edit", brams.pk), form).status_code == 302
    stored = again(brams)
    assert (stored.name, stored.employees, stored.street) == ("Nieuwe gevel", "20-49", "Kade")


def test_numbers_kind_and_audience_are_not_hers_to_change(
    client: Client, brams: Establishment
) -> None:
    sneaky = {"number": "000000000099", "sbi_code": "2511", "audience": "public"}
    assert (
        client.post(at("establishment_edit", brams.pk), form_of(brams, **sneaky)).status_code == 302
    )
    stored = again(brams)
    assert (stored.number, stored.sbi_code, stored.audience) == ("", "", Audience.TEAM)


def test_she_changes_the_website_and_nothing_else_of_her_organisation(
    client: Client, brams: Establishment
) -> None:
    organisation = brams.organisation
    form = {
        "website": "bedrijf.example",
        "kvk_number": "00000077",
        "note": "van bram",
        "version": str(version(organisation)),
    }
    assert client.post(at("organisation_edit", organisation.pk), form).status_code == 302
    stored: Organisation = again(organisation)
    assert stored.website == "https://bedrijf.example"
    assert (stored.kvk_number, stored.note) == ("", "")


def test_she_writes_down_whom_to_speak_to(client: Client, brams: Establishment) -> None:
    form = {"name": "Balie", "email": "balie@bedrijf.example", "audience": "members"}
    assert client.post(at("contact_add", brams.pk), form).status_code == 302
    with park_context(brams.park_id):
        contact = ContactPerson.objects.get(name="Balie")
    changed = form | {"name": "Receptie", "version": str(version(contact))}
    assert client.post(at("contact_edit", contact.pk), changed).status_code == 302
    assert again(contact).name == "Receptie"
    assert "Receptie" in text(client.get(at("contact_delete", contact.pk)))
    assert client.post(at("contact_delete", contact.pk)).status_code == 302
    with park_context(brams.park_id):
        assert not ContactPerson.objects.filter(pk=contact.pk).exists()


@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.MEMBERS])
def test_a_competitor_is_as_absent_to_her_as_nothing(
    client: Client, carla: User, brams: Establishment, audience: Audience
) -> None:
    carlas = company_of(carla)
    contact = ContactFactory(
        park=carlas.park, establishment=carlas, name="Van Carla", audience=audience
    )
    with park_context(carlas.park_id):
        Establishment.objects.filter(pk=carlas.pk).update(audience=audience)
        Organisation.objects.filter(pk=carlas.organisation_id).update(audience=audience)
    for name, pk in (
        ("establishment_edit", carlas.pk),
        ("establishment_history", carlas.pk),
        ("organisation_edit", carlas.organisation_id),
        ("contact_add", carlas.pk),
        ("contact_edit", contact.pk),
        ("contact_delete", contact.pk),
    ):
        for method in ("get", "post"):
            assert getattr(client, method)(at(name, pk)).status_code in (404, 405), (name, method)
    page = client.get(at("establishment_detail", carlas.pk))
    assert page.status_code == (200 if audience == Audience.MEMBERS else 404)
    assert ("Van Carla" in text(page)) is (audience == Audience.MEMBERS)
    assert at("establishment_edit", carlas.pk) not in text(page)
    assert again(contact).name == "Van Carla"


def test_what_she_sees_of_the_history_is_that_of_her_own_company(
    client: Client, brams: Establishment
) -> None:
    assert client.get(at("establishment_history", brams.pk)).status_code == 200
    assert client.get(at("organisation_history", brams.organisation_id)).status_code == 403
