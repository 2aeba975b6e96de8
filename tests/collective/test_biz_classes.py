"""Contribution classes: no gaps, no overlaps, sums; and the calendar of the term."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collective.choices import Payer
from collective.queries.biz_calendar import term_from
from collective.queries.biz_classes import Class, faults_in, proceeds_of


def one(start: int, end: int | None, amount: str = "250", objects: int = 10) -> Class:
    return Class(Decimal(start), None if end is None else Decimal(end), Decimal(amount), objects)


@pytest.mark.parametrize(
    "table",
    [
        [],
        [one(0, None)],
        [one(0, 100), one(100, 500), one(500, None)],
        [one(500, None), one(0, 100), one(100, 500)],
    ],
    ids=["empty", "one-amount", "three", "in-any-order"],
)
def test_a_table_that_gives_every_value_one_class_is_right(table: list[Class]) -> None:
    assert faults_in(table) == ()


@pytest.mark.parametrize(
    ("table", "line", "field", "words"),
    [
        ([one(100, None)], 0, "woz_from_eur", "bij 0 beginnen"),
        ([one(0, 100)], 0, "woz_to_eur", "geen grens"),
        ([one(0, 100), one(200, None)], 1, "woz_from_eur", "geen klasse"),
        ([one(0, 300), one(200, None)], 1, "woz_from_eur", "twee klassen"),
        ([one(0, None), one(200, None)], 0, "woz_to_eur", "€\xa0200"),
        ([one(0, 100), one(0, None)], 1, "woz_from_eur", "twee klassen"),
        ([one(0, 0)], 0, "woz_to_eur", "hoger"),
    ],
    ids=["below", "above", "gap", "overlap", "no-end", "same-start", "backwards"],
)
def test_a_gap_or_an_overlap_is_said_where_it_is(
    table: list[Class], line: int, field: str, words: str
) -> None:
    fault = faults_in(table)[0]
    assert (fault.line, fault.field) == (line, field)
    assert words in fault.message


bounds = st.lists(st.integers(1, 10**9), unique=True, max_size=8).map(sorted)


@given(bounds, st.randoms(use_true_random=False))
def test_a_row_of_bounds_makes_a_right_table_in_any_order(ends: list[int], random: object) -> None:
    table = [one(start, end) for start, end in pairwise([0, *ends])]
    table.append(one(ends[-1] if ends else 0, None))
    random.shuffle(table)  # type: ignore[attr-defined]  # of hypothesis
    assert faults_in(table) == ()


tables = st.lists(
    st.builds(one, st.integers(0, 6), st.none() | st.integers(1, 7)), min_size=1, max_size=5
)


@given(tables)
def test_a_table_is_right_exactly_when_every_value_has_one_class(table: list[Class]) -> None:
    def holders(value: int) -> int:
        return sum(
            each.woz_from_eur <= value and (each.woz_to_eur is None or value < each.woz_to_eur)
            for each in table
        )

    backwards = any(
        each.woz_to_eur is not None and each.woz_to_eur <= each.woz_from_eur for each in table
    )
    right = all(holders(value) == 1 for value in range(9)) and not backwards
    assert (faults_in(table) == ()) is right


def test_proceeds_are_added_up_to_the_cent() -> None:
    table = [one(500, None, "400.50", 3), one(0, 500, "99.99", 101)]
    proceeds = proceeds_of(Payer.USERS, table)
    assert proceeds.total_eur == Decimal("11300.49")
    assert proceeds.objects_count == 104
    assert proceeds.average_eur == Decimal("108.66")
    assert [each.woz_from_eur for each in proceeds.classes] == [0, 500]
    assert proceeds_of(Payer.USERS, []).average_eur is None


def test_a_term_is_five_years_and_the_next_vote_begins_eighteen_months_before() -> None:
    term = term_from(dt.date(2028, 1, 1), dt.date(2027, 6, 1))
    assert term.ends_on == dt.date(2032, 12, 31)
    assert term.prepares_on == dt.date(2031, 7, 1)
    days = [step.on for step in term.steps]
    assert days == sorted(days)
    assert days[0] == dt.date(2027, 1, 1)
    assert [step.is_past for step in term.steps].count(True) == 2


def test_a_day_that_a_month_lacks_becomes_its_last_one() -> None:
    term = term_from(dt.date(2028, 2, 29), dt.date(2027, 6, 1))
    assert term.ends_on == dt.date(2033, 2, 27)
    assert term.steps[0].on == dt.date(2027, 2, 28)
