"""What support and capacity ask for: every pair of answers, and the whole."""

import itertools

import pytest

from core.svg import DoubleTestData, TestMark, double_test
from knowledge.realisation import capacities, outcomes, support_levels
from realisation.choices import Able, DoubleAdvice, Support
from realisation.models import DoubleTest
from realisation.queries.double_test import ADVICE, ASPECTS, capacity_of, judge, judge_whole

ENOUGH = dict.fromkeys(ASPECTS, Able.ENOUGH.value)
PAIRS = list(itertools.product(Support, Able))
# From the brief: who wants and can goes on, what lacks is compensated, what grows is phased.
EXPECTED = {
    ("willing", "enough"): "go",
    ("willing", "partly"): "phase",
    ("willing", "lacking"): "compensate",
    ("hesitates", "enough"): "phase",
    ("hesitates", "partly"): "phase",
}


@pytest.mark.parametrize(("support", "able"), PAIRS, ids=[f"{s}-{a}" for s, a in PAIRS])
def test_each_pair_has_its_advice_and_a_reason(support: Support, able: Able) -> None:
    verdict = judge(support, ENOUGH | {"money": able})
    assert verdict.advice == EXPECTED.get((support.value, able.value), "wait")
    assert (verdict.support, verdict.capacity) == (support, able)
    assert verdict.reason.count(".") >= 3
    if able != Able.ENOUGH:
        assert "geld" in verdict.reason


def test_the_table_is_complete() -> None:
    assert set(ADVICE) == set(PAIRS)


@pytest.mark.parametrize(
    ("answers", "capacity"),
    [
        ({}, "unknown"),
        (ENOUGH, "enough"),
        (ENOUGH | {"time": "partly"}, "partly"),
        (ENOUGH | {"time": "partly", "staff": "unknown"}, "unknown"),
        (ENOUGH | {"time": ""}, "unknown"),
        (ENOUGH | {"time": "unknown", "staff": "lacking"}, "lacking"),
    ],
    ids=["nothing", "all", "part", "part-unknown", "empty", "lacking"],
)
def test_unknown_never_counts_as_able(answers: dict[str, str], capacity: str) -> None:
    assert capacity_of(answers) == capacity


def test_an_answer_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="misschien"):
        judge("misschien", ENOUGH)


def test_the_most_careful_party_decides_for_the_whole() -> None:
    go, wait = judge("willing", ENOUGH), judge("unwilling", ENOUGH)
    phase = judge("willing", ENOUGH | {"time": "partly"})
    compensate = judge("willing", ENOUGH | {"money": "lacking"})
    assert judge_whole({}) is None
    for verdicts, advice, because in (
        ({"A": go, "B": go}, "go", ("A", "B")),
        ({"A": go, "B": compensate}, "compensate", ("B",)),
        ({"A": phase, "B": compensate}, "phase", ("A",)),
        ({"A": phase, "B": wait, "C": wait}, "wait", ("B", "C")),
    ):
        whole = judge_whole(verdicts)
        assert whole is not None
        assert (whole.advice, whole.because) == (advice, because)


def test_a_party_that_nobody_tested_makes_the_whole_wait() -> None:
    whole = judge_whole({"A": judge("willing", ENOUGH), "B": None})
    assert whole is not None
    assert whole.advice == DoubleAdvice.WAIT
    assert "Nog niet getoetst: B." in whole.reason


def test_the_words_of_the_method_stand_with_the_same_keys() -> None:
    assert set(outcomes()) == set(DoubleAdvice.values)
    assert set(support_levels()) == set(Support.values)
    assert set(capacities()) == set(ASPECTS)
    assert {field.name for field in DoubleTest._meta.fields} >= set(ASPECTS)


def _picture(*marks: TestMark) -> str:
    advice = {(s.value, a.value): (ADVICE[s, a].value, str(ADVICE[s, a].label)) for s, a in PAIRS}
    return double_test(DoubleTestData("Toets", advice, marks), uid="t")


def test_the_picture_says_in_words_what_it_shows() -> None:
    drawn = _picture(TestMark(1, "De Bakker & Zn", "willing", "lacking"))
    assert (
        "1. De Bakker &amp; Zn: draagvlak wil, draagkracht ontbreekt, advies compenseren" in drawn
    )
    assert drawn.count("<rect") >= 16
    for word in DoubleAdvice.labels:
        assert str(word) in drawn
    assert 'style="' not in drawn


def test_a_full_square_counts_who_does_not_fit() -> None:
    drawn = _picture(*(TestMark(n, f"Partij {n}", "willing", "enough") for n in range(1, 31)))
    assert "en nog 26" in drawn


def test_an_answer_that_nobody_drew_is_an_error() -> None:
    with pytest.raises(KeyError):
        _picture(TestMark(1, "A", "misschien", "enough"))
