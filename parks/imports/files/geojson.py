"""GeoJSON: from text to features as plain values, with limits on what it may hold."""

import json
import re
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final, NoReturn

from parks.imports.files.headings import unique_headings
from parks.imports.files.limits import (
    MAX_CELL_LENGTH,
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_FEATURES,
    MAX_JSON_CONTAINERS,
    MAX_JSON_VALUES,
)
from parks.imports.files.results import FileRefusedError
from parks.imports.files.text import decode, is_readable, readable, shown
from parks.imports.files.workbook_text import plain_number

# Possessive, and a missing last mark allowed: never looks at a sign twice.
_STRING: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_BRACKET: Final = re.compile(r"[\[\]{}]")
_DEEPER: Final = {"[": 1, "{": 1, "]": -1, "}": -1}
_CODE: Final = re.compile(r"CRS84|[0-9]{4,6}$")
_SHAPES: Final = frozenset({
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
})  # fmt: skip
_AS_GEOJSON: Final = "Sla de kaartlaag in uw kaartprogramma op als GeoJSON, in RD of WGS84."
_TOO_LARGE: Final = "De kaartlaag bevat te veel gegevens. Splits hem in kleinere bestanden."


@dataclass(frozen=True, slots=True)
class RawFeature:
    """A feature with its facts as text and its geometry as the file has it."""

    number: int
    properties: dict[str, str]
    geometry: Any
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """`crs_code` is what the file calls its coordinate system: "28992", "CRS84" or ""."""

    headings: tuple[str, ...]
    features: list[RawFeature]
    crs_code: str
    notes: list[str]


def read_layer(data: bytes) -> Layer:
    """Read GeoJSON without a look at the coordinates. Raises FileRefusedError."""
    document = _parsed(decode(data)[0])
    items = _items_of(document)
    if len(items) > MAX_FEATURES:
        raise FileRefusedError(
            f"De kaartlaag heeft meer dan {MAX_FEATURES} vlakken. Splits hem in kleinere bestanden."
        )
    names, notes = _names_of(items)
    features = [_feature(number, item, names) for number, item in enumerate(items, 1)]
    return Layer(tuple(names.values()), features, _code_of(document), notes)


def _parsed(text: str) -> dict[str, Any]:
    _check_structure(_STRING.sub("", text))
    try:
        document = json.loads(text, parse_constant=_refuse_constant)
    except FileRefusedError:
        raise
    except json.JSONDecodeError as error:
        raise FileRefusedError(
            f"De kaartlaag is niet te lezen: fout in regel {error.lineno}, teken {error.colno}. "
            "Sla hem opnieuw op."
        ) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits
        raise FileRefusedError("De kaartlaag bevat een getal dat te lang is.") from error
    if not isinstance(document, dict):
        raise FileRefusedError(f"Dit is geen kaartlaag. {_AS_GEOJSON}")
    return document


def _check_structure(bare: str) -> None:
    """Refuse what would take much memory once read; `bare` is JSON without its texts."""
    containers = bare.count("[") + bare.count("{")
    if containers > MAX_JSON_CONTAINERS or bare.count(",") > MAX_JSON_VALUES:
        raise FileRefusedError(_TOO_LARGE)
    depths = accumulate(map(_DEEPER.__getitem__, _BRACKET.findall(bare)))
    if max(depths, default=0) > MAX_DEPTH:
        raise FileRefusedError(f"De kaartlaag is meer dan {MAX_DEPTH} lagen diep. {_AS_GEOJSON}")


def _refuse_constant(name: str) -> NoReturn:
    raise FileRefusedError(
        f"De kaartlaag bevat {name} in plaats van een getal. Haal dat eruit of vul het getal in."
    )


def _items_of(document: dict[str, Any]) -> list[Any]:
    kind = document.get("type")
    if kind == "FeatureCollection" and isinstance(document.get("features"), list):
        items: list[Any] = document["features"]
    elif kind == "Feature":
        items = [document]
    elif isinstance(kind, str) and kind in _SHAPES:
        items = [{"type": "Feature", "geometry": document}]
    elif kind == "Topology" or "geometryType" in document:
        raise FileRefusedError(f"Dit is TopoJSON of JSON van Esri, geen GeoJSON. {_AS_GEOJSON}")
    else:
        raise FileRefusedError(f"Dit is geen GeoJSON. {_AS_GEOJSON}")
    if not items:
        raise FileRefusedError("De kaartlaag is leeg: er staat geen enkel vlak in.")
    return items


def _names_of(items: list[Any]) -> tuple[dict[str, str], list[str]]:
    """Return the name of a column for each key that some feature has, in order of appearance."""
    keys: dict[str, None] = {}
    for item in items:
        keys.update(dict.fromkeys(_facts_of(item)))
        if len(keys) > MAX_COLUMNS:
            raise FileRefusedError(f"De kaartlaag heeft meer dan {MAX_COLUMNS} soorten gegevens.")
    headings, notes = unique_headings(list(keys))
    return dict(zip(keys, headings, strict=True)), notes


def _facts_of(item: Any) -> dict[str, Any]:
    facts = item.get("properties") if isinstance(item, dict) else None
    return facts if isinstance(facts, dict) else {}


def _feature(number: int, item: Any, names: dict[str, str]) -> RawFeature:
    if not isinstance(item, dict) or item.get("type") != "Feature":
        return RawFeature(number, dict.fromkeys(names.values(), ""), None, ("Dit is geen vlak.",))
    facts, reasons = _facts_of(item), []
    properties: dict[str, str] = {}
    for key, name in names.items():
        text = _text_of(facts.get(key))
        if len(text) > MAX_CELL_LENGTH:
            reasons.append(f"«{shown(name)}» is langer dan {MAX_CELL_LENGTH} tekens.")
            text = text[:MAX_CELL_LENGTH]
        if not is_readable(text):
            reasons.append(f"Onleesbaar teken in «{shown(name)}».")
            text = readable(text)
        properties[name] = text
    return RawFeature(number, properties, item.get("geometry"), tuple(reasons))


def _text_of(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return plain_number(value)
    return json.dumps(value, ensure_ascii=False)


def _code_of(document: dict[str, Any]) -> str:
    """Return the last number in the name of the coordinate system, "" when none is named."""
    crs = document.get("crs")
    if not isinstance(crs, dict):
        return ""
    about = crs.get("properties")
    values = [about.get("name"), about.get("code")] if isinstance(about, dict) else []
    named = [str(value) for value in values if isinstance(value, str | int)]
    found = _CODE.search(named[0].strip()) if named else None
    return found[0] if found else "onbekend"
