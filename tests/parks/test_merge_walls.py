"""Merging companies opens no door: not to what a company keeps, and not to who has left."""

import datetime as dt
from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.choices import FigureKind, Role
from parks.models import CompanyFigure, Establishment, Membership, Merge
from parks.services.merging import merge
from parks.services.parting import undo_merge
from parks.services.people import end_role, grant_role
from tests.cast import Cast
from tests.factories.parks import EstablishmentFactory
from tests.parks.terrain_steps import at, company_of

Login = Callable[[User], Client]
SECRET = 7_654_321
SHOWN = b"7.654.321"


def kept_by(company: Establishment) -> None:
    with park_context(company.park_id):
        CompanyFigure.objects.create(
            park_id=company.park_id,
            establishment=company,
            kind=FigureKind.ELECTRICITY,
            year=2025,
            value=SECRET,
        )


def merged(winner: Establishment, loser: Establishment, by: User) -> Merge:
    with park_context(winner.park_id, user_id=by.pk):
        return merge(park=winner.park, winner=winner, loser=loser, values={}, by=by)


def parted(log: Merge, by: User) -> None:
    with park_context(log.park_id, user_id=by.pk):
        undo_merge(park=log.park, merge=log, by=by, now=timezone.now())


def test_after_parting_nobody_reads_the_answers_of_the_other_in_the_history(
    cast: Cast, login: Login
) -> None:
    hers, his = company_of(cast.carla), company_of(cast.bram)
    kept_by(hers)
    parted(merged(his, hers, cast.anna), cast.anna)
    for client, company, reads in (
        (login(cast.bram), his, False),
        (login(cast.carla), hers, True),
    ):
        page = client.get(reverse("figures:history", args=["noord", company.pk]))
        assert (SHOWN in page.content) is reads


def test_parting_gives_no_role_back_to_who_has_left_since(cast: Cast, login: Login) -> None:
    first = company_of(cast.bram)
    second = EstablishmentFactory(park=cast.noord)
    with park_context(cast.noord.pk):
        grant_role(
            park=cast.noord,
            user=cast.bram,
            role=Role.MEMBER,
            since=dt.date(2026, 1, 1),
            establishment=second,
        )
    log = merged(first, second, cast.anna)
    with park_context(cast.noord.pk):
        (role,) = Membership.objects.filter(user=cast.bram).not_ended().select_related("park")
        end_role(membership=role, today=timezone.localdate())
    parted(log, cast.tess)
    assert login(cast.bram).get("/p/noord/").status_code == 404


def test_a_team_member_joins_no_companies_and_so_reads_no_secrets(cast: Cast, login: Login) -> None:
    hers, own = company_of(cast.carla), EstablishmentFactory(park=cast.noord)
    kept_by(hers)
    with park_context(cast.noord.pk):
        grant_role(
            park=cast.noord,
            user=cast.tess,
            role=Role.MEMBER,
            since=dt.date(2026, 1, 1),
            establishment=own,
        )
    tess, address = login(cast.tess), at("establishment_merge", own.pk, hers.pk)
    assert tess.get(address).status_code == 403
    assert tess.post(address, {"keep_name": "winner"}).status_code == 403
    page = tess.get(reverse("figures:company", args=["noord", own.pk]))
    assert page.status_code == 200
    assert SHOWN not in page.content


def test_nor_does_she_part_them_or_find_the_way_to_it(cast: Cast, login: Login) -> None:
    hers, his = company_of(cast.carla), company_of(cast.bram)
    log = merged(his, hers, cast.anna)
    undo, detail = at("merge_undo", log.pk), at("establishment_detail", his.pk)
    tess, anna = login(cast.tess), login(cast.anna)
    assert tess.post(undo).status_code == 403
    for client, finds in ((tess, False), (anna, True)):
        page = client.get(detail).content.decode()
        assert (undo in page) is finds
        assert (at("establishment_merge_choose", his.pk) in page) is finds
    assert anna.post(undo).status_code == 302
