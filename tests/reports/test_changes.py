"""What changed since the previous edition is told in Dutch sentences."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from reports.queries.changes import KINDS, changes_since
from reports.queries.content import GoalFact, MilestoneFact, RoadmapDocument
from tests.factories.reports import a_document, a_goal, a_milestone


def _with(*goals: GoalFact, milestones: tuple[MilestoneFact, ...] = ()) -> RoadmapDocument:
    return replace(a_document(goals=0, milestones=0), goals=goals, milestones=milestones)


def _texts(old: RoadmapDocument, new: RoadmapDocument) -> list[tuple[str, str]]:
    return [(change.kind, change.text) for change in changes_since(old, new)]


def test_nothing_changed_says_nothing() -> None:
    assert changes_since(a_document(), a_document()) == ()


def test_a_new_goal_is_named() -> None:
    assert _texts(_with(), _with(a_goal(1, statement="Zon op elk dak"))) == [
        ("goal_added", "Zon op elk dak")
    ]


def test_a_dropped_goal_is_named_with_its_reason() -> None:
    goal = a_goal(1, statement="Zon op elk dak", state="agreed")
    dropped = replace(goal, state="dropped", dropped_reason="Het net is vol.")
    assert _texts(_with(goal), _with(dropped)) == [
        ("goal_dropped", "Zon op elk dak: Het net is vol.")
    ]


def test_a_goal_that_was_dropped_before_is_no_news() -> None:
    dropped = a_goal(1, state="dropped", dropped_reason="Het net is vol.")
    assert _texts(_with(dropped), _with(dropped)) == []
    assert _texts(_with(), _with(dropped)) == []


def test_a_goal_that_these_readers_no_longer_see_is_named_without_a_reason() -> None:
    goal = a_goal(1, statement="Zon op elk dak")
    assert _texts(_with(goal), _with()) == [
        ("goal_dropped", "Zon op elk dak: staat niet meer op de routekaart.")
    ]


def test_another_state_reads_from_and_to() -> None:
    goal = a_goal(1, statement="Zon op elk dak", state="agreed")
    assert _texts(_with(goal), _with(replace(goal, state="on_track"))) == [
        ("goal_state", "Zon op elk dak: van afgesproken naar op koers.")
    ]


def test_target_due_date_and_budget_read_from_and_to_in_dutch() -> None:
    goal = a_goal(
        1,
        statement="Zon op elk dak",
        target=Decimal(40),
        due_on=dt.date(2030, 6, 30),
        budget_business_eur=Decimal(1000),
        budget_public_eur=None,
    )
    later = replace(
        goal,
        target=Decimal("42.5"),
        due_on=dt.date(2031, 12, 31),
        budget_business_eur=Decimal(12500),
    )
    assert _texts(_with(goal), _with(later)) == [
        (
            "goal_changed",
            "Zon op elk dak: streefwaarde van 40 bedrijven naar 42,5 bedrijven; "
            "einddatum van 30 juni 2030 naar 31 december 2031; "
            "budget van €\u00a01.000 naar €\u00a012.500.",
        )
    ]


def test_a_value_that_was_unknown_is_decided_and_one_that_went_is_struck() -> None:
    known = a_goal(1, statement="Zon op elk dak", due_on=dt.date(2030, 6, 30))
    unknown = replace(known, due_on=None)
    assert _texts(_with(unknown), _with(known))[0][1].endswith("einddatum bepaald op 30 juni 2030.")
    assert _texts(_with(known), _with(unknown))[0][1].endswith(
        "einddatum 30 juni 2030 is geschrapt."
    )


def test_milestones_that_are_done_new_moved_or_gone_are_named() -> None:
    day, quarter = dt.date(2027, 3, 31), dt.date(2027, 9, 30)
    stay = a_milestone(4, None, title="Blijft", state="open")
    done = a_milestone(1, None, title="Klaar", state="open", done_on=None)
    moved = a_milestone(2, None, title="Schuift", state="open", due_on=day, precision="day")
    gone = a_milestone(3, None, title="Weg", due_on=day, precision="quarter")
    new = a_milestone(5, None, title="Nieuw", due_on=quarter, precision="quarter")
    after = (
        stay,
        replace(done, state="done", done_on=dt.date(2026, 11, 3)),
        replace(moved, due_on=quarter, precision="quarter"),
        new,
    )
    assert _texts(_with(milestones=(stay, done, moved, gone)), _with(milestones=after)) == [
        ("milestone_done", "Klaar: gehaald op 3 november 2026."),
        ("milestone_added", "Nieuw (3e kwartaal 2027)."),
        ("milestone_moved", "Schuift: van 31 maart 2027 naar 3e kwartaal 2027."),
        ("milestone_removed", "Weg (1e kwartaal 2027)."),
    ]


def test_changes_come_in_the_order_of_their_headings() -> None:
    old = _with(a_goal(1, state="agreed"), a_goal(2))
    new = _with(a_goal(1, state="at_risk"), a_goal(3), milestones=(a_milestone(1, None),))
    kinds = [change.kind for change in changes_since(old, new)]
    assert kinds == sorted(kinds, key=list(KINDS).index)
    assert kinds == ["goal_added", "goal_state", "goal_dropped", "milestone_added"]
