"""Read models of the double tests of an opportunity: the last one per party, and the picture."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from core.svg import DoubleTestData, Svg, TestMark, double_test
from knowledge.realisation import capacities
from parks.access import Viewer
from realisation.choices import Able, DoubleAdvice, Support
from realisation.models import DoubleTest, Opportunity, OpportunityParty
from realisation.queries.double_test import (
    ADVICE,
    ASPECTS,
    Verdict,
    Whole,
    judge,
    judge_whole,
)
from realisation.queries.parties import may_note


@dataclass(frozen=True, slots=True, kw_only=True)
class TestRow:
    """The last test of a party; without `test_id` nobody tested it yet.

    `helps` says per aspect what others can do about it, when the party wants to go on.
    """

    __test__ = False

    number: int
    party_id: UUID
    party: str
    test_id: UUID | None
    tested_on: dt.date | None
    support_label: str
    aspects: tuple[tuple[str, str], ...]
    verdict: Verdict | None
    helps: tuple[tuple[str, tuple[str, ...]], ...]
    note: str
    earlier: tuple[tuple[UUID, dt.date], ...]


@dataclass(frozen=True, slots=True)
class Tests:
    """All parties of which the viewer may read tests; `hidden` says that there are others.

    With others there is no advice for the whole: it would rest on half of the parties.
    """

    __test__ = False

    rows: tuple[TestRow, ...]
    whole: Whole | None
    hidden: bool
    picture: Svg | None


def tests_of(viewer: Viewer, opportunity: Opportunity) -> Tests:
    """Return the tests of an opportunity's parties. Three queries at most."""
    found = OpportunityParty.objects.visible_to(viewer).standing().filter(opportunity=opportunity)
    parties = list(found.order_by("name", "pk"))
    noted = may_note(viewer, parties)
    shown = [party for party in parties if party.pk in noted]
    tests = DoubleTest.objects.visible_to(viewer).filter(party__in=[each.pk for each in shown])
    by_party: dict[UUID, list[DoubleTest]] = {}
    for test in tests.order_by("-tested_on", "pk"):
        by_party.setdefault(test.party_id, []).append(test)
    rows = tuple(
        _row(number, party, by_party.get(party.pk, []))
        for number, party in enumerate(shown, start=1)
    )
    hidden = len(shown) < len(parties)
    whole = None if hidden else judge_whole({row.party: row.verdict for row in rows})
    return Tests(rows, whole, hidden, _picture(opportunity, rows))


def _row(number: int, party: OpportunityParty, tests: list[DoubleTest]) -> TestRow:
    last = tests[0] if tests else None
    verdict = verdict_of(last) if last else None
    return TestRow(
        number=number,
        party_id=party.pk,
        party=party.name,
        test_id=last.pk if last else None,
        tested_on=last.tested_on if last else None,
        support_label=last.get_support_display() if last else "",
        aspects=_aspects(last) if last else (),
        verdict=verdict,
        helps=_helps(last, verdict) if last and verdict else (),
        note=last.note if last else "",
        earlier=tuple((each.pk, each.tested_on) for each in tests[1:]),
    )


def verdict_of(test: DoubleTest) -> Verdict:
    """Return what a stored test asks for."""
    return judge(test.support, {name: getattr(test, name) for name in ASPECTS})


def _aspects(test: DoubleTest) -> tuple[tuple[str, str], ...]:
    return tuple((word, str(Able(getattr(test, name)).label)) for name, word in ASPECTS.items())


def _helps(test: DoubleTest, verdict: Verdict) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what helps with what is weakest, by its name; nothing as long as one has to wait."""
    if verdict.advice not in (DoubleAdvice.COMPENSATE, DoubleAdvice.PHASE):
        return ()
    return tuple(
        (capacity.name, capacity.helps)
        for name, capacity in capacities().items()
        if getattr(test, name) == verdict.capacity and verdict.capacity != Able.ENOUGH
    )


def _picture(opportunity: Opportunity, rows: tuple[TestRow, ...]) -> Svg | None:
    """The quadrant; an untested party is unknown in both."""
    if not rows:
        return None
    marks = tuple(
        TestMark(
            number=row.number,
            name=row.party,
            support=row.verdict.support.value if row.verdict else Support.UNKNOWN.value,
            capacity=row.verdict.capacity.value if row.verdict else Able.UNKNOWN.value,
        )
        for row in rows
    )
    data = DoubleTestData(
        title=f"Draagvlak en draagkracht bij {opportunity.title}", advice=_words(), marks=marks
    )
    return double_test(data, uid="double-test")


def _words() -> Mapping[tuple[str, str], tuple[str, str]]:
    return {
        (support.value, able.value): (advice.value, str(DoubleAdvice(advice).label))
        for (support, able), advice in ADVICE.items()
    }
