"""The measures catalogue: what fits a search, and how many each choice would leave."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from knowledge.choices import Capital, CostOrder, Effort, MeasurePlace, Scale, Theme
from knowledge.realisation import measures
from knowledge.realisation_schemas import Measure
from parks.access import Viewer
from realisation.models import Opportunity

CHOICES: Final[Mapping[str, type[Scale | Theme | MeasurePlace | Effort | CostOrder | Capital]]] = {
    "scale": Scale,
    "theme": Theme,
    "place": MeasurePlace,
    "effort": Effort,
    "cost": CostOrder,
    "capital": Capital,
}


@dataclass(frozen=True, slots=True)
class MeasureSearch:
    """What somebody looks for; without values: every measure. `capital` is one that it feeds."""

    words: str = ""
    scale: str = ""
    theme: str = ""
    place: str = ""
    effort: str = ""
    cost: str = ""
    capital: str = ""


def find_measures(search: MeasureSearch) -> tuple[Measure, ...]:
    """Return the measures that fit, from the own plot to the chain."""
    return tuple(each for each in measures().values() if _fits(each, search))


def facets(search: MeasureSearch) -> Mapping[str, Mapping[str, int]]:
    """Return per filter and choice how many measures it would leave beside the other filters."""
    return {
        name: Counter(
            value
            for each in find_measures(replace(search, **{name: ""}))
            for value in _values(each, name)
        )
        for name in CHOICES
    }


def _fits(measure: Measure, search: MeasureSearch) -> bool:
    asked = {each.name: getattr(search, each.name) for each in fields(search)}
    words = asked.pop("words").casefold().split()
    text = f"{measure.title} {measure.what}".casefold()
    return all(word in text for word in words) and all(
        value in _values(measure, name) for name, value in asked.items() if value
    )


def _values(measure: Measure, name: str) -> Sequence[str]:
    """The values of a measure under a filter; it may feed several capitals."""
    if name == "capital":
        return [each.value for each in measure.gains]
    attribute = {"cost": "cost_order"}.get(name, name)
    return [getattr(measure, attribute).value]


@dataclass(frozen=True, slots=True)
class Begun:
    """An opportunity of this park that began with a measure."""

    id: object
    title: str
    state_label: str


def begun_with(viewer: Viewer, slug: str) -> tuple[Begun, ...]:
    """Return the opportunities that the viewer sees and that began with a measure. One query."""
    rows = Opportunity.objects.visible_to(viewer).filter(measure=slug).defer("area")
    return tuple(
        Begun(each.pk, each.title, each.get_state_display())
        for each in rows.order_by("-created_at", "pk")
    )
