"""When a total of what companies keep to themselves may be published: the rules, no database.

A total is published in rounds. Whoever has all rounds, knows her own answer and whatever others
released, must not be able to work out the answer of any one company. The reasoning, and what it
does not cover, stands in docs/decisions/0010-what-companies-keep.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final
from uuid import UUID

from parks.choices import Audience, Coverage, Release
from parks.models.audience import is_known_to

MINIMUM: Final = 5
DOMINANT_SHARE: Final = Decimal("0.8")
ESTIMATE_MARGIN: Final = Decimal("0.1")
DIGITS: Final = 3
REST: Final = ""
BANDS: Final = (
    (Decimal("0.9"), Coverage.ALL),
    (Decimal("0.75"), Coverage.MOST),
    (Decimal("0.5"), Coverage.HALF),
    (Decimal("0.25"), Coverage.QUARTER),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A number of one company: its SBI section and to whom the company released it."""

    value: Decimal
    section: str = REST
    release: str = Release.COMPANY


Answers = Mapping[UUID, Answer]


def may_publish(now: Answers, earlier: Sequence[Answers]) -> bool:
    """Whether the total of `now` may stand beside the totals of all earlier rounds."""
    return _may_stand(now, earlier, earlier)


def parts_of(now: Answers, earlier: Sequence[Answers]) -> dict[str, Answers]:
    """Return the answers by SBI section; those that can't be shown alone together, as `REST`.

    Empty when there is nothing to show but the total. Each part passes the test of the total, the
    rest included, so that no part follows from the others.
    """
    shown = {section for section in _sections(now) if _part_may_stand(now, earlier, {section})}
    while shown:
        rest = _sections(now) - shown
        if not rest or _part_may_stand(now, earlier, rest):
            break
        shown.remove(min(shown, key=lambda section: len(_part(now, {section}))))
    parts = {section: _part(now, {section}) for section in sorted(shown)}
    if left := _part(now, _sections(now) - shown):
        parts[REST] = left
    return parts if len(parts) > 1 else {}


def _sections(answers: Answers) -> set[str]:
    return {each.section for each in answers.values()}


def _part(answers: Answers, sections: AbstractSet[str]) -> Answers:
    return {who: each for who, each in answers.items() if each.section in sections}


def _part_may_stand(now: Answers, earlier: Sequence[Answers], sections: AbstractSet[str]) -> bool:
    if sections == {REST} and len(_sections(now)) == 1:
        return False
    compared = [_part(each, sections) for each in earlier]
    return _may_stand(_part(now, sections), earlier, compared)


def _may_stand(now: Answers, earlier: Sequence[Answers], compared: Sequence[Answers]) -> bool:
    """Judge for every circle of readers, because each knows what was released to it."""
    return len(now) >= MINIMUM and all(
        _hides_from(audience, now, earlier, compared) for audience in Audience.values
    )


def _hides_from(
    audience: str, now: Answers, earlier: Sequence[Answers], compared: Sequence[Answers]
) -> bool:
    """Judge the sum itself, what is new in it, and its difference with every earlier one."""
    hidden = {who: it for who, it in now.items() if not is_known_to(it.release, audience)}
    if not hidden:
        return True
    fresh = [who for who, it in hidden.items() if not any(_holds(old, who, it) for old in earlier)]
    sums = [[each.value for each in hidden.values()]]
    for old in compared:
        sums += _differences(audience, now, old)
    return len(fresh) >= MINIMUM and all(hides_each(amounts) for amounts in sums)


def _holds(answers: Answers, who: UUID, answer: Answer) -> bool:
    return who in answers and answers[who].value == answer.value


def _differences(audience: str, now: Answers, old: Answers) -> Iterator[list[Decimal]]:
    """Yield by how much companies changed the sum, as far as these readers don't know it.

    Once with and once without those that released their answer since: readers may guess from it
    what it was before, and may not.
    """
    nowadays = {who for who, it in now.items() if not is_known_to(it.release, audience)}
    before = {who for who, it in old.items() if not is_known_to(it.release, audience)}
    for companies in (nowadays | before, nowadays | before - now.keys()):
        changes = (_value(now, who) - _value(old, who) for who in companies)
        yield [abs(change) for change in changes if change]


def _value(answers: Answers, who: UUID) -> Decimal:
    return answers[who].value if who in answers else Decimal(0)


def hides_each(amounts: Sequence[Decimal]) -> bool:
    """Whether the sum of these amounts (0 or more) tells too little of each of them.

    At least five; none more than 80 % of the sum; and the second largest, who takes its own from
    the sum, still misses the largest by more than 10 %. All zero would tell everything.
    """
    if len(amounts) < MINIMUM:
        return False
    total = sum(amounts, Decimal())
    largest, second = sorted(amounts, reverse=True)[:2]
    others = total - largest - second
    return largest <= DOMINANT_SHARE * total and others > ESTIMATE_MARGIN * largest


def rounded(value: Decimal) -> Decimal:
    """Return a total as it is published: three digits that count, and no decimals beyond those."""
    if not value:
        return value
    exponent = value.adjusted() - DIGITS + 1
    shown = value.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)
    return shown.quantize(Decimal("0.01"))


def at_least(count: int) -> int:
    """Return a number of companies as it is published: rounded down to fives."""
    return count - count % MINIMUM


def coverage_of(answered: int, companies: int) -> Coverage:
    """Return of which part of the companies an answer is known, in a word."""
    share = Decimal(answered) / companies if companies else Decimal(0)
    return next((band for least, band in BANDS if share >= least), Coverage.FEW)
