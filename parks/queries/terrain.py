"""Read models of the terrain as a whole: its front page, and searching in it."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, Sum
from django.utils import timezone

from parks.access import Viewer
from parks.choices import PlotState
from parks.models import Establishment, Organisation, Plot
from parks.queries.companies import (
    CompanyRow,
    OrganisationRow,
    company_rows,
    find_organisations,
    matching_companies,
    organisation_rows,
)
from parks.queries.plots import PlotRow, PlotSearch, find_plots, hectares, plot_rows

MOST_OF_EACH: Final = 25


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many plots are in one state, and how large those that are drawn are together."""

    state: str
    label: str
    plots: int
    area_ha: float | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the viewer may know of the terrain in numbers."""

    companies: int
    companies_left: int
    organisations: int
    plots: int
    states: tuple[StateCount, ...]
    not_drawn: int
    drawn_ha: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: at most `MOST_OF_EACH` of each sort, and how many there are in all."""

    companies: tuple[CompanyRow, ...]
    company_count: int
    plots: tuple[PlotRow, ...]
    plot_count: int
    organisations: tuple[OrganisationRow, ...]
    organisation_count: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found at all."""
        return not (self.company_count or self.plot_count or self.organisation_count)


def overview(viewer: Viewer) -> Overview:
    """Return the terrain in numbers, over what the viewer may see. Three queries."""
    companies = Establishment.objects.visible_to(viewer).current().order_by()
    counted = companies.aggregate(
        here=Count("pk", filter=Q(left_on__isnull=True)),
        left=Count("pk", filter=Q(left_on__isnull=False)),
    )
    grouped = (
        Plot.objects.visible_to(viewer)
        .order_by()
        .values("state")
        .annotate(plots=Count("pk"), drawn=Count("area_m2"), area=Sum("area_m2"))
        .values_list("state", "plots", "drawn", "area")
    )
    by_state = {state: rest for state, *rest in grouped}
    areas = [area for _, _, area in by_state.values() if area is not None]
    return Overview(
        companies=counted["here"],
        companies_left=counted["left"],
        organisations=Organisation.objects.visible_to(viewer).current().count(),
        plots=sum(plots for plots, _, _ in by_state.values()),
        states=tuple(
            StateCount(state.value, str(state.label), plots, hectares(area))
            for state in PlotState
            for plots, _, area in [by_state.get(state, (0, 0, None))]
        ),
        not_drawn=sum(plots - drawn for plots, drawn, _ in by_state.values()),
        drawn_ha=hectares(sum(areas)) if areas else None,
    )


def search(viewer: Viewer, words: str) -> Found:
    """Return the companies, plots and owners without an establishment that have all words."""
    companies = (
        Establishment.objects.visible_to(viewer)
        .current()
        .filter(matching_companies(viewer, words))
        .order_by("name", "pk")
    )
    plots = find_plots(viewer, PlotSearch(words=words))
    # An organisation with an establishment that is shown, is found by that.
    here = Establishment.objects.visible_to(viewer).current().values("organisation")
    owners = find_organisations(viewer, words).exclude(pk__in=here)
    return Found(
        companies=company_rows(viewer, list(companies[:MOST_OF_EACH])),
        company_count=companies.count(),
        plots=plot_rows(viewer, list(plots[:MOST_OF_EACH]), timezone.localdate()),
        plot_count=plots.count(),
        organisations=organisation_rows(viewer, list(owners[:MOST_OF_EACH])),
        organisation_count=owners.count(),
    )
