"""The outline of a park in a box, with north arrow and scale bar; for the cover of a report."""

from dataclasses import dataclass

from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el
from core.svg._to_scale import MARGIN, Ring, north, path_of, scale_bar, view_of


@dataclass(frozen=True)
class OutlineData:
    """Rings in metres RD New (EPSG:28992): outer rings and holes alike, x east and y north."""

    park_name: str
    rings: tuple[Ring, ...]


def outline(data: OutlineData, *, uid: str, width: float = 420, height: float = 420) -> Svg:
    """Draw the outline to scale. Raises ValueError without a ring of at least three corners."""
    rings = [ring for ring in data.rings if len(ring) >= 3]
    if not rings:
        raise ValueError("An outline needs a ring of at least three corners.")
    view = view_of(rings, width, height)
    description = f"De omtrek is {view.extent}"
    frame = Frame("outline", uid, f"Omtrek van {data.park_name}", description, width, height)
    shape = el("path", d=path_of(rings, view), fill_rule="evenodd",
               fill=palette.CONNECTION.soft, stroke=palette.CONNECTION.deep, stroke_width=2,
               stroke_linejoin="round")  # fmt: skip
    bar = scale_bar(MARGIN, height - 16, width / 4, view.units_per_metre)
    return drawing(frame, shape, bar, north(width - MARGIN - 8, height - 8))
