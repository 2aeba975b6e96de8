"""What the tests of the story do again and again."""

import datetime as dt
from typing import Any

from django.urls import reverse

from collective.models import FrontRunner
from core.park_context import park_context
from knowledge.choices import Capital, Horizon
from parks.choices import Audience
from parks.jobs.models import JobState
from parks.models import Establishment
from reports.models import AdoptedBy, Report, ReportKind, RoadmapEdition
from strategy.choices import GoalState
from strategy.models import Goal
from tests.cast import Cast

PUBLIC = "/terreinen/noord/"


def at(name: str, *args: Any) -> str:
    return reverse(f"collective:{name}", args=["noord", *args])


def goal(cast: Cast, statement: str, **fields: Any) -> Goal:
    values: dict[str, Any] = {
        "state": GoalState.AGREED,
        "audience": Audience.PUBLIC,
        "capital": Capital.NATURAL,
        "horizon": Horizon.SHORT,
        "starts_on": dt.date(2026, 1, 1),
        **fields,
    }
    with park_context(cast.noord.pk):
        return Goal.objects.create(park=cast.noord, statement=statement, **values)


def runner(company: Establishment, **fields: Any) -> FrontRunner:
    values: dict[str, Any] = {
        "shown_name": "Staal",
        "text": "Deelt warmte.",
        "consent_on": dt.date(2026, 5, 1),
        "consent_by": "de directeur",
        **fields,
    }
    with park_context(company.park_id):
        return FrontRunner.objects.create(park=company.park, establishment=company, **values)


def edition(cast: Cast, audience: Audience, file: str = "") -> None:
    with park_context(cast.noord.pk):
        made = RoadmapEdition.objects.create(
            park=cast.noord,
            number=1,
            audience=audience,
            title=f"Routekaart {audience}",
            adopted_by=AdoptedBy.BOARD,
            adopted_on=dt.date(2026, 6, 1),
            published_by=cast.anna,
            content={},
            sha256="0" * 64,
        )
        if file:
            Report.objects.create(
                park=cast.noord,
                kind=ReportKind.EDITION,
                edition=made,
                audience=audience,
                request_key=f"edition-{made.pk}",
                requested_by=cast.anna,
                state=JobState.READY,
                file=file,
            )
