"""Acts that a park manager must be able to look up later leave a line in the log."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from core.park_context import park_context
from parks.choices import AuditAction, Role
from parks.models import AuditEntry, Invitation, Membership, Park
from parks.services.invitations import invite, resend, withdraw
from parks.services.people import change_role, end_role, grant_role
from reports.models import AdoptedBy, Report
from reports.services.editions import Adoption, publish_edition
from strategy.models import Milestone
from tests.cast import Cast
from tests.factories.parks import InvitationFactory

TODAY = dt.date(2026, 6, 1)


def lines(park: Park) -> list[tuple[str, str]]:
    with park_context(park.pk):
        found = AuditEntry.objects.in_park(park.pk).newest_first()
        return [(entry.action, entry.object_label) for entry in reversed(found)]


def test_giving_changing_and_ending_a_role(cast: Cast) -> None:
    with park_context(cast.noord.pk, user_id=cast.anna.pk):
        held = grant_role(park=cast.noord, user=cast.fred, role=Role.TEAM, since=TODAY)
        grant_role(park=cast.noord, user=cast.fred, role=Role.TEAM, since=TODAY)
        manages = change_role(membership=held, role=Role.PARK_MANAGER, today=TODAY)
        end_role(membership=manages, today=TODAY)
        end_role(membership=manages, today=TODAY)
        actors = set(AuditEntry.objects.values_list("actor", flat=True))
    team, manager = "Fred (lid van het kernteam)", "Fred (parkmanager)"
    assert lines(cast.noord) == [
        (AuditAction.GRANT, team),
        (AuditAction.END, team),
        (AuditAction.GRANT, manager),
        (AuditAction.END, manager),
    ]
    assert actors == {cast.anna.pk}


def test_inviting_again_and_withdrawing(cast: Cast) -> None:
    now = timezone.now()
    with park_context(cast.noord.pk):
        invitation = invite(
            park=cast.noord,
            email="nieuw@example.test",
            name="Nieuw",
            role=Role.TEAM,
            by=cast.anna,
            now=now,
        )
        resend(park=cast.noord, invitation=invitation, by=cast.anna, now=now)
        withdraw(park=cast.noord, invitation=invitation, now=now)
    acts = [AuditAction.INVITE, AuditAction.INVITE_AGAIN, AuditAction.WITHDRAW]
    assert lines(cast.noord) == [(act, "Nieuw (lid van het kernteam)") for act in acts]


def test_a_newcomer_who_accepts_is_named_although_nobody_was_logged_in(cast: Cast) -> None:
    InvitationFactory(park=cast.noord, token="link", email="nieuw@example.test", role=Role.TEAM)
    typed = {"name": "Nina", "password1": "wolken-boven-zee", "password2": "wolken-boven-zee"}
    Client().post("/uitnodiging/noord/link/", typed)
    with park_context(cast.noord.pk):
        found = list(AuditEntry.objects.newest_first())
        assert Membership.objects.filter(user__name="Nina").exists()
        assert Invitation.objects.filter(accepted_at__isnull=False).exists()
    assert {entry.action for entry in found} == {AuditAction.GRANT, AuditAction.ACCEPT}
    assert {str(entry.actor) for entry in found} == {"Nina"}
    assert {entry.origin for entry in found} == {"127.0.0.1"}


def test_deleting_a_milestone(cast: Cast, login: Callable[[User], Client]) -> None:
    with park_context(cast.noord.pk):
        milestone = Milestone.objects.create(park=cast.noord, title="Laadplein", due_on=TODAY)
    login(cast.tess).post(reverse("strategy:milestone_delete", args=["noord", milestone.pk]))
    assert lines(cast.noord) == [(AuditAction.DELETE, str(milestone))]


def test_publishing_an_edition_and_downloading_its_file(
    cast: Cast, login: Callable[[User], Client], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    with park_context(cast.noord.pk):
        adoption = Adoption(
            audience="members", title="Samen", adopted_by=AdoptedBy.BOARD, adopted_on=TODAY
        )
        edition = publish_edition(
            park=cast.noord, adoption=adoption, by=cast.anna, now=timezone.now()
        )
        (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")
        Report.objects.filter(edition=edition).update(state="ready", file="x.pdf")
    address = reverse("reports:edition_pdf", args=["noord", edition.pk])
    assert login(cast.bram).get(address).status_code == 200
    assert lines(cast.noord) == [
        (AuditAction.PUBLISH, "Samen, editie 1"),
        (AuditAction.DOWNLOAD, "routekaart-noord-editie-1.pdf"),
    ]


@pytest.mark.parametrize("fails", [True, False])
def test_what_is_rolled_back_leaves_no_line(cast: Cast, fails: bool) -> None:
    from django.db import transaction

    with park_context(cast.noord.pk):
        try:
            with transaction.atomic():
                grant_role(park=cast.noord, user=cast.fred, role=Role.TEAM, since=TODAY)
                if fails:
                    raise ValueError
        except ValueError:
            pass
    assert bool(lines(cast.noord)) is not fails
