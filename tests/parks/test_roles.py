"""Which roles somebody has at a park, at this moment."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from core.park_context import park_context
from parks.access import roles_at
from parks.choices import AuthorityKind, Role
from parks.models import Adviser, Authority, Membership, Park
from parks.own_roles import authorities_of, own_roles
from parks.services.people import end_adviser, end_role, grant_role
from tests.cast import Cast

EVERY_AUTHORITY = [
    (AuthorityKind.MUNICIPALITY, {"municipality_codes": ["GM0160"]}),
    (AuthorityKind.MUNICIPALITY, {"municipality_codes": ["GM0957"]}),
    (AuthorityKind.REGION, {"municipality_codes": ["GM0014", "GM0160"]}),
    (AuthorityKind.REGION, {"municipality_codes": []}),
    (AuthorityKind.PROVINCE, {"province": "Overijssel"}),
    (AuthorityKind.PROVINCE, {"province": "Limburg"}),
    (AuthorityKind.PROVINCE, {"province": ""}),
    (AuthorityKind.PROGRAMME, {}),
    (AuthorityKind.PROGRAMME, {"municipality_codes": ["GM0160"]}),
]


@pytest.mark.parametrize("advised", [True, False], ids=["in-programme", "not-in-programme"])
@pytest.mark.parametrize(("kind", "facts"), EVERY_AUTHORITY)
def test_the_door_the_portfolio_and_the_list_agree_on_whom_an_authority_advises(
    kind: AuthorityKind, facts: dict[str, object], advised: bool, cast: Cast
) -> None:
    authority = Authority.objects.create(kind=kind, name="Een overheid", **facts)
    if advised and kind == AuthorityKind.PROGRAMME:
        authority.parks.add(cast.noord)
    Adviser.objects.create(authority=authority, user=cast.fred)
    listed = Park.objects.of_authority(authority)
    for park in (cast.noord, cast.zuid):
        with park_context(park.pk, user_id=cast.fred.pk):
            let_in = Role.ADVISER in roles_at(cast.fred, park)
        assert let_in is listed.filter(pk=park.pk).exists()
        assert let_in is Adviser.objects.of_park(park).filter(user=cast.fred).exists()


def test_a_person_can_have_several_roles_and_the_strongest_comes_first(cast: Cast) -> None:
    with park_context(cast.noord.pk):
        Membership.objects.create(park=cast.noord, user=cast.dina, role=Role.TEAM)
        assert roles_at(cast.dina, cast.noord) == (Role.TEAM, Role.ADVISER)


@pytest.mark.parametrize("who", ["bram", "dina"])
def test_what_has_ended_gives_nothing(who: str, cast: Cast) -> None:
    ended = dt.date(2026, 1, 1)
    with park_context(cast.noord.pk):
        person = getattr(cast, who)
        assert roles_at(person, cast.noord)
        Membership.objects.filter(user=person).update(ended_on=ended)
        Adviser.objects.filter(user=person).update(ended_on=ended)
        assert roles_at(person, cast.noord) == ()


@pytest.mark.parametrize("who", ["bram", "dina"])
def test_what_has_not_begun_gives_nothing_yet(who: str, cast: Cast) -> None:
    person, tomorrow = getattr(cast, who), timezone.localdate() + dt.timedelta(days=1)
    with park_context(cast.noord.pk):
        Membership.objects.filter(user=person).update(since=tomorrow)
        Adviser.objects.filter(user=person).update(since=tomorrow)
        assert roles_at(person, cast.noord) == ()
    assert own_roles(person) == []
    assert authorities_of(person) == []


@pytest.mark.parametrize("who", ["bram", "dina"])
def test_a_role_begins_at_midnight_in_amsterdam(who: str, cast: Cast) -> None:
    person, first_day = getattr(cast, who), dt.date(2026, 7, 1)
    with park_context(cast.noord.pk):
        Membership.objects.filter(user=person).update(since=first_day)
        Adviser.objects.filter(user=person).update(since=first_day)
        midnight = dt.datetime(2026, 6, 30, 22, tzinfo=dt.UTC)
        with time_machine.travel(midnight - dt.timedelta(seconds=1), tick=False):
            assert roles_at(person, cast.noord) == ()
            assert not own_roles(person)
            assert not authorities_of(person)
        with time_machine.travel(midnight, tick=False):
            assert roles_at(person, cast.noord)
            assert own_roles(person) or authorities_of(person)


def test_what_has_not_begun_can_be_taken_back(cast: Cast) -> None:
    today = timezone.localdate()
    tomorrow = today + dt.timedelta(days=1)
    with park_context(cast.noord.pk):
        membership = grant_role(park=cast.noord, user=cast.fred, role=Role.TEAM, since=tomorrow)
        end_role(membership=membership, today=today)
    adviser = Adviser.objects.get(user=cast.eva)
    Adviser.objects.filter(pk=adviser.pk).update(since=tomorrow)
    end_adviser(adviser=adviser, today=today)
    assert membership.ended_on == adviser.ended_on == today


def test_a_role_elsewhere_gives_nothing_here(cast: Cast) -> None:
    with park_context(cast.noord.pk):
        assert roles_at(cast.chris, cast.noord) == ()
        assert roles_at(cast.eva, cast.noord) == ()
