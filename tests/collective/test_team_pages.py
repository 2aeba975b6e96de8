"""Teams on screen: who may do what, what is refused, what stays."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from collective.choices import TeamKind
from collective.models import Team, TeamMember
from core.park_context import park_context
from parks.choices import Audience, AuditAction, Helix, Role
from parks.models import AuditEntry, Membership
from tests.cast import Cast
from tests.parks.terrain_steps import again, text, version

Login = Callable[[User], Client]
TYPED = {"kind": "core", "name": "Kernteam", "audience": "members", "purpose": "", "rhythm": ""}
PERSON = {"name": "Noor", "helix": "company", "organisation_name": "Staal BV"}


def at(name: str, *args: Any) -> str:
    return reverse(f"collective:{name}", args=["noord", *args])


@pytest.fixture
def team(cast: Cast) -> Team:
    with park_context(cast.noord.pk):
        return Team.objects.create(
            park=cast.noord, kind=TeamKind.CORE, name="Kernteam", audience=Audience.MEMBERS
        )


@pytest.fixture
def area(cast: Cast) -> Team:
    with park_context(cast.noord.pk):
        return Team.objects.create(
            park=cast.noord, kind=TeamKind.AREA, name="Gebied", audience=Audience.AUTHORITY
        )


def seat(team: Team, name: str = "Noor", **fields: Any) -> TeamMember:
    with park_context(team.park_id):
        return TeamMember.objects.create(
            park_id=team.park_id, team=team, name=name, helix=Helix.COMPANY, **fields
        )


def membership_of(cast: Cast, person: User) -> Membership:
    with park_context(cast.noord.pk):
        return Membership.objects.get(user=person, park=cast.noord)


def test_the_team_makes_a_team_and_puts_somebody_in_it(cast: Cast, login: Login) -> None:
    client = login(cast.tess)
    answer = client.post(at("team_add"), TYPED, follow=True)
    assert "Kernteam is gemaakt" in text(answer)
    with park_context(cast.noord.pk):
        made = Team.objects.get()
    typed = PERSON | {"roles": ["connector"], "ingredients": ["drive"], "hours_per_week": "2,5"}
    page = text(client.post(at("team_member_add", made.pk), typed, follow=True))
    assert "Noor zit in Kernteam." in page
    assert "Verbinder" in page
    assert "aanjagen" in page
    assert "2,5" in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": "board"}, "kind"),
        ({"kind": "theme"}, "theme"),
        ({"theme": "energy"}, "theme"),
        ({"audience": "everybody"}, "audience"),
        ({"name": "x" * 121}, "name"),
    ],
)
def test_what_a_team_can_not_be_is_said_at_the_field(
    cast: Cast, login: Login, typed: dict[str, str], field: str
) -> None:
    answer = login(cast.anna).post(at("team_add"), TYPED | typed)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)


def test_two_teams_that_exist_have_different_names(cast: Cast, login: Login, team: Team) -> None:
    answer = login(cast.anna).post(at("team_add"), TYPED)
    assert answer.status_code == 422
    assert "Er is al een team met deze naam." in text(answer)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"helix": ""}, "helix"),
        ({"roles": ["boss"]}, "roles"),
        ({"hours_per_week": "81"}, "hours_per_week"),
        ({"hours_per_week": "-1"}, "hours_per_week"),
        ({"hours_per_week": "veel"}, "hours_per_week"),
        ({"since": "2026-05-01", "until": "2026-05-01"}, "until"),
        ({"mandate": "x" * 301}, "mandate"),
    ],
)
def test_what_somebody_can_not_bring_is_said_at_the_field(
    cast: Cast, login: Login, team: Team, typed: dict[str, Any], field: str
) -> None:
    answer = login(cast.anna).post(at("team_member_add", team.pk), PERSON | typed)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)
    assert "Staal BV" in text(answer)


def test_somebody_with_an_account_sits_in_a_team_once_at_a_time(
    cast: Cast, login: Login, team: Team
) -> None:
    client, account = login(cast.anna), str(membership_of(cast, cast.bram).pk)
    typed = {"membership": account, "helix": "company"}
    assert client.post(at("team_member_add", team.pk), typed).status_code == 302
    assert "zit al in dit team" in text(client.post(at("team_member_add", team.pk), typed))
    both = client.post(at("team_member_add", team.pk), typed | PERSON)
    assert "niet allebei" in text(both)
    assert "Bram" in text(client.get(at("team_detail", team.pk)))


def test_somebody_of_another_park_is_no_choice(cast: Cast, login: Login, team: Team) -> None:
    with park_context(cast.zuid.pk):
        foreign = Membership.objects.get(user=cast.chris)
    typed = {"membership": str(foreign.pk), "helix": "company"}
    assert login(cast.anna).post(at("team_member_add", team.pk), typed).status_code == 422


def test_who_leaves_stays_in_what_was_and_frees_her_role(
    cast: Cast, login: Login, team: Team
) -> None:
    client, today = login(cast.anna), timezone.localdate()
    member = seat(team, roles=["doer"])
    typed = {"until": today.isoformat(), "version": str(version(member))}
    assert client.post(at("team_member_leave", member.pk), typed).status_code == 302
    page = text(client.get(at("team_detail", team.pk)))
    assert "Wie er eerder in zaten (1)" in page
    assert "Niemand heeft de rol doener" in text(client.get(at("team_coverage")))
    assert "Noor" in text(client.get(at("team_member_history", member.pk)))


def test_nobody_leaves_before_she_came(cast: Cast, login: Login, team: Team) -> None:
    member = seat(team, since=dt.date(2026, 5, 1))
    typed = {"until": "2026-04-01", "version": str(version(member))}
    answer = login(cast.anna).post(at("team_member_leave", member.pk), typed)
    assert answer.status_code == 422
    assert "Deze datum ligt niet na het begin." in text(answer)


def test_who_comes_second_sees_what_the_first_changed(cast: Cast, login: Login, team: Team) -> None:
    member = seat(team)
    stale = str(version(member))
    first = PERSON | {"mandate": "tot 500 euro", "version": stale}
    assert login(cast.tess).post(at("team_member_edit", member.pk), first).status_code == 302
    second = PERSON | {"mandate": "tot 900 euro", "version": stale}
    answer = login(cast.anna).post(at("team_member_edit", member.pk), second)
    assert answer.status_code == 409
    assert again(member).mandate == "tot 500 euro"


def test_a_stopped_team_no_longer_counts(cast: Cast, login: Login, team: Team) -> None:
    client = login(cast.anna)
    seat(team, roles=["doer"])
    typed = {"ended_on": timezone.localdate().isoformat(), "version": str(version(team))}
    assert client.post(at("team_end", team.pk), typed).status_code == 302
    assert "gestopt" in text(client.get(at("teams")))
    assert "Nog niets na te kijken" in text(client.get(at("team_coverage")))


def test_a_team_that_stops_later_still_counts(cast: Cast, login: Login, team: Team) -> None:
    client, later = login(cast.anna), timezone.localdate() + dt.timedelta(days=9)
    seat(team, roles=["doer"])
    typed = {"ended_on": later.isoformat(), "version": str(version(team))}
    assert client.post(at("team_end", team.pk), typed).status_code == 302
    page = text(client.get(at("team_detail", team.pk)))
    assert "stopt per" in page
    assert "gestopt" not in page
    assert "Alleen Noor heeft de rol doener" in text(client.get(at("team_coverage")))


@pytest.mark.parametrize("what", ["team", "member"])
def test_removing_asks_first_and_is_in_the_log(
    cast: Cast, login: Login, team: Team, what: str
) -> None:
    client, member = login(cast.anna), seat(team)
    row, name = (team, "team_delete") if what == "team" else (member, "team_member_delete")
    assert "Ja, " in text(client.get(at(name, row.pk)))
    assert client.post(at(name, row.pk)).status_code == 302
    with park_context(cast.noord.pk):
        assert not type(row).objects.filter(pk=row.pk).exists()
        entry = AuditEntry.objects.get(action=AuditAction.DELETE)
    assert entry.object_label in ("Kernteam", "Noor")


def test_names_are_for_who_may_see_the_team(cast: Cast, login: Login, team: Team) -> None:
    with park_context(cast.noord.pk):
        hidden = Team.objects.create(park=cast.noord, kind=TeamKind.CORE, name="Geheim")
    seat(team)
    secret = seat(hidden, "Verborgen")
    for who in (cast.bram, cast.dina):
        client = login(who)
        page = text(client.get(at("teams")))
        assert "Noor" in page
        assert "Geheim" not in page
        assert "Verborgen" not in page
        assert client.get(at("team_detail", hidden.pk)).status_code == 404
    assert "Verborgen" not in text(login(cast.dina).get(at("team_coverage")))
    assert login(cast.dina).get(at("team_member_edit", secret.pk)).status_code == 404


def test_a_member_reads_and_changes_nothing(cast: Cast, login: Login, team: Team) -> None:
    client, member = login(cast.bram), seat(team)
    page = text(client.get(at("team_detail", team.pk)))
    assert "Wijzigen" not in page
    for name, row in (("team_edit", team), ("team_member_leave", member)):
        assert client.post(at(name, row.pk), {}).status_code == 403
    assert client.get(at("team_coverage")).status_code == 403


def test_an_adviser_works_on_the_area_team_and_on_no_other(
    cast: Cast, login: Login, team: Team, area: Team
) -> None:
    client = login(cast.dina)
    assert client.get(at("team_edit", team.pk)).status_code == 404
    assert client.post(at("team_member_add", team.pk), PERSON).status_code == 404
    typed = {"name": "Gebiedsteam", "audience": "members", "version": str(version(area))}
    assert client.post(at("team_edit", area.pk), typed).status_code == 302
    government = PERSON | {"helix": "government"}
    assert client.post(at("team_member_add", area.pk), government).status_code == 302
    assert "Iemand met een account" not in text(client.get(at("team_member_add", area.pk)))


def test_a_team_that_an_adviser_makes_is_of_the_authorities_and_seen_by_them(
    cast: Cast, login: Login
) -> None:
    client = login(cast.dina)
    typed = {"kind": "core", "name": "Gebiedsteam", "audience": "team"}
    assert client.post(at("team_add"), typed).status_code == 422
    assert client.post(at("team_add"), typed | {"audience": "authority"}).status_code == 302
    with park_context(cast.noord.pk):
        assert Team.objects.get().kind == TeamKind.AREA


def test_leaving_is_tried_out_without_changing_anything(
    cast: Cast, login: Login, team: Team
) -> None:
    seat(team, roles=["strategist"], hours_per_week=4)
    client = login(cast.tess)
    page = text(client.get(at("team_coverage"), {"wie": "naam-noor"}))
    assert "Als Noor weggaat" in page
    assert "4,0 uur per week" in page
    assert "Als " not in text(client.get(at("team_coverage"), {"wie": "naam-niemand"}))


def test_ten_times_the_people_take_as_many_queries(cast: Cast, login: Login, team: Team) -> None:
    client = login(cast.anna)

    def asked() -> list[int]:
        counts = []
        for url in (at("teams"), at("team_detail", team.pk), at("team_coverage")):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
        return counts

    account = membership_of(cast, cast.bram)
    seat(team)
    seat(team, "", membership=account)
    asked()  # fills the caches
    before = asked()
    with park_context(cast.noord.pk):
        for number in range(20):
            person = User.objects.create_user(f"p{number}@example.test", name=f"P {number}")
            member = Membership.objects.create(park=cast.noord, user=person, role=Role.TEAM)
            TeamMember.objects.create(
                park=cast.noord, team=team, membership=member, helix=Helix.COMPANY
            )
            Team.objects.create(park=cast.noord, kind=TeamKind.THEME, name=f"T {number}")
    assert asked() == before
