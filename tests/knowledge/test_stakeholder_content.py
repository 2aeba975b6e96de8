"""What the method says of stakeholders is complete, and a wrong file is refused."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.building import ContentError
from knowledge.choices import Kind
from knowledge.loader import read_item
from knowledge.stakeholders import (
    INTEREST_INFLUENCE,
    REALISING_BLOCKING,
    helixes,
    quadrant_of,
    quadrants,
    scales,
    segments,
)

SOURCE = [{"document": "SB", "lines": "1879-1928", "figure": 27}]
SCALE: dict[str, Any] = {
    "name": "Belang",
    "question": "Hoeveel?",
    "year": 2026,
    "levels": ["a", "b", "c", "d", "e"],
    "source": SOURCE,
}
QUADRANT: dict[str, Any] = {
    "field": "interest-influence",
    "right": True,
    "upper": True,
    "name": "Samen",
    "who": "Veel.",
    "advice": ["Praat."],
    "source": SOURCE,
}


@pytest.mark.parametrize(
    ("kind", "stem", "content", "message"),
    [
        (Kind.SCALES, "interest", SCALE | {"levels": ["a", "b"]}, "levels: must be 5, not 2"),
        (Kind.SCALES, "interest", SCALE | {"year": "2026"}, "year: must be int, not str"),
        (
            Kind.QUADRANTS,
            "interest-influence-lower-left",
            QUADRANT,
            "belong in interest-influence-upper-right.yaml",
        ),
        (Kind.QUADRANTS, "x", QUADRANT | {"right": 1}, "right: must be bool, not int"),
    ],
)
def test_a_wrong_file_is_refused(
    tmp_path: Path, kind: Kind, stem: str, content: dict[str, Any], message: str
) -> None:
    path = tmp_path / f"{stem}.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(ContentError, match=message):
        read_item(kind, path)


@pytest.mark.parametrize("field", [INTEREST_INFLUENCE, REALISING_BLOCKING])
def test_each_pair_of_scores_falls_in_one_quarter(field: str) -> None:
    upper_left, upper_right, lower_left, lower_right = quadrants(field)
    assert quadrant_of(field, 3, 4) == upper_left
    assert quadrant_of(field, 4, 4) == upper_right
    assert quadrant_of(field, 3, 3) == lower_left
    assert quadrant_of(field, 5, 1) == lower_right


def test_an_unknown_field_has_no_quarters() -> None:
    assert quadrants("onbekend") == ()
    with pytest.raises(KeyError):
        quadrant_of("onbekend", 1, 1)


def test_every_score_is_worded_and_dated() -> None:
    for scale in scales().values():
        assert scale.question.endswith("?")
        assert len(set(scale.levels)) == 5
        assert 2020 <= scale.year <= 2100


def test_who_is_further_ahead_is_spoken_to_more_often() -> None:
    days = [segments()[slug].speak_every_days for slug in ("front_runner", "middle", "sleeper")]
    assert days == sorted(set(days))


def test_each_sort_of_partner_has_examples_of_bringing_and_getting() -> None:
    assert all(len(item.brings) >= 2 and len(item.gets) >= 2 for item in helixes().values())
