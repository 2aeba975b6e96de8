"""Offers what the method says of realisation, typed and read-only."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol, TypeVar, cast

from knowledge.choices import AreaGroup, Kind, Scale, Theme
from knowledge.items import Item
from knowledge.loader import load
from knowledge.realisation_schemas import (
    AreaFact,
    Measure,
    ScanForm,
    Subject,
    WillingnessLevel,
)
from knowledge.round_schemas import Capacity, Outcome, Principle, ProcessStep, SupportLevel
from knowledge.stakeholder_schemas import Scale as ScoreScale

ItemType = TypeVar("ItemType", bound=Item)


@lru_cache(maxsize=1)
def measures() -> Mapping[str, Measure]:
    """Every measure by slug: from the own plot to the chain, by theme, then by title."""
    items = _typed(Kind.MEASURES, Measure)
    scales, themes = Scale.values.index, Theme.values.index
    return MappingProxyType(
        dict(
            sorted(
                items.items(),
                key=lambda pair: (scales(pair[1].scale), themes(pair[1].theme), pair[1].title),
            )
        )
    )


@lru_cache(maxsize=1)
def area_facts() -> Mapping[str, AreaFact]:
    """The subjects of the baseline by slug, group by group."""
    items = _typed(Kind.AREA_FACTS, AreaFact)
    groups = AreaGroup.values.index
    return MappingProxyType(
        dict(sorted(items.items(), key=lambda pair: (groups(pair[1].group), pair[1].order)))
    )


def scan_forms() -> Mapping[str, ScanForm]:
    """Every version of the quick scan by slug, the old ones too."""
    return _typed(Kind.SCAN_QUESTIONS, ScanForm)


def current_scan() -> ScanForm:
    """The version of the quick scan that is asked now."""
    return max(scan_forms().values(), key=lambda form: form.order)


def scan_scales() -> Mapping[str, ScoreScale]:
    """What the scores 1 to 5 of a theme mean: energy and urgency."""
    return _typed(Kind.SCAN_SCALES, ScoreScale)


@lru_cache(maxsize=1)
def willingness_levels() -> Mapping[str, WillingnessLevel]:
    """The grades of willingness by slug, from none to decided."""
    return _by_order(_typed(Kind.WILLINGNESS, WillingnessLevel))


@lru_cache(maxsize=1)
def subjects() -> Mapping[str, Subject]:
    """What can be asked and offered by slug, kind by kind."""
    return _by_order(_typed(Kind.SUBJECTS, Subject))


@lru_cache(maxsize=1)
def principles() -> Mapping[str, Principle]:
    """The six guiding principles by slug, in the order of the method."""
    return _by_order(_typed(Kind.PRINCIPLES, Principle))


@lru_cache(maxsize=1)
def process_steps() -> Mapping[int, ProcessStep]:
    """The seven steps of demand-driven work by number."""
    steps = _by_order(_typed(Kind.PROCESS_STEPS, ProcessStep)).values()
    return MappingProxyType({step.order: step for step in steps})


@lru_cache(maxsize=1)
def support_levels() -> Mapping[str, SupportLevel]:
    """How far a party can be behind a plan, by slug."""
    return _by_order(_typed(Kind.SUPPORT, SupportLevel))


@lru_cache(maxsize=1)
def capacities() -> Mapping[str, Capacity]:
    """The aspects of being able by slug."""
    return _by_order(_typed(Kind.CAPACITIES, Capacity))


@lru_cache(maxsize=1)
def outcomes() -> Mapping[str, Outcome]:
    """What the double test can advise by slug: go, compensate, phase and wait."""
    return _by_order(_typed(Kind.DOUBLE_TEST, Outcome))


class _Ordered(Protocol):
    @property
    def order(self) -> int: ...


OrderedItem = TypeVar("OrderedItem", bound=_Ordered)


def _by_order(items: Mapping[str, OrderedItem]) -> Mapping[str, OrderedItem]:
    return MappingProxyType(dict(sorted(items.items(), key=lambda pair: pair[1].order)))


def _typed(kind: Kind, cls: type[ItemType]) -> Mapping[str, ItemType]:
    """`load` under the type that `SCHEMAS` promises for the kind."""
    return cast(Mapping[str, ItemType], load(kind))
