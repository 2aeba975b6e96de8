"""Ideas on their way through the funnel (SB fig 33, lines 2367-2415).

Whoever moves an idea or changes who carries it holds the idea while she does.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from collective.choices import IdeaStage
from collective.models import Idea, IdeaCarrier
from core.refusals import RefusedError
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record
from parks.services.records import unless_taken

STAGES: Final = tuple(IdeaStage)
# How many parties carry an idea from which stage on: one is a start, an agreement takes two.
CARRIERS_FROM: Final = {IdeaStage.CARRIED: 1, IdeaStage.AGREED: 2}

STEP_FIRST: Final = (
    "Wie een idee overdraagt, zegt wat de eerstvolgende stap is. Vul die in bij het idee."
)


def add_idea(*, park: Park, typed: Mapping[str, Any]) -> Idea:
    """Add an idea in the first stage."""
    added: Idea = Idea.objects.create(park=park, **typed)
    return added


def needs_step(stage: str, next_step: str) -> bool:
    """Whether an idea in a stage lacks the next step that the stage asks for."""
    return stage == IdeaStage.HANDED_OVER and not next_step.strip()


@transaction.atomic
def move_idea(*, idea: Idea, forward: bool, reason: str) -> Idea:
    """Move an idea one stage and keep why. Raises `RefusedError` for what the stage asks."""
    held = hold_idea(idea)
    if held.lapsed_on:
        raise RefusedError("Dit idee is vervallen. Pak het eerst weer op.")
    stage = next_stage(held.stage, forward=forward)
    if stage is None:
        raise RefusedError("Verder dan dit kan het idee niet.")
    if forward:
        _refuse_too_few(stage, _carriers(held))
        _refuse_without_step(stage, held.next_step)
    held.stage, held.stage_reason = stage, reason
    held.save(update_fields=["stage", "stage_reason"])
    return held


def next_stage(stage: str, *, forward: bool) -> IdeaStage | None:
    """Return the stage after or before one; None past either end."""
    at = STAGES.index(IdeaStage(stage)) + (1 if forward else -1)
    return STAGES[at] if 0 <= at < len(STAGES) else None


@transaction.atomic
def lapse_idea(*, idea: Idea, on: dt.date, reason: str) -> Idea:
    """Let an idea lapse; it keeps its stage and the reason. Raises `RefusedError`."""
    held = hold_idea(idea)
    if held.lapsed_on:
        raise RefusedError("Dit idee is al vervallen.")
    return _lapsed(held, on, reason)


@transaction.atomic
def revive_idea(*, idea: Idea) -> Idea:
    """Take an idea up again, at the stage where it stood. Raises `RefusedError`."""
    held = hold_idea(idea)
    if not held.lapsed_on:
        raise RefusedError("Dit idee is niet vervallen.")
    return _lapsed(held, None, "")


@transaction.atomic
def remove_idea(*, park: Park, idea: Idea) -> None:
    """Remove an idea with who carries it. Its history stays."""
    record(park=park, action=AuditAction.DELETE, target=idea)
    idea.delete()


@transaction.atomic
def add_carrier(*, idea: Idea, typed: Mapping[str, Any]) -> IdeaCarrier:
    """Add a party that carries an idea. Raises `TakenError`."""
    hold_idea(idea)
    with unless_taken(IdeaCarrier):
        added: IdeaCarrier = IdeaCarrier.objects.create(park_id=idea.park_id, idea=idea, **typed)
    return added


@transaction.atomic
def remove_carrier(*, park: Park, carrier: IdeaCarrier) -> None:
    """Remove a carrier. Raises `RefusedError` when the stage of the idea asks for it."""
    held = hold_idea(carrier.idea)
    if not held.lapsed_on:
        _refuse_too_few(held.stage, _carriers(held) - 1)
    record(park=park, action=AuditAction.DELETE, target=carrier)
    carrier.delete()


def hold_idea(idea: Idea) -> Idea:
    """Return an idea as it stands, which nobody else can change until the request is done."""
    rows = Idea.objects.in_park(idea.park_id).select_for_update(of=("self",))
    held: Idea = rows.get(pk=idea.pk)
    return held


def _carriers(idea: Idea) -> int:
    rows = IdeaCarrier.objects.in_park(idea.park_id).filter(idea=idea)
    return int(rows.count())


def _lapsed(idea: Idea, on: dt.date | None, reason: str) -> Idea:
    idea.lapsed_on, idea.lapsed_reason = on, reason
    idea.save(update_fields=["lapsed_on", "lapsed_reason"])
    return idea


def _refuse_too_few(stage: str, carriers: int) -> None:
    asked = max(
        (
            number
            for start, number in CARRIERS_FROM.items()
            if STAGES.index(IdeaStage(stage)) >= STAGES.index(start)
        ),
        default=0,
    )
    if carriers < asked:
        parties = "één partij" if asked == 1 else "twee partijen"
        raise RefusedError(
            f"In de stap “{IdeaStage(stage).label}” dragen minstens {parties} het idee."
            f" Nu {'draagt' if carriers == 1 else 'dragen'} {carriers or 'nog geen'}"
            f" {'partij' if carriers == 1 else 'partijen'} het."
        )


def _refuse_without_step(stage: str, next_step: str) -> None:
    if needs_step(stage, next_step):
        raise RefusedError(STEP_FIRST)
