"""When a total may be published: counted, dominated, released, and renewed."""

from decimal import Decimal
from uuid import UUID

import pytest

from parks.choices import Coverage, Release
from parks.disclosure import (
    REST,
    Answer,
    at_least,
    coverage_of,
    hides_each,
    may_publish,
    parts_of,
    rounded,
)


def answers(
    *values: int, section: str = REST, release: str = Release.COMPANY
) -> dict[UUID, Answer]:
    """Return the answers of companies 1, 2, 3, ..."""
    return {
        UUID(int=who): Answer(Decimal(value), section, release)
        for who, value in enumerate(values, start=1)
    }


def company(who: int, value: int, **more: str) -> dict[UUID, Answer]:
    return {UUID(int=who): Answer(Decimal(value), **more)}


FIVE = answers(10, 20, 30, 40, 50)
TEN = answers(*range(100, 200, 10))


@pytest.mark.parametrize(
    ("amounts", "hidden"),
    [
        ([10, 20, 30, 40], False),  # too few
        ([10, 20, 30, 40, 50], True),
        ([0, 0, 0, 0, 0], False),  # a sum of nothing tells what each is
        ([0, 0, 0, 0, 9], False),
        ([900, 25, 25, 25, 25], False),  # nine tenths is of one
        ([500, 490, 4, 3, 3], False),  # the second knows the first within ten
        ([500, 400, 40, 30, 30], True),
        ([500, 490, 30, 15, 5], False),  # exactly ten per cent is not more
        ([500, 490, 30, 15, 6], True),
    ],
)
def test_a_sum_hides_each_only_among_five_without_a_giant(amounts: list[int], hidden: bool) -> None:
    assert hides_each([Decimal(amount) for amount in amounts]) is hidden


def test_four_companies_have_no_total_and_five_have() -> None:
    assert not may_publish({}, [])
    assert not may_publish(answers(10, 20, 30, 40), [])
    assert may_publish(FIVE, [])


def test_a_fifth_company_that_released_its_answer_does_not_hide_the_others() -> None:
    """Who knows one of five subtracts it and has a sum of four."""
    for release in (Release.TEAM, Release.AUTHORITY, Release.MEMBERS, Release.PUBLIC):
        assert not may_publish(FIVE | company(5, 50, release=release), [])
    assert may_publish(FIVE | company(6, 60, release=Release.MEMBERS), [])


def test_answers_that_everybody_may_see_have_nothing_to_hide() -> None:
    assert may_publish(answers(10, 20, 30, 40, 9_000, release=Release.PUBLIC), [])
    assert not may_publish(answers(10, 20, 30, 40, release=Release.PUBLIC), [])


def test_a_total_is_renewed_by_five_new_answers_and_not_by_four() -> None:
    four_new = TEN | answers(150, 160, 170, 180)
    five_new = TEN | answers(150, 160, 170, 180, 195)
    assert not may_publish(four_new, [TEN])
    assert may_publish(five_new, [TEN])


def test_withdrawals_alone_never_renew_a_total() -> None:
    fewer = {who: it for who, it in TEN.items() if who.int > 5}
    assert not may_publish(fewer, [TEN])


def test_a_large_answer_that_is_withdrawn_waits_until_its_leaving_is_hidden() -> None:
    before = answers(100, 110, 120, 130, 140, 150, 900)
    small_changes = answers(101, 111, 121, 131, 141, 150)
    assert not may_publish(small_changes, [before])


def test_an_answer_that_was_published_before_is_no_news() -> None:
    """Two groups that go back and forth would leave the one that did not."""
    changed = answers(*(value + 55 for value in range(100, 200, 10)))
    back = TEN | company(11, 140)
    assert may_publish(changed, [TEN])
    assert not may_publish(back, [TEN, changed])


def test_groups_that_go_back_and_forth_do_not_leave_the_one_that_moved_once() -> None:
    """First and fourth minus second and third would be the eleventh alone."""
    start = answers(*range(100, 210, 10))
    turned = answers(*range(137, 247, 10))
    first, second, one = (dict(list(turned.items())[a:b]) for a, b in ((0, 5), (5, 10), (10, 11)))
    rounds = [start, start | first, start | second]
    fourth = start | first | second | one
    assert all(may_publish(rounds[place], rounds[:place]) for place in range(3))
    assert not may_publish(fourth, rounds)


def test_the_difference_with_every_earlier_round_counts_not_only_with_the_last() -> None:
    second = TEN | answers(210, 220, 230, 240, 250)
    third = TEN | answers(310, 320, 330, 340, 251) | company(6, 150)
    assert may_publish(second, [TEN])
    assert may_publish(third, [TEN, second])
    one_off = TEN | company(10, 5_000)
    assert not may_publish(one_off, [TEN, second])


def test_a_section_is_shown_when_it_and_the_rest_can_stand_alone() -> None:
    industry = answers(100, 110, 120, 130, 140, section="C")
    traders = {
        UUID(int=20 + who.int): it for who, it in answers(90, 80, 70, 60, 50, section="G").items()
    }
    some = dict(list(traders.items())[:4])
    both = parts_of({**industry, **traders}, [])
    assert set(both) == {"C", "G"}
    assert parts_of(industry, []) == {}
    assert parts_of({**industry, **some}, []) == {}
    assert parts_of({**traders, **some}, []) == {}


def test_small_sections_go_together_as_the_rest() -> None:
    industry = answers(100, 110, 120, 130, 140, section="C")
    several = {
        UUID(int=20 + who): Answer(Decimal(50 + who), section)
        for who, section in enumerate("GGHHI")
    }
    parts = parts_of({**industry, **several}, [])
    assert list(parts) == ["C", REST]
    assert parts[REST] == several


def test_a_section_that_would_leave_a_small_rest_is_given_up() -> None:
    industry = answers(100, 110, 120, 130, 140, 150, section="C")
    traders = {UUID(int=20 + who): Answer(Decimal(50 + who), "G") for who in range(5)}
    other = {UUID(int=40): Answer(Decimal(60), "H")}
    parts = parts_of({**industry, **traders, **other}, [])
    assert list(parts) == ["C", REST]
    assert parts[REST] == {**traders, **other}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"), ("7", "7"), ("1234567.89", "1230000"), ("1235", "1240"), ("999.6", "1000"),
        ("12.345", "12.3"), ("0.07", "0.07"), ("99950", "100000"),
    ],
)  # fmt: skip
def test_a_total_has_three_digits_that_count(value: str, shown: str) -> None:
    assert rounded(Decimal(value)) == Decimal(shown)


def test_numbers_of_companies_go_down_to_fives() -> None:
    assert [at_least(count) for count in (0, 4, 5, 9, 10, 14)] == [0, 0, 5, 5, 10, 10]


@pytest.mark.parametrize(
    ("answered", "companies", "band"),
    [
        (0, 0, Coverage.FEW), (2, 10, Coverage.FEW), (25, 100, Coverage.QUARTER),
        (5, 10, Coverage.HALF), (8, 10, Coverage.MOST), (10, 10, Coverage.ALL),
    ],
)  # fmt: skip
def test_coverage_is_said_in_a_word(answered: int, companies: int, band: Coverage) -> None:
    assert coverage_of(answered, companies) == band
