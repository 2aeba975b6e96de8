"""Taking one thing off what followed from an activity: asked first, logged, the rest stays."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from collective.choices import FollowUpKind
from collective.models import Activity, FollowUp, Idea
from core.park_context import park_context
from parks.choices import AuditAction, Role
from parks.models import AuditEntry, Establishment, Membership
from strategy.models import Milestone
from tests.cast import Cast
from tests.collective.activity_steps import activity_at
from tests.collective.stakeholder_steps import contact, stakeholder
from tests.factories.parks import EstablishmentFactory

Login = Callable[[User], Client]


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return activity_at(cast.noord, starts_at=timezone.now() - dt.timedelta(days=1))


def at(name: str, row: Any) -> str:
    return reverse(f"collective:activity_{name}", args=["noord", row.pk])


def follow(client: Client, activity: Activity, kind: str, **typed: str) -> FollowUp:
    address = reverse("collective:activity_follow_up", args=["noord", activity.pk, kind])
    assert client.post(address, typed).status_code == 302
    with park_context(activity.park_id):
        return FollowUp.objects.latest("created_at")


@pytest.mark.parametrize("kind", [FollowUpKind.MILESTONE, FollowUpKind.IDEA])
def test_what_came_of_it_stays_when_it_is_taken_off(
    kind: str, cast: Cast, login: Login, activity: Activity
) -> None:
    client = login(cast.tess)
    row = follow(client, activity, kind, what="Samen inkopen", due_on="2027-03-31")
    page = client.get(at("detail", activity)).content.decode()
    assert at("follow_up_delete", row) in page
    assert "Vervolg weghalen?" in client.get(at("follow_up_delete", row)).content.decode()
    page = client.post(at("follow_up_delete", row), follow=True).content.decode()
    assert "“Samen inkopen” staat niet meer bij de activiteit." in page
    assert "Nog niets. Een activiteit telt pas" in page
    model: Any = Milestone if kind == FollowUpKind.MILESTONE else Idea
    with park_context(cast.noord.pk):
        assert not FollowUp.objects.exists()
        assert model.objects.get().title == "Samen inkopen"
        entry = AuditEntry.objects.get(action=AuditAction.DELETE)
    assert entry.object_label == "Samen inkopen"


def test_only_the_one_is_taken_off(cast: Cast, login: Login, activity: Activity) -> None:
    client = login(cast.anna)
    first = follow(client, activity, "idea", what="Zonnedak", theme="")
    second = follow(client, activity, "idea", what="Laadplein", theme="")
    client.post(at("follow_up_delete", first))
    with park_context(cast.noord.pk):
        assert list(FollowUp.objects.all()) == [second]


def test_its_history_says_who_put_it_down(cast: Cast, login: Login, activity: Activity) -> None:
    row = follow(login(cast.tess), activity, "idea", what="Zonnedak", theme="")
    page = login(cast.anna).get(at("follow_up_history", row)).content.decode()
    assert "Zonnedak" in page
    assert "Tess" in page


@pytest.mark.parametrize("name", ["follow_up_delete", "follow_up_history"])
def test_it_is_for_the_team_alone(name: str, cast: Cast, login: Login, activity: Activity) -> None:
    row = follow(login(cast.anna), activity, "idea", what="Zonnedak", theme="")
    for who, status in ((cast.bram, 403), (cast.dina, 403), (cast.chris, 404)):
        assert login(who).post(at(name, row)).status_code in (status, 405), who
        assert login(who).get(at(name, row)).status_code == status, who
    with park_context(cast.noord.pk):
        assert FollowUp.objects.filter(pk=row.pk).exists()


def test_a_talk_about_her_own_company_is_as_unknown_as_an_unused_id(
    cast: Cast, login: Login, activity: Activity
) -> None:
    company: Establishment = EstablishmentFactory(park=cast.noord)
    own = stakeholder(cast.noord, "Eigen zaak", organisation=company.organisation)
    talk = contact(own, cast.anna, dt.date(2026, 1, 1))
    with park_context(cast.noord.pk):
        Membership.objects.create(
            park=cast.noord, user=cast.tess, role=Role.MEMBER, establishment=company
        )
        row = FollowUp.objects.create(
            park=cast.noord, activity=activity, kind=FollowUpKind.CONTACT, what="Eigen zaak",
            contact=talk,
        )  # fmt: skip
    client = login(cast.tess)

    def unseen() -> None:
        assert "Eigen zaak" not in client.get(at("detail", activity)).content.decode()
        for name in ("follow_up_delete", "follow_up_history"):
            assert client.get(at(name, row)).status_code == 404

    unseen()
    assert "Eigen zaak" in login(cast.anna).get(at("detail", activity)).content.decode()
    # Nor does it come to light when the note of the talk goes.
    with park_context(cast.noord.pk):
        talk.delete()
    unseen()
