"""The pages on which a company tells its figures, and others read what it shares."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.park_context import park_context
from parks.choices import DataState, FigureKind, Release
from parks.models import CompanyFigure, Establishment, Membership, Park
from tests.cast import Cast
from tests.factories.parks import EstablishmentFactory
from tests.isolation.test_walk import without_token

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("_in_autumn")
YEAR = 2025


@pytest.fixture
def _in_autumn() -> object:
    with time_machine.travel("2026-10-01 12:00:00+00:00", tick=False):
        yield


def company_of(park: Park, user: User) -> Establishment:
    with park_context(park.pk):
        own = Membership.objects.get(park=park, user=user).establishment
    assert own is not None
    return own


def address(name: str, company: Establishment, *more: object) -> str:
    return reverse(f"figures:{name}", args=["noord", company.pk, *more])


def typed(**given: str) -> dict[str, str]:
    """Return a whole form with some fields filled in: `electricity_value="1.234"`."""
    fields = {
        f"{kind}-{name}": value
        for kind in FigureKind.values
        for name, value in (("data_state", ""), ("released_to", "company"), ("note", ""))
    }
    return fields | {key.replace("_", "-", 1): value for key, value in given.items()}


def stored(park: Park, company: Establishment, kind: str = "electricity") -> CompanyFigure:
    with park_context(park.pk):
        found: CompanyFigure = company.figures.get(year=YEAR, kind=kind)
    return found


def figure(company: Establishment, **fields: object) -> CompanyFigure:
    values = {"kind": FigureKind.ELECTRICITY, "year": YEAR, "value": Decimal(31_337)} | fields
    with park_context(company.park_id):
        return CompanyFigure.objects.create(
            park_id=company.park_id, establishment=company, **values
        )


@pytest.fixture
def own(cast: Cast) -> Establishment:
    """Bram's company."""
    return company_of(cast.noord, cast.bram)


def test_a_number_alone_is_enough(cast: Cast, own: Establishment, login: Login) -> None:
    answer = login(cast.bram).post(
        address("company_year", own, YEAR), typed(electricity_value="12.345,5")
    )
    assert (answer.status_code, answer["Location"]) == (302, address("company", own))
    row = stored(cast.noord, own)
    assert (row.value, row.data_state) == (Decimal("12345.5"), DataState.MEASURED)
    assert (row.released_to, row.by_manager) == (Release.COMPANY, False)
    with park_context(cast.noord.pk):
        assert own.figures.count() == 1


def test_why_there_is_no_number_is_an_answer_too(
    cast: Cast, own: Establishment, login: Login
) -> None:
    given = typed(gas_data_state="not_applicable", electricity_data_state="refused")
    client = login(cast.bram)
    client.post(address("company_year", own, YEAR), given)
    page = client.get(address("company", own)).content.decode()
    assert stored(cast.noord, own, "gas").value is None
    assert "niet van toepassing" in page
    assert "niet gedeeld" in page


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"electricity_value": "veel"}, "electricity-value", "Vul een getal in"),
        ({"electricity_value": "-1"}, "electricity-value", "0 of hoger"),
        ({"employees_value": "2,5"}, "employees-value", "Vul een heel getal in."),
        ({"gas_value": "1,234"}, "gas-value", "hooguit 2 cijfers achter de komma"),
        ({"gas_data_state": "measured"}, "gas-value", "Vul de waarde in"),
        ({"gas_data_state": "refused", "gas_value": "3"}, "gas-value", "Laat dit leeg"),
        ({"gas_note": "komt nog"}, "gas-data_state", "Kies hier waarom er geen getal is"),
        ({"gas_data_state": "gegokt"}, "gas-data_state", "keuze"),
        ({"gas_value": "1", "gas_released_to": "iedereen"}, "gas-released_to", "keuze"),
    ],
)
def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(
    cast: Cast, own: Establishment, login: Login, given: dict[str, str], field: str, message: str
) -> None:
    form = typed(parking_value="12", **given)
    answer = login(cast.bram).post(address("company_year", own, YEAR), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    notice = page.partition(f'id="id_{field}_error"')[2].partition("</div>")[0]
    assert message in notice
    assert 'value="12"' in page
    with park_context(cast.noord.pk):
        assert not own.figures.exists()


def test_last_year_stands_beside_this_one(cast: Cast, own: Establishment, login: Login) -> None:
    figure(own, year=YEAR - 1, data_state=DataState.ESTIMATED)
    page = login(cast.bram).get(address("company_year", own, YEAR)).content.decode()
    assert "Een jaar eerder: ca. 31.337 kWh (geschat)" in page


def test_sharing_is_decided_per_figure_and_can_be_taken_back(
    cast: Cast, own: Establishment, login: Login
) -> None:
    client, form = login(cast.bram), address("company_year", own, YEAR)
    client.post(form, typed(electricity_value="31337", electricity_released_to="members"))
    with park_context(cast.noord.pk):
        Establishment.objects.filter(pk=own.pk).update(audience="members")
    neighbour = login(cast.carla)
    assert "31.337" in neighbour.get(reverse("figures:companies", args=["noord"])).content.decode()
    back = typed(electricity_value="31337", electricity_data_state="measured")
    back["electricity-seen"] = stored(cast.noord, own).stated_at.isoformat()
    page = client.post(form, back, follow=True).content.decode()
    assert "U deelt nu met minder mensen" in page
    after = neighbour.get(reverse("figures:companies", args=["noord"])).content.decode()
    assert "31.337" not in after
    assert own.name not in after


@pytest.mark.parametrize("who", ["tess", "carla", "dina"])
def test_a_figure_that_is_not_for_you_leaves_no_trace(
    cast: Cast, own: Establishment, login: Login, who: str
) -> None:
    """The page of somebody who may not see it is the page of a park without it."""
    with park_context(cast.noord.pk):
        Establishment.objects.filter(pk=own.pk).update(audience="public")
    client = login(getattr(cast, who))
    pages = [reverse("figures:companies", args=["noord"]), address("company", own)]
    before = [without_token(client.get(page).content) for page in pages]
    figure(own, note="geheim")
    assert [without_token(client.get(page).content) for page in pages] == before


def test_who_does_not_speak_for_the_company_finds_no_form_and_no_history(
    cast: Cast, own: Establishment, login: Login
) -> None:
    figure(own)
    for who in ("tess", "carla", "dina"):
        client = login(getattr(cast, who))
        for page in (address("company_year", own, YEAR), address("history", own)):
            assert client.get(page).status_code == 404, who
        answer = client.post(address("company_year", own, YEAR), typed(electricity_value="1"))
        assert answer.status_code == 404
    assert stored(cast.noord, own).value == 31_337


def test_the_manager_fills_in_for_a_company_and_it_says_so(
    cast: Cast, own: Establishment, login: Login
) -> None:
    form = address("company_year", own, YEAR)
    login(cast.anna).post(form, typed(electricity_value="500", electricity_released_to="public"))
    row = stored(cast.noord, own)
    assert (row.by_manager, row.released_to) == (True, Release.COMPANY)
    assert row.value == 500
    page = login(cast.bram).get(form).content.decode()
    assert "De parkmanager vulde dit voor u in." in page


def test_the_manager_can_not_replace_what_the_company_said_itself(
    cast: Cast, own: Establishment, login: Login
) -> None:
    figure(own)
    client, form = login(cast.anna), address("company_year", own, YEAR)
    page = client.get(form).content.decode()
    assert "Door het bedrijf zelf ingevuld" in page
    assert "electricity-value" not in page
    client.post(form, typed(electricity_value="1", gas_value="2"))
    assert stored(cast.noord, own).value == 31_337
    assert stored(cast.noord, own, "gas").value == 2


def test_who_comes_second_is_told_and_may_still_win(
    cast: Cast, own: Establishment, login: Login
) -> None:
    client, form = login(cast.bram), address("company_year", own, YEAR)
    figure(own)
    late = typed(electricity_value="7", electricity_data_state="measured")
    answer = client.post(form, late | {"electricity-seen": "2026-01-01T00:00:00+00:00"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Er staat nu: 31.337 kWh." in page
    seen = stored(cast.noord, own).stated_at.isoformat()
    assert f'value="{seen}"' in page
    assert client.post(form, late | {"electricity-seen": seen}).status_code == 302
    assert stored(cast.noord, own).value == 7


def test_history_tells_who_changed_what(cast: Cast, own: Establishment, login: Login) -> None:
    client, form = login(cast.bram), address("company_year", own, YEAR)
    client.post(form, typed(electricity_value="10"))
    seen = stored(cast.noord, own).stated_at.isoformat()
    again = typed(electricity_value="20", electricity_data_state="estimated")
    client.post(form, again | {"electricity-seen": seen})
    for who in ("bram", "anna"):
        page = login(getattr(cast, who)).get(address("history", own)).content.decode()
        assert "Elektriciteit per jaar 2025" in page
        assert "10 kWh" in page
        assert "ca. 20 kWh (geschat)" in page
        assert "Bram" in page


def test_saving_the_same_again_makes_no_history(
    cast: Cast, own: Establishment, login: Login
) -> None:
    client, form = login(cast.bram), address("company_year", own, YEAR)
    client.post(form, typed(electricity_value="10"))
    same = typed(electricity_value="10", electricity_data_state="measured")
    same["electricity-seen"] = stored(cast.noord, own).stated_at.isoformat()
    assert "Er is niets gewijzigd." in client.post(form, same, follow=True).content.decode()


@pytest.mark.parametrize("year", [1999, 2027, 9999])
def test_a_year_that_has_no_figures_is_not_there(
    cast: Cast, own: Establishment, login: Login, year: int
) -> None:
    assert login(cast.bram).get(address("company_year", own, year)).status_code == 404


@pytest.mark.parametrize("asked", ["", "9999", "-1", "٢٠٢٥", "abc", "2025; drop"])
def test_a_strange_year_in_the_address_is_answered_with_an_ordinary_page(
    cast: Cast, login: Login, asked: str
) -> None:
    for name in ("home", "companies"):
        page = reverse(f"figures:{name}", args=["noord"])
        assert login(cast.anna).get(page, {"jaar": asked}).status_code == 200


def test_the_manager_sees_who_gave_nothing_and_the_exact_sum(
    cast: Cast, own: Establishment, login: Login
) -> None:
    silent = EstablishmentFactory(park=cast.noord, name="Zwijgzaam")
    figure(own)
    page = login(cast.anna).get(reverse("figures:companies", args=["noord"]), {"jaar": YEAR})
    assert silent.name in page.content.decode()
    assert "Samen, precies" in page.content.decode()
    for who in ("tess", "bram", "dina"):
        other = login(getattr(cast, who)).get(
            reverse("figures:companies", args=["noord"]), {"jaar": YEAR}
        )
        assert "Samen, precies" not in other.content.decode()
        assert silent.name not in other.content.decode()


@pytest.mark.parametrize("companies", [3, 60])
def test_the_table_takes_as_many_questions_for_few_companies_as_for_many(
    cast: Cast, login: Login, companies: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(companies):
        figure(EstablishmentFactory(park=cast.noord))
    client = login(cast.anna)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("figures:companies", args=["noord"]), {"jaar": YEAR})
    assert len(page.context["page_obj"].object_list) == min(companies + 2, 50)


def test_an_unused_id_is_as_absent_as_one_of_another_park(cast: Cast, login: Login) -> None:
    theirs = EstablishmentFactory(park=cast.zuid)
    client = login(cast.anna)
    for name, more in (("company", ()), ("history", ()), ("company_year", (YEAR,))):
        answers = [
            client.get(reverse(f"figures:{name}", args=["noord", pk, *more]))
            for pk in (theirs.pk, UUID(int=4))
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
