"""Fills a park with 300 opportunities, 300 demands and supplies, and times the map on paper.

Runs inside Django: `manage.py shell -c "from tests.bench.opportunity_map import fill; fill()"`.
"""

import datetime as dt
import json
from itertools import cycle, islice
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from core.park_context import park_context
from knowledge.choices import Scale, Theme
from parks.choices import Audience, Release
from parks.models import Park, Plot
from realisation.choices import (
    ListingKind,
    ListingSide,
    OpportunityState,
    PartyRole,
    Willingness,
)
from realisation.models import Listing, Opportunity, OpportunityParty, OpportunityPlot
from reports.models import Report, ReportKind
from reports.paper.opportunity_map import opportunity_map_html
from reports.queries.canonical import content_hash, to_json
from reports.queries.opportunity_map import opportunity_map_document
from tests.bench.pdf import engine, in_turns, product
from tests.site.cast import FULL_PARK

NUMBER: Final = 300
UNTIL: Final = dt.date(2099, 12, 31)
STATES: Final = tuple(state for state in OpportunityState if state != OpportunityState.LAPSED)


def fill(number: int = NUMBER) -> None:
    """Add them to the full park, for everybody to see."""
    park = Park.objects.defer("outline").get(slug=FULL_PARK)
    with park_context(park.pk), transaction.atomic():
        plots = cycle(Plot.objects.mapped().for_list())
        for at, plot in enumerate(islice(plots, number)):
            _opportunity(park, at, plot)
        for at, plot in enumerate(islice(plots, number)):
            _listing(park, at, plot)


def _opportunity(park: Park, at: int, plot: Plot) -> None:
    opportunity = Opportunity.objects.create(
        park=park,
        title=f"Samen warmte delen {at}",
        what="Een leiding van de ene hal naar de andere. " * 3,
        scale=Scale.values[at % 3],
        theme=Theme.values[at % len(Theme)],
        state=STATES[at % len(STATES)],
        audience=Audience.PUBLIC,
    )
    OpportunityPlot.objects.create(park=park, opportunity=opportunity, plot=plot)
    for role, step in ((PartyRole.SEEKS, 0), (PartyRole.OFFERS, 7)):
        name = f"Bedrijf {(at + step) % 40}"
        OpportunityParty.objects.create(park=park, opportunity=opportunity, name=name, role=role)


def _listing(park: Park, at: int, plot: Any) -> None:
    Listing.objects.create(
        park=park,
        side=ListingSide.values[at % 2],
        kind=ListingKind.LAND,
        title=f"Een halve hectare erbij {at}",
        name=f"Bedrijf {at % 40}",
        area_min_m2=5_000,
        willingness=Willingness.WILLING,
        expires_on=UNTIL,
        plot=plot,
        released_to=Release.PUBLIC,
    )


def measure() -> None:
    """Print the median seconds of the PDF and of the engine alone as JSON."""
    park = Park.objects.get(slug=FULL_PARK)
    with park_context(park.pk), transaction.atomic():
        document = opportunity_map_document(
            park=park, audience=Audience.MEMBERS, today=timezone.localdate(), paper="a3"
        )
        content = to_json(document)
        report = Report(park=park, kind=ReportKind.OPPORTUNITY_MAP, content=content)
        html = opportunity_map_html(document, sha256=content_hash(content))
        ways = {"product": lambda: product(report), "engine": lambda: engine(html)}
        print(json.dumps(in_turns(ways)))
