"""A park in which each act is a day of its own, for tests of what was."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.utils import timezone

from parks.models import Park, Plot
from realisation.models import Listing, Opportunity, OpportunityParty, OpportunityPlot
from tests.realisation import mapping

START: Final = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


def day(number: int) -> dt.date:
    """Return the day of an act, counted from 1; on day 0 nothing has happened yet."""
    return START.date() + dt.timedelta(days=number)


@dataclass
class Past:
    """A park in which each act is a day of its own, the first one day 1."""

    park: Park
    days: int = 0

    def opportunity(self, title: str, *plots: Plot, **fields: Any) -> Opportunity:
        """Make an opportunity for members."""
        return self._on_the_next_day(mapping.opportunity(self.park, title, *plots, **fields))

    def party(self, of: Opportunity, name: str, **fields: Any) -> OpportunityParty:
        """Let a party take part."""
        return self._on_the_next_day(mapping.party(of, name, **fields))

    def listing(self, title: str, **fields: Any) -> Listing:
        """Make a demand that members may see."""
        return self._on_the_next_day(mapping.listing(self.park, title, **fields))

    def plot(self, at: int = 0, **fields: Any) -> Plot:
        """Make a drawn plot for members."""
        return self._on_the_next_day(mapping.plot(self.park, at, **fields))

    def change(self, row: Any, **fields: Any) -> None:
        """Change a row."""
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        self._on_the_next_day(row)

    def _on_the_next_day(self, row: Any) -> Any:
        """Date the newest event of a row on the next day."""
        self.days += 1
        self._date(type(row))
        if isinstance(row, Opportunity):  # made with the plots on which it lies
            self._date(OpportunityPlot, since=dt.timedelta(hours=1))
        return row

    def _date(self, model: Any, since: dt.timedelta | None = None) -> None:
        """Date the newest event of a kind of row, or all that were not dated yet, on this day."""
        events: Any = apps.get_model(model._meta.app_label, f"{model.__name__}Event").objects
        rows = events.filter(park_id=self.park.pk)
        wanted = (
            rows.filter(pgh_created_at__gte=timezone.now() - since)
            if since
            else rows.filter(pk=rows.order_by("pgh_id").last().pk)
        )
        wanted.update(pgh_created_at=START + dt.timedelta(days=self.days))

    def tie(self, model: Any, of: Opportunity, **to: Any) -> Any:
        """Tie an opportunity to a plot or a goal."""
        made = model.objects.create(park=self.park, opportunity=of, **to)
        return self._on_the_next_day(made)

    def untie(self, row: Any) -> None:
        """Take a tie away."""
        row.delete()
        self._on_the_next_day(row)
