"""A decided pair of which a side was edited since: the park manager is told what, and whether."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.models import Park
from parks.queries.history import events_of
from realisation.choices import ListingSide, MatchState
from realisation.models import Listing, Match
from tests.factories.parks import EstablishmentFactory
from tests.realisation.trading import at, company_of, land, listing, words

pytestmark = pytest.mark.usefixtures("standing")

Login = Callable[[User], Client]
Pair = tuple[Listing, Listing]
DEMAND, SUPPLY = ListingSide.DEMAND, ListingSide.SUPPLY
HOUR = dt.timedelta(hours=1)
EDITED = "Gewijzigd sinds het besluit"


@pytest.fixture(autouse=True)
def only_ours(noord: Park) -> None:
    with park_context(noord.pk):
        Listing.objects.update(state="met")


@pytest.fixture
def pair(noord: Park, bram: User, carla: User) -> Pair:
    return (
        listing(noord, DEMAND, company_of(noord, bram), title="Zoekt warmte", quantity=100),
        listing(noord, SUPPLY, company_of(noord, carla), title="Heeft warmte", quantity=80),
    )


def decided(client: Client, pair: Pair, act: str = "confirm") -> None:
    """Decide on a pair that was made two hours ago, an hour ago."""
    answer = client.post(at(f"match_{act}", pair[0].pk, pair[1].pk), {"reason": "Past niet."})
    assert answer.status_code == 302
    with park_context(pair[0].park_id):
        own = events_of(Listing).filter(pgh_obj_id__in=[each.pk for each in pair])
        own.update(pgh_created_at=F("pgh_created_at") - 2 * HOUR)
        Match.objects.update(decided_at=timezone.now() - HOUR)


def edit(row: Listing, **fields: object) -> None:
    with park_context(row.park_id):
        Listing.objects.filter(pk=row.pk).update(**fields)


def page(client: Client, state: str = "confirmed") -> str:
    return words(client.get(at("matches"), {"state": state}))


def test_a_decision_on_what_still_stands_there_says_nothing(
    pair: Pair, login: Login, anna: User
) -> None:
    client = login(anna)
    decided(client, pair)
    assert "Zoekt warmte" in page(client)
    assert EDITED not in page(client)


def test_what_was_edited_since_is_named_on_both_sides(pair: Pair, login: Login, anna: User) -> None:
    client = login(anna)
    decided(client, pair)
    edit(pair[0], quantity=40, title="Zoekt minder warmte")
    edit(pair[1], conditions="Alleen in de zomer")
    shown = page(client)
    assert EDITED in shown
    assert "Vraag: in één zin, hoeveel" in shown
    assert "Aanbod: voorwaarden" in shown
    assert "passen nu niet meer" not in shown


def test_it_is_said_when_the_two_no_longer_fit(pair: Pair, login: Login, anna: User) -> None:
    client = login(anna)
    edit(pair[0], temperature_c=40)
    edit(pair[1], temperature_c=60)
    decided(client, pair)
    edit(pair[1], temperature_c=20)
    assert "Deze twee passen nu niet meer bij elkaar." in page(client)


def test_renewing_or_sharing_is_no_change_of_what_is_asked(
    pair: Pair, login: Login, anna: User
) -> None:
    client = login(anna)
    decided(client, pair)
    edit(pair[0], expires_on=dt.date(2998, 1, 1), released_to="members")
    assert EDITED not in page(client)


def test_deciding_anew_is_about_what_stands_there_now(pair: Pair, login: Login, anna: User) -> None:
    client = login(anna)
    decided(client, pair)
    edit(pair[0], quantity=90)
    assert EDITED in page(client)
    client.post(at("match_confirm", pair[0].pk, pair[1].pk))
    assert EDITED not in page(client)


def test_a_dismissed_pair_is_flagged_too_for_it_may_fit_now(
    pair: Pair, login: Login, anna: User
) -> None:
    client = login(anna)
    decided(client, pair, "dismiss")
    edit(pair[1], quantity=100)
    assert EDITED in page(client, MatchState.DISMISSED.value)


def test_ten_times_as_many_decided_pairs_ask_no_query_more(
    noord: Park, login: Login, anna: User
) -> None:
    client = login(anna)

    def fill(many: int) -> None:
        for number in range(many):
            two = (
                listing(noord, DEMAND, EstablishmentFactory(park=noord), title=f"Zoekt {number}"),
                listing(noord, SUPPLY, EstablishmentFactory(park=noord), title=f"Heeft {number}"),
            )
            with park_context(noord.pk):
                Match.objects.create(
                    park=noord, demand=two[0], supply=two[1], state="confirmed", score=50
                )

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert "Zoekt" in page(client)
        return len(counted)

    fill(3)
    few = queries()
    fill(27)
    assert queries() == few


def test_hard_and_soft_criteria_are_told_apart_and_what_is_unknown_is_said(
    noord: Park, bram: User, login: Login, anna: User
) -> None:
    land(noord, DEMAND, company_of(noord, bram), title="Zoekt kavel", category="3.1",
         features=["quay"])  # fmt: skip
    land(noord, SUPPLY, EstablishmentFactory(park=noord), title="Heeft kavel", features=["quay"])
    shown = words(login(anna).get(at("matches")))
    assert '<strong>Kenmerken</strong> <span class="muted">(harde eis)' in shown
    assert '<strong>Bereidheid</strong> <span class="muted">(telt mee:' in shown
    assert "(nog niet bekend)</span>: Nodig is milieucategorie 3.1" in shown
