"""In which coordinate system a file is: what it says, what its numbers say, what a person says."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from parks.imports.files.results import CrsChoice, FileRefusedError
from parks.imports.files.rings import Bounds

# Min x, min y, max x, max y around the Netherlands. No two of them have a point in common, so
# numbers alone tell the system; whether a shape is inside the country is looked at afterwards.
_RANGES: Final[dict[CrsChoice, Bounds]] = {
    CrsChoice.RD: (0, 300_000, 300_000, 630_000),
    CrsChoice.WGS84: (3, 50, 8, 54),
    CrsChoice.RD_SWAPPED: (300_000, 0, 630_000, 300_000),
    CrsChoice.WGS84_SWAPPED: (50, 3, 54, 8),
}
_CODES: Final = {
    "28992": CrsChoice.RD, "7415": CrsChoice.RD,
    "4326": CrsChoice.WGS84, "4979": CrsChoice.WGS84, "4258": CrsChoice.WGS84,
    "4937": CrsChoice.WGS84, "CRS84": CrsChoice.WGS84,
}  # fmt: skip
NAMES: Final = {
    CrsChoice.RD: "RD (EPSG:28992)",
    CrsChoice.WGS84: "WGS84 (lengte en breedte)",
    CrsChoice.RD_SWAPPED: "RD met y vóór x",
    CrsChoice.WGS84_SWAPPED: "WGS84 met de breedte vóór de lengte",
}
# Other systems that Dutch files are found in, for a better answer than "somewhere else".
_FOREIGN: Final = {
    "Web Mercator (EPSG:3857)": (330_000, 6_500_000, 890_000, 7_200_000),
    "UTM (EPSG:25831 of 25832)": (200_000, 5_550_000, 900_000, 6_000_000),
}
_SAVE: Final = "Sla de kaartlaag op in RD (EPSG:28992) of WGS84 (EPSG:4326)."
SWAPPED: Final = frozenset({CrsChoice.RD_SWAPPED, CrsChoice.WGS84_SWAPPED})


def fits(bounds: Bounds) -> CrsChoice | None:
    """Return the system in which these bounds lie in or near the Netherlands, if there is one."""
    return next((choice for choice, box in _RANGES.items() if _within(bounds, box)), None)


def is_rd(choice: CrsChoice) -> bool:
    """Say whether coordinates are RD, in whichever order."""
    return choice in (CrsChoice.RD, CrsChoice.RD_SWAPPED)


def misfit(bounds: Bounds, choice: CrsChoice) -> str:
    """Return why a shape can't be read as the others of its file are (Dutch)."""
    other = fits(bounds)
    where = f"maar bij {NAMES[other]}" if other else "en liggen niet in Nederland"
    return f"De coördinaten van dit vlak passen niet bij {NAMES[choice]}, {where}."


def decide(code: str, all_bounds: Sequence[Bounds], choice: CrsChoice) -> tuple[CrsChoice, str]:
    """Return how to read the coordinates, and why (Dutch).

    `code` is what the file says ("28992"; "" for nothing). Raises FileRefusedError when file,
    numbers and person contradict each other; its suggestion is what the numbers say.
    """
    found = Counter(kind for kind in map(fits, all_bounds) if kind)
    if not found:
        raise FileRefusedError(_elsewhere(all_bounds))
    best = found.most_common(1)[0][0]
    if choice is not CrsChoice.AUTO:
        if choice in found:
            return choice, f"U koos {NAMES[choice]}."
        raise FileRefusedError(
            f"U koos {NAMES[choice]}, maar de getallen passen bij {NAMES[best]}.", suggestion=best
        )
    if code and code not in _CODES:
        raise FileRefusedError(
            f"Het bestand noemt een ander coördinatenstelsel ({code}). {_SAVE}", suggestion=best
        )
    return _by_itself(_CODES.get(code), found, best)


def _by_itself(
    label: CrsChoice | None, found: Counter[CrsChoice], best: CrsChoice
) -> tuple[CrsChoice, str]:
    if label and label in found:
        return label, f"Het bestand noemt {NAMES[label]} en de getallen passen daarbij."
    if best in SWAPPED:
        raise FileRefusedError(
            f"De coördinaten staan verwisseld: dit is {NAMES[best]}. Kies dat als u het zeker "
            "weet, of sla de kaartlaag opnieuw op.",
            suggestion=best,
        )
    if label:
        raise FileRefusedError(
            f"Het bestand zegt {NAMES[label]}, maar de getallen passen bij {NAMES[best]}. Kies "
            "zelf het stelsel als u het zeker weet, of sla de kaartlaag opnieuw op.",
            suggestion=best,
        )
    return best, f"Het bestand noemt geen stelsel; de getallen passen bij {NAMES[best]}."


def _elsewhere(all_bounds: Sequence[Bounds]) -> str:
    for name, box in _FOREIGN.items():
        if any(_within(bounds, box) for bounds in all_bounds):
            return f"De coördinaten lijken {name}. {_SAVE}"
    return f"De coördinaten liggen niet in Nederland. {_SAVE}"


def _within(inner: Bounds, outer: Bounds) -> bool:
    return (
        outer[0] <= inner[0] and outer[1] <= inner[1]
        and inner[2] <= outer[2] and inner[3] <= outer[3]
    )  # fmt: skip
