"""What changed between two editions, in Dutch sentences."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from core.dutch import format_date, format_eur, format_quantity, format_quarter
from reports.queries.content import Change, GoalFact, MilestoneFact, RoadmapDocument
from strategy.choices import DatePrecision, GoalState, MilestoneState

KINDS: Final = {
    "goal_added": "Nieuwe doelen",
    "goal_state": "Doelen die verder zijn of achterlopen",
    "goal_changed": "Aangepaste doelen",
    "goal_dropped": "Vervallen doelen",
    "milestone_done": "Gehaalde mijlpalen",
    "milestone_added": "Nieuwe mijlpalen",
    "milestone_moved": "Verplaatste mijlpalen",
    "milestone_removed": "Mijlpalen die niet meer op de routekaart staan",
}


def changes_since(old: RoadmapDocument, new: RoadmapDocument) -> tuple[Change, ...]:
    """Return the differences by kind, in the order of `KINDS`; empty when nothing changed."""
    found = [*_goal_changes(old, new), *_milestone_changes(old, new)]
    return tuple(sorted(found, key=lambda change: list(KINDS).index(change.kind)))


def _goal_changes(old: RoadmapDocument, new: RoadmapDocument) -> Iterator[Change]:
    before = {goal.id: goal for goal in old.goals}
    for goal in new.goals:
        if goal.id in before:
            yield from _changed_goal(before[goal.id], goal)
        elif goal.state != GoalState.DROPPED:
            yield Change("goal_added", goal.statement)
    kept = {goal.id for goal in new.goals}
    for goal in old.goals:
        if goal.id not in kept:
            yield Change("goal_dropped", f"{_name(goal)}: staat niet meer op de routekaart.")


def _changed_goal(old: GoalFact, new: GoalFact) -> Iterator[Change]:
    if new.state == GoalState.DROPPED != old.state:
        yield Change("goal_dropped", f"{_name(new)}: {new.dropped_reason}")
        return
    if new.state != old.state:
        yield Change(
            "goal_state",
            f"{_name(new)}: van {_state(old.state)} naar {_state(new.state)}.",
        )
    parts = [part for part in (_wording(old, new), _target(old, new), _due(old, new)) if part]
    parts += [part for part in (_budget(old.budget_eur, new.budget_eur),) if part]
    if parts:
        yield Change("goal_changed", f"{_name(new)}: {'; '.join(parts)}.")


def _name(goal: GoalFact) -> str:
    """A statement as the start of a sentence: without the full stop that many end with."""
    return goal.statement.removesuffix(".")


def _state(state: str) -> str:
    return str(GoalState(state).label).lower()


def _wording(old: GoalFact, new: GoalFact) -> str:
    return "" if old.statement == new.statement else f"eerst stond er: “{old.statement}”"


def _target(old: GoalFact, new: GoalFact) -> str:
    before, after = format_quantity(old.target, old.unit), format_quantity(new.target, new.unit)
    return "" if before == after else _moved("streefwaarde", before, after)


def _due(old: GoalFact, new: GoalFact) -> str:
    if old.due_on == new.due_on:
        return ""
    before, after = (format_date(each.due_on) if each.due_on else "" for each in (old, new))
    return _moved("einddatum", before, after)


def _budget(old: Decimal | None, new: Decimal | None) -> str:
    if old == new:
        return ""
    before, after = ("" if each is None else format_eur(each) for each in (old, new))
    return _moved("budget", before, after)


def _moved(what: str, before: str, after: str) -> str:
    if not before:
        return f"{what} bepaald op {after}"
    return f"{what} van {before} naar {after}" if after else f"{what} {before} is geschrapt"


def _milestone_changes(old: RoadmapDocument, new: RoadmapDocument) -> Iterator[Change]:
    before = {each.id: each for each in old.milestones}
    for mark in new.milestones:
        if mark.id in before:
            yield from _changed_milestone(before[mark.id], mark)
        else:
            yield Change("milestone_added", f"{mark.title} ({when(mark)}).")
    kept = {each.id for each in new.milestones}
    for mark in old.milestones:
        if mark.id not in kept:
            yield Change("milestone_removed", f"{mark.title} ({when(mark)}).")


def _changed_milestone(old: MilestoneFact, new: MilestoneFact) -> Iterator[Change]:
    if new.state == MilestoneState.DONE != old.state:
        on = f" op {format_date(new.done_on)}" if new.done_on else ""
        yield Change("milestone_done", f"{new.title}: gehaald{on}.")
    elif new.due_on != old.due_on:
        yield Change("milestone_moved", f"{new.title}: van {when(old)} naar {when(new)}.")


def when(mark: MilestoneFact) -> str:
    """Return when a milestone is due, as exact as it is known."""
    if mark.precision == DatePrecision.QUARTER:
        return format_quarter(mark.due_on)
    return format_date(mark.due_on)
