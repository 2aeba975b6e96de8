"""Two people change the same row of the terrain: the second sees it and loses nothing."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.models import Establishment, Park
from tests.factories.parks import EstablishmentFactory
from tests.parks.terrain_steps import again, at, text, typed_establishment, version

Login = Callable[[User], Client]


@pytest.fixture
def company(noord: Park) -> Establishment:
    made: Establishment = EstablishmentFactory(park=noord, name="Metaal", street="Kade")
    return made


@pytest.fixture
def client(anna: User, login: Login) -> Client:
    return login(anna)


def test_who_comes_second_is_shown_both_and_keeps_what_she_typed(
    client: Client, company: Establishment, tess: User, login: Login
) -> None:
    opened = typed_establishment(company)
    address = at("establishment_edit", company.pk)
    login(tess).post(address, opened | {"name": "Van Tess", "street": "Weg van Tess"})
    answer = client.post(address, opened | {"name": "Van Anna"})
    page = text(answer)
    assert answer.status_code == 409
    assert "Iemand anders was u voor" in page
    assert "Van Tess" in page
    assert 'value="Van Anna"' in page
    assert 'value="Weg van Tess"' in page  # Anna had left the street alone
    assert again(company).name == "Van Tess"
    retry = opened | {"name": "Van Anna", "street": "Weg van Tess"}
    assert client.post(address, retry | {"version": str(version(company))}).status_code == 302
    assert again(company).name == "Van Anna"


def test_a_change_elsewhere_in_the_row_is_no_conflict(
    client: Client, company: Establishment
) -> None:
    opened = typed_establishment(company)
    with park_context(company.park_id):
        Establishment.objects.filter(pk=company.pk).update(source="een bestand")
    answer = client.post(at("establishment_edit", company.pk), opened | {"name": "Van Anna"})
    assert answer.status_code == 302
    assert again(company).source == "een bestand"


@pytest.mark.parametrize("made_up", ["", "0", "99", "x", "-1", "99999999999999"])
def test_a_made_up_version_overwrites_nothing(
    client: Client, company: Establishment, made_up: str
) -> None:
    opened = typed_establishment(company) | {"version": made_up}
    answer = client.post(at("establishment_edit", company.pk), opened | {"name": "Van Anna"})
    assert answer.status_code in (409, 422)
    assert again(company).name == "Metaal"


def test_saving_what_is_there_already_tells_nothing_new(
    client: Client, company: Establishment
) -> None:
    before = version(company)
    answer = client.post(at("establishment_edit", company.pk), typed_establishment(company))
    assert answer.status_code == 302
    assert version(company) == before
