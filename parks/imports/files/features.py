"""Map layers: from the bytes of a GeoJSON file to shapes in RD New, or the reasons why not."""

from collections.abc import Sequence
from typing import Final

from parks.imports.files import crs as systems
from parks.imports.files import shapes as postgis
from parks.imports.files.geojson import RawFeature, read_layer
from parks.imports.files.kinds import open_file
from parks.imports.files.limits import MAX_VERTICES
from parks.imports.files.results import (
    CrsChoice,
    Feature,
    Features,
    FileKind,
    FileRefusedError,
    Repair,
)
from parks.imports.files.rings import Shape, shape_of
from parks.models.park import RD_NEW

_MEND_ELSEWHERE: Final = "De vorm is te ingewikkeld om hier te herstellen."
_HEIGHTS: Final = "De hoogtes in het bestand zijn weggelaten."


def read_features(data: bytes, *, filename: str, crs: CrsChoice = CrsChoice.AUTO) -> Features:
    """Read a GeoJSON file, or a zip with one.

    `crs` is what a person says about the coordinates; AUTO looks at the file, and refuses when
    file and numbers contradict each other. Raises FileRefusedError.
    """
    kind, inner = open_file(data, filename=filename)
    if kind is not FileKind.GEOJSON:
        raise FileRefusedError("Dit is een lijst, geen kaartlaag (GeoJSON).")
    layer = read_layer(inner)
    shapes = _shapes_of(layer.features)
    notes = [*layer.notes, *([_HEIGHTS] if any(each.has_height for each in shapes) else [])]
    bounds = [each.bounds for each in shapes if each.polygons]
    if bounds:
        choice, reason = systems.decide(layer.crs_code, bounds, crs)
        features = _placed(layer.features, shapes, choice)
        return Features(layer.headings, tuple(features), choice, reason, tuple(notes))
    features = [_feature(raw, shape.reason) for raw, shape in _pairs(layer.features, shapes)]
    return Features(layer.headings, tuple(features), None, "", tuple(notes))


def _shapes_of(features: Sequence[RawFeature]) -> list[Shape]:
    shapes, vertices = [], 0
    for feature in features:
        shapes.append(shape_of(feature.geometry))
        vertices += shapes[-1].vertices
        if vertices > MAX_VERTICES:
            raise FileRefusedError(
                f"De kaartlaag heeft meer dan {MAX_VERTICES} punten. Vereenvoudig de vlakken, of "
                "splits hem in kleinere bestanden."
            )
    return shapes


def _pairs(
    features: Sequence[RawFeature], shapes: Sequence[Shape]
) -> list[tuple[RawFeature, Shape]]:
    return list(zip(features, shapes, strict=True))


def _placed(
    features: Sequence[RawFeature], shapes: Sequence[Shape], choice: CrsChoice
) -> list[Feature]:
    fitting = [
        at
        for at, shape in enumerate(shapes)
        if shape.polygons and systems.fits(shape.bounds) is choice
    ]
    measured = dict(zip(fitting, _measured([shapes[at] for at in fitting], choice), strict=True))
    broken = [at for at, each in measured.items() if each.mendable]
    repairs = dict(zip(broken, postgis.repair([measured[at].ewkb for at in broken]), strict=True))
    placed = []
    for at, (raw, shape) in enumerate(_pairs(features, shapes)):
        if at in measured:
            placed.append(_with_shape(raw, measured[at], repairs.get(at)))
        elif shape.polygons:
            placed.append(_feature(raw, systems.misfit(shape.bounds, choice)))
        else:
            placed.append(_feature(raw, shape.reason))
    return placed


def _measured(shapes: Sequence[Shape], choice: CrsChoice) -> list[postgis.Measured]:
    swapped = choice in systems.SWAPPED
    given = [postgis.Given(each.as_wkb(swapped=swapped), each.opening(swapped)) for each in shapes]
    return postgis.measure(given, srid=RD_NEW if systems.is_rd(choice) else postgis.WGS84)


def _with_shape(
    raw: RawFeature,
    measured: postgis.Measured,
    repaired: postgis.Repaired | None,
) -> Feature:
    if repaired is None:
        usable = not measured.reason and not raw.reasons
        reason = f"{measured.reason} {_MEND_ELSEWHERE}" if measured.mendable else measured.reason
        ewkb = measured.ewkb if usable else None
        return _feature(raw, reason, ewkb=ewkb, place=measured.place)
    if repaired.area_m2 < postgis.LEAST_M2:
        return _feature(raw, postgis.NO_AREA, place=measured.place)
    repair = Repair(repaired.ewkb, measured.area_m2, repaired.area_m2)
    return _feature(raw, measured.reason, repairable=repair, place=measured.place)


def _feature(
    raw: RawFeature,
    reason: str = "",
    *,
    ewkb: bytes | None = None,
    repairable: Repair | None = None,
    place: tuple[float, float] | None = None,
) -> Feature:
    return Feature(
        raw.number,
        raw.properties,
        ewkb,
        (*raw.reasons, *([reason] if reason else [])),
        repairable=repairable,
        place=place,
        numbers=(raw.number,),
    )
