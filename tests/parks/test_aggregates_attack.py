"""Somebody keeps every total that was ever published, and calculates."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from parks.choices import Release
from parks.disclosure import MINIMUM, Answer, Answers, may_publish, parts_of

COMPANIES = tuple(UUID(int=number) for number in range(1, 12))
PRIME = 2_147_483_647
# Who, what she answers now (0 takes the answer back), her sector, whether she tells everybody.
Move = tuple[UUID, int, str, bool]
# Everybody answers once, in two sectors, so that there are parts from the start.
OPENING: list[Move] = [
    (who, 100 + 10 * place, "CG"[place % 2], False) for place, who in enumerate(COMPANIES[:10])
]
single = st.lists(
    st.tuples(
        st.sampled_from(COMPANIES),
        st.sampled_from([0, 100, 110, 120, 130, 140, 150]),
        st.sampled_from(["C", "G"]),
        st.sampled_from([False, False, False, False, True]),
    ),
    max_size=12,
)
# Groups that change their minds together, and back, around one that moves once.
GROUPS = (COMPANIES[:5], COMPANIES[5:10], COMPANIES[10:])
together = st.tuples(st.sampled_from(GROUPS), st.integers(0, 1)).map(
    lambda step: [(who, 100 + who.int * 10 + 37 * step[1], "C", False) for who in step[0]]
)
# What happens between two attempts to publish, and so on.
batches = st.lists(st.one_of(single, together), min_size=2, max_size=12).map(
    lambda found: [OPENING, *found]
)


def play(sequence: Iterable[Sequence[Move]]) -> tuple[list[Answers], list[Answers]]:
    """Return the rounds that come out of a sequence of answers, and all sums that were shown."""
    now: dict[UUID, Answer] = {}
    rounds: list[Answers] = []
    shown: list[Answers] = []
    for batch in sequence:
        for who, value, section, tells in batch:
            now.pop(who, None)
            if value:
                release = Release.PUBLIC if tells else Release.COMPANY
                now[who] = Answer(Decimal(value), section, release)
        if may_publish(now, rounds):
            shown += [dict(now), *parts_of(now, rounds).values()]
            rounds.append(dict(now))
    return rounds, shown


def rank(rows: list[list[int]]) -> int:
    """Return how many of these rows say something new, modulo a prime."""
    rows, found = [row[:] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[column] % PRIME), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        inverse = pow(pivot[column], -1, PRIME)
        for row in rows[found + 1 :]:
            factor = row[column] * inverse % PRIME
            row[:] = [(own - factor * other) % PRIME for own, other in zip(row, pivot, strict=True)]
        found += 1
    return found


@settings(max_examples=100, deadline=None)
@given(batches)
def test_two_rounds_differ_in_at_least_five_companies(sequence: list[list[Move]]) -> None:
    rounds, _ = play(sequence)
    for before, after in combinations(rounds, 2):
        different = [
            who
            for who in before.keys() | after.keys()
            if (before.get(who) and before[who].value) != (after.get(who) and after[who].value)
        ]
        assert len(different) >= MINIMUM


@settings(max_examples=100, deadline=None)
@given(batches)
def test_no_sum_of_shown_sums_is_about_fewer_than_five_companies(
    sequence: list[list[Move]],
) -> None:
    """Adding, subtracting and multiplying totals and parts of all rounds leads to nobody.

    Each answer is an unknown. A combination about few companies exists exactly when leaving the
    unknowns of those companies out makes the equations depend on each other.
    """
    _, shown = play(sequence)
    hidden = [
        {who: it for who, it in each.items() if it.release == Release.COMPANY} for each in shown
    ]
    unknowns = sorted({(who.int, it.value) for each in hidden for who, it in each.items()})
    rows = [
        [
            int(UUID(int=who) in each and each[UUID(int=who)].value == value)
            for who, value in unknowns
        ]
        for each in hidden
    ]
    whole = rank(rows)
    for few in combinations(COMPANIES, MINIMUM - 1):
        others = [place for place, (who, _) in enumerate(unknowns) if UUID(int=who) not in few]
        assert rank([[row[place] for place in others] for row in rows]) == whole


def test_the_game_is_worth_playing() -> None:
    """Without this a rule that publishes nothing would pass."""
    again = [(who, value + 5, section, tells) for who, value, section, tells in OPENING]
    rounds, shown = play([OPENING, again])
    assert len(rounds) == 2
    assert len(shown) == 6
