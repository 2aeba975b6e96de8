"""Collects a kansenkaart for paper, and says whether an older one may still be handed out."""

import datetime as dt
from typing import Any

from parks.models import Park, Plot
from parks.queries.ground_plan import ground_plan
from parks.queries.readers import AudienceReader
from realisation.choices import ListingState
from realisation.models import Listing, Opportunity, OpportunityParty
from realisation.queries.opportunity_explained import Explained, explain
from realisation.queries.opportunity_map import OPPORTUNITY, opportunity_map
from realisation.queries.opportunity_places import Places, places_of
from reports.queries.canonical import from_json
from reports.queries.facts import park_facts
from reports.queries.opportunity_map_content import (
    MapEntryFact,
    MapPartyFact,
    MapShapes,
    OpportunityMapDocument,
)


def opportunity_map_document(
    *, park: Park, audience: str, today: dt.date, paper: str
) -> OpportunityMapDocument:
    """Return the kansenkaart for the readers of one audience. Needs the park's context."""
    reader = AudienceReader.of(park, audience)
    found = opportunity_map(reader, today)
    plan = ground_plan(park=park, plots=Plot.objects.visible_to(reader))
    places = places_of(reader, found.all, plan.extent)
    on_ground = {pk for entry in found.all if entry.is_opportunity for pk in entry.plots}
    rows = explain(reader, found, found.all, places)
    return OpportunityMapDocument(
        park=park_facts(park),
        audience=audience,
        made_on=today,
        paper=paper,
        shapes=MapShapes(
            outline=plan.outline,
            plots=tuple(plot.rings for plot in plan.plots),
            grounds=tuple(
                each.rings for pk, each in sorted(places.plots.items()) if pk in on_ground
            ),
            areas=tuple(each.rings for _, each in sorted(places.areas.items())),
        ),
        entries=tuple(_entry(row, places) for row in rows),
    )


def _entry(row: Explained, places: Places) -> MapEntryFact:
    entry = row.entry
    return MapEntryFact(
        id=str(entry.id),
        number=entry.number,
        kind=entry.kind,
        title=entry.title,
        theme=entry.theme,
        state=entry.state,
        sort_label=entry.sort_label,
        state_label=entry.state_label,
        scale_label=row.scale_label,
        reason=row.state_reason,
        text=row.text,
        parties=tuple(
            MapPartyFact(party.id, party.name, party.helix, party.role_label)
            for party in row.parties
        ),
        plots=row.plots,
        ties=row.ties,
        facts=row.facts,
        point=places.point_of(entry),
    )


def is_still_shared(park: Park, content: Any) -> bool:
    """Whether all that a kansenkaart names may still be read by those for whom it was made.

    Who withdraws, or does not want to be named any more, is gone from paper that was made before,
    too. What came since does not matter: paper is of its day. Three queries.
    """
    document = from_json(OpportunityMapDocument, content)
    reader = AudienceReader.of(park, document.audience)
    named = {party.id: party.name for row in document.entries for party in row.parties if party.id}
    ours = {row.id for row in document.entries if row.kind == OPPORTUNITY}
    # Who asks or offers by itself has no row of its own: its name stands at the listing.
    others = {
        row.id: [party.name for party in row.parties]
        for row in document.entries
        if row.kind != OPPORTUNITY
    }
    parties = OpportunityParty.objects.visible_to(reader).standing().filter(pk__in=named)
    now = {str(pk): name for pk, name in parties.values_list("pk", "name")}
    opportunities = Opportunity.objects.visible_to(reader).filter(pk__in=ours)
    listings = Listing.objects.visible_to(reader).of_who_is_here().filter(pk__in=others)
    still = listings.exclude(state=ListingState.WITHDRAWN).select_related("establishment")
    return (
        now == named
        and opportunities.order_by().count() == len(ours)
        and {str(row.pk): [row.party_label] for row in still} == others
    )
