"""Read models of one establishment and of one organisation."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from parks import reference
from parks.access import Viewer
from parks.models import (
    ContactPerson,
    Establishment,
    Membership,
    Merge,
    Occupation,
    Organisation,
    Ownership,
)
from parks.queries.plots import hectares


@dataclass(frozen=True, slots=True)
class PlotPeriod:
    """A plot that somebody owned or used for a time."""

    plot_id: UUID
    plot: str
    area_m2: float | None
    since: dt.date | None
    until: dt.date | None

    @property
    def area_ha(self) -> float | None:
        """Its area in hectares; None as long as it is not drawn."""
        return hectares(self.area_m2)


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """One establishment with all that the viewer may know of it.

    `organisation` is None for whom it is not meant. `people` (who speak for it) are for managers.
    """

    establishment: Establishment
    organisation: Organisation | None
    sector: str
    section: str
    uses_now: tuple[PlotPeriod, ...]
    used_before: tuple[PlotPeriod, ...]
    owns: tuple[PlotPeriod, ...]
    contacts: tuple[ContactPerson, ...]
    people: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """One organisation with its establishments and plots. Note and merges are empty for whom is not
    the team."""

    organisation: Organisation
    note: str
    establishments: tuple[Establishment, ...]
    owns: tuple[PlotPeriod, ...]
    owned_before: tuple[PlotPeriod, ...]
    merges: tuple[Merge, ...]


def company_card(viewer: Viewer, establishment: Establishment, today: dt.date) -> CompanyCard:
    """Return all that the viewer may know of an establishment that she may see."""
    seen = Organisation.objects.visible_to(viewer).filter(pk=establishment.organisation_id)
    organisation: Organisation | None = seen.first()
    uses = Occupation.objects.visible_to(viewer).filter(establishment=establishment)
    periods = plot_periods(uses)
    contacts = ContactPerson.objects.visible_to(viewer).filter(establishment=establishment)
    return CompanyCard(
        establishment=establishment,
        organisation=organisation,
        sector=reference.sbi_label(establishment.sbi_code),
        section=reference.sbi_section_title(establishment.sbi_code),
        uses_now=tuple(each for each in periods if not _is_over(each, today)),
        used_before=tuple(each for each in periods if _is_over(each, today)),
        owns=_owned(viewer, organisation, today) if organisation else (),
        contacts=tuple(contacts.for_list()),
        people=_people(establishment) if viewer.may_manage else (),
    )


def _people(establishment: Establishment) -> tuple[Membership, ...]:
    rows = Membership.objects.filter(park_id=establishment.park_id, establishment=establishment)
    return tuple(rows.current().for_list())


def _owned(viewer: Viewer, organisation: Organisation, today: dt.date) -> tuple[PlotPeriod, ...]:
    rows = Ownership.objects.visible_to(viewer).filter(organisation=organisation)
    return tuple(each for each in plot_periods(rows) if not _is_over(each, today))


def plot_periods(holdings: Any) -> tuple[PlotPeriod, ...]:
    """Return the plots of ownerships or occupations, what holds now first. One query."""
    rows = holdings.newest_first().values_list(
        "plot_id", "plot__name", "plot__area_m2", "since", "until"
    )
    return tuple(PlotPeriod(*row) for row in rows)


def _is_over(period: PlotPeriod, today: dt.date) -> bool:
    return period.until is not None and period.until <= today


def organisation_card(
    viewer: Viewer, organisation: Organisation, today: dt.date
) -> OrganisationCard:
    """Return all that the viewer may know of an organisation that she may see.

    Merges are for the team: they tell of notes and of who worked on the list.
    """
    establishments = Establishment.objects.visible_to(viewer).current()
    owned = plot_periods(Ownership.objects.visible_to(viewer).filter(organisation=organisation))
    return OrganisationCard(
        organisation=organisation,
        note=organisation.note if viewer.may_edit else "",
        establishments=tuple(establishments.filter(organisation=organisation).for_list()),
        owns=tuple(each for each in owned if not _is_over(each, today)),
        owned_before=tuple(each for each in owned if _is_over(each, today)),
        merges=merges_into(organisation) if viewer.may_edit else (),
    )


def merges_into(winner: Organisation | Establishment) -> tuple[Merge, ...]:
    """Return what went up in a row and still is, the last one first. For the team."""
    rows = Merge.objects.in_park(winner.park_id).standing().filter(winner_id=winner.pk)
    return tuple(rows.select_related("merged_by").order_by("-merged_at", "pk"))
