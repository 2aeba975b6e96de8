"""The list of companies: adding, changing, leaving and coming back, finding."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience, Helix
from parks.models import Establishment, Occupation, Organisation, Park
from tests.factories.parks import EstablishmentFactory, OrganisationFactory, PlotFactory
from tests.parks.terrain_steps import again, at, post, text, typed_company, typed_establishment

Login = Callable[[User], Client]


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


@pytest.fixture
def company(noord: Park) -> Establishment:
    made: Establishment = EstablishmentFactory(
        park=noord, name="Metaal", sbi_code="2511", audience=Audience.MEMBERS
    )
    return made


def stored(park: Park, name: str) -> Establishment:
    with park_context(park.pk):
        found: Establishment = Establishment.objects.select_related("organisation").get(name=name)
    return found


def test_a_new_company_comes_with_its_organisation(client: Client, noord: Park) -> None:
    form = typed_company(kvk_number="00123456", number="000000123456", sbi_code="25.11")
    answer = client.post(at("company_add"), form | {"postcode": "7772ab"}, follow=True)
    assert "Nieuw Bedrijf staat in de lijst." in text(answer)
    company = stored(noord, "Nieuw Bedrijf")
    assert (company.number, company.sbi_code) == ("000000123456", "2511")
    assert company.postcode == "7772 AB"
    assert company.organisation.name == "Nieuw Bedrijf"
    assert company.organisation.kvk_number == "00123456"


def test_the_official_name_may_differ(client: Client, noord: Park) -> None:
    client.post(at("company_add"), typed_company(legal_name="Holding Nul"))
    assert stored(noord, "Nieuw Bedrijf").organisation.name == "Holding Nul"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("kvk_number", "1234567"),
        ("kvk_number", "12345678901"),
        ("kvk_number", "1234567a"),
        ("number", "12345678901"),
        ("sbi_code", "99999"),
        ("postcode", "0123 AB"),
        ("arrived_on", "gisteren"),
        ("website", "geen adres"),
        ("audience", "niemand"),
        ("name", ""),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(
    client: Client, noord: Park, field: str, typed: str
) -> None:
    answer = client.post(at("company_add"), typed_company(street="Sluiskade") | {field: typed})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)
    assert 'value="Sluiskade"' in text(answer)
    with park_context(noord.pk):
        assert not Establishment.objects.filter(street="Sluiskade").exists()


def test_a_kvk_number_that_is_known_leads_to_its_organisation(client: Client, noord: Park) -> None:
    known = OrganisationFactory(park=noord, name="Al Bekend", kvk_number="00000012")
    answer = client.post(at("company_add"), typed_company(kvk_number="00000012"))
    assert answer.status_code == 422
    assert "Dit KvK-nummer staat al bij een andere organisatie" in text(answer)
    assert at("establishment_add", known.pk) in text(answer)
    answer = client.post(
        at("establishment_add", known.pk), {"name": "Tweede hal", "audience": "members"}
    )
    assert answer.status_code == 302
    assert stored(noord, "Tweede hal").organisation == known


def test_the_same_number_at_another_park_is_no_hindrance(
    client: Client, noord: Park, zuid: Park
) -> None:
    OrganisationFactory(park=zuid, kvk_number="00000012")
    assert client.post(at("company_add"), typed_company(kvk_number="00000012")).status_code == 302


def test_changing_stores_what_differs(client: Client, company: Establishment) -> None:
    form = typed_establishment(company, employees="5-9", sbi_code="25.11 – van alles")
    assert client.post(at("establishment_edit", company.pk), form).status_code == 302
    assert again(company).employees == "5-9"
    history = text(client.get(at("establishment_history", company.pk)))
    assert "Werkzame personen" in history
    assert "5 tot 10" in history


def test_a_number_of_another_establishment_is_refused_at_its_field(
    client: Client, company: Establishment
) -> None:
    EstablishmentFactory(park=company.park, number="000000000077")
    form = typed_establishment(company, number="000000000077")
    answer = client.post(at("establishment_edit", company.pk), form)
    assert answer.status_code == 422
    assert 'id="id_number_error"' in text(answer)


def test_who_left_is_found_under_left_and_can_come_back(
    client: Client, company: Establishment
) -> None:
    post(client, "establishment_leave", company.pk, left_on="2026-10-01", frees_plots="on")
    assert again(company).left_on == dt.date(2026, 10, 1)
    assert ">Metaal</a>" not in text(client.get(at("companies")))
    assert ">Metaal</a>" in text(client.get(at("companies") + "?presence=vertrokken"))
    post(client, "establishment_return", company.pk)
    assert again(company).left_on is None
    assert ">Metaal</a>" in text(client.get(at("companies")))


def test_leaving_frees_the_plots_only_when_asked(client: Client, company: Establishment) -> None:
    plot = PlotFactory(park=company.park)
    with park_context(company.park_id):
        use = Occupation.objects.create(
            park=company.park, plot=plot, establishment=company, since=dt.date(2020, 1, 1)
        )
    post(client, "establishment_leave", company.pk, left_on="2026-10-01")
    assert again(use).until is None
    post(client, "establishment_leave", company.pk, left_on="2026-10-01", frees_plots="on")
    assert again(use).until == dt.date(2026, 10, 1)


def test_nobody_leaves_before_she_came(client: Client, company: Establishment) -> None:
    with park_context(company.park_id):
        Establishment.objects.update(arrived_on=dt.date(2026, 1, 1))
    answer = post(client, "establishment_leave", company.pk, left_on="2025-12-31")
    assert answer.status_code == 422
    assert 'id="id_left_on_error"' in text(answer)


def test_filters_by_sector_kind_and_words(client: Client, noord: Park) -> None:
    school = OrganisationFactory(park=noord, helix=Helix.KNOWLEDGE, kvk_number="00000044")
    EstablishmentFactory(park=noord, organisation=school, name="De School", sbi_code="8532")
    EstablishmentFactory(park=noord, name="De Vervoerder", sbi_code="4941", street="Kielweg")

    def shown(query: str) -> str:
        return text(client.get(f"{at('companies')}?{query}"))

    for query in ("sector=P", "helix=knowledge", "q=00000044", "q=beroepsonderwijs", "q=school"):
        assert "De School" in shown(query), query
        assert "De Vervoerder" not in shown(query), query
    assert "De Vervoerder" in shown("q=kielweg vervoer")
    for nonsense in ("sector=?", "helix=x", "presence=x", "page=x", "q=%00"):
        assert client.get(f"{at('companies')}?{nonsense}").status_code == 200
    assert "Geen bedrijven gevonden" in shown("q=bestaatniet")


@pytest.mark.parametrize("name", ["companies", "organisations", "plots", "home"])
def test_a_list_asks_as_much_of_ten_rows_as_of_a_hundred(
    client: Client, noord: Park, name: str
) -> None:
    def bill() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(at(name)).status_code == 200
        return len(queries)

    _fill(noord, 10)
    few = bill()
    _fill(noord, 90)
    assert bill() == few
    assert few <= 16


def _fill(park: Park, number: int) -> None:
    for _ in range(number):
        company = EstablishmentFactory(park=park, audience=Audience.MEMBERS)
        plot = PlotFactory(park=park, audience=Audience.MEMBERS)
        with park_context(park.pk):
            Occupation.objects.create(park=park, plot=plot, establishment=company)


def test_a_page_holds_fifty(client: Client, noord: Park) -> None:
    _fill(noord, 51)
    assert text(client.get(at("companies"))).count('scope="row"') == 50
    assert 'aria-current="page"><span class="visually-hidden">Pagina </span>2' in text(
        client.get(f"{at('companies')}?page=2")
    )


def test_an_owner_needs_no_establishment(client: Client, noord: Park) -> None:
    form = {"name": "Belegger", "helix": "company", "audience": "team"}
    answer = client.post(at("organisation_add"), form, follow=True)
    assert "Belegger staat bij de organisaties." in text(answer)
    with park_context(noord.pk):
        owner = Organisation.objects.get(name="Belegger")
    assert "Belegger" in text(client.get(at("organisations")))
    assert "Geen vestiging hier" in text(client.get(at("organisation_detail", owner.pk)))
