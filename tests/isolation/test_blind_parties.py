"""A party that is blind changes no byte of what anybody else can get, until both said yes.

Whoever may read the park without being a side or its manager gets the same before and after, from
every address. The other side gets its own introduction, and that is the same whoever the blind one
is.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.park_context import park_context
from parks.access import viewer_at
from parks.models import ContactPerson, Establishment, Park
from realisation.choices import (
    DisclosureStep,
    ListingKind,
    ListingSide,
    Subject,
    Unit,
    Willingness,
)
from realisation.models import Introduction, Listing
from realisation.services.introductions import answer_introduction
from realisation.services.listings import withdraw_listing
from realisation.services.matches import ask_both
from reports.privacy.reading import whole_record
from tests.cast import Cast
from tests.factories.parks import EstablishmentFactory
from tests.factories.world import World
from tests.isolation.test_canaries import addresses, text_of

pytestmark = pytest.mark.usefixtures("standing")

Login = Callable[[User], Client]
NOW: Final = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
# Tokens against forged requests differ from one answer to the next.
TOKEN: Final = re.compile(r'(?<=csrfmiddlewaretoken" value=")\w+|(?<=csrftoken=)\w+')
TOKEN_IN_HEADER: Final = re.compile(r"X-CSRFToken[^}]*}|expires=[^;]+;")
# A workbook holds the second in which it was made, which may pack into a byte more or less.
PACKED_LENGTH: Final = re.compile(r"'Content-Length': '\d+'")
ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Where a side is told of its own introduction.
OWN: Final = ("introductions", "home")
# What stands in the listing of the blind party. The first two are told after mutual interest.
TITLE, TEXT = "BLINDE-titel", "BLINDE-toelichting"
NEVER: Final = ("BLINDE-voorwaarde", "BLINDE-kwaliteit", "BLINDE-reden")
NAMES: Final = ("BLINDE-naam", "BLINDE-contact", "blinde-contact@example.test")


@dataclass(frozen=True)
class Blind:
    """The two listings and the introduction between them."""

    demand: Listing
    supply: Listing
    introduction: Introduction


def company_of(park: Park, user: User) -> Establishment:
    viewer = viewer_at(user, park)
    assert viewer is not None
    return Establishment.objects.get(pk=viewer.establishments[0])


def listing(company: Establishment, side: ListingSide, **texts: str) -> Listing:
    made: Listing = Listing.objects.create(
        park_id=company.park_id,
        establishment=company,
        side=side,
        kind=ListingKind.FLOW,
        subject=Subject.HEAT,
        quantity=50,
        unit=Unit.MWH,
        per="year",
        willingness=Willingness.WILLING,
        expires_on=dt.date(2999, 1, 1),
        **texts,
    )
    return made


def name_blind(company: Establishment) -> None:
    """Give a company canaries that its park does not read: it is for the team alone."""
    company.name = NAMES[0]
    company.save()
    ContactPerson.objects.create(
        park_id=company.park_id,
        establishment=company,
        name=NAMES[1],
        email=NAMES[2],
        audience="members",
    )


def wants(company: Establishment) -> Listing:
    return listing(company, ListingSide.DEMAND, title="Wij zoeken warmte")


def offers(company: Establishment) -> Listing:
    return listing(
        company,
        ListingSide.SUPPLY,
        title=TITLE,
        description=TEXT,
        conditions=NEVER[0],
        quality=NEVER[1],
    )


def introduce(demand: Listing, supply: Listing, cast: Cast) -> Blind:
    started = ask_both(demand=demand, supply=supply, by=cast.anna, now=NOW, today=NOW.date())
    return Blind(demand, supply, started)


def say_yes(blind: Blind, side: ListingSide, by: User) -> None:
    answer_introduction(
        introduction=blind.introduction,
        side=side,
        agrees=True,
        by=by,
        on_behalf=False,
        now=NOW,
        today=NOW.date(),
    )


def plain(answer: Any) -> str:
    text = TOKEN_IN_HEADER.sub("", TOKEN.sub("", text_of(answer)))
    return PACKED_LENGTH.sub("", text) if "spreadsheetml" in answer["Content-Type"] else text


def readable(client: Client, world: World) -> dict[str, str]:
    """Return all that a person can get out of Noord, by address."""
    return {each: plain(client.get(each)) for each in addresses(world)}


def told_by(happen: Callable[[], None], client: Client, world: World) -> dict[str, str]:
    """Return what a person gets that is different because something happens, by address.

    What differs without it too, as a list of what she read before, tells nothing of it.
    """
    before = readable(client, world)
    with transaction.atomic():
        happen()
        after = readable(client, world)
        transaction.set_rollback(True)
    differs = [each for each in before if before[each] != after[each]]
    return {each: after[each] for each in differs if plain(client.get(each)) != after[each]}


@pytest.mark.parametrize("who", ["bram", "tess", "dina"])
def test_who_is_no_side_gets_the_same_to_the_byte(
    who: str, world: World, cast: Cast, login: Login
) -> None:
    client, park = login(getattr(cast, who)), cast.noord
    with park_context(park.pk):
        company = company_of(park, cast.carla)
        name_blind(company)
        third = EstablishmentFactory(park=park)

    def happen() -> None:
        with park_context(park.pk, user_id=cast.anna.pk):
            blind = introduce(wants(third), offers(company), cast)
        with park_context(park.pk, user_id=cast.carla.pk):
            say_yes(blind, ListingSide.SUPPLY, cast.carla)
            say_yes(blind, ListingSide.DEMAND, cast.anna)

    assert told_by(happen, client, world) == {}


def test_the_other_side_gets_her_introduction_and_no_word_too_many(
    world: World, cast: Cast, login: Login
) -> None:
    client, park = login(cast.bram), cast.noord
    with park_context(park.pk, user_id=cast.anna.pk):
        company = company_of(park, cast.carla)
        name_blind(company)
        demand = wants(company_of(park, cast.bram))

    def happen() -> None:
        with park_context(park.pk, user_id=cast.anna.pk):
            blind = introduce(demand, offers(company), cast)
            say_yes(blind, ListingSide.SUPPLY, cast.carla)
        pages = "".join(own_pages(client, blind))
        assert not [each for each in (TITLE, TEXT, *NEVER, *NAMES) if each in pages]
        with park_context(park.pk, user_id=cast.bram.pk):
            say_yes(blind, ListingSide.DEMAND, cast.bram)
            say_yes(blind, ListingSide.SUPPLY, cast.carla)
        pages = "".join(own_pages(client, blind))
        assert TITLE in pages
        assert TEXT in pages
        with park_context(park.pk, user_id=cast.bram.pk):
            pages += json.dumps(whole_record(cast.bram, now=NOW), default=str)
        assert not [each for each in (*NEVER, *NAMES) if each in pages]

    told = told_by(happen, client, world)
    assert set(told) <= {reverse(f"realisation:{name}", args=["noord"]) for name in OWN}
    assert not [each for each in (*NEVER, *NAMES) if each in "".join(told.values())]


@pytest.mark.parametrize("who", ["bram", "carla", "tess", "dina"])
def test_a_withdrawal_and_its_reason_reach_nobody_else(who: str, cast: Cast, login: Login) -> None:
    client, park = login(getattr(cast, who)), cast.noord
    with park_context(park.pk, user_id=cast.anna.pk):
        third = EstablishmentFactory(park=park)
        name_blind(third)
        blind = introduce(wants(company_of(park, cast.bram)), offers(third), cast)
        withdraw_listing(listing=blind.supply, reason=NEVER[2], now=NOW, today=NOW.date())
    for page in own_pages(client, blind):
        for secret in (TITLE, *NEVER, *NAMES):
            assert secret not in page


def own_pages(client: Client, blind: Blind) -> Iterator[str]:
    """Yield what the side of the demand gets of its introduction."""
    slug, pk = "noord", blind.introduction.pk
    yield plain(client.get(reverse("realisation:introductions", args=[slug])))
    yield plain(client.get(reverse("realisation:introduction", args=[slug, pk])))
    for side in ListingSide:
        answer = reverse("realisation:introduction_answer", args=[slug, pk, side])
        yield plain(client.get(answer))
    for name in ("listing", "listing_history"):
        for each in (blind.demand, blind.supply):
            yield plain(client.get(reverse(f"realisation:{name}", args=[slug, each.pk])))


def some_company(which: str, world: World, cast: Cast) -> Establishment:
    """Return one of three different companies."""
    if which == "member":
        return company_of(cast.noord, cast.carla)
    if which == "new":
        made: Establishment = EstablishmentFactory(park=cast.noord, name="Geheel ander")
        return made
    return world.terrain.team_establishment


@pytest.mark.parametrize("step", [DisclosureStep.BLIND, DisclosureStep.INTEREST])
def test_her_pages_are_the_same_whoever_the_other_is(
    step: DisclosureStep, world: World, cast: Cast, login: Login
) -> None:
    client, park = login(cast.bram), cast.noord
    read = []
    for other in ("member", "new", "of the world"):
        with transaction.atomic():
            with park_context(park.pk, user_id=cast.anna.pk):
                company = some_company(other, world, cast)
                blind = introduce(wants(company_of(park, cast.bram)), offers(company), cast)
                Introduction.objects.filter(pk=blind.introduction.pk).update(step=step)
            read.append([ID.sub("ID", page) for page in own_pages(client, blind)])
            transaction.set_rollback(True)
    assert read[0] == read[1] == read[2]


def test_whether_the_other_answered_changes_no_byte_of_her_pages(
    world: World, cast: Cast, login: Login
) -> None:
    client, park = login(cast.bram), cast.noord
    with park_context(park.pk, user_id=cast.anna.pk):
        demand = wants(company_of(park, cast.bram))
        blind = introduce(demand, offers(company_of(park, cast.carla)), cast)
    before = list(own_pages(client, blind))
    with park_context(park.pk, user_id=cast.carla.pk):
        say_yes(blind, ListingSide.SUPPLY, cast.carla)
    assert list(own_pages(client, blind)) == before
