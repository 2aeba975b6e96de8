"""Read models of the partnership map: per sort of partner what each brings and gets."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Q, Value, When

from collective.models import Stakeholder
from collective.models.stakeholders import StakeholderQuerySet
from knowledge.stakeholder_schemas import HelixItem
from knowledge.stakeholders import helixes
from parks.choices import Helix
from parks.models import Reader

TOLD = ~Q(brings="") | ~Q(gets="")


@dataclass(frozen=True, slots=True)
class HelixCount:
    """A sort of partner: how many there are, and of how many is known what they bring and get."""

    helix: str
    item: HelixItem
    parties: int
    bring: int
    get: int


@dataclass(frozen=True, slots=True)
class HelixPart:
    """A sort of partner with those of its parties that stand on this page of the map."""

    count: HelixCount
    rows: tuple[Stakeholder, ...]


def helix_counts(viewer: Reader) -> tuple[HelixCount, ...]:
    """Return all four sorts, in their order. One query."""
    rows = Stakeholder.objects.visible_to(viewer).standing().order_by()
    counted = rows.values("helix").annotate(
        parties=Count("pk"),
        bring=Count("pk", filter=~Q(brings="")),
        get=Count("pk", filter=~Q(gets="")),
    )
    found = {row["helix"]: row for row in counted}
    nothing = {"parties": 0, "bring": 0, "get": 0}
    return tuple(
        HelixCount(
            helix=helix,
            item=helixes()[helix],
            **{name: found.get(helix, nothing)[name] for name in nothing},
        )
        for helix in Helix.values
    )


def partners(viewer: Reader) -> StakeholderQuerySet:
    """Return the stakeholders of now of whom is known what they bring or get, by sort and name."""
    place = Case(*(When(helix=helix, then=Value(n)) for n, helix in enumerate(Helix.values)))
    rows = Stakeholder.objects.visible_to(viewer).standing().filter(TOLD)
    found: StakeholderQuerySet = rows.annotate(place=place).order_by("place", "name", "pk")
    return found


def partnership(
    counts: Sequence[HelixCount], on_page: Sequence[Stakeholder]
) -> tuple[HelixPart, ...]:
    """Return the map: all sorts, each with its parties on this page."""
    return tuple(
        HelixPart(count, tuple(row for row in on_page if row.helix == count.helix))
        for count in counts
    )
