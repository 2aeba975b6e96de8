"""Two parties get to know each other in steps; both must say yes at each.

An answer is stored and logged, never changed. A no, a withdrawal and a stop by the park manager end
it in the same way: what the other side can read afterwards does not differ.
"""

import datetime as dt
from typing import Final

from django.db import transaction

from accounts.models import User
from core.refusals import RefusedError
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record
from realisation.choices import DisclosureStep, ListingSide
from realisation.models import Introduction, IntroductionAnswer
from realisation.models.matches import IntroductionAnswerQuerySet
from realisation.queries.introductions import is_over
from realisation.services.introduction_news import tell_both

STEPS: Final = tuple(DisclosureStep)
OVER: Final = "Deze kennismaking is gestopt."
ANSWERED: Final = "U hebt bij deze stap al geantwoord."
DONE: Final = "U kent elkaar al: er is niets meer te vragen."
# Of both sides the same: the log tells of people, not of the one who is blind.
LABEL: Final = "kennismaking"


@transaction.atomic
def answer_introduction(
    *,
    introduction: Introduction,
    side: ListingSide,
    agrees: bool,
    by: User,
    on_behalf: bool,
    now: dt.datetime,
    today: dt.date,
) -> Introduction:
    """Store the answer of one side at the step where it is. Raises `RefusedError`.

    Both yes: a step further. A no: it ends.
    """
    held = _hold(introduction)
    _refuse(held, side, today)
    IntroductionAnswer.objects.create(
        park_id=held.park_id,
        introduction=held,
        step=held.step,
        side=side,
        agrees=agrees,
        on_behalf=on_behalf,
        answered_by=by,
        answered_at=now,
    )
    _log(
        held.park,
        held,
        {
            "stap": held.get_step_display(),
            "kant": side.label,
            "antwoord": "ja" if agrees else "nee",
            "namens": on_behalf,
        },
    )
    if not agrees:
        held.ended_at = now
    elif _both_agree(held):
        held.step, held.step_at = STEPS[STEPS.index(DisclosureStep(held.step)) + 1], now
        tell_both(park=held.park, match=held.match)
    held.save(update_fields=["step", "step_at", "ended_at"])
    return held


@transaction.atomic
def stop_introduction(*, introduction: Introduction, now: dt.datetime) -> Introduction:
    """End it for both, by the park manager. Raises `RefusedError` when it ended already."""
    held = _hold(introduction)
    if held.ended_at:
        raise RefusedError(OVER)
    held.ended_at = now
    held.save(update_fields=["ended_at"])
    _log(held.park, held, {"besluit": "gestopt"})
    return held


def _hold(introduction: Introduction) -> Introduction:
    rows = Introduction.objects.in_park(introduction.park_id).select_for_update(of=("self",))
    held: Introduction = rows.select_related(
        "park", "match__demand__establishment", "match__supply__establishment"
    ).get(pk=introduction.pk)
    return held


def _refuse(held: Introduction, side: ListingSide, today: dt.date) -> None:
    if is_over(held, today):
        raise RefusedError(OVER)
    if held.step == DisclosureStep.NAMED:
        raise RefusedError(DONE)
    if _answers(held).filter(side=side).exists():
        raise RefusedError(ANSWERED)


def _both_agree(held: Introduction) -> bool:
    return int(_answers(held).filter(agrees=True).count()) == len(ListingSide)


def _answers(held: Introduction) -> IntroductionAnswerQuerySet:
    found: IntroductionAnswerQuerySet = IntroductionAnswer.objects.in_park(held.park_id)
    return found.filter(introduction=held, step=held.step)


def _log(park: Park, held: Introduction, detail: dict[str, object]) -> None:
    record(park=park, action=AuditAction.ANSWER, target=held, label=LABEL, detail=detail)
