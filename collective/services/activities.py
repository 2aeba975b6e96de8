"""Activities: planning them, calling them off, and what came out of them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from collective.choices import ActivityState, FollowUpKind, MailKind
from collective.models import Activity, Contact, FollowUp, Idea, Stakeholder
from collective.roadmap import Linked, PlannedMilestone, roadmap
from collective.services.contacts import add_contact
from collective.services.ideas import add_idea
from collective.services.sign_ups import fill_places, hold_activity, tell_everybody
from core.refusals import RefusedError
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record

PEOPLE_ASKED: Final = "Er zijn al mensen gevraagd. Gelast de activiteit af, dan horen zij het."


class NotPlannedError(Exception):
    """The activity was called off already, or was held."""


def add_activity(*, park: Park, catalogue: str, typed: Mapping[str, Any]) -> Activity:
    """Plan an activity; `catalogue` says from which one of the list it came, or is empty."""
    added: Activity = Activity.objects.create(park=park, catalogue=catalogue, **typed)
    return added


@transaction.atomic
def remove_activity(*, park: Park, activity: Activity) -> None:
    """Remove an activity that nobody heard of.

    Raises `RefusedError`, and `Activity.DoesNotExist` when somebody was first.
    """
    held = hold_activity(activity)
    if held.sign_ups.exists():
        raise RefusedError(PEOPLE_ASKED)
    record(park=park, action=AuditAction.DELETE, target=held)
    held.delete()


@transaction.atomic
def cancel_activity(*, park: Park, activity: Activity, reason: str) -> int:
    """Call an activity off and tell who would come. Returns how many.

    Raises NotPlannedError, and `Activity.DoesNotExist` when somebody removed it.
    """
    held = hold_activity(activity)
    if held.state != ActivityState.PLANNED:
        raise NotPlannedError
    held.state, held.cancelled_reason = ActivityState.CANCELLED, reason
    held.save(update_fields=["state", "cancelled_reason"])
    told = tell_everybody(activity=held, kind=MailKind.CANCELLED)
    about = {"mensen die bericht krijgen": told}
    record(park=park, action=AuditAction.CHANGE, target=held, detail=about)
    return told


@transaction.atomic
def carry_through(*, before: Activity) -> int:
    """Do what follows from a change of an activity: places, and telling who would come.

    `before` is the activity as it was. Returns to how many people a change is told.
    """
    now = hold_activity(before)
    fill_places(now)
    if now.state != ActivityState.PLANNED or _to_know(now) == _to_know(before):
        return 0
    return tell_everybody(activity=now, kind=MailKind.CHANGED)


def _to_know(activity: Activity) -> tuple[object, ...]:
    return activity.starts_at, activity.ends_at, activity.place, activity.online_url


@transaction.atomic
def follow_with_milestone(
    *, park: Park, activity: Activity, what: str, due_on: dt.date, owner: str
) -> Linked:
    """Put what came out of an activity on the roadmap."""
    row = _follow_up(activity, FollowUpKind.MILESTONE, what)
    milestone = PlannedMilestone(title=what, due_on=due_on, audience=activity.audience, owner=owner)
    return roadmap().plan(park=park, milestone=milestone, origin=row)


@transaction.atomic
def follow_with_idea(*, park: Park, activity: Activity, what: str, theme: str) -> Idea:
    """Put what came out of an activity in the funnel of ideas."""
    text = f"Kwam naar voren bij: {activity.title}."
    typed = {"title": what, "what": text, "theme": theme, "audience": activity.audience}
    idea = add_idea(park=park, typed=typed)
    _follow_up(activity, FollowUpKind.IDEA, what, idea=idea)
    return idea


@transaction.atomic
def follow_with_contact(
    *,
    activity: Activity,
    stakeholder: Stakeholder,
    by: User,
    typed: Mapping[str, Any],
) -> Contact:
    """Note at a stakeholder what was said at an activity."""
    contact = add_contact(stakeholder=stakeholder, by=by, typed=typed, next_contact_on=None)
    _follow_up(activity, FollowUpKind.CONTACT, stakeholder.name[:200], contact=contact)
    return contact


@transaction.atomic
def remove_follow_up(*, park: Park, follow_up: FollowUp) -> None:
    """Take something off what followed from an activity; what came of it stays."""
    record(park=park, action=AuditAction.DELETE, target=follow_up)
    follow_up.delete()


def _follow_up(activity: Activity, kind: FollowUpKind, what: str, **made: Any) -> FollowUp:
    row: FollowUp = FollowUp.objects.create(
        park_id=activity.park_id, activity=activity, kind=kind, what=what, **made
    )
    return row
