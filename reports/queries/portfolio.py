"""The parks that somebody belongs to, and those that an authority advises."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.db.models import Count, F, Sum
from django.urls import reverse

from accounts.models import User
from collective.models import Side
from core.park_context import park_context
from knowledge.choices import Degree
from parks import reference
from parks.access import AUDIENCE_OF_ROLE
from parks.choices import Audience, AuthorityKind, Role
from parks.models import Authority, Park, ParkQuerySet
from parks.own_roles import OwnRole, own_roles
from strategy.choices import GoalState

# One statement for what three subjects say of fifty parks: as three queries by the ORM it was a
# third of the page. Row-level security limits it to the context, as everything. Which picture of a
# side counts is also said in `collective.queries.degree.counting`; a test holds both to it.
FACTS = """
(select distinct on (stated.park_id, stated.side)
   stated.park_id, 'degree', stated.side, stated.degree
 from collective_organisationdegree stated
 left join collective_assessment made
   on made.id = stated.assessment_id and made.park_id = stated.park_id
 where stated.park_id = any (%(parks)s) and stated.audience = any (%(audiences)s)
 order by stated.park_id, stated.side,
   made.id is null,
   made."by" is distinct from case stated.side when 'public' then 'adviser' else 'park' end,
   stated.stated_on desc, stated.created_at desc)
union all
select park_id, 'goals', state, count(*)::text from strategy_goal
where park_id = any (%(parks)s) and audience = any (%(audiences)s) and state = any (%(states)s)
group by park_id, state
union all
select park_id, 'edition', '', max(published_at at time zone 'Europe/Amsterdam')::date::text
from reports_roadmapedition
where park_id = any (%(parks)s) and audience = any (%(audiences)s)
group by park_id
"""
Facts = list[tuple[int, str, str, str]]
COUNTED_STATES = (GoalState.AGREED, GoalState.ON_TRACK, GoalState.AT_RISK)


class PortfolioOrder(models.TextChoices):
    """How the table of parks can be ordered; areas with the largest first."""

    NAME = "name", "Naam"
    GROSS = "gross", "Bruto oppervlakte"
    AVAILABLE = "available", "Uitgeefbaar"


# What the table says of a park by itself; reading no more than this halves the cost of the list.
REGISTER_FACTS = (
    "pk",
    "slug",
    "name",
    "municipality_codes",
    "location_type",
    "gross_ha",
    "net_ha",
    "available_ha",
    "register_year",
)
AREA_OF_ORDER = {PortfolioOrder.GROSS: "gross_ha", PortfolioOrder.AVAILABLE: "available_ha"}


@dataclass(frozen=True, slots=True)
class PortfolioSearch:
    """What an adviser looks for; without values: all parks by name."""

    words: str = ""
    municipality: str = ""
    order: PortfolioOrder = PortfolioOrder.NAME


@dataclass(frozen=True, slots=True)
class OwnPark:
    """A park at which somebody has roles; `roles` is in Dutch."""

    url: str
    name: str
    municipality: str
    roles: str


@dataclass(frozen=True, slots=True)
class PortfolioTotals:
    """Sums over all parks found, not only those on the page; areas in hectares."""

    parks: int
    gross_ha: Decimal | None
    net_ha: Decimal | None
    available_ha: Decimal | None
    without_area: int


@dataclass(frozen=True, slots=True)
class GoalCounts:
    """How many goals of a park stand in each of the states that an adviser follows."""

    agreed: int = 0
    on_track: int = 0
    at_risk: int = 0


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One park in the table. None: not known, or not shared with the adviser."""

    url: str
    name: str
    municipality: str
    location_type: str
    gross_ha: Decimal | None
    net_ha: Decimal | None
    available_ha: Decimal | None
    register_year: int | None
    business_degree: str | None
    public_degree: str | None
    goals: GoalCounts | None
    edition_on: dt.date | None


def own_parks(user: User) -> tuple[OwnPark, ...]:
    """Return the parks at which a person has a role of her own, by name."""
    held: dict[str, list[OwnRole]] = {}
    for own in own_roles(user):
        held.setdefault(own.slug, []).append(own)
    before, after = _address_of_parks()
    return tuple(
        OwnPark(
            url=f"{before}{slug}{after}",
            name=roles[0].park_name,
            municipality=reference.names_of(roles[0].municipality_codes),
            roles=" en ".join(role.label for role in Role if role in {own.role for own in roles}),
        )
        for slug, roles in held.items()
    )


def municipality_choices(authority: Authority) -> list[tuple[str, str]]:
    """Return the codes and names of the municipalities in which an authority's parks lie."""
    codes: Iterable[str] = authority.covered_codes()
    if authority.kind == AuthorityKind.PROGRAMME:
        lists = authority.parks.values_list("municipality_codes", flat=True)
        codes = {code for each in lists for code in each}
    return sorted(((code, reference.names_of([code])) for code in codes), key=lambda pair: pair[1])


def find_parks(*, authority: Authority, search: PortfolioSearch) -> ParkQuerySet:
    """Return the parks of an authority that fit the search, in the order asked for."""
    parks = Park.objects.of_authority(authority).matching(search.words).for_list()
    if search.municipality:
        parks = parks.filter(municipality_codes__contains=[search.municipality])
    if area := AREA_OF_ORDER.get(search.order):
        parks = parks.order_by(F(area).desc(nulls_last=True), "name", "pk")
    return parks


def totals_of(parks: ParkQuerySet) -> PortfolioTotals:
    """Return the sums over parks in one query."""
    sums = parks.order_by().aggregate(
        parks=Count("pk"),
        gross=Sum("gross_ha"),
        net=Sum("net_ha"),
        available=Sum("available_ha"),
        with_area=Count("gross_ha"),
    )
    return PortfolioTotals(
        parks=sums["parks"],
        gross_ha=sums["gross"],
        net_ha=sums["net"],
        available_ha=sums["available"],
        without_area=sums["parks"] - sums["with_area"],
    )


def portfolio_rows(parks: Sequence[Any]) -> tuple[PortfolioRow, ...]:
    """Return the table rows of parks, of which the caller knows that the adviser advises them.

    `parks` are parks or rows with their `REGISTER_FACTS`.

    Opens the context of exactly these parks and reads only what is meant for an authority: one
    query, however many parks there are.
    """
    ids = [park.pk for park in parks]
    audiences = Audience.at_least(AUDIENCE_OF_ROLE[Role.ADVISER])
    with park_context(*ids):
        facts = _facts(ids, audiences)
    degrees, goals, editions = _degrees(facts), _goal_counts(facts), _editions(facts)
    before, after = _address_of_parks()
    return tuple(
        PortfolioRow(
            url=f"{before}{park.slug}{after}",
            name=park.name,
            municipality=reference.names_of(park.municipality_codes),
            location_type=park.location_type,
            gross_ha=park.gross_ha,
            net_ha=park.net_ha,
            available_ha=park.available_ha,
            register_year=park.register_year,
            business_degree=degrees.get((park.pk, Side.BUSINESS)),
            public_degree=degrees.get((park.pk, Side.PUBLIC)),
            goals=goals.get(park.pk),
            edition_on=editions.get(park.pk),
        )
        for park in parks
    )


def _address_of_parks() -> tuple[str, str]:
    """Return what stands before and after the slug: resolving 50 addresses costs milliseconds."""
    before, _, after = reverse("reports:park_home", kwargs={"slug": "SLUG"}).partition("SLUG")
    return before, after


def _degrees(facts: Facts) -> dict[tuple[int, str], str]:
    return {
        (park_id, side): str(Degree(degree).label)
        for park_id, kind, side, degree in facts
        if kind == "degree"
    }


def _goal_counts(facts: Facts) -> dict[int, GoalCounts]:
    counts: dict[int, dict[str, int]] = {}
    for park_id, kind, state, number in facts:
        if kind == "goals":
            counts.setdefault(park_id, {})[state] = int(number)
    return {park_id: GoalCounts(**by_state) for park_id, by_state in counts.items()}


def _editions(facts: Facts) -> dict[int, dt.date]:
    return {
        park_id: dt.date.fromisoformat(day) for park_id, kind, _, day in facts if kind == "edition"
    }


def _facts(ids: Sequence[int], audiences: Sequence[str]) -> Facts:
    """Return (park, kind, key, value) for degrees per side, goals per state and newest editions."""
    asked: dict[str, Any] = {
        "parks": list(ids),
        "audiences": list(audiences),
        "states": [str(state) for state in COUNTED_STATES],
    }
    with connection.cursor() as cursor:
        cursor.execute(FACTS, asked)
        facts: Facts = cursor.fetchall()
    return facts
