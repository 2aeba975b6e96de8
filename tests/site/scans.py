"""Fills the full park of the running site with facts of the area and quick scans in every state."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience, Release
from parks.jobs.models import JobState
from parks.models import Establishment, Membership, Park
from realisation.choices import TakenBy
from realisation.models import (
    AreaFact,
    FactGoal,
    QuickScan,
    Reminder,
    ReminderRun,
    ScanLevel,
    ScanRound,
)
from strategy.models import Goal
from tests.site.cast import FULL_PARK, PEOPLE

OPEN, CLOSED = "Proefronde", "Proefronde van toen"
SOURCE = "Proeftelling"


def fill_scans() -> None:
    """Make them, unless they are there."""
    park = Park.objects.defer("outline").get(slug=FULL_PARK)
    by = User.objects.get(email=PEOPLE["marit"].email)
    with transaction.atomic(), park_context(park.pk, user_id=by.pk):
        if ScanRound.objects.filter(title=OPEN).exists():
            return
        _facts(park)
        _open_round(park, by)
        _closed_round(park)


def _facts(park: Park) -> None:
    for subject, day, value in (
        ("charging-points", dt.date(2024, 1, 1), 8),
        ("charging-points", dt.date(2026, 1, 1), 12),
        ("grid-demand", dt.date(2026, 1, 1), 2),
    ):
        AreaFact.objects.create(
            park=park,
            subject=subject,
            on=day,
            value=value,
            source=SOURCE,
            audience=Audience.MEMBERS,
        )
    goal = Goal.objects.filter(target__isnull=False).order_by("created_at", "pk").first()
    FactGoal.objects.create(park=park, subject="charging-points", goal=goal)


def _open_round(park: Park, by: User) -> None:
    asked = ScanRound.objects.create(
        park=park, title=OPEN, opened_on=timezone.localdate(), version="2026-1"
    )
    own = Membership.objects.get(user__email=PEOPLE["lotte"].email, ended_on=None).establishment
    assert own is not None
    others = Establishment.objects.present().exclude(pk=own.pk).order_by("name", "pk")
    QuickScan.objects.create(
        park=park, round=asked, establishment=own, situation="Wij huren een hal.", plan="expand"
    )
    QuickScan.objects.create(
        park=park,
        round=asked,
        establishment=others[0],
        taken_by=TakenBy.TALK,
        taken_on=timezone.localdate(),
        plan="move",
        offers=["heat"],
        released_to=Release.MEMBERS,
        finished_at=timezone.now(),
    )
    for state in (JobState.READY, JobState.FAILED, JobState.RUNNING):
        run = ReminderRun.objects.create(
            park=park,
            round=asked,
            requested_by=by,
            state=state,
            lease_until=timezone.now() + dt.timedelta(days=1)
            if state == JobState.RUNNING
            else None,
            message="De mailserver antwoordt niet." if state == JobState.FAILED else "",
        )
        Reminder.objects.create(park=park, run=run, user=by, sent_at=timezone.now())


def _closed_round(park: Park) -> None:
    today = timezone.localdate()
    asked = ScanRound.objects.create(
        park=park,
        title=CLOSED,
        opened_on=today - dt.timedelta(days=60),
        closes_on=today - dt.timedelta(days=1),
        version="2026-1",
    )
    companies = Establishment.objects.present().order_by("name", "pk")[:12]
    for place, company in enumerate(companies):
        grows = place % 2 == 0
        scan = QuickScan.objects.create(
            park=park,
            round=asked,
            establishment=company,
            plan="expand" if grows else "stay",
            plan_year=today.year + 1 if grows else None,
            plan_area_m2=3000 if grows else None,
            bottlenecks=["grid"] if grows else ["staff"],
            offers=["roof"] if grows else [],
            gives_time=grows,
            finished_at=timezone.now(),
        )
        for theme in ("energy", "mobility", "staff"):
            ScanLevel.objects.create(
                park=park, scan=scan, theme=theme, urgency=1 + place % 5, energy=5 - place % 3
            )
