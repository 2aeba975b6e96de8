"""Reads the content files once per process and offers them as typed, read-only mappings."""

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar, cast

import yaml

from knowledge.agreement_schemas import AgreementTemplate
from knowledge.building import ContentError, build
from knowledge.choices import Capital, Degree, Horizon, Kind, Pillar, Side, Stone
from knowledge.forms_schemas import OrganisationForm, PhaseFocus
from knowledge.items import Item
from knowledge.questionnaire_schemas import Questionnaire
from knowledge.schemas import (
    SCHEMAS,
    CapitalItem,
    Cell,
    DegreeItem,
    HorizonItem,
    PillarItem,
    Sdg,
    StoneItem,
    Suggestion,
)
from knowledge.steps_schemas import Advice, CatalogueActivity, Style, Tool
from knowledge.team_schemas import IngredientProfile, RoleProfile

CONTENT_DIR = Path(__file__).resolve().parent / "content"
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
ItemType = TypeVar("ItemType", bound=Item)
Ordered = TypeVar("Ordered", RoleProfile, IngredientProfile)


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


@lru_cache(maxsize=len(Degree) * len(Side))
def advice_for(degree: str, side: str) -> tuple[Advice, ...]:
    """The next steps of a `Side` at a `Degree`, first things first; empty for other values."""
    every = _typed(Kind.ADVICE, Advice).values()
    own = [item for item in every if item.side == side and degree in item.degrees]
    return tuple(sorted(own, key=lambda item: (item.order, item.slug)))


def advice() -> Mapping[str, Advice]:
    """Every next step by slug."""
    return _typed(Kind.ADVICE, Advice)


@lru_cache(maxsize=1)
def activity_catalogue() -> Mapping[str, CatalogueActivity]:
    """The activities that a park can organise, by slug, from minimal to professional."""
    return _by_degree(_typed(Kind.ACTIVITIES, CatalogueActivity))


@lru_cache(maxsize=1)
def organisation_forms() -> Mapping[str, OrganisationForm]:
    """The forms in which a park can organise itself, by slug, from minimal to professional."""
    return _by_degree(_typed(Kind.FORMS, OrganisationForm))


@lru_cache(maxsize=1)
def phases() -> Mapping[tuple[str, str], PhaseFocus]:
    """The focus per (degree, stone of connection), row by row as figure 37 shows them."""
    found = {(item.degree, item.stone): item for item in _typed(Kind.PHASES, PhaseFocus).values()}
    stones = [stone for stone in Stone if any(stone == of for _, of in found)]
    return MappingProxyType({(d, s): found[d, s] for d in Degree for s in stones})


@lru_cache(maxsize=1)
def tools() -> Mapping[str, Tool]:
    """The practical tools by slug, three per stepping stone, clockwise."""
    items = _typed(Kind.TOOLS, Tool)
    order = Stone.values.index
    return MappingProxyType(
        dict(sorted(items.items(), key=lambda pair: (order(pair[1].stone), pair[1].order)))
    )


def styles() -> Mapping[str, Style]:
    """How to speak with companies at each degree, by `Degree` value."""
    return _in_order(Kind.STYLES, Style, Degree.values)


def questionnaires() -> Mapping[str, Questionnaire]:
    """Every version of every questionnaire by slug, the old ones too."""
    return _typed(Kind.QUESTIONNAIRES, Questionnaire)


@lru_cache(maxsize=len(Side))
def current_questionnaire(side: str) -> Questionnaire:
    """The latest version for a `Side`. Raises `ValueError` for any other value."""
    mine = (each for each in questionnaires().values() if each.side == side)
    return max(mine, key=lambda each: each.order)


def agreement_templates() -> Mapping[str, AgreementTemplate]:
    """What belongs in each kind of agreement, by kind."""
    return _typed(Kind.AGREEMENTS, AgreementTemplate)


def sdgs() -> Mapping[int, Sdg]:
    """The seventeen Sustainable Development Goals by number."""
    return MappingProxyType({sdg.number: sdg for sdg in _typed(Kind.SDGS, Sdg).values()})


def roles() -> Mapping[str, RoleProfile]:
    """The three roles in a team, by the value of `collective.choices.CoCreationRole`."""
    return _by_order(_typed(Kind.ROLES, RoleProfile))


def ingredients() -> Mapping[str, IngredientProfile]:
    """The four ingredients, by the value of `collective.choices.Ingredient`."""
    return _by_order(_typed(Kind.INGREDIENTS, IngredientProfile))


@lru_cache(maxsize=1)
def _suggestions() -> Mapping[str, tuple[Cell, Suggestion]]:
    return MappingProxyType(
        {entry.slug: (cell, entry) for cell in cells().values() for entry in cell.suggestions}
    )


class _OfDegree(Protocol):
    @property
    def degree(self) -> Degree: ...

    @property
    def order(self) -> int: ...


ItemOfDegree = TypeVar("ItemOfDegree", bound=_OfDegree)


def _by_degree(items: Mapping[str, ItemOfDegree]) -> Mapping[str, ItemOfDegree]:
    low_to_high = Degree.values.index
    return MappingProxyType(
        dict(sorted(items.items(), key=lambda pair: (low_to_high(pair[1].degree), pair[1].order)))
    )


def _in_order(kind: Kind, cls: type[ItemType], slugs: list[str]) -> Mapping[str, ItemType]:
    items = _typed(kind, cls)
    return MappingProxyType({slug: items[slug] for slug in slugs})


def _by_order(items: Mapping[str, Ordered]) -> Mapping[str, Ordered]:
    return MappingProxyType(dict(sorted(items.items(), key=lambda entry: entry[1].order)))


def _typed(kind: Kind, cls: type[ItemType]) -> Mapping[str, ItemType]:
    """`load` under the type that `SCHEMAS` promises for the kind."""
    assert SCHEMAS[kind] is cls  # noqa: S101  # for the type
    return cast(Mapping[str, ItemType], load(kind))
