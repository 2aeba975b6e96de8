"""Deciding about proposed steps: take one over, put it aside, think again."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from collective.choices import StepVerdict
from collective.models import StepDecision
from collective.queries.steps import closed_steps, latest_decisions
from collective.roadmap import Linked, PlannedMilestone, roadmap
from knowledge.loader import advice
from parks.choices import AuditAction
from parks.models import Park, Reader
from parks.services.audit import record


class UnknownStepError(LookupError):
    """The knowledge has no such step (any more)."""


class StepClosedError(Exception):
    """Somebody decided about this step already: it must be opened again first."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides at a park, with what she sees there."""

    user: User
    viewer: Reader

    @property
    def park(self) -> Park:
        """The park that it is about."""
        return self.viewer.park


@transaction.atomic
def accept_step(*, by: Decider, step: str, milestone: PlannedMilestone, today: dt.date) -> Linked:
    """Take a step over: it becomes a milestone of the park. Returns that milestone.

    Raises `UnknownStepError` and, when somebody was first, `StepClosedError`. The decision has the
    audience of its milestone.
    """
    _take_turns(by, step, today)
    decision = _decide(by, step, StepVerdict.ACCEPTED, milestone.audience)
    return roadmap().plan(park=by.park, milestone=milestone, origin=decision)


@transaction.atomic
def dismiss_step(
    *, by: Decider, step: str, reason: str, quiet_until: dt.date, audience: str, today: dt.date
) -> StepDecision:
    """Put a step aside until a day, with the reason. Raises what `accept_step` does."""
    _take_turns(by, step, today)
    return _decide(
        by, step, StepVerdict.DISMISSED, audience, reason=reason, quiet_until=quiet_until
    )


@transaction.atomic
def reopen_step(*, by: Decider, step: str) -> StepDecision | None:
    """Let a step be proposed again; None when it is open already. Milestones stay as they are.

    Raises `UnknownStepError`.
    """
    _lock(by, step)
    latest = latest_decisions(by.viewer).get(step)
    if latest is None or latest.verdict == StepVerdict.REOPENED:
        return None
    return _decide(by, step, StepVerdict.REOPENED, latest.audience)


def _take_turns(by: Decider, step: str, today: dt.date) -> None:
    _lock(by, step)
    if step in closed_steps(by.viewer, today):
        raise StepClosedError(step)


def _lock(by: Decider, step: str) -> None:
    """Let two people who decide at the same moment do so one after the other."""
    if step not in advice():
        raise UnknownStepError(step)
    Park.objects.select_for_update(no_key=True).only("pk").get(pk=by.park.pk)


def _decide(
    by: Decider,
    step: str,
    verdict: StepVerdict,
    audience: str,
    *,
    reason: str = "",
    quiet_until: dt.date | None = None,
) -> StepDecision:
    decision: StepDecision = StepDecision.objects.create(
        park=by.park,
        step=step,
        verdict=verdict,
        reason=reason,
        quiet_until=quiet_until,
        audience=audience,
        decided_by=by.user,
    )
    # The title only: the log is read by more people than the reason is meant for.
    record(
        park=by.park,
        action=AuditAction.CREATE,
        actor=by.user,
        target=decision,
        label=f"{advice()[step].title}: {verdict.label.lower()}",
    )
    return decision
