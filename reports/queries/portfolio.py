"""The parks that somebody belongs to, and those that an authority advises."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import Count, F, Max, Sum
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from collective.models import OrganisationDegree, Side
from core.park_context import park_context
from knowledge.choices import Degree
from parks import reference
from parks.access import AUDIENCE_OF_ROLE, memberships_of
from parks.choices import Audience, AuthorityKind, Role
from parks.models import Authority, Park, ParkQuerySet
from reports.models import RoadmapEdition
from strategy.choices import GoalState
from strategy.models import Goal

COUNTED_STATES = (GoalState.AGREED, GoalState.ON_TRACK, GoalState.AT_RISK)


class PortfolioOrder(models.TextChoices):
    """How the table of parks can be ordered; areas with the largest first."""

    NAME = "name", "Naam"
    GROSS = "gross", "Bruto oppervlakte"
    AVAILABLE = "available", "Uitgeefbaar"


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
    held: dict[Park, list[Role]] = {}
    for membership in memberships_of(user):
        held.setdefault(membership.park, []).append(Role(membership.role))
    before, after = _address_of_parks()
    return tuple(
        OwnPark(
            url=f"{before}{park.slug}{after}",
            name=park.name,
            municipality=park.municipality_names,
            roles=" en ".join(role.label for role in sorted(roles, key=list(Role).index)),
        )
        for park, roles in held.items()
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


def portfolio_rows(parks: Sequence[Park]) -> tuple[PortfolioRow, ...]:
    """Return the table rows of parks, of which the caller knows that the adviser advises them.

    Opens the context of exactly these parks and reads only what is meant for an authority: three
    queries, however many parks there are.
    """
    ids = [park.pk for park in parks]
    audiences = Audience.at_least(AUDIENCE_OF_ROLE[Role.ADVISER])
    with park_context(*ids):
        degrees = _newest_degrees(ids, audiences)
        goals = _goals_by_state(ids, audiences)
        editions = _newest_editions(ids, audiences)
    before, after = _address_of_parks()
    return tuple(
        PortfolioRow(
            url=f"{before}{park.slug}{after}",
            name=park.name,
            municipality=park.municipality_names,
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


def _newest_degrees(ids: Sequence[int], audiences: Sequence[str]) -> dict[tuple[int, str], str]:
    newest = (
        OrganisationDegree.objects.filter(park_id__in=ids)
        .for_audiences(audiences)
        .order_by("park_id", "side", "-stated_on", "-created_at")
        .distinct("park_id", "side")
        .values_list("park_id", "side", "degree")
    )
    return {(park_id, side): Degree(degree).label for park_id, side, degree in newest}


def _goals_by_state(ids: Sequence[int], audiences: Sequence[str]) -> dict[int, GoalCounts]:
    counted = (
        Goal.objects.filter(park_id__in=ids, state__in=COUNTED_STATES)
        .for_audiences(audiences)
        .order_by()
        .values_list("park_id", "state")
        .annotate(number=Count("pk"))
    )
    counts: dict[int, dict[str, int]] = {}
    for park_id, state, number in counted:
        counts.setdefault(park_id, {})[state] = number
    return {park_id: GoalCounts(**by_state) for park_id, by_state in counts.items()}


def _newest_editions(ids: Sequence[int], audiences: Sequence[str]) -> dict[int, dt.date]:
    newest = (
        RoadmapEdition.objects.filter(park_id__in=ids)
        .for_audiences(audiences)
        .order_by()
        .values_list("park_id")
        .annotate(newest=Max("published_at"))
    )
    return {park_id: timezone.localdate(moment) for park_id, moment in newest}
