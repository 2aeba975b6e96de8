"""A wrong content file is refused with its name and the key."""

from pathlib import Path
from typing import Any, Protocol

import pytest
import yaml

from knowledge.building import ContentError
from knowledge.choices import Kind
from knowledge.items import Item
from knowledge.loader import load, read_item

SOURCE: dict[str, Any] = {"document": "SB", "lines": "1628-1742", "figure": 25}
VALID: dict[Kind, dict[str, Any]] = {
    Kind.CAPITALS: {"summary": "Wat u samen weet.", "source": [SOURCE]},
    Kind.HORIZONS: {"span": "1 jaar", "step": "steering", "summary": "Kort.", "source": [SOURCE]},
    Kind.SDGS: {"number": 3, "name": "Gezondheid", "source": [SOURCE]},
    Kind.CELLS: {
        "capital": "human",
        "horizon": "short",
        "theme": "Eén team",
        "question": "Wie doet wat?",
        "why": "Omdat het zo beter gaat.",
        "attention": ["Let op."],
        "suggestions": [
            {
                "slug": "roles",
                "statement": "Op [datum] zijn [aantal] rollen verdeeld.",
                "indicator": "Verdeelde rollen",
                "unit": "rollen",
                "milestones": ["Rollen benoemd"],
            }
        ],
        "source": [SOURCE],
    },
}
STEM = {
    Kind.CAPITALS: "human",
    Kind.HORIZONS: "short",
    Kind.SDGS: "sdg-03",
    Kind.CELLS: "human-short",
}


class Read(Protocol):
    def __call__(self, kind: Kind, stem: str | None = None, **changes: Any) -> Item: ...


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write the valid example of a kind with changes (`...` leaves a key out) and read it."""

    def read(kind: Kind, stem: str | None = None, **changes: Any) -> Item:
        path = tmp_path / f"{stem or STEM[kind]}.yaml"
        content = {key: v for key, v in (VALID[kind] | changes).items() if v is not ...}
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return read_item(kind, path)

    return read


@pytest.mark.parametrize("kind", VALID)
def test_the_valid_examples_are_accepted(read: Read, kind: Kind) -> None:
    assert read(kind).slug == STEM[kind]


@pytest.mark.parametrize(
    ("kind", "changes", "message"),
    [
        (Kind.CAPITALS, {"colour": "red"}, "capitals/human.yaml: unknown key colour"),
        (Kind.CAPITALS, {"slug": "human"}, "unknown key slug"),
        (Kind.CAPITALS, {"summary": ...}, "capitals/human.yaml: missing key summary"),
        (Kind.CAPITALS, {"summary": "  "}, "summary: must not be empty"),
        (Kind.CAPITALS, {"summary": 12}, "summary: must be str, not int"),
        (Kind.CAPITALS, {"source": []}, "source: must be a list with at least one entry"),
        (Kind.CAPITALS, {"source": "SB"}, "source: must be a list with at least one entry"),
        (Kind.CAPITALS, {"source": ["SB"]}, r"source\[1\]: must be a mapping"),
        (Kind.HORIZONS, {"step": "niche"}, "step: unknown value 'niche', choose from proposition"),
        (Kind.SDGS, {"number": True}, "number: must be int, not bool"),
        (Kind.SDGS, {"number": "3"}, "number: must be int, not str"),
        (Kind.SDGS, {"number": 4}, "sdgs/sdg-03.yaml: number 4 does not belong"),
        (Kind.CELLS, {"capital": "cultural"}, "capital: unknown value 'cultural'"),
        (Kind.CELLS, {"horizon": ["short"]}, "horizon: unknown value"),
        (Kind.CELLS, {"horizon": "long"}, "belong in human-long.yaml"),
        (Kind.CELLS, {"attention": ["Goed.", 5]}, r"attention\[2\]: must be str, not int"),
        (
            Kind.CELLS,
            {"suggestions": [VALID[Kind.CELLS]["suggestions"][0] | {"budget": 1}]},
            r"cells/human-short.yaml: suggestions\[1\]: unknown key budget",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_file_and_key(
    read: Read, kind: Kind, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(ContentError, match=message):
        read(kind, **changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"document": "XX"}, r"source\[1\]: document: unknown value 'XX'"),
        ({"lines": "4900-4936"}, "SB has 4935 lines"),
        ({"document": "BRIEF", "lines": "80-87"}, "BRIEF has 86 lines"),
        ({"lines": "20-10"}, "lines 20-10 run backwards"),
        ({"lines": "0-10"}, "lines must read first-last"),
        ({"lines": "10"}, "lines must read first-last"),
        ({"lines": 10}, "lines: must be str, not int"),
        ({"figure": 0}, "figure must be 1 or more"),
        ({"figure": "25"}, "figure: must be int, not str"),
        ({"page": 3}, "unknown key page"),
    ],
)
def test_a_wrong_source_is_refused(read: Read, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ContentError, match=message):
        read(Kind.CAPITALS, source=[SOURCE | changes])


def test_a_source_may_do_without_a_figure(read: Read) -> None:
    item = read(Kind.CAPITALS, source=[{"document": "PVB", "lines": "24-24"}])

    assert item.source[0].figure is None


def test_a_file_name_outside_the_vocabulary_is_refused(read: Read) -> None:
    with pytest.raises(ContentError, match="'culture' is not a valid Capital"):
        read(Kind.CAPITALS, stem="culture")


@pytest.mark.parametrize("stem", ["Human", "human short", "-human"])
def test_a_file_name_that_is_no_slug_is_refused(read: Read, stem: str) -> None:
    with pytest.raises(ContentError, match="a file name has small letters"):
        read(Kind.CAPITALS, stem=stem)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("summary: a\nsummary: b\n", "key given twice"),
        ("summary: [", "is not readable as YAML"),
        ("- a list", "must be a mapping"),
        ("", "must be a mapping"),
        ("!!python/object/apply:os.getcwd []", "is not readable as YAML"),
    ],
)
def test_bad_yaml_is_refused_with_the_file_name(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "human.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ContentError, match=r"capitals/human\.yaml: ") as caught:
        read_item(Kind.CAPITALS, path)
    assert message in str(caught.value)


def test_a_kind_without_folder_is_empty(tmp_path: Path) -> None:
    assert load(Kind.SDGS, tmp_path) == {}
