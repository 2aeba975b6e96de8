"""Offers what the method says of stakeholders, typed and read-only."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, TypeVar, cast

from knowledge.choices import Kind
from knowledge.items import Item
from knowledge.loader import load
from knowledge.stakeholder_schemas import HelixItem, Quadrant, Scale, SegmentItem

INTEREST_INFLUENCE: Final = "interest-influence"
REALISING_BLOCKING: Final = "realising-blocking"
# The lowest score that counts as high: 4 and 5 say "much", 3 is in the middle.
HIGH: Final = 4
ItemType = TypeVar("ItemType", bound=Item)


def scales() -> Mapping[str, Scale]:
    """What the scores mean, by the name of the field: interest, influence, realising, blocking."""
    return _typed(Kind.SCALES, Scale)


def segments() -> Mapping[str, SegmentItem]:
    """The groups by how far ahead they are: front_runner, middle, sleeper."""
    return _typed(Kind.SEGMENTS, SegmentItem)


def helixes() -> Mapping[str, HelixItem]:
    """The four sorts of partners: company, government, knowledge, society."""
    return _typed(Kind.HELIXES, HelixItem)


@lru_cache(maxsize=2)
def quadrants(field: str) -> tuple[Quadrant, ...]:
    """The four quarters of a force field, in reading order; empty for an unknown field."""
    found = [item for item in _typed(Kind.QUADRANTS, Quadrant).values() if item.field == field]
    return tuple(sorted(found, key=lambda item: (not item.upper, item.right)))


def quadrant_of(field: str, horizontal: int, vertical: int) -> Quadrant:
    """The quarter in which two scores fall. Raises `KeyError` for an unknown field."""
    place = (
        f"{'upper' if vertical >= HIGH else 'lower'}-{'right' if horizontal >= HIGH else 'left'}"
    )
    return _typed(Kind.QUADRANTS, Quadrant)[f"{field}-{place}"]


def _typed(kind: Kind, cls: type[ItemType]) -> Mapping[str, ItemType]:
    """`load` under the type that `SCHEMAS` promises for the kind."""
    return cast(Mapping[str, ItemType], load(kind))
