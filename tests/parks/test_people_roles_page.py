"""A manager changes and ends roles."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.access import roles_at
from parks.choices import Role
from parks.models import Membership, Park
from parks.services.people import LastManagerError, change_role, end_role, grant_role
from tests.cast import Cast
from tests.factories.parks import MembershipFactory

PEOPLE = "/p/noord/mensen/"
TODAY = dt.date(2026, 3, 2)


def membership_of(user: User, park: Park) -> Membership:
    with park_context(park.pk), transaction.atomic():
        people = Membership.objects.not_ended().select_related("establishment")
        return people.get(user=user, park=park)


def page_of(user: User, park: Park, action: str) -> str:
    return f"{PEOPLE}{membership_of(user, park).pk}/{action}/"


def roles(user: User, park: Park) -> tuple[Role, ...]:
    with park_context(park.pk, user_id=user.pk):
        return roles_at(user, park)


def test_another_role_ends_the_old_one_and_begins_today(manager: Client, cast: Cast) -> None:
    old = membership_of(cast.bram, cast.noord)
    answer = manager.post(page_of(cast.bram, cast.noord, "rol"), {"role": "team"}, follow=True)
    assert "Bram is nu lid van het kernteam." in answer.content.decode()
    assert roles(cast.bram, cast.noord) == (Role.TEAM,)
    new = membership_of(cast.bram, cast.noord)
    with park_context(cast.noord.pk):
        old.refresh_from_db()
    assert (old.ended_on, new.since) == (timezone.localdate(), timezone.localdate())


def test_a_role_that_she_has_already_is_refused_at_the_field(manager: Client, cast: Cast) -> None:
    company = membership_of(cast.bram, cast.noord).establishment
    form = {"role": "member", "company": str(company)}
    answer = manager.post(page_of(cast.bram, cast.noord, "rol"), form)
    assert answer.status_code == 422
    assert f"Bram heeft deze rol al: lid namens {company}." in answer.content.decode()
    assert roles(cast.bram, cast.noord) == (Role.MEMBER,)


@pytest.mark.parametrize("role", ["", "adviser", "staff", "team\x00", "x" * 5000])
def test_a_role_that_a_park_does_not_give_is_refused_at_the_field(
    manager: Client, cast: Cast, role: str
) -> None:
    answer = manager.post(page_of(cast.bram, cast.noord, "rol"), {"role": role})
    assert answer.status_code == 422
    assert 'id="id_role_error"' in answer.content.decode()
    assert roles(cast.bram, cast.noord) == (Role.MEMBER,)


def test_ending_asks_first_and_closes_the_door_at_the_next_request(
    manager: Client, cast: Cast, login: Callable[[User], Client]
) -> None:
    bram, end = login(cast.bram), page_of(cast.bram, cast.noord, "beeindigen")
    assert bram.get("/p/noord/").status_code == 200
    assert "Rol beëindigen?" in manager.get(end).content.decode()
    assert roles(cast.bram, cast.noord) == (Role.MEMBER,)
    answer = manager.post(end, follow=True)
    assert "Bram is geen lid namens Voorbeeldbedrijf" in answer.content.decode()
    assert bram.get("/p/noord/").status_code == 404
    assert manager.post(end).status_code == 404, "it ended before"


@pytest.mark.parametrize("action", ["rol", "beeindigen"])
def test_the_last_manager_stays(manager: Client, cast: Cast, action: str) -> None:
    page = page_of(cast.anna, cast.noord, action)
    assert "de enige parkmanager" in manager.get(page).content.decode()
    answer = manager.post(page, {"role": "team", "confirm": "on"})
    assert answer.status_code == 422
    assert "de enige parkmanager" in answer.content.decode()
    assert roles(cast.anna, cast.noord) == (Role.PARK_MANAGER,)


@pytest.mark.parametrize("why", ["begins-later", "closed-account", "ended", "other-park"])
def test_only_a_manager_who_can_come_in_counts_as_another_one(cast: Cast, why: str) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    park = cast.zuid if why == "other-park" else cast.noord
    MembershipFactory(
        park=park,
        role=Role.PARK_MANAGER,
        since=tomorrow if why == "begins-later" else TODAY,
        ended_on=TODAY if why == "ended" else None,
        user__is_active=why != "closed-account",
    )
    with park_context(cast.noord.pk):
        own = Membership.objects.get(user=cast.anna)
        with pytest.raises(LastManagerError):
            end_role(membership=own, today=TODAY)
        with pytest.raises(LastManagerError):
            change_role(membership=own, role=Role.TEAM, today=TODAY)
        assert roles_at(cast.anna, cast.noord) == (Role.PARK_MANAGER,)


@pytest.mark.parametrize("action", ["rol", "beeindigen"])
def test_giving_up_your_own_place_asks_whether_you_mean_it(
    manager: Client, cast: Cast, action: str
) -> None:
    with park_context(cast.noord.pk):
        grant_role(park=cast.noord, user=cast.tess, role=Role.PARK_MANAGER, since=TODAY)
    page = page_of(cast.anna, cast.noord, action)
    assert "Ja, ik geef mijn eigen rol als parkmanager op." in manager.get(page).content.decode()
    refused = manager.post(page, {"role": "team"})
    assert refused.status_code == 422
    assert 'id="id_confirm_error"' in refused.content.decode()
    assert roles(cast.anna, cast.noord) == (Role.PARK_MANAGER,)
    answer = manager.post(page, {"role": "team", "confirm": "on"}, follow=True)
    assert answer.redirect_chain == [("/parken/", 302)]
    assert answer.status_code == 200
    assert Role.PARK_MANAGER not in roles(cast.anna, cast.noord)


def test_somebody_elses_role_asks_no_such_thing(manager: Client, cast: Cast) -> None:
    for action in ("rol", "beeindigen"):
        page = manager.get(page_of(cast.bram, cast.noord, action)).content.decode()
        assert "mijn eigen rol" not in page


@pytest.mark.parametrize("action", ["rol", "beeindigen"])
def test_a_role_at_another_park_is_out_of_reach(manager: Client, cast: Cast, action: str) -> None:
    theirs = page_of(cast.chris, cast.zuid, action)
    assert manager.get(theirs).status_code == 404
    assert manager.post(theirs, {"role": "member"}).status_code == 404
    assert roles(cast.chris, cast.zuid) == (Role.PARK_MANAGER,)


def test_html_in_a_name_is_shown_as_text(manager: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.bram.pk).update(name="<b>Bram</b>")
    for action in ("rol", "beeindigen"):
        page = manager.get(page_of(cast.bram, cast.noord, action)).content.decode()
        assert "&lt;b&gt;Bram" in page
        assert "<b>Bram" not in page


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_leave_at_once_do_not_leave_the_park_alone(cast: Cast) -> None:
    MembershipFactory(park=cast.noord, role=Role.PARK_MANAGER, since=TODAY, user=cast.fred)
    ready, outcomes = threading.Barrier(2), []

    def leave(user: User) -> None:
        own = membership_of(user, cast.noord)
        ready.wait(timeout=10)
        try:
            with park_context(cast.noord.pk):
                end_role(membership=own, today=TODAY)
            outcomes.append("gone")
        except LastManagerError:
            outcomes.append("stayed")
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=[user]) for user in (cast.anna, cast.fred)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == ["gone", "stayed"]
