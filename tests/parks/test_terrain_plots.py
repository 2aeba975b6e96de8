"""Plots: the list with its sums, adding and changing, owner and user apart and over time."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience, PlotState
from parks.models import Establishment, Occupation, Organisation, Ownership, Park, Plot
from tests.factories.parks import EstablishmentFactory, OrganisationFactory, PlotFactory
from tests.parks.terrain_steps import again, at, post, text, version

Login = Callable[[User], Client]
TYPED = {"name": "A 1", "state": "vacant", "audience": "members"}


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


@pytest.fixture
def plot(noord: Park) -> Plot:
    square = MultiPolygon(Polygon.from_bbox((230_000, 500_000, 230_100, 500_250)), srid=28992)
    made: Plot = PlotFactory(park=noord, name="B 2", geometry=square, audience=Audience.MEMBERS)
    return made


@pytest.fixture
def owner(noord: Park) -> Organisation:
    made: Organisation = OrganisationFactory(park=noord, name="Belegger", kvk_number="00000055")
    return made


@pytest.fixture
def user(noord: Park) -> Establishment:
    made: Establishment = EstablishmentFactory(park=noord, name="Metaal")
    return made


def periods(plot: Plot, model: type[Ownership] | type[Occupation] = Ownership) -> list[object]:
    with park_context(plot.park_id):
        rows = model.objects.filter(plot=plot).order_by("since", "pk")
        return list(rows.values_list("since", "until"))


def test_a_plot_is_added_without_a_drawing(client: Client, noord: Park) -> None:
    answer = client.post(at("plot_add"), TYPED | {"environmental_category": "4.1"}, follow=True)
    assert "Kavel A 1 staat in de lijst." in text(answer)
    assert "nog niet getekend" in text(answer)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("state", "weg"),
        ("environmental_category", "7"),
        ("use", "x"),
        ("postcode", "1"),
        ("name", ""),
    ],
)
def test_what_a_plot_can_not_be_is_said_at_the_field(
    client: Client, noord: Park, field: str, typed: str
) -> None:
    answer = client.post(at("plot_add"), TYPED | {field: typed})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)


def test_the_area_follows_from_the_drawing(client: Client, plot: Plot) -> None:
    page = text(client.get(at("plot_detail", plot.pk)))
    assert "25.000 m², dat is 2,50 ha" in page


def test_changing_the_facts_leaves_the_drawing(client: Client, plot: Plot) -> None:
    form = TYPED | {"note": "Mooie hoek", "version": str(version(plot))}
    assert client.post(at("plot_edit", plot.pk), form).status_code == 302
    stored = again(plot)
    assert (stored.name, stored.state, stored.note) == ("A 1", "vacant", "Mooie hoek")
    assert stored.area_m2 == 25_000
    assert "Mooie hoek" in text(client.get(at("plot_history", plot.pk)))


def test_a_cadastral_number_is_of_one_plot(client: Client, plot: Plot) -> None:
    PlotFactory(park=plot.park, cadastral_number="ABC00 K 1")
    answer = client.post(at("plot_add"), TYPED | {"cadastral_number": "ABC00 K 1"})
    assert answer.status_code == 422
    assert 'id="id_cadastral_number_error"' in text(answer)


def test_removing_asks_first(client: Client, plot: Plot, owner: Organisation) -> None:
    post(client, "owner_add", plot.pk, holder="Belegger", since="2020-01-01")
    assert "Kavel verwijderen?" in text(client.get(at("plot_delete", plot.pk)))
    assert client.post(at("plot_delete", plot.pk)).status_code == 302
    assert client.get(at("plot_detail", plot.pk)).status_code == 404
    with park_context(plot.park_id):
        assert not Ownership.objects.exists()


def test_sums_are_of_all_that_was_filtered(client: Client, noord: Park, plot: Plot) -> None:
    for number in range(60):
        PlotFactory(park=noord, name=f"Z {number}", state=PlotState.OFFERED)
    page = text(client.get(at("plots")))
    assert "61 kavels" in page
    assert "60 nog niet getekend" in page
    offered = text(client.get(at("plots") + "?state=offered&page=2"))
    assert "60 kavels" in offered
    assert ">B 2<" not in offered


def test_plots_stand_in_the_order_of_their_numbers(client: Client, noord: Park) -> None:
    for name in ("B 10", "B 2", "A 1", "Zonder nummer", "B 2a"):
        PlotFactory(park=noord, name=name)
    page = text(client.get(at("plots")))
    places = [page.index(f">{name}</a>") for name in ("A 1", "B 2", "B 2a", "B 10", "Zonder")[:4]]
    assert places == sorted(places)


def test_a_new_owner_ends_the_former_one(
    client: Client, plot: Plot, owner: Organisation, user: Establishment
) -> None:
    post(client, "owner_add", plot.pk, holder=user.organisation.name, since="2010-01-01")
    answer = post(client, "owner_add", plot.pk, holder="Belegger", since="2020-05-01")
    assert answer.status_code == 302
    assert periods(plot) == [
        (dt.date(2010, 1, 1), dt.date(2020, 5, 1)),
        (dt.date(2020, 5, 1), None),
    ]
    page = text(client.get(at("plot_detail", plot.pk)))
    assert page.index(">Belegger</a>") < page.index(f">{user.organisation.name}</a>")


def test_several_can_own_a_plot_at_once(
    client: Client, plot: Plot, owner: Organisation, user: Establishment
) -> None:
    post(client, "owner_add", plot.pk, holder=user.organisation.name, since="2010-01-01")
    post(client, "owner_add", plot.pk, holder="Belegger", since="2020-05-01", beside="on")
    assert periods(plot) == [(dt.date(2010, 1, 1), None), (dt.date(2020, 5, 1), None)]


def test_owner_and_user_are_apart(
    client: Client, plot: Plot, owner: Organisation, user: Establishment
) -> None:
    post(client, "owner_add", plot.pk, holder="belegger (kvk 00000055)", since="")
    post(client, "owner_add", plot.pk, holder="belegger", since="")
    post(client, "user_add", plot.pk, holder="metaal", since="2021-01-01")
    assert periods(plot) == [(None, None)]
    assert periods(plot, Occupation) == [(dt.date(2021, 1, 1), None)]
    row = text(client.get(at("plots")))
    assert row.index("<td>Metaal</td>") < row.index("<td>Belegger</td>")


def test_names_that_say_nothing_are_refused_at_the_field(
    client: Client, plot: Plot, owner: Organisation
) -> None:
    OrganisationFactory(park=plot.park, name="Belegger", kvk_number="00000056")
    for holder in ("Wie?", "Belegger", ""):
        answer = post(client, "owner_add", plot.pk, holder=holder, since="2020-01-01")
        assert answer.status_code == 422
        assert 'id="id_holder_error"' in text(answer)
    told_apart = post(
        client, "owner_add", plot.pk, holder="Belegger (KvK 00000056)", since="2020-01-01"
    )
    assert told_apart.status_code == 302
    with park_context(plot.park_id):
        assert Ownership.objects.get().organisation.kvk_number == "00000056"


def test_who_owns_it_already_is_not_added_twice(
    client: Client, plot: Plot, owner: Organisation
) -> None:
    post(client, "owner_add", plot.pk, holder="Belegger", since="2020-01-01")
    answer = post(client, "owner_add", plot.pk, holder="Belegger", since="2021-01-01")
    assert answer.status_code == 422
    assert "al eigenaar" in text(answer)
    assert len(periods(plot)) == 1


@pytest.mark.parametrize("since", ["", "2009-12-31", "2010-01-01"])
def test_a_date_that_leaves_the_former_owner_no_time_is_refused(
    client: Client, plot: Plot, owner: Organisation, user: Establishment, since: str
) -> None:
    post(client, "owner_add", plot.pk, holder=user.organisation.name, since="2010-01-01")
    answer = post(client, "owner_add", plot.pk, holder="Belegger", since=since)
    assert answer.status_code == 422
    assert 'id="id_since_error"' in text(answer)
    assert periods(plot) == [(dt.date(2010, 1, 1), None)]


def test_a_wrong_period_is_put_right_or_removed(
    client: Client, plot: Plot, owner: Organisation
) -> None:
    post(client, "owner_add", plot.pk, holder="Belegger", since="2020-01-01")
    with park_context(plot.park_id):
        own = Ownership.objects.get()
    wrong = post(client, "ownership_edit", own.pk, since="2020-01-01", until="2019-01-01")
    assert wrong.status_code == 422
    right = post(client, "ownership_edit", own.pk, since="2018-01-01", until="2024-07-01")
    assert right.status_code == 302
    assert periods(plot) == [(dt.date(2018, 1, 1), dt.date(2024, 7, 1))]
    assert "Regel verwijderen?" in text(client.get(at("ownership_delete", own.pk)))
    post(client, "ownership_delete", own.pk)
    assert periods(plot) == []
    history = text(client.get(at("plot_history", plot.pk)))
    for told in ("toegevoegd", "gewijzigd", "verwijderd"):
        assert f"Eigenaar {told}: Belegger" in history
    assert "1 juli 2024" in history


def test_use_is_put_right_the_same_way(client: Client, plot: Plot, user: Establishment) -> None:
    post(client, "user_add", plot.pk, holder="Metaal", since="2020-01-01")
    with park_context(plot.park_id):
        use = Occupation.objects.get()
    assert post(client, "occupation_edit", use.pk, since="", until="2024-01-01").status_code == 302
    assert periods(plot, Occupation) == [(None, dt.date(2024, 1, 1))]
    assert post(client, "occupation_delete", use.pk).status_code == 302
    assert periods(plot, Occupation) == []
