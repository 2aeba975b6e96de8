"""What tests of imports share: plan a file, apply it, look at its rows."""

import json
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from parks.choices import ImportKind
from parks.imports import mapping
from parks.imports.mapping import KINDS
from parks.imports.plan import Row, from_json
from parks.models import Import, ImportBlock, Park
from parks.services.imports import Sent, apply_import, receive_file


def plan(
    park: Park,
    by: User,
    data: bytes,
    *,
    kind: ImportKind = ImportKind.COMPANIES,
    filename: str = "lijst.csv",
    **said: Any,
) -> Import:
    """Plan a file by the columns that its headings stand for. Needs the park's context."""
    sent = Sent(data=data, filename=filename, **said)
    columns = partial(mapping.guess, KINDS[kind])
    return receive_file(park=park, kind=kind, sent=sent, by=by, mapping=columns)


def bring_in(
    park: Park, by: User, data: bytes, *, skip_refused: bool = False, **said: Any
) -> Import:
    """Plan a file and apply it."""
    run = plan(park, by, data, **said)
    apply_import(run=run, by=by, skip_refused=skip_refused)
    return run


def press_apply(client: Client, address: str, **said: str) -> HttpResponse:
    """Look at the plan of a file and press the button under it."""
    seen = client.get(address).context["form"]["seen"].value()
    answer: Any = client.post(f"{address}inlezen/", {"seen": seen, **said})
    return answer


def lines_of(run: Import) -> list[Row]:
    """Return the rows of a plan in the order of the file; what is not in the file comes first."""
    blocks = ImportBlock.objects.filter(park_id=run.park_id, run=run).values_list("rows", flat=True)
    rows = [from_json(row) for block in blocks for row in block]
    return sorted(rows, key=lambda row: row.number)


def only_line(run: Import) -> Row:
    """Return the only row of the file."""
    (row,) = [row for row in lines_of(run) if row.number]
    return row


def square(west: float, south: float, side: float = 100.0) -> list[list[float]]:
    """Return the ring of a square in RD."""
    return [
        [west, south], [west + side, south], [west + side, south + side], [west, south + side],
        [west, south],
    ]  # fmt: skip


def layer(*plots: tuple[dict[str, Any], list[list[float]]], crs: str = "28992") -> bytes:
    """Return GeoJSON of plots: their properties and their ring."""
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for properties, ring in plots
    ]
    name = f"urn:ogc:def:crs:EPSG::{crs}"
    whole = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": name}},
        "features": features,
    }
    return json.dumps(whole).encode()
