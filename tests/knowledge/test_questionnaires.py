"""Questionnaires: complete, readable, and never changed once parks have answered them."""

import hashlib
from typing import Any

import pytest

from knowledge import loader
from knowledge.building import ContentError, build
from knowledge.choices import Degree, Side
from knowledge.questionnaire_schemas import Condition, Questionnaire

EVERY = list(loader.questionnaires().values())
# What was asked and what counted, per version. A version that parks answered keeps its line here
# for ever: what must change becomes a new file with a line of its own.
PUBLISHED = {
    "business-2026-1": "b4258320d90f0edb",
    "public-2026-1": "163e77596e8ab485",
}


def fingerprint(questionnaire: Questionnaire) -> str:
    """Return a digest of the statements and the conditions, not of their explanation."""
    statements = [f"{each.slug}={each.text}" for each in questionnaire.statements.values()]
    conditions = [
        f"{degree}:{each.statement}:{each.at_least}"
        for degree, gate in questionnaire.gates.items()
        for each in gate
    ]
    return hashlib.sha256("\n".join([*statements, *conditions]).encode()).hexdigest()[:16]


def test_every_published_version_still_asks_and_counts_the_same() -> None:
    assert {slug: fingerprint(each) for slug, each in loader.questionnaires().items()} == PUBLISHED


@pytest.mark.parametrize("side", Side)
def test_each_side_has_a_current_questionnaire(side: Side) -> None:
    assert loader.current_questionnaire(side).side == side


@pytest.mark.parametrize("questionnaire", EVERY, ids=lambda each: each.slug)
def test_every_statement_counts_for_a_degree(questionnaire: Questionnaire) -> None:
    used = {each.statement for gate in questionnaire.gates.values() for each in gate}
    assert used == set(questionnaire.statements)


@pytest.mark.parametrize("questionnaire", EVERY, ids=lambda each: each.slug)
def test_a_questionnaire_is_short_enough_to_finish(questionnaire: Questionnaire) -> None:
    assert 15 <= len(questionnaire.statements) <= 22
    assert all(len(slug) <= 80 for slug in questionnaire.statements)


@pytest.mark.parametrize("questionnaire", EVERY, ids=lambda each: each.slug)
def test_a_statement_is_a_sentence_and_not_a_question(questionnaire: Questionnaire) -> None:
    for statement in questionnaire.statements.values():
        assert statement.text.endswith("."), statement.slug
        assert len(statement.text) <= 110, statement.slug


@pytest.mark.parametrize("questionnaire", EVERY, ids=lambda each: each.slug)
def test_a_higher_degree_never_asks_a_lower_number(questionnaire: Questionnaire) -> None:
    asked = {each.statement: each.at_least for each in questionnaire.functional}
    for condition in questionnaire.professional:
        if condition.statement in asked:
            below = asked[condition.statement]
            assert below is not None
            assert condition.at_least is not None
            assert below < condition.at_least


def raw(**changed: Any) -> dict[str, Any]:
    statement = {"slug": "one", "text": "Een.", "why": "w", "help": "h"}
    source = [{"document": "BRIEF", "lines": "1-2"}]
    section = {"slug": "s", "title": "t", "intro": "i", "statements": [statement], "source": source}
    condition = {"statement": "one", "needed": "n", "advice": "a"}
    return {
        "side": "public",
        "version": "2030-2",
        "title": "t",
        "intro": "i",
        "sections": [section],
        "functional": [condition],
        "professional": [condition],
        "source": source,
    } | changed


def test_a_questionnaire_that_fits_is_built() -> None:
    built = build(Questionnaire, raw(), "x", slug="public-2030-2")
    assert built.order == (2030, 2)
    assert built.gates[Degree.FUNCTIONAL] == (
        Condition(statement="one", needed="n", advice="a", at_least=None),
    )


@pytest.mark.parametrize(
    ("slug", "changed", "message"),
    [
        ("public-2030-1", {}, "public-2030-2.yaml"),
        ("public-later", {"version": "later"}, "year-number"),
        (
            "public-2030-2",
            {"functional": [{"statement": "two", "needed": "n", "advice": "a"}]},
            "no statement 'two'",
        ),
        (
            "public-2030-2",
            {"functional": [{"statement": "one", "needed": "n", "advice": "a", "at_least": 3}]},
            "asks no number",
        ),
        (
            "public-2030-2",
            {"functional": [{"statement": "one", "needed": "n", "advice": "a"}] * 2},
            "given twice: one",
        ),
    ],
)
def test_a_questionnaire_that_contradicts_itself_is_refused(
    slug: str, changed: dict[str, Any], message: str
) -> None:
    with pytest.raises(ContentError, match=message):
        build(Questionnaire, raw(**changed), "x", slug=slug)


def test_the_latest_version_by_number_is_the_current_one() -> None:
    older = build(Questionnaire, raw(version="2030-9"), "x", slug="public-2030-9")
    newer = build(Questionnaire, raw(version="2030-10"), "x", slug="public-2030-10")
    assert newer.order > older.order
