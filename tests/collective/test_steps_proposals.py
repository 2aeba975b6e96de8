"""Which steps a park is proposed, in what order, and on what ground."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from django.urls import resolve

from collective.queries.proposals import (
    MOST_ALARMS,
    MOST_STEPS,
    Proposal,
    SideSituation,
    Situation,
    proposals,
    shortened,
)
from knowledge.choices import Actor, Degree, Effort, Side, Sign
from knowledge.loader import advice, questionnaires, tools


@dataclass(frozen=True)
class Lacks:
    statement: str
    needed: str = "Dit ontbreekt nog."


def side(degree: Degree | None, *missing: str) -> SideSituation:
    return SideSituation(degree, tuple(Lacks(slug) for slug in missing) if degree else None)


def at(degree: Degree) -> dict[Side, SideSituation]:
    """Both sides at a degree, with every condition of the next one still missing."""
    above = list(Degree)[list(Degree).index(degree) + 1 :]
    return {
        form.side: side(
            degree, *(each.statement for next_one in above[:1] for each in form.gates[next_one])
        )
        for form in questionnaires().values()
    }


def propose(
    sides: Mapping[Side, SideSituation],
    signs: Mapping[tuple[Side, Sign], str] | None = None,
    closed: frozenset[str] = frozenset(),
    *,
    for_members: bool = False,
) -> tuple[Proposal, ...]:
    shown = {(str(which), sign): words for (which, sign), words in (signs or {}).items()}
    here = {str(which): standing for which, standing in sides.items()}
    return proposals(Situation(here, shown, closed, for_members))


def slugs(found: tuple[Proposal, ...]) -> list[str]:
    return [step.slug for step in found]


def sides_of(found: tuple[Proposal, ...]) -> set[str]:
    return {advice()[slug].side for slug in slugs(found)}


EVERY_SIGN = {(item.side, item.when): "Dit valt op." for item in advice().values() if item.when}


@pytest.mark.parametrize("degree", Degree)
def test_there_are_never_more_than_five(degree: Degree) -> None:
    assert len(propose(at(degree), EVERY_SIGN)) == MOST_STEPS


@pytest.mark.parametrize("degree", Degree)
def test_each_says_why_how_who_how_much_work_and_whence(degree: Degree) -> None:
    for step in propose(at(degree), EVERY_SIGN):
        assert step.ground
        assert step.why
        assert step.how
        assert step.source
        assert step.tone
        assert step.who in Actor.labels
        assert step.effort in Effort.labels


def test_the_same_park_at_three_degrees_gets_three_lists_without_overlap() -> None:
    lists = [set(slugs(propose(at(degree)))) for degree in Degree]
    assert all(lists)
    assert not lists[0] & lists[1]
    assert not lists[1] & lists[2]
    assert not lists[0] & lists[2]


def test_what_is_overdue_at_every_degree_leaves_room_for_what_fits_one() -> None:
    lists = {degree: set(slugs(propose(at(degree), EVERY_SIGN))) for degree in Degree}
    shared = set.intersection(*lists.values())
    assert len(shared) == MOST_ALARMS
    assert len(set(map(frozenset, lists.values()))) == len(Degree)


def test_the_same_situation_gives_the_same_list() -> None:
    again = dict(reversed(EVERY_SIGN.items()))
    assert propose(at(Degree.MINIMAL), EVERY_SIGN) == propose(at(Degree.MINIMAL), again)


def test_a_missing_condition_is_named_as_the_ground() -> None:
    sides = {
        Side.BUSINESS: SideSituation(
            Degree.MINIMAL, (Lacks("core-team", "Er is nog geen kernteam."),)
        ),
        Side.PUBLIC: side(Degree.MINIMAL),
    }
    first = propose(sides)[0]
    assert (first.slug, first.ground) == ("form-core-team", "Er is nog geen kernteam.")


def test_a_condition_that_holds_is_not_worked_on() -> None:
    sides = {
        Side.BUSINESS: side(Degree.MINIMAL, "annual-budget"),
        Side.PUBLIC: side(Degree.MINIMAL),
    }
    found = slugs(propose(sides))
    assert "first-budget" in found
    assert "form-core-team" not in found


def test_the_side_that_is_behind_goes_first() -> None:
    behind = {
        Side.BUSINESS: at(Degree.FUNCTIONAL)[Side.BUSINESS],
        Side.PUBLIC: at(Degree.MINIMAL)[Side.PUBLIC],
    }
    assert advice()[propose(behind)[0].slug].side == Side.PUBLIC


def test_both_sides_get_a_step_while_both_miss_something() -> None:
    for degree in (Degree.MINIMAL, Degree.FUNCTIONAL):
        assert sides_of(propose(at(degree))) == set(Side)


def test_a_side_without_anything_missing_gets_no_gate_steps() -> None:
    sides = {
        Side.BUSINESS: at(Degree.MINIMAL)[Side.BUSINESS],
        Side.PUBLIC: side(Degree.MINIMAL),
    }
    public = [slug for slug in slugs(propose(sides)) if advice()[slug].side == Side.PUBLIC]
    assert not any(advice()[slug].fulfils for slug in public)


def test_steps_of_the_public_side_are_the_advisers() -> None:
    found = propose({Side.BUSINESS: side(Degree.PROFESSIONAL), Side.PUBLIC: side(Degree.MINIMAL)})
    public = [step for step in found if advice()[step.slug].side == Side.PUBLIC]
    assert public
    assert {step.who for step in public} == {Actor.ADVISER.label}


def test_a_sign_is_named_as_the_ground() -> None:
    signs = {(Side.BUSINESS, Sign.LATE_COMMITMENTS): "3 toezeggingen zijn te laat."}
    first = propose(at(Degree.FUNCTIONAL), signs)[0]
    assert (first.slug, first.ground) == (
        "settle-late-commitments",
        "3 toezeggingen zijn te laat.",
    )


def test_what_was_taken_over_or_put_aside_makes_room_for_the_next() -> None:
    before = propose(at(Degree.MINIMAL))
    after = propose(at(Degree.MINIMAL), closed=frozenset(slugs(before)))
    assert len(after) == MOST_STEPS
    assert not set(slugs(before)) & set(slugs(after))


def test_nothing_is_proposed_when_everything_is_closed() -> None:
    assert propose(at(Degree.MINIMAL), EVERY_SIGN, frozenset(advice())) == ()


def test_without_a_questionnaire_the_degree_itself_is_the_ground() -> None:
    sides = {each: SideSituation(Degree.FUNCTIONAL) for each in Side}
    found = propose(sides)
    assert len(found) == MOST_STEPS
    assert "functioneel" in found[0].ground


def test_a_park_of_which_nothing_is_known_is_told_where_to_begin() -> None:
    signs = {(each, Sign.NOT_ASSESSED): "Nog niet vastgesteld." for each in Side}
    found = slugs(propose({}, signs))
    assert found[:2] == ["assess-business-side", "assess-public-side"]
    assert "visit-ten-companies" in found


def test_a_member_first_reads_what_her_company_can_do() -> None:
    sides = {each: SideSituation(Degree.MINIMAL) for each in Side}
    assert propose(sides, for_members=True)[0].slug == "meet-two-neighbours"
    assert propose(sides)[0].slug != "meet-two-neighbours"


def test_activities_and_tools_come_with_what_they_are() -> None:
    step = next(step for step in propose(at(Degree.MINIMAL)) if step.slug == "visit-ten-companies")
    assert [each.title for each in step.activities] == [
        "Bedrijfsbezoek",
        "Koffieronde langs de deuren",
    ]
    assert step.tools[0].page == "samenwerking/belanghebbenden/"


def test_a_shorter_list_keeps_both_sides() -> None:
    every = propose(at(Degree.MINIMAL))
    for length in (2, 3, 4):
        short = shortened(every, length)
        assert len(short) == length
        assert short[0] == every[0]
        assert sides_of(short) == set(Side)
    assert shortened(every, MOST_STEPS) == every


@pytest.mark.parametrize(
    "page",
    sorted(
        {item.page for item in advice().values()}
        | {tool.page for tool in tools().values()}
        | {
            each.page.partition("?")[0]
            for step in propose(at(Degree.MINIMAL))
            for each in step.activities
        }
    ),
)
def test_every_page_that_a_step_leads_to_exists(page: str) -> None:
    assert resolve(f"/p/noord/{page}")
