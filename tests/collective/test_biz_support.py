"""When a vote shows sufficient support for a BIZ: the conditions of the law, published cases."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collective.choices import Payer
from collective.queries.biz_support import Condition, Legal, Support, Votes, support_of


def votes(liable: int, votes_for: int, against: int, **fields: Any) -> Votes:
    values: dict[str, Any] = {
        "payer": Payer.USERS,
        "woz_for_eur": Decimal(2),
        "woz_against_eur": Decimal(1),
    }
    return Votes(liable=liable, votes_for=votes_for, votes_against=against, **values | fields)


def of(support: Support, test: Legal) -> Condition:
    return next(each for each in support.conditions if each.test == test)


def lacking(*groups: Votes) -> list[Legal]:
    return [each.test for each in support_of(groups).conditions if not each.holds]


@pytest.mark.parametrize("against", [4, 6], ids=["two-blank", "all-six-against"])
def test_81_for_of_87_valid_votes_at_66_per_cent_turnout_is_enough(against: int) -> None:
    """A published outcome of December 2022; two of its 87 valid votes were blank."""
    support = support_of([votes(132, 81, against)])
    assert support.is_sufficient
    assert of(support, Legal.TURNOUT).counted.startswith(f"{81 + against} van 132")


def test_142_for_of_306_votes_by_597_liable_is_not_enough() -> None:
    """A published outcome of 2013: enough turnout, too few for."""
    support = support_of([votes(597, 142, 164)])
    assert lacking(votes(597, 142, 164)) == [Legal.MAJORITY]
    assert of(support, Legal.TURNOUT).holds
    assert of(support, Legal.MAJORITY).needed == 2 * 164 - 142
    assert "186 stemmen voor nodig" in of(support, Legal.MAJORITY).how


def test_29_turned_down_while_most_voted_for_lacks_what_was_published() -> None:
    """A published outcome of 2017: 118 for and 88 against of 356 liable is no two thirds."""
    assert lacking(votes(356, 118, 88)) == [Legal.MAJORITY]


@pytest.mark.parametrize(
    ("liable", "cast", "holds"), [(60, 30, True), (60, 29, False), (61, 31, True), (61, 30, False)]
)
def test_half_of_those_liable_is_enough_turnout(liable: int, cast: int, holds: bool) -> None:
    assert of(support_of([votes(liable, cast, 0)]), Legal.TURNOUT).holds is holds


@pytest.mark.parametrize(
    ("votes_for", "against", "holds"),
    [(20, 10, True), (19, 10, False), (2, 1, True), (1, 1, False)],
)
def test_exactly_two_thirds_is_enough(votes_for: int, against: int, holds: bool) -> None:
    """The law says "ten minste tweederde", whatever notices make of it."""
    assert of(support_of([votes(30, votes_for, against)]), Legal.MAJORITY).holds is holds


@pytest.mark.parametrize(("woz", "needed"), [("11", 0), ("10", 1), ("7", 4)])
def test_the_value_for_is_higher_than_the_value_against(woz: str, needed: int) -> None:
    group = votes(30, 29, 1, woz_for_eur=Decimal(woz), woz_against_eur=Decimal(10))
    condition = of(support_of([group]), Legal.WORTH)
    assert (condition.holds, condition.needed) == (not needed, needed)


def test_where_both_pay_either_group_counts_by_itself_too() -> None:
    many = votes(100, 90, 5)
    silent = votes(20, 9, 0, payer=Payer.OWNERS)
    against = votes(20, 9, 11, payer=Payer.OWNERS)
    half = votes(20, 10, 10, payer=Payer.OWNERS)
    assert lacking(many, silent) == [Legal.GROUP_TURNOUT]
    assert lacking(many, against) == [Legal.GROUP_MAJORITY]
    assert lacking(many, half) == []


def test_two_thirds_is_counted_over_both_groups_together() -> None:
    assert lacking(votes(30, 15, 15), votes(30, 24, 6, payer=Payer.OWNERS)) == [Legal.MAJORITY]


def test_what_new_votes_can_not_do_is_said() -> None:
    condition = of(support_of([votes(60, 30, 28)]), Legal.MAJORITY)
    assert "moeten nog 8 stemmen van tegen naar voor" in condition.how
    turned = of(support_of([votes(60, 40, 20)]), Legal.MAJORITY)
    assert turned.holds


def test_nobody_liable_and_no_votes_support_nothing() -> None:
    empty = support_of([votes(0, 0, 0, woz_for_eur=Decimal(0), woz_against_eur=Decimal(0))])
    assert [each.holds for each in empty.conditions] == [False] * 3
    assert "Vul eerst in" in of(empty, Legal.TURNOUT).how
    assert not support_of([]).is_sufficient


def test_a_share_just_under_half_is_not_shown_as_half() -> None:
    condition = of(support_of([votes(9999, 4999, 0)]), Legal.TURNOUT)
    assert "(49,9 %)" in condition.counted


@st.composite
def groups(draw: st.DrawFn) -> tuple[Votes, ...]:
    payers = draw(st.sampled_from([[Payer.USERS], [Payer.OWNERS], list(Payer)]))
    made = []
    for payer in payers:
        liable = draw(st.integers(0, 200))
        cast = draw(st.integers(0, liable))
        votes_for = draw(st.integers(0, cast))
        worth = [Decimal(draw(st.integers(0, 10**9))) for _ in range(2)]
        made.append(Votes(payer, liable, votes_for, cast - votes_for, *worth))
    return tuple(made)


def with_votes_for(group: Votes, more: int) -> Votes:
    return replace(group, votes_for=group.votes_for + more)


@given(groups(), st.data())
def test_one_more_vote_for_never_spoils_what_was_enough(
    found: tuple[Votes, ...], data: st.DataObject
) -> None:
    before = {(each.test, each.title) for each in support_of(found).conditions if each.holds}
    which = data.draw(st.integers(0, len(found) - 1))
    if not found[which].silent:
        return
    more = [with_votes_for(each, int(place == which)) for place, each in enumerate(found)]
    after = {(each.test, each.title) for each in support_of(more).conditions if each.holds}
    assert before <= after


@given(groups())
def test_the_votes_that_are_asked_for_are_enough_and_one_less_is_not(
    found: tuple[Votes, ...],
) -> None:
    """Per group by itself; when there are enough who did not vote yet."""
    group = found[0]
    for test in (Legal.TURNOUT, Legal.MAJORITY):
        condition = of(support_of([group]), test)
        if condition.holds:
            assert condition.needed == 0
            continue
        if condition.needed > group.silent:
            continue
        enough, fewer = (with_votes_for(group, condition.needed - less) for less in (0, 1))
        assert of(support_of([enough]), test).holds
        assert not of(support_of([fewer]), test).holds


@given(groups())
def test_the_votes_that_must_turn_are_enough_and_one_less_is_not(
    found: tuple[Votes, ...],
) -> None:
    group = found[0]
    condition = of(support_of([group]), Legal.MAJORITY)
    if "van tegen naar voor" not in condition.how:
        return
    turned = int("".join(filter(str.isdigit, condition.how)))
    for count, holds in ((turned, True), (turned - 1, False)):
        all_for = replace(
            group,
            votes_for=group.votes_for + group.silent + count,
            votes_against=group.votes_against - count,
        )
        assert of(support_of([all_for]), Legal.MAJORITY).holds is holds


@given(groups())
def test_everybody_for_with_any_value_is_enough(found: tuple[Votes, ...]) -> None:
    all_for = [
        replace(
            group,
            votes_for=group.liable,
            votes_against=0,
            woz_for_eur=Decimal(1),
            woz_against_eur=Decimal(0),
        )
        for group in found
        if group.liable
    ]
    assert support_of(all_for).is_sufficient is bool(all_for)
