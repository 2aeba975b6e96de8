"""The kansenkaart for the map on screen: a point per number and the grounds of opportunities."""

import datetime as dt
import json
from typing import Any

from parks.models import Reader
from realisation.queries.opportunity_map import MapEntry, MapSearch, opportunity_map
from realisation.queries.opportunity_places import places_of, points_of, shapes_wgs84


def layers_geojson(reader: Reader, today: dt.date, search: MapSearch) -> str:
    """Return what a reader may see of these layers as GeoJSON in WGS84. Few queries, always."""
    found = opportunity_map(reader, today, search)
    places = places_of(reader, found.entries)
    points = points_of(found.entries, places)
    ours = [entry for entry in found.entries if entry.is_opportunity]
    shapes = shapes_wgs84(reader, ours)
    features = [
        *(_feature(entry, shapes[entry.id], True) for entry in ours if shapes[entry.id]),
        *(
            _feature(entry, {"type": "Point", "coordinates": points[entry.id]}, False)
            for entry in found.entries
            if entry.id in points
        ),
    ]
    layer = {"type": "FeatureCollection", "features": features}
    return json.dumps(layer, ensure_ascii=False, separators=(",", ":"))


def _feature(entry: MapEntry, geometry: dict[str, Any], is_ground: bool) -> dict[str, Any]:
    facts = {
        "number": entry.number,
        "kind": entry.kind,
        "group": entry.theme or entry.kind,
        "state": entry.state,
    }
    if not is_ground:
        words = (entry.kind_label.capitalize(), entry.sort_label, entry.state_label)
        facts |= {"title": entry.title, "words": ", ".join(filter(None, words))}
    return {"type": "Feature", "id": str(entry.id), "properties": facts, "geometry": geometry}
