"""The kansenkaart on paper: the drawing over a whole page, and what each number means."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string

from core import svg
from parks.choices import Audience
from parks.queries.ground_plan import in_metres
from reports.queries.opportunity_map_content import MapEntryFact, OpportunityMapDocument

TEMPLATE: Final = "reports/pdf/opportunity_map.html"


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party with the numbers of what it asks, offers and is joined in."""

    name: str
    helix: str
    seeks: tuple[str, ...]
    offers: tuple[str, ...]
    joined: tuple[tuple[str, str], ...]


def opportunity_map_html(document: OpportunityMapDocument, *, sha256: str) -> str:
    """Return the whole map as HTML; `sha256` is the hash of its content."""
    entries = document.entries
    context = {
        "document": document,
        "park": document.park,
        "title": f"Kansenkaart {document.park.name}",
        "audience": str(Audience(document.audience).label),
        "site_name": settings.SITE_NAME,
        "sha256": sha256,
        "picture": map_picture(document),
        "opportunities": document.of_kind("opportunity"),
        "sides": (
            ("Vraag", document.of_kind("demand")),
            ("Aanbod", document.of_kind("supply")),
        ),
        "parties": tuple(_parties(entries)),
        "without_place": sum(entry.point is None for entry in entries),
    }
    return render_to_string(TEMPLATE, context)


def map_picture(document: OpportunityMapDocument) -> svg.Svg | None:
    """Return the drawing, or None when nothing of the park is drawn."""
    shapes = document.shapes
    if not (shapes.outline or shapes.plots or shapes.grounds or shapes.areas):
        return None
    data = svg.OpportunityMapData(
        park_name=document.park.name,
        outline=in_metres(shapes.outline),
        plots=tuple(in_metres(rings) for rings in shapes.plots),
        grounds=tuple(in_metres(rings) for rings in shapes.grounds),
        areas=tuple(in_metres(rings) for rings in shapes.areas),
        marks=tuple(_mark(entry, entry.point) for entry in document.entries if entry.point),
    )
    return svg.opportunity_map(data, uid="kansenkaart")


def _mark(entry: MapEntryFact, point: tuple[int, int]) -> svg.MapMark:
    return svg.MapMark(
        number=entry.number,
        title=entry.title,
        kind=entry.kind,
        theme=entry.theme,
        state=entry.state,
        x=point[0] / 10,
        y=point[1] / 10,
    )


def _parties(entries: tuple[MapEntryFact, ...]) -> Iterator[PartyRow]:
    """Yield who is on the map by the name that its readers see, in the order of names."""
    found: dict[str, list[tuple[MapEntryFact, str, str, str]]] = {}
    for entry in entries:
        for party in entry.parties:
            part = (entry, party.name, party.helix, party.role)
            found.setdefault(party.name.casefold(), []).append(part)
    for _, parts in sorted(found.items()):
        _, name, helix, _ = parts[0]
        yield PartyRow(
            name=name,
            helix=helix,
            seeks=tuple(each.number for each, *_ in parts if each.kind == "demand"),
            offers=tuple(each.number for each, *_ in parts if each.kind == "supply"),
            joined=tuple(
                (each.number, role) for each, _, _, role in parts if each.kind == "opportunity"
            ),
        )
