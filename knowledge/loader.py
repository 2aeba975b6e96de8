"""Reads the content files once per process and offers them as typed, read-only mappings."""

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

import yaml

from knowledge.building import ContentError, build
from knowledge.choices import Capital, Degree, Horizon, Kind, Pillar, Stone
from knowledge.schemas import (
    SCHEMAS,
    Advice,
    CapitalItem,
    Cell,
    DegreeItem,
    HorizonItem,
    Item,
    PillarItem,
    Sdg,
    StoneItem,
    Suggestion,
)

CONTENT_DIR = Path(__file__).resolve().parent / "content"
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
ItemType = TypeVar("ItemType", bound=Item)


class _StrictLoader(yaml.SafeLoader):
    """Plain YAML that refuses a key given twice; PyYAML itself keeps the last one silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        if len(keys) != len(set(keys)):
            raise yaml.MarkedYAMLError(problem="key given twice", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)


@lru_cache(maxsize=64)
def load(kind: Kind, content_dir: Path = CONTENT_DIR) -> Mapping[str, Item]:
    """All items of a kind by slug, in the order of the file names; empty if there are no files.

    Raises `ContentError` that names the file and the key. Cached for the life of the process.
    """
    paths = sorted((content_dir / kind.value).glob("*.yaml"))
    return MappingProxyType({path.stem: read_item(kind, path) for path in paths})


def read_item(kind: Kind, path: Path) -> Item:
    """Read and validate one file. Raises `ContentError`."""
    where = f"{kind.value}/{path.name}"
    if not _SLUG.fullmatch(path.stem):
        raise ContentError(where, "a file name has small letters, digits, - and _ only")
    try:
        # _StrictLoader is a SafeLoader: it makes plain values only
        raw = yaml.load(path.read_text(encoding="utf-8"), _StrictLoader)  # noqa: S506  # a SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(where, f"is not readable as YAML: {error}") from error
    return build(SCHEMAS[kind], raw, where, slug=path.stem)


def capitals() -> Mapping[str, CapitalItem]:
    """The six capitals in order of display, by `Capital` value."""
    return _in_order(Kind.CAPITALS, CapitalItem, Capital.values)


def horizons() -> Mapping[str, HorizonItem]:
    """The three horizons from near to far, by `Horizon` value."""
    return _in_order(Kind.HORIZONS, HorizonItem, Horizon.values)


def pillars() -> Mapping[str, PillarItem]:
    """The three pillars of the circle, by `Pillar` value."""
    return _in_order(Kind.PILLARS, PillarItem, Pillar.values)


def stones() -> Mapping[str, StoneItem]:
    """The nine stepping stones clockwise, by `Stone` value."""
    return _in_order(Kind.STONES, StoneItem, Stone.values)


def degrees() -> Mapping[str, DegreeItem]:
    """The three degrees of organisation from low to high, by `Degree` value."""
    return _in_order(Kind.DEGREES, DegreeItem, Degree.values)


@lru_cache(maxsize=1)
def cells() -> Mapping[tuple[str, str], Cell]:
    """The eighteen cells by (capital, horizon), row by row as the matrix shows them."""
    found = {(cell.capital, cell.horizon): cell for cell in _typed(Kind.CELLS, Cell).values()}
    return MappingProxyType({(c, h): found[c, h] for c in Capital for h in Horizon})


def suggestion(slug: str) -> Suggestion:
    """One suggested goal. Raises `KeyError` when no cell has it (any more)."""
    return _suggestions()[slug][1]


def cell_of_suggestion(slug: str) -> Cell:
    """The cell (so capital and horizon) of a suggested goal. Raises `KeyError` too."""
    return _suggestions()[slug][0]


@lru_cache(maxsize=len(Degree))
def advice_for(degree: str) -> tuple[Advice, ...]:
    """The next steps for a `Degree`, first things first; empty for any other value."""
    every = _typed(Kind.ADVICE, Advice).values()
    return tuple(sorted((a for a in every if a.degree == degree), key=lambda a: (a.order, a.slug)))


def sdgs() -> Mapping[int, Sdg]:
    """The seventeen Sustainable Development Goals by number."""
    return MappingProxyType({sdg.number: sdg for sdg in _typed(Kind.SDGS, Sdg).values()})


@lru_cache(maxsize=1)
def _suggestions() -> Mapping[str, tuple[Cell, Suggestion]]:
    return MappingProxyType(
        {entry.slug: (cell, entry) for cell in cells().values() for entry in cell.suggestions}
    )


def _in_order(kind: Kind, cls: type[ItemType], slugs: list[str]) -> Mapping[str, ItemType]:
    items = _typed(kind, cls)
    return MappingProxyType({slug: items[slug] for slug in slugs})


def _typed(kind: Kind, cls: type[ItemType]) -> Mapping[str, ItemType]:
    """`load` under the type that `SCHEMAS` promises for the kind."""
    assert SCHEMAS[kind] is cls  # noqa: S101  # for the type
    return cast(Mapping[str, ItemType], load(kind))
