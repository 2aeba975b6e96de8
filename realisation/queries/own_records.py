"""Facts of the area that follow from the park's own records: plots and companies.

Each counts what the reader may see, so two readers may get two answers; a sector of fewer than
five companies goes up in the rest.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, Sum

from core import svg
from core.dutch import format_decimal
from parks.access import Viewer
from parks.choices import EnvironmentalCategory, PlotState
from parks.disclosure import MINIMUM
from parks.models import Establishment, Plot
from parks.queries.plots import hectares
from parks.reference import sbi_section_title

VACANT: Final = (PlotState.VACANT, PlotState.OFFERED)
REST: Final = "Overige sectoren"
FEWER: Final = f"minder dan {MINIMUM}"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole: its name, its size and that size in words; no size when it is too few."""

    name: str
    size: float
    words: str


@dataclass(frozen=True, slots=True)
class Computed:
    """What follows from the records: the value (a level by its place), in words, and on what."""

    value: Decimal | None
    words: str
    basis: str
    parts: tuple[Part, ...] = ()

    def picture(self, title: str, uid: str) -> svg.Svg | None:
        """The parts as bars, or None without any."""
        if not self.parts:
            return None
        shown = tuple(svg.Bar(part.name, part.size, part.words) for part in self.parts)
        whole = sum(part.size for part in self.parts)
        return svg.bars(svg.BarsData(title, shown, whole), uid=uid)


@dataclass(frozen=True, slots=True)
class _Plots:
    """Drawn plots of one state and category: how many, and their area in m2."""

    state: str
    category: str
    plots: int
    drawn: int
    area_m2: float


def computed_facts(viewer: Viewer) -> dict[str, Computed]:
    """Return what is known from the records, by the slug of the fact. Two queries."""
    plots = _plots(viewer)
    sources: dict[str, Callable[[], Computed | None]] = {
        "vacancy": lambda: _vacancy(plots),
        "heaviest-category": lambda: _category(plots, heaviest=True),
        "usual-category": lambda: _category(plots, heaviest=False),
        "sbi-mix": lambda: _mix(viewer),
    }
    found = {slug: compute() for slug, compute in sources.items()}
    return {slug: fact for slug, fact in found.items() if fact is not None}


def _plots(viewer: Viewer) -> list[_Plots]:
    rows: Any = Plot.objects.visible_to(viewer).order_by()
    grouped = rows.values_list("state", "environmental_category").annotate(
        Count("pk"), Count("area_m2"), Sum("area_m2")
    )
    return [
        _Plots(state, category, plots, drawn, area or 0.0)
        for state, category, plots, drawn, area in grouped
    ]


def _vacancy(plots: Sequence[_Plots]) -> Computed | None:
    whole = sum(each.area_m2 for each in plots)
    if not whole:
        return None
    empty = sum(each.area_m2 for each in plots if each.state in VACANT)
    percent = Decimal(str(round(100 * empty / whole, 1)))
    undrawn = sum(each.plots - each.drawn for each in plots)
    basis = "Uit de getekende kavels."
    if undrawn:
        basis = f"Uit de getekende kavels; {undrawn} zijn nog niet getekend en tellen niet mee."
    areas = Counter[str]()
    for each in plots:
        areas[each.state] += each.area_m2  # type: ignore[assignment]  # an area is no whole number
    return Computed(
        percent,
        f"{format_decimal(percent, 1)} % ({_ha(empty)} van {_ha(whole)})",
        basis,
        tuple(
            Part(str(state.label), areas[state], _ha(areas[state]))
            for state in PlotState
            if areas[state]
        ),
    )


def _ha(area_m2: float) -> str:
    return f"{format_decimal(hectares(area_m2) or 0, 1)} ha"


def _category(plots: Sequence[_Plots], *, heaviest: bool) -> Computed | None:
    known = [each for each in plots if each.category and each.area_m2]
    areas = Counter[str]()
    for each in known:
        areas[each.category] += each.area_m2  # type: ignore[assignment]  # an area is no whole number
    order = EnvironmentalCategory.values
    if not areas:
        return None
    found = (
        max(areas, key=order.index)
        if heaviest
        else max(areas, key=lambda category: (areas[category], order.index(category)))
    )
    unknown = sum(each.plots for each in plots if not each.category)
    basis = (
        f"Uit de kavels; van {unknown} is de categorie niet bekend."
        if unknown
        else ("Uit de kavels.")
    )
    parts = tuple(
        Part(f"categorie {category}", areas[category], _ha(areas[category]))
        for category in order
        if areas[category]
    )
    return Computed(Decimal(order.index(found)), found, basis, () if heaviest else parts)


def _mix(viewer: Viewer) -> Computed | None:
    companies = Establishment.objects.visible_to(viewer).present().order_by()
    counts: Counter[str] = Counter()
    for code, count in companies.values_list("sbi_code").annotate(Count("pk")):
        counts[sbi_section_title(code) if code else ""] += count
    unknown = counts.pop("", 0)
    total = sum(counts.values())
    if not total:
        return None
    shown = [(name, count) for name, count in counts.most_common() if count >= MINIMUM]
    rest = total - sum(count for _, count in shown)
    parts = [Part(name, count, _companies(count)) for name, count in sorted(shown, key=_largest)]
    if rest >= MINIMUM:
        parts.append(Part(REST, rest, _companies(rest)))
    elif rest:
        parts.append(Part(REST, 0, FEWER))
    words = ", ".join(f"{part.name} {part.words}" for part in parts)
    basis = "Uit de lijst van bedrijven; een sector staat apart vanaf vijf bedrijven."
    if unknown:
        basis += " Van een deel van de bedrijven is de sector niet bekend."
    return Computed(None, words, basis, tuple(parts))


def _largest(part: tuple[str, int]) -> tuple[int, str]:
    return -part[1], part[0]


def _companies(count: int) -> str:
    return f"{count} bedrijven"
