"""Who withdraws is gone from every outlet of the kansenkaart at the next request.

What is made on paper is in `tests/reports/test_opportunity_map_report.py`.
"""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from collective.models import ParkStory
from core.park_context import park_context
from parks.choices import Audience, Release
from parks.models import Establishment, Park, Plot
from realisation.choices import PartyRole, Willingness
from realisation.models import Listing, Opportunity, OpportunityParty
from realisation.services.listings import withdraw_listing
from realisation.services.opportunity_parties import leave_opportunity, remove_party
from tests.cast import Cast
from tests.factories.parks import EstablishmentFactory, OrganisationFactory
from tests.realisation.mapping import listing, opportunity, party, plot, square

pytestmark = pytest.mark.usefixtures("standing")

NAME: Final = "Zwijgfabriek"
TODAY: Final = dt.date(2026, 11, 22)
NOW: Final = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
PUBLIC: Final = "/terreinen/noord/kansenkaart/"
DOWNLOADS: Final = ("csv", "geojson", "xlsx")
Login = Callable[[User], Client]


@pytest.fixture
def company(cast: Cast) -> Establishment:
    with park_context(cast.noord.pk):
        owner = OrganisationFactory(park=cast.noord, name=NAME, audience=Audience.PUBLIC)
        made: Establishment = EstablishmentFactory(
            park=cast.noord, organisation=owner, name=NAME, audience=Audience.PUBLIC
        )
    return made


@pytest.fixture
def joined(cast: Cast, company: Establishment) -> OpportunityParty:
    """A party by name in an opportunity for everybody, there with a demand of its own."""
    now = timezone.now()
    with park_context(cast.noord.pk):
        ParkStory.objects.filter(park=cast.noord).update(published_at=now)
        Park.objects.filter(pk=cast.noord.pk).update(story_published_at=now)
        ground: Plot = plot(cast.noord, 30, audience=Audience.PUBLIC)
        asks = listing(
            cast.noord, "Stoom gezocht", plot=ground, establishment=company,
            released_to=Release.PUBLIC,
        )  # fmt: skip
        made = opportunity(
            cast.noord, "Stoomnet", ground, audience=Audience.PUBLIC, area=square(31),
            what="Stoom van de een naar de ander.",
        )  # fmt: skip
        party(made, "Wasserij", PartyRole.OFFERS, willingness=Willingness.WILLING)
        row: OpportunityParty = party(
            made, NAME, PartyRole.SEEKS, listing=asks, establishment=company
        )
    return row


def addresses(of: Opportunity) -> dict[str, str]:
    """Return every address inside the park at which a party of an opportunity is told."""
    at: dict[str, tuple[Any, ...]] = {
        "map": (), "map_layers": (), "map_parties": (), "map_time": (), "opportunities": (),
        "opportunity": (of.pk,), "listings": (),
    }  # fmt: skip
    found = {
        name: reverse(f"realisation:{name}", args=["noord", *args]) for name, args in at.items()
    }
    today = timezone.localdate().isoformat()
    found |= {
        "the map of a day": f"{found['map_time']}?dag={today}",
        "the list": f"{found['opportunities']}?state=alle",
        "by party": f"{found['opportunities']}?state=alle&party={NAME}",
        "all listings": f"{found['listings']}?state=alles",
    }
    for form in DOWNLOADS:
        found[form] = reverse("realisation:map_download", args=["noord", form])
    return found


def told(client: Client, address: str) -> str:
    """Return all that an answer says, whatever its form."""
    answer = client.get(address)
    if "sheet" in answer.headers.get("Content-Type", ""):
        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert sheet is not None
        return str([[cell.value for cell in row] for row in sheet.iter_rows()])
    body: str = answer.content.decode()
    return body.replace(f"party={NAME}", "").replace(f'value="{NAME}"', "")


def telling(client: Client, of: Opportunity, canary: str) -> set[str]:
    """Return where a visitor is still told of it."""
    inside = addresses(of) if client.session.get("_auth_user_id") else {}
    everything = inside | {"public": PUBLIC}
    return {name for name, address in everything.items() if canary in told(client, address)}


def leaves(row: OpportunityParty) -> None:
    leave_opportunity(party=row, on=TODAY, reason="Zwijgreden")


def withdraws(row: OpportunityParty) -> None:
    asks = row.listing
    assert asks is not None
    withdraw_listing(listing=asks, reason="Zwijgreden", now=NOW, today=TODAY)


def is_taken_out(row: OpportunityParty) -> None:
    remove_party(park=row.park, party=row)


def is_not_to_be_named(row: OpportunityParty) -> None:
    OpportunityParty.objects.filter(pk=row.pk).update(named=False)


def has_another_name(row: OpportunityParty) -> None:
    OpportunityParty.objects.filter(pk=row.pk).update(name="Een fabriek")


@pytest.mark.parametrize(
    "act", [leaves, withdraws, is_taken_out, is_not_to_be_named, has_another_name]
)
def test_a_party_is_gone_from_every_outlet_at_once(
    act: Callable[[OpportunityParty], None], joined: OpportunityParty, cast: Cast, login: Login
) -> None:
    with park_context(cast.noord.pk):
        of = joined.opportunity
        if act is not withdraws:  # what it asks by itself is another matter
            Listing.objects.filter(pk=joined.listing_id).update(released_to=Release.COMPANY)
            OpportunityParty.objects.filter(pk=joined.pk).update(listing=None)
    readers = [login(who) for who in (cast.tess, cast.bram, cast.dina)] + [Client()]
    before = [telling(client, of, NAME) for client in readers]
    assert all({"map", "map_parties", "opportunity", *DOWNLOADS} <= found for found in before[:3])
    assert before[3] == {"public"}
    with park_context(cast.noord.pk):
        act(joined)
    for client in readers:
        # The list of what was withdrawn keeps it for who could read it: that is not the map.
        assert telling(client, of, NAME) <= ({"all listings"} if act is withdraws else set())
        assert telling(client, of, "Zwijgreden") == set()


def test_a_demand_that_is_withdrawn_is_gone_from_every_outlet_of_the_map(
    joined: OpportunityParty, cast: Cast, login: Login
) -> None:
    with park_context(cast.noord.pk):
        of = joined.opportunity
    readers = [login(who) for who in (cast.tess, cast.bram, cast.dina)] + [Client()]
    assert all("public" in telling(client, of, "Stoom gezocht") for client in readers)
    with park_context(cast.noord.pk):
        withdraws(joined)
    for client in readers:
        # The list of what was withdrawn keeps it for who could read it: that is not the map.
        assert telling(client, of, "Stoom gezocht") <= {"all listings"}


def test_a_demand_that_is_kept_again_is_gone_everywhere(
    joined: OpportunityParty, cast: Cast, login: Login
) -> None:
    with park_context(cast.noord.pk):
        of = joined.opportunity
        Listing.objects.filter(pk=joined.listing_id).update(released_to=Release.COMPANY)
    for client in [login(who) for who in (cast.tess, cast.bram, cast.dina)] + [Client()]:
        assert telling(client, of, "Stoom gezocht") == set()


def test_an_opportunity_that_becomes_narrower_is_gone_from_where_it_was(
    joined: OpportunityParty, cast: Cast, login: Login
) -> None:
    with park_context(cast.noord.pk):
        of = joined.opportunity
        assert telling(Client(), of, "Stoomnet") == {"public"}
        Opportunity.objects.filter(pk=of.pk).update(audience=Audience.TEAM)
    for client in (login(cast.bram), login(cast.dina), Client()):
        assert telling(client, of, "Stoomnet") == set()
