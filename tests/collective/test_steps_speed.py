"""The pages of steps and forms ask as many questions, however much there is."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from collective.choices import CommitmentKind, StepVerdict, TeamKind
from collective.models import ChosenForm, Commitment, Stakeholder, StepDecision, Team
from core.park_context import park_context
from knowledge.loader import advice, organisation_forms
from parks.choices import Audience, Helix
from parks.models import Park
from strategy.models import Milestone

DAY = dt.date(2026, 11, 22)


def fill(park: Park, by: User, times: int) -> None:
    """Add some of everything that the steps look at."""
    start = Team.objects.count()
    for number in range(start, start + times):
        Team.objects.create(park=park, kind=TeamKind.THEME, theme="energy", name=f"Team {number}")
        Stakeholder.objects.create(park=park, name=f"Partij {number}", helix=Helix.SOCIETY)
        ChosenForm.objects.create(
            park=park,
            form=list(organisation_forms())[number % len(organisation_forms())],
            audience=Audience.MEMBERS,
        )
        Commitment.objects.create(
            park=park,
            name="Een bedrijf",
            helix=Helix.COMPANY,
            kind=CommitmentKind.DATA,
            what="Cijfers",
            due_on=DAY,
            audience=Audience.MEMBERS,
        )
        decision = StepDecision.objects.create(
            park=park,
            step=list(advice())[number % len(advice())],
            verdict=StepVerdict.ACCEPTED,
            decided_by=by,
            audience=Audience.MEMBERS,
        )
        Milestone.objects.create(
            park=park, title="Doen", due_on=DAY, step=decision, audience=Audience.MEMBERS
        )


@pytest.mark.parametrize("who", ["anna", "bram"])
@pytest.mark.parametrize("page", ["samenwerking/stappen/", "samenwerking/vormen/"])
def test_ten_times_as_much_asks_as_many_questions(
    page: str,
    who: str,
    noord: Park,
    anna: User,
    login: Callable[[User], Client],
    request: pytest.FixtureRequest,
) -> None:
    client = login(request.getfixturevalue(who))
    bills = []
    for times in (3, 27):
        with park_context(noord.pk):
            fill(noord, anna, times)
        client.get(f"/p/{noord.slug}/{page}")
        with CaptureQueriesContext(connection) as bill:
            assert client.get(f"/p/{noord.slug}/{page}").status_code == 200
        bills.append([query["sql"][:60] for query in bill.captured_queries])
    assert len(bills[0]) == len(bills[1]), bills
