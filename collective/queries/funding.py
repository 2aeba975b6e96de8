"""Read models of money for the park: per year what is planned and what came in.

Amounts are in euros without VAT, in prices of their year, so years are never added to each other.
A missing amount is missing: it is counted, and no 0.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from collective.choices import FundingSource
from collective.models import Funding
from collective.models.agreements import FundingQuerySet
from parks.access import Viewer

_BOTH: Final = Q(planned_eur__isnull=False, received_eur__isnull=False)
_SUMS: Final[dict[str, Any]] = {
    "posts": Count("pk"),
    "planned": Sum("planned_eur"),
    "received": Sum("received_eur"),
    "without_planned": Count("pk", filter=Q(planned_eur__isnull=True)),
    "without_received": Count("pk", filter=Q(received_eur__isnull=True)),
    "difference": Sum(F("received_eur") - F("planned_eur"), filter=_BOTH),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingRow:
    """One post."""

    id: UUID
    source_label: str
    what: str
    year: int
    planned_eur: Decimal | None
    received_eur: Decimal | None
    agreement_id: UUID | None
    agreement: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTotals:
    """What one payer, or all, planned and paid; None without any amount.

    `difference_eur` is received less planned over the posts of which both are known.
    """

    label: str
    posts: int
    planned_eur: Decimal | None
    received_eur: Decimal | None
    difference_eur: Decimal | None
    without_planned: int
    without_received: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTotals:
    """The money of one year. The shares are what businesses pay of all, from 0 to 1."""

    year: int
    sources: tuple[SourceTotals, ...]
    total: SourceTotals
    business_of_planned: Decimal | None
    business_of_received: Decimal | None

    @property
    def public_of_planned(self) -> Decimal | None:
        """What governments pay of what is planned."""
        return _rest(self.business_of_planned)

    @property
    def public_of_received(self) -> Decimal | None:
        """What governments paid of what came in."""
        return _rest(self.business_of_received)


_NOTHING: Final = SourceTotals(
    label="",
    posts=0,
    planned_eur=None,
    received_eur=None,
    difference_eur=None,
    without_planned=0,
    without_received=0,
)


def find_funding(viewer: Viewer, year: int | None = None) -> FundingQuerySet:
    """Return the posts that the viewer may see, of one year or all, newest year first."""
    rows: FundingQuerySet = Funding.objects.visible_to(viewer).select_related("agreement")
    chosen = rows if year is None else rows.filter(year=year)
    return chosen.order_by("-year", "source", "what", "pk")


def funding_years(viewer: Viewer) -> tuple[int, ...]:
    """Return the years of which the viewer sees posts, newest first."""
    years: QuerySet[Any] = Funding.objects.visible_to(viewer).order_by("-year")
    return tuple(years.values_list("year", flat=True).distinct())


def funding_rows(posts: Iterable[Funding]) -> tuple[FundingRow, ...]:
    """Return the rows of a page of posts. No queries."""
    return tuple(
        FundingRow(
            id=each.pk,
            source_label=each.get_source_display(),
            what=each.what,
            year=each.year,
            planned_eur=each.planned_eur,
            received_eur=each.received_eur,
            agreement_id=each.agreement_id,
            agreement=each.agreement.title if each.agreement else "",
            note=each.note,
        )
        for each in posts
    )


def totals_per_year(posts: FundingQuerySet) -> tuple[YearTotals, ...]:
    """Return the totals per year and payer over exactly these posts. One query."""
    grouped: QuerySet[Any] = posts.order_by().values("year", "source")
    years: dict[int, dict[str, Any]] = defaultdict(dict)
    for each in grouped.annotate(**_SUMS):
        years[each["year"]][each["source"]] = each
    return tuple(_year(year, years[year]) for year in sorted(years, reverse=True))


def _year(year: int, found: dict[str, Any]) -> YearTotals:
    sources = {
        source: _totals(str(source.label), [found[source]])
        for source in FundingSource
        if source in found
    }
    total = _totals("Samen", list(found.values()))
    business = sources.get(FundingSource.BUSINESS, _NOTHING)
    return YearTotals(
        year=year,
        sources=tuple(sources.values()),
        total=total,
        business_of_planned=_share(business.planned_eur, total.planned_eur),
        business_of_received=_share(business.received_eur, total.received_eur),
    )


def _totals(label: str, groups: Sequence[dict[str, Any]]) -> SourceTotals:
    return SourceTotals(
        label=label,
        posts=sum(each["posts"] for each in groups),
        planned_eur=_sum(each["planned"] for each in groups),
        received_eur=_sum(each["received"] for each in groups),
        difference_eur=_sum(each["difference"] for each in groups),
        without_planned=sum(each["without_planned"] for each in groups),
        without_received=sum(each["without_received"] for each in groups),
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of what is known; None when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return which part of the whole; None when there is no whole, 0 when only others pay."""
    return (part or Decimal(0)) / whole if whole else None


def _rest(share: Decimal | None) -> Decimal | None:
    return None if share is None else 1 - share
