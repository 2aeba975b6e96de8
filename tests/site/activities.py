"""Fills the full park of the running site with activities, so that each state has a page."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from collective.choices import ActivityState, Channel, MailKind, Segment, SignUpState
from collective.links import open_token, sign_up_token, stop_token
from collective.models import (
    Activity,
    CalendarFeed,
    Communication,
    FollowUp,
    Idea,
    MailItem,
    MailRun,
    SignUp,
)
from core.park_context import park_context
from parks.choices import Audience
from parks.jobs.models import JobState
from parks.models import Park
from tests.site.cast import FULL_PARK, PEOPLE

OPEN, HELD, OFF = "Proefontbijt", "Proefborrel", "Proefmarkt"


def fill_activities() -> None:
    """Make them, unless they are there."""
    park = Park.objects.defer("outline").get(slug=FULL_PARK)
    by = User.objects.get(email=PEOPLE["marit"].email)
    with transaction.atomic(), park_context(park.pk, user_id=by.pk):
        if Activity.objects.filter(title=OPEN).exists():
            return
        guest = _people(park, _activity(park, OPEN, 30, capacity=2, audience=Audience.PUBLIC))
        held = _activity(park, HELD, -30, state=ActivityState.HELD, outcome="Samen inkopen.")
        _guest(park, held, 9, SignUpState.COMING, attended=True)
        idea = Idea.objects.create(park=park, title="Samen afval ophalen")
        FollowUp.objects.create(park=park, activity=held, kind="idea", what=idea.title, idea=idea)
        _activity(park, OFF, 40, state=ActivityState.CANCELLED, cancelled_reason="Storm.")
        _runs(park, by, guest)
        _feeds(park, by)
        _messages(park)


def link_tokens() -> None:
    """Print the tokens of the links that stand in mails, by name; makes the activities first."""
    fill_activities()
    park = Park.objects.defer("outline").get(slug=FULL_PARK)
    with transaction.atomic(), park_context(park.pk):
        guest = SignUp.objects.select_related("activity").get(activity__title=OPEN, name="Gast 5")
    print(f"sign_up {sign_up_token(guest)}")
    print(f"open {open_token(guest.activity)}")
    print(f"stop {stop_token(guest, [MailKind.ACTIVITIES])}")


def _activity(park: Park, title: str, days: int, **fields: Any) -> Activity:
    starts = timezone.now() + dt.timedelta(days=days)
    given = {"place": "Havenweg 12", "audience": Audience.MEMBERS, "purpose": "Kennismaken."}
    ends = starts + dt.timedelta(hours=2)
    made: Activity = Activity.objects.create(
        park=park, title=title, starts_at=starts, ends_at=ends, **given | fields
    )
    return made


def _people(park: Park, activity: Activity) -> SignUp:
    """Put people on the list in every state; return one who did not answer."""
    states = (SignUpState.COMING, SignUpState.COMING, SignUpState.WAITING, SignUpState.DECLINED)
    for number, state in enumerate(states):
        _guest(park, activity, number, state)
    asked = _guest(park, activity, 5, SignUpState.ASKED)
    MailItem.objects.create(park=park, sign_up=asked, kind=MailKind.ACTIVITIES)
    return asked


def _guest(park: Park, activity: Activity, number: int, state: str, **more: Any) -> SignUp:
    made: SignUp = SignUp.objects.create(
        park=park,
        activity=activity,
        name=f"Gast {number}",
        email=f"gast{number}@example.test",
        state=state,
        answered_at=None if state == SignUpState.ASKED else timezone.now(),
        **more,
    )
    return made


def _runs(park: Park, by: User, guest: SignUp) -> None:
    """Make a run that is done and one that failed for one address."""
    MailRun.objects.create(park=park, requested_by=by, state=JobState.READY, progress=100)
    failed = MailRun.objects.create(
        park=park, requested_by=by, state=JobState.FAILED, message="De mailserver antwoordt niet."
    )
    MailItem.objects.create(
        park=park, sign_up=guest, kind=MailKind.REMINDERS, run=failed, failed_at=timezone.now()
    )


def _feeds(park: Park, by: User) -> None:
    for user, audience in ((by, Audience.TEAM), (None, Audience.PUBLIC)):
        CalendarFeed.objects.create(
            park=park, user=user, readers=audience, token_hash=f"{audience}-hash", created_by=by
        )


def _messages(park: Park) -> None:
    """Plan a message that is late and one that was brought."""
    today = timezone.localdate()
    for days, done_on in ((-10, None), (-40, today)):
        Communication.objects.create(
            park=park,
            message="Samen inkopen scheelt een kwart.",
            channel=Channel.VISIT,
            planned_on=today + dt.timedelta(days=days),
            done_on=done_on,
            segments=[Segment.SLEEPER],
        )
