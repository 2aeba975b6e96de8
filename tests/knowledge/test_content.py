"""Every content file is valid, complete and readable."""

import re
from pathlib import Path
from typing import Any, cast

import pytest

from knowledge import loader
from knowledge.choices import Capital, Horizon, Kind, Pillar, Step, Stone
from knowledge.schemas import Cell, Suggestion

FILES = [
    (kind, path) for kind in Kind for path in sorted((loader.CONTENT_DIR / kind).glob("*.yaml"))
]
SUGGESTIONS = [entry for cell in loader.cells().values() for entry in cell.suggestions]


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[f"{k}/{p.stem}" for k, p in FILES])
def test_every_file_fits_its_schema(kind: Kind, path: Path) -> None:
    item = loader.read_item(kind, path)

    assert item.slug == path.stem
    assert 0 < len(item.heading) <= 200


def test_every_file_stands_in_the_folder_of_a_kind() -> None:
    every = {path for path in loader.CONTENT_DIR.rglob("*") if path.is_file()}

    assert every == {path for _, path in FILES}


def test_each_kind_has_the_expected_number_of_items() -> None:
    counts = {kind: len(loader.load(kind)) for kind in Kind if kind != Kind.ADVICE}

    assert counts == {
        Kind.CAPITALS: 6,
        Kind.HORIZONS: 3,
        Kind.CELLS: 18,
        Kind.STONES: 9,
        Kind.PILLARS: 3,
        Kind.DEGREES: 3,
        Kind.SDGS: 17,
        Kind.INGREDIENTS: 4,
        Kind.ROLES: 3,
        Kind.QUESTIONNAIRES: 2,
        Kind.FORMS: 11,
        Kind.PHASES: 9,
        Kind.ACTIVITIES: 25,
        Kind.TOOLS: 27,
        Kind.STYLES: 3,
        Kind.AGREEMENTS: 5,
        Kind.SCALES: 4,
        Kind.QUADRANTS: 8,
        Kind.SEGMENTS: 3,
        Kind.HELIXES: 4,
        Kind.MEASURES: 89,
        Kind.AREA_FACTS: 23,
        Kind.SCAN_QUESTIONS: 1,
        Kind.SCAN_SCALES: 2,
        Kind.WILLINGNESS: 4,
        Kind.SUBJECTS: 17,
        Kind.PRINCIPLES: 6,
        Kind.PROCESS_STEPS: 7,
        Kind.SUPPORT: 4,
        Kind.CAPACITIES: 5,
        Kind.DOUBLE_TEST: 4,
    }


def test_the_eighteen_cells_come_row_by_row() -> None:
    assert list(loader.cells()) == [(c, h) for c in Capital for h in Horizon]


@pytest.mark.parametrize("cell", loader.cells().values(), ids=lambda cell: cell.slug)
def test_a_cell_asks_one_question_and_offers_two_or_three_suggestions(cell: Cell) -> None:
    assert cell.question.endswith("?")
    assert 2 <= len(cell.attention) <= 3
    assert 2 <= len(cell.suggestions) <= 3


@pytest.mark.parametrize("suggestion", SUGGESTIONS, ids=lambda entry: entry.slug)
def test_a_suggestion_leaves_the_choice_and_the_year_to_the_park(suggestion: Suggestion) -> None:
    assert len(re.findall(r"\[[^\[\]]+\]", suggestion.statement)) >= 2
    assert not re.search(r"\b20\d\d\b", suggestion.statement)
    assert 2 <= len(suggestion.milestones) <= 3


@pytest.mark.parametrize("suggestion", SUGGESTIONS, ids=lambda entry: entry.slug)
def test_a_suggestion_fits_the_fields_of_a_goal(suggestion: Suggestion) -> None:
    assert len(suggestion.statement) <= 300
    assert len(suggestion.indicator) <= 120
    assert len(suggestion.unit) <= 40
    assert all(len(title) <= 120 for title in suggestion.milestones)


def test_suggestion_slugs_are_unique() -> None:
    slugs = [suggestion.slug for suggestion in SUGGESTIONS]

    assert len(slugs) == len(set(slugs))


def test_a_suggestion_is_found_with_its_cell() -> None:
    found = loader.suggestion("co2-down")

    assert isinstance(found, Suggestion)
    assert loader.cell_of_suggestion("co2-down").capital == Capital.NATURAL
    assert loader.cell_of_suggestion("co2-down").horizon == Horizon.LONG


def test_an_unknown_suggestion_raises_key_error() -> None:
    with pytest.raises(KeyError):
        loader.suggestion("bestaat-niet")


def test_capitals_and_horizons_come_in_the_order_of_the_matrix() -> None:
    assert list(loader.capitals()) == Capital.values
    assert [item.order for item in loader.capitals().values()] == [1, 2, 3, 4, 5, 6]
    assert [item.step for item in loader.horizons().values()] == list(Step)


def test_each_pillar_has_three_stones_in_clockwise_order() -> None:
    assert list(loader.stones()) == Stone.values
    assert [item.pillar for item in loader.stones().values()] == [p for p in Pillar for _ in "123"]


def test_pillars_ask_why_how_and_what() -> None:
    questions = [item.question.split()[0] for item in loader.pillars().values()]

    assert questions == ["Waarom", "Hoe", "Wat"]


def test_sdgs_are_numbered_one_to_seventeen() -> None:
    assert list(loader.sdgs()) == list(range(1, 18))


def test_what_is_loaded_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        cast(Any, loader.capitals())["human"] = None
