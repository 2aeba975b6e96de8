"""Several shapes of one thing: parks whose parts stand in a file one by one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from parks.imports.files import shapes as postgis
from parks.imports.files.results import Feature, Repair
from parks.imports.files.text import shown

_LISTED: Final = 5
_ENTANGLED: Final = (
    "De vlakken met dit nummer overlappen elkaar te ingewikkeld om er één van te maken. Maak er "
    "in uw kaartprogramma één vlak van."
)


def merge_by_key(features: Sequence[Feature], key: str) -> list[Feature]:
    """Return one feature for each value of a property, with all its shapes as one.

    Facts come from the first; where others say something else a warning tells so. When a part
    can't be used the whole can't: its reasons name the part. Features without a value stay on
    their own. Order is that of the first parts. Raises FileRefusedError.
    """
    groups: dict[object, list[Feature]] = {}
    for feature in features:
        value = feature.properties.get(key, "").strip()
        groups.setdefault(value or (feature.number,), []).append(feature)
    several = [group for group in groups.values() if len(group) > 1]
    merged = dict(zip(map(id, several), _merged(several), strict=True))
    return [merged[id(group)] if len(group) > 1 else group[0] for group in groups.values()]


def _merged(groups: Sequence[list[Feature]]) -> list[Feature]:
    wholes = [_facts_of(group) for group in groups]
    joined = [at for at, group in enumerate(groups) if _usable(group)]
    shapes = postgis.merge([_usable(groups[at]) for at in joined])
    for at, shape in zip(joined, shapes, strict=True):
        wholes[at] = _with_shape(wholes[at], groups[at], shape)
    return wholes


def _with_shape(
    whole: Feature, parts: Sequence[Feature], shape: postgis.Repaired | None
) -> Feature:
    if shape is None:
        return replace(whole, reasons=(*whole.reasons, _ENTANGLED))
    if not whole.reasons:
        return replace(whole, ewkb=shape.ewkb)
    before = sum(_area_before(part) for part in parts)
    return replace(whole, repairable=Repair(shape.ewkb, before, shape.area_m2))


def _usable(parts: Sequence[Feature]) -> list[bytes]:
    """Return the shapes of the parts, repaired ones included; nothing when one can't be used."""
    shapes = [
        part.ewkb or (part.repairable.ewkb if part.repairable else None)
        for part in parts
        if part.ewkb or part.reasons
    ]
    found = [shape for shape in shapes if shape is not None]
    return found if len(found) == len(shapes) else []


def _area_before(part: Feature) -> float:
    if part.repairable:
        return part.repairable.area_before_m2
    return part.geometry.area if part.geometry else 0.0


def _facts_of(parts: Sequence[Feature]) -> Feature:
    first = parts[0]
    reasons = [f"Vlak {part.number}: {reason}" for part in parts for reason in part.reasons]
    place = next((part.place for part in parts if part.place), None)
    numbers = tuple(part.number for part in parts)
    warnings = _differences(parts)
    return Feature(
        first.number, first.properties, None, tuple(reasons), warnings, None, place, numbers
    )


def _differences(parts: Sequence[Feature]) -> tuple[str, ...]:
    found = []
    for name in parts[0].properties:
        values = dict.fromkeys(part.properties.get(name, "") for part in parts)
        if len(values) > 1:
            listed = ", ".join(f"«{shown(value)}»" for value in list(values)[:_LISTED])
            found.append(f"«{shown(name)}» verschilt per vlak: {listed}; de eerste telt.")
    return tuple(found)
