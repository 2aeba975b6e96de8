"""How many people the team reminds tells nothing of wishes that it may not know of."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.models import Park
from realisation.choices import ListingSide
from realisation.models import Listing, Reminder, ReminderRun
from tests.realisation.opportunity_steps import at, words
from tests.realisation.trading import company_of, listing

pytestmark = pytest.mark.usefixtures("standing")

Login = Callable[[User], Client]


@pytest.fixture
def expiring(noord: Park, carla: User) -> Listing:
    with park_context(noord.pk):
        Listing.objects.all().update(expires_on=dt.date(2999, 1, 1))
        Reminder.objects.all().delete()
        ReminderRun.objects.all().delete()
    soon = timezone.localdate() + dt.timedelta(days=10)
    return listing(noord, ListingSide.DEMAND, company_of(noord, carla), expires_on=soon)


def test_the_team_counts_only_what_it_may_know_of(
    expiring: Listing, login: Login, tess: User, anna: User
) -> None:
    assert "Niemand te herinneren" in words(login(tess).get(at("scan_remind_expiring")))
    assert "1 persoon herinneren?" in words(login(anna).get(at("scan_remind_expiring")))
    with park_context(expiring.park_id):
        Listing.objects.filter(pk=expiring.pk).update(released_to="team")
    assert "1 persoon herinneren?" in words(login(tess).get(at("scan_remind_expiring")))


def test_the_team_reads_no_numbers_of_what_the_manager_sent(
    expiring: Listing, login: Login, tess: User, anna: User
) -> None:
    assert login(anna).post(at("scan_remind_expiring")).status_code == 302
    with park_context(expiring.park_id):
        run = ReminderRun.objects.get()
    page = at("scan_reminder", run.pk)
    assert "0 van 1" in words(login(anna).get(page))
    answer = login(tess).get(page)
    assert answer.status_code == 200
    assert "van 1" not in words(answer)
