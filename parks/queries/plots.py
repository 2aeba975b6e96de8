"""Read models of the plots of a park: the list with its totals, one plot."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from parks.access import Viewer
from parks.models import Occupation, Ownership, Plot, PlotQuerySet
from parks.queries.companies import has_words

M2_PER_HA = 10_000


@dataclass(frozen=True, slots=True)
class PlotSearch:
    """What somebody looks for; without values: every plot."""

    words: str = ""
    state: str = ""
    use: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class PlotTotals:
    """Sums over all plots found, not only those on the page. `drawn_ha` is None without any."""

    plots: int
    drawn_ha: float | None
    not_drawn: int


@dataclass(frozen=True, slots=True)
class PlotRow:
    """One plot in a list. Owners and users: those of now that the viewer may see."""

    id: UUID
    name: str
    cadastral_number: str
    address: str
    state: str
    state_label: str
    use: str
    category: str
    area_ha: float | None
    owners: tuple[str, ...]
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HolderPeriod:
    """Who owned or used a plot for a time. `id` is that of the period."""

    id: UUID
    holder_id: UUID
    holder: str
    since: dt.date | None
    until: dt.date | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class PlotCard:
    """One plot with all that the viewer may know of it. `note` is empty for who isn't the team."""

    plot: Plot
    note: str
    area_ha: float | None
    owners: tuple[HolderPeriod, ...]
    users: tuple[HolderPeriod, ...]


def find_plots(viewer: Viewer, search: PlotSearch) -> PlotQuerySet:
    """Return the plots that fit and that the viewer may see, by name, without geometry."""
    wanted = {
        "state": search.state,
        "use": search.use,
        "environmental_category": search.category,
    }
    found: PlotQuerySet = Plot.objects.visible_to(viewer).for_list()
    return found.filter(
        has_words(search.words, "name", "cadastral_number", "street", "house_number"),
        **{name: value for name, value in wanted.items() if value},
    )


def totals_of(plots: PlotQuerySet) -> PlotTotals:
    """Return the sums over plots in one query."""
    sums = plots.order_by().aggregate(
        plots=Count("pk"), drawn=Count("area_m2"), area_m2=Sum("area_m2")
    )
    return PlotTotals(sums["plots"], hectares(sums["area_m2"]), sums["plots"] - sums["drawn"])


def hectares(area_m2: float | None) -> float | None:
    """Return square metres in hectares; unknown stays unknown."""
    return None if area_m2 is None else area_m2 / M2_PER_HA


def plot_rows(viewer: Viewer, plots: Sequence[Plot], today: dt.date) -> tuple[PlotRow, ...]:
    """Return the rows of a page of plots. Two queries, however many there are."""
    ids = [each.pk for each in plots]
    owners = _holders(Ownership.objects.visible_to(viewer), "organisation", ids, today)
    users = _holders(Occupation.objects.visible_to(viewer), "establishment", ids, today)
    return tuple(
        PlotRow(
            id=each.pk,
            name=each.name,
            cadastral_number=each.cadastral_number,
            address=each.address,
            state=each.state,
            state_label=each.get_state_display(),
            use=each.get_use_display(),
            category=each.environmental_category,
            area_ha=hectares(each.area_m2),
            owners=tuple(owners.get(each.pk, ())),
            users=tuple(users.get(each.pk, ())),
        )
        for each in plots
    )


def _holders(
    rows: Any, holder: str, plots: Iterable[UUID], today: dt.date
) -> dict[UUID, list[str]]:
    held = rows.filter(plot__in=list(plots)).on(today).order_by(f"{holder}__name")
    names: dict[UUID, list[str]] = {}
    for plot, name in held.values_list("plot_id", f"{holder}__name"):
        names.setdefault(plot, []).append(name)
    return names


def plot_card(viewer: Viewer, plot: Plot, today: dt.date) -> PlotCard:
    """Return all that the viewer may know of a plot that she may see. Two queries."""
    owned = Ownership.objects.visible_to(viewer).filter(plot=plot)
    used = Occupation.objects.visible_to(viewer).filter(plot=plot)
    return PlotCard(
        plot=plot,
        note=plot.note if viewer.may_edit else "",
        area_ha=hectares(plot.area_m2),
        owners=_periods(owned, "organisation", today),
        users=_periods(used, "establishment", today),
    )


def _periods(rows: Any, holder: str, today: dt.date) -> tuple[HolderPeriod, ...]:
    found = rows.newest_first().values_list(
        "pk", f"{holder}_id", f"{holder}__name", "since", "until"
    )
    return tuple(
        HolderPeriod(pk, holder_id, name, since, until, until is not None and until <= today)
        for pk, holder_id, name, since, until in found
    )
