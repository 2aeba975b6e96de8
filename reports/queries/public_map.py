"""The kansenkaart as everybody may see it: only what is meant for everybody, of named parties."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core import svg
from parks.choices import Audience
from parks.models import Park, Plot
from parks.queries.ground_plan import ground_plan
from parks.queries.readers import AudienceReader
from realisation.models import Opportunity
from realisation.queries.opportunity_explained import Explained, explain
from realisation.queries.opportunity_map import MapEntry, OpportunityMap, opportunity_map
from realisation.queries.opportunity_places import Places, picture_of, places_of


@dataclass(frozen=True, slots=True)
class PublicMap:
    """The map with its drawing, if anything is drawn."""

    name: str
    municipality: str
    picture: svg.Svg | None
    reader: AudienceReader
    found: OpportunityMap
    places: Places

    @property
    def entries(self) -> tuple[MapEntry, ...]:
        """All numbers."""
        return self.found.all

    def explained(self, entries: Sequence[MapEntry]) -> tuple[Explained, ...]:
        """Return what some numbers mean. Needs the park's context; four queries."""
        return explain(self.reader, self.found, entries, self.places)


def has_public_map(park: Park) -> bool:
    """Whether there is an opportunity that everybody may see. Needs the park's context."""
    reader = AudienceReader.of(park, Audience.PUBLIC)
    found: bool = Opportunity.objects.visible_to(reader).standing().exists()
    return found


def public_map(park: Park, today: dt.date) -> PublicMap | None:
    """Return the map of a park, or None without a public opportunity. Needs the park's context."""
    if not has_public_map(park):
        return None
    reader = AudienceReader.of(park, Audience.PUBLIC)
    found = opportunity_map(reader, today)
    plan = ground_plan(park=park, plots=Plot.objects.visible_to(reader))
    places = places_of(reader, found.all, plan.extent)
    return PublicMap(
        name=park.name,
        municipality=park.municipality_names,
        picture=picture_of(found, places, plan),
        reader=reader,
        found=found,
        places=places,
    )
