"""Puts companies and plots on a park of the demo, through the services."""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.gis.geos import MultiPolygon

from parks.choices import Audience
from parks.models import Establishment, Occupation, Organisation, Ownership, Park, Plot
from parks.services.companies import add_company, add_contact, add_organisation, leave_park
from parks.services.plots import Holder, Holding, add_plot, start_holding
from reports.demo.moments import Calendar
from reports.demo.places import area_of
from reports.demo.terrain_schema import CompanyContent, PlotContent, TerrainContent

LONG_BEFORE = dt.timedelta(days=3_000)


@dataclass(slots=True)
class TerrainBuilder:
    """Makes companies, owners and plots; `companies` holds the establishments by name."""

    park: Park
    calendar: Calendar
    companies: dict[str, Establishment] = field(default_factory=dict)
    owners: dict[str, Organisation] = field(default_factory=dict)
    plots: dict[str, Plot] = field(default_factory=dict)

    def build(self, content: TerrainContent) -> None:
        """Make all of it. Who left does so last: until then it uses plots like the others."""
        for company in content.companies:
            self._add_company(company)
        for owner in content.owners:
            self.owners[owner.name] = add_organisation(
                park=self.park,
                typed={
                    "name": owner.name,
                    "kvk_number": owner.kvk,
                    "helix": owner.helix,
                    "note": owner.note,
                    "audience": owner.audience,
                },
            )
        for plot in content.plots:
            self._add_plot(plot)
        for company in content.companies:
            if company.left:
                gone = self.companies[company.name]
                leave_park(establishment=gone, on=self.calendar.day(company.left), frees_plots=True)

    def _add_company(self, content: CompanyContent) -> None:
        added = add_company(
            park=self.park,
            organisation={
                "name": f"{content.name} BV" if content.kvk else content.name,
                "kvk_number": content.kvk,
                "helix": content.helix,
                "note": content.note,
                "audience": content.audience,
            },
            establishment={
                "name": content.name,
                "number": content.number,
                "sbi_code": content.sbi,
                "employees": content.employees or "",
                "street": content.street,
                "house_number": content.house_number,
                "arrived_on": self.calendar.day_or_none(content.since),
                "audience": content.audience,
            },
        )
        self.companies[content.name] = added
        self.owners[content.name] = added.organisation
        if content.contact:
            typed = {"name": content.contact, "audience": Audience.MEMBERS}
            add_contact(establishment=added, typed=typed)

    def _add_plot(self, content: PlotContent) -> None:
        plot = add_plot(
            park=self.park,
            typed={
                "name": content.name,
                "geometry": MultiPolygon(area_of(content.corners)) if content.corners else None,
                "state": content.state,
                "use": content.use or "",
                "environmental_category": content.category or "",
                "street": content.street,
                "house_number": content.house_number,
                "note": content.note,
                "audience": content.audience,
            },
        )
        self.plots[content.name] = plot
        since = self.calendar.day_or_none(content.since)
        before = since - LONG_BEFORE if since else None
        for name, day in ((content.earlier_owner, before), (content.owner, since)):
            if name:
                self._hold(Ownership, plot, self.owners[name], day)
        if content.second_owner:
            other = self.owners[content.second_owner]
            self._hold(Ownership, plot, other, since, ends_others=False)
        for name, day in ((content.earlier_user, before), (content.user, since)):
            if name:
                self._hold(Occupation, plot, self.companies[name], day)

    def _hold(
        self,
        model: type[Holding],
        plot: Plot,
        holder: Holder,
        since: dt.date | None,
        *,
        ends_others: bool = True,
    ) -> None:
        start_holding(model=model, plot=plot, holder=holder, since=since, ends_others=ends_others)
