"""Searching the whole park from the screen: what there is to go on, starting, how far it is."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from parks.jobs.models import JobState
from parks.models import AuditEntry, Park
from realisation.choices import ListingSide, Manner, RunKind
from realisation.models import Listing, MatchingRun, Proposal
from realisation.queries import searches
from realisation.services.runs import NOTHING, STOPPED
from tests.factories.parks import EstablishmentFactory, PlotFactory
from tests.realisation.rollepaal_site import (
    LONG_PAST,
    UNWILLING,
    WITHDRAWN,
    asked,
    change,
    rollepaal,
    searched,
)
from tests.realisation.trading import again, at, land, listing, words

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")
DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY
SPACE = {"kind": "space", "time_limit_s": "10"}


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def unfinished(park: Park) -> list[MatchingRun]:
    with park_context(park.pk):
        return list(MatchingRun.objects.in_park(park.pk).unfinished())


def nothing_left(park: Park) -> None:
    with park_context(park.pk):
        Proposal.objects.in_park(park.pk).delete()
        MatchingRun.objects.in_park(park.pk).delete()
        Listing.objects.in_park(park.pk).update(**WITHDRAWN)


def test_the_manager_starts_a_search_and_sees_how_far_it_is(client: Client, noord: Park) -> None:
    rollepaal(noord)
    answer = client.post(at("runs"), SPACE)
    [run] = unfinished(noord)
    assert (run.kind, run.time_limit_s) == ("space", 10)
    assert answer.status_code == 302
    assert answer["Location"] == at("run", run.pk)
    page = words(client.get(at("run", run.pk)))
    assert "Het platform zoekt" in page
    assert f'hx-get="{at("run", run.pk)}"' in page
    part = words(client.get(at("run", run.pk), headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert "Voortgang van het zoeken" in part


def test_a_second_click_is_the_same_search(client: Client, noord: Park) -> None:
    rollepaal(noord)
    places = {client.post(at("runs"), SPACE)["Location"] for _ in range(3)}
    assert len(places) == 1
    assert len(unfinished(noord)) == 1


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"kind": "space"},
        {"kind": "houses", "time_limit_s": "10"},
        {"kind": "space", "time_limit_s": "9999"},
        {"kind": "space", "time_limit_s": "\x00"},
    ],
)
def test_what_is_not_on_offer_is_refused(
    client: Client, noord: Park, typed: dict[str, str]
) -> None:
    rollepaal(noord)
    assert client.post(at("runs"), typed).status_code == 422
    assert not unfinished(noord)


def test_without_anything_to_search_the_page_teaches_and_refuses(
    client: Client, noord: Park
) -> None:
    nothing_left(noord)
    page = words(client.get(at("runs")))
    assert "Nog geen voorstellen" in page
    assert "Er is nog geen vraag die meetelt" in page
    assert "Zoek ruimte" not in page
    answer = client.post(at("runs"), SPACE)
    assert answer.status_code == 422
    assert NOTHING in words(answer)
    assert not unfinished(noord)


def test_the_page_says_what_does_not_count_and_why(client: Client, noord: Park) -> None:
    rows = rollepaal(noord)
    change(rows["wavin"], **UNWILLING)
    change(rows["road"], **LONG_PAST)
    land(noord, SUPPLY, title="Zonder kavel", manner=Manner.SWAP)
    undrawn = PlotFactory(park=noord)
    land(noord, SUPPLY, title="Ongetekend", manner=Manner.SELL, plot=undrawn)
    land(noord, DEMAND, EstablishmentFactory(park=noord), title="Zwevend", manner=Manner.EXPAND)
    listing(noord, DEMAND, title="Hoeveel dan", quantity=None)
    listing(noord, SUPPLY, title="Waar dan")
    page = words(client.get(at("runs")))
    for title, why in (
        (rows["wavin"].title, searches.UNWILLING),
        (rows["road"].title, searches.EXPIRED),
        ("Zonder kavel", searches.NO_PLOT),
        ("Ongetekend", searches.NOT_DRAWN),
        ("Zwevend", searches.NO_OWN_PLOT),
        ("Hoeveel dan", searches.NO_AMOUNT),
        ("Waar dan", searches.NO_PLACE),
    ):
        assert why in page.split(f">{title}</a>", 1)[1].split("</li>", 1)[0]


def test_only_the_manager_searches(
    noord: Park, anna: User, tess: User, bram: User, dina: User, login: Login
) -> None:
    run = asked(noord, anna)
    for who in (tess, bram, dina):
        client = login(who)
        assert client.get(at("runs")).status_code == 403
        assert client.post(at("runs"), SPACE).status_code == 403
        assert client.get(at("run", run.pk)).status_code == 403
        assert client.post(at("run_retry", run.pk)).status_code == 403
        assert client.post(at("run_stop", run.pk)).status_code == 403


def test_a_failed_search_is_tried_again(client: Client, noord: Park, anna: User) -> None:
    rows = rollepaal(noord)
    with park_context(noord.pk):
        Listing.objects.in_park(noord.pk).exclude(pk__in=[it.pk for it in rows.values()]).update(
            **WITHDRAWN
        )
    change(rows["plukon"], **WITHDRAWN)
    run = searched(noord, anna)
    assert run.state == JobState.FAILED
    page = words(client.get(at("run", run.pk)))
    assert run.message in page
    assert client.post(at("run_retry", run.pk)).status_code == 302
    assert [it.pk for it in unfinished(noord)] == [run.pk]
    client.post(at("run_retry", run.pk))
    assert len(unfinished(noord)) == 1


def test_a_search_is_stopped_and_can_be_started_again(
    client: Client, noord: Park, anna: User
) -> None:
    rollepaal(noord)
    run = asked(noord, anna)
    assert "Stop het zoeken" in words(client.get(at("run", run.pk)))
    assert client.post(at("run_stop", run.pk))["Location"] == at("run", run.pk)
    assert not unfinished(noord)
    page = words(client.get(at("run", run.pk)))
    assert "Het zoeken is gestopt" in page
    assert STOPPED in page
    assert "niet gelukt" not in page
    with park_context(noord.pk):
        assert AuditEntry.objects.filter(object_id=str(run.pk)).count() == 1
    client.post(at("run_retry", run.pk))
    assert [it.pk for it in unfinished(noord)] == [run.pk]


def test_what_has_ended_is_not_stopped(client: Client, noord: Park, anna: User) -> None:
    rollepaal(noord)
    run = searched(noord, anna)
    client.post(at("run_stop", run.pk))
    assert again(run).state == JobState.READY


def test_the_queries_do_not_grow_with_the_park(client: Client, noord: Park, anna: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(at("runs")).status_code == 200
        return len(counted)

    rollepaal(noord)
    searched(noord, anna)
    listing(noord, DEMAND, title="Hoeveel dan", quantity=None)
    few = queries()
    for number in range(20):
        land(noord, DEMAND, EstablishmentFactory(park=noord), title=f"Zwevend {number}")
        listing(noord, DEMAND, title=f"Hoeveel {number}", quantity=None)
        asked(noord, anna, RunKind.SPACE, state=JobState.READY)
    assert queries() == few
