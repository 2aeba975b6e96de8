"""Who changed an assessment or one of its answers, when and what."""

from collections.abc import Iterator, Sequence
from typing import Any

from collective.models import Answer, Assessment
from knowledge.loader import questionnaires
from parks.queries.history import (
    Changed,
    HistoryEntry,
    events_of,
    label_of,
    names_behind,
    row_history,
    user_id_of,
    value_of,
    who_did,
    words_of,
)


def assessment_history(assessment: Assessment) -> tuple[HistoryEntry, ...]:
    """Return what became of an assessment and its answers, newest first; for who may see it.

    Four queries.
    """
    own = {"park_id": assessment.park_id, "assessment_id": assessment.pk}
    states = list(events_of(Answer).filter(**own).order_by("pgh_id"))
    entries = [*row_history(assessment), *_of_answers(assessment, states)]
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def last_writer(answer: Answer) -> int | None:
    """Return the id of the person who stored an answer last, or None when nobody is known."""
    states = events_of(Answer).filter(park_id=answer.park_id, pgh_obj_id=answer.pk)
    last = states.order_by("-pgh_id").first()
    return user_id_of(last) if last else None


def _of_answers(assessment: Assessment, states: Sequence[Any]) -> Iterator[HistoryEntry]:
    statements = questionnaires()[assessment.questionnaire].statements
    names = names_behind(states)
    last: dict[Any, Any] = {}
    for state in states:
        changes = tuple(_changes(last.get(state.pgh_obj_id), state))
        last[state.pgh_obj_id] = state
        if changes:
            known = statements.get(state.statement)
            what = known.text if known else state.statement
            yield HistoryEntry(state.pgh_created_at, who_did(state, names), what, changes)


def _changes(before: Any, after: Any) -> Iterator[Changed]:
    for name in Answer.in_history:
        old = value_of(before, name) if before is not None else None
        new = value_of(after, name)
        if old != new and (old or new):
            yield Changed(
                label_of(Answer, name), words_of(Answer, name, old), words_of(Answer, name, new)
            )
