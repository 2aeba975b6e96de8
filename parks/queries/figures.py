"""What companies say of themselves, as far as somebody may read it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import models

from core.dutch import format_quantity
from core.words import EMPTY
from parks.access import Viewer
from parks.choices import UNIT_OF_FIGURE, DataState, FigureKind, Release
from parks.models import CompanyFigure, Establishment, EstablishmentQuerySet
from parks.queries.history import Changed, HistoryEntry, events_of, names_behind, who_did

PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company with its figures in the order of the kinds; None is what the reader has not."""

    id: UUID
    name: str
    figures: tuple[CompanyFigure | None, ...]


@dataclass(frozen=True, slots=True)
class ExactTotal:
    """The exact sum of a figure, for the park manager: with how many companies count how."""

    text: str
    companies: int
    states: tuple[tuple[str, int], ...]


def company_page(viewer: Viewer, *, year: int, number: str | None) -> "Page[Any]":
    """Return a page of companies with the figures that the viewer may see.

    The park manager also finds the companies that gave nothing. Anybody else finds a company only
    by a figure that she may see, so that what is missing tells nothing. Three queries.
    """
    figures = CompanyFigure.objects.visible_to(viewer).filter(year=year)
    companies: EstablishmentQuerySet = Establishment.objects.visible_to(viewer).current()
    with_figure = models.Q(pk__in=figures.values("establishment"))
    shown = (
        with_figure | models.Q(left_on__isnull=True) if viewer.reads_confidential else with_figure
    )
    page = Paginator(companies.filter(shown).order_by("name", "pk"), PER_PAGE).get_page(number)
    ids = [company.pk for company in page.object_list]
    found = {(row.establishment_id, row.kind): row for row in figures.filter(establishment__in=ids)}
    page.object_list = [
        CompanyRow(
            company.pk, company.name, tuple(found.get((company.pk, kind)) for kind in FigureKind)
        )
        for company in page.object_list
    ]
    return page


def exact_totals(viewer: Viewer, *, year: int) -> tuple[ExactTotal, ...]:
    """Return the sums by kind for who reads all figures, in the order of the kinds. One query."""
    if not viewer.reads_confidential:
        raise PermissionError("exact totals are for who reads every figure")
    figures = CompanyFigure.objects.visible_to(viewer).filter(
        year=year, establishment__merged_into__isnull=True
    )
    rows = figures.order_by().values("kind", "data_state")
    counted = list(rows.annotate(companies=models.Count("pk"), total=models.Sum("value")))
    return tuple(
        _exact(kind, [row for row in counted if row["kind"] == kind]) for kind in FigureKind
    )


def _exact(kind: FigureKind, rows: Iterable[Mapping[str, Any]]) -> ExactTotal:
    totals = [row["total"] for row in rows if row["total"] is not None]
    counts = Counter({row["data_state"]: row["companies"] for row in rows})
    return ExactTotal(
        text=format_quantity(sum(totals, Decimal()), UNIT_OF_FIGURE[kind]) if totals else "",
        companies=sum(counts[state] for state in DataState.with_value()),
        states=tuple(
            (str(state.label).lower(), counts[state]) for state in DataState if counts[state]
        ),
    )


def figures_by_year(
    viewer: Viewer, *, establishment_id: UUID, years: Sequence[int]
) -> dict[int, dict[str, CompanyFigure]]:
    """Return the figures of a company that the viewer may see by year and kind. One query."""
    rows = CompanyFigure.objects.visible_to(viewer).filter(
        establishment=establishment_id, year__in=years
    )
    found: dict[int, dict[str, CompanyFigure]] = {year: {} for year in years}
    for row in rows:
        found[row.year][row.kind] = row
    return found


def figure_history(*, park_id: int, establishment_id: UUID) -> tuple[HistoryEntry, ...]:
    """Return what became of a company's figures, newest first; for who may answer for it.

    Found by the figures that are the company's now: while two companies were merged, the events of
    the one carried the id of the other, who must not read them after the two were parted.
    """
    own = CompanyFigure.objects.in_park(park_id).filter(establishment=establishment_id)
    events = events_of(CompanyFigure).filter(park_id=park_id, pgh_obj__in=own.values("pk"))
    states = list(events.order_by("pgh_id"))
    names = names_behind(states)
    return tuple(_entries(states, names))[::-1]


def _entries(states: Iterable[Any], names: Mapping[int, str]) -> Iterator[HistoryEntry]:
    last: dict[UUID, Any] = {}
    for state in states:
        changes = tuple(_changes(last.get(state.id), state))
        last[state.id] = state
        if changes:
            what = f"{FigureKind(state.kind).label.capitalize()} {state.year}"
            yield HistoryEntry(state.pgh_created_at, who_did(state, names), what, changes)


def _changes(before: Any, after: Any) -> Iterator[Changed]:
    was = _words(before) if before else (EMPTY,) * 3
    for label, old, new in zip(
        ("Gegeven", "Toelichting", "Gedeeld met"), was, _words(after), strict=True
    ):
        if old != new:
            yield Changed(label, old, new)


def _words(state: Any) -> tuple[str, str, str]:
    if state.pgh_label == "delete":
        return (EMPTY, EMPTY, EMPTY)
    unit = UNIT_OF_FIGURE[FigureKind(state.kind)]
    figure = DataState(state.data_state).words(state.value, unit)
    return figure, state.note or EMPTY, str(Release(state.released_to).label)
