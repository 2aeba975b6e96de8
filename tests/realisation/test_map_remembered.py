"""The map is remembered per reader and never shows what has changed since."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from parks.choices import Audience
from parks.models import Establishment, Membership, Occupation, Park
from realisation.choices import LinkKind
from realisation.models import OpportunityLink, OpportunityPlot
from realisation.queries.opportunity_stamp import map_stamp
from tests.realisation.mapping import listing, opportunity, party, plot, square, words

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]
MAP = reverse("realisation:map", args=["noord"])


def change(row: Any, **fields: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**fields)


def test_every_row_of_which_the_map_is_made_changes_its_stamp(in_noord: Park, bram: User) -> None:
    company = Membership.objects.get(user=bram).establishment
    assert isinstance(company, Establishment)
    ground = plot(in_noord, 0)
    first, second = opportunity(in_noord, "Eén"), opportunity(in_noord, "Twee")
    joined, asked = party(first, "Zuivel"), listing(in_noord, "Grond", establishment=company)
    acts: tuple[Callable[[], object], ...] = (
        lambda: change(first, title="Anders"),
        lambda: change(joined, named=False),
        lambda: change(asked, state="met"),
        lambda: change(ground, audience=Audience.TEAM),
        lambda: change(company, name="Nieuwe naam"),
        lambda: change(company.organisation, audience=Audience.TEAM),
        lambda: change(in_noord, outline=square(3)),
        lambda: OpportunityPlot.objects.create(park=in_noord, opportunity=first, plot=ground),
        lambda: OpportunityPlot.objects.all().delete(),
        lambda: OpportunityLink.objects.create(
            park=in_noord, source=first, target=second, kind=LinkKind.NEEDS
        ),
        lambda: Occupation.objects.create(
            park=in_noord, plot=ground, establishment=company, since=dt.date(2020, 1, 1)
        ),
        joined.delete,
    )
    before = map_stamp(in_noord)
    assert map_stamp(in_noord) == before
    for act in acts:
        act()
        now = map_stamp(in_noord)
        assert now != before
        before = now


def test_a_party_that_withdraws_is_gone_at_the_next_request(
    in_noord: Park, bram: User, login: Login
) -> None:
    made, client = opportunity(in_noord, "Warmte"), login(bram)
    joined = party(made, "Zuivel")
    assert "Zuivel" in words(client.get(MAP))
    change(joined, left_on=dt.date(2026, 1, 1))
    assert "Zuivel" not in words(client.get(MAP))
    change(joined, left_on=None, named=False)
    assert "Warmte" not in words(client.get(MAP))


def test_readers_with_other_rights_share_nothing(
    in_noord: Park, anna: User, tess: User, bram: User, carla: User, login: Login
) -> None:
    own = Membership.objects.get(user=bram).establishment
    listing(in_noord, "Alleen van ons", establishment=own, released_to="company")
    shown = {
        who.name: "Alleen van ons" in words(login(who).get(MAP))
        for who in (anna, tess, bram, carla, anna, tess, bram, carla)
    }
    assert shown == {"Anna": True, "Tess": False, "Bram": True, "Carla": False}


def test_the_same_person_at_another_page_or_layer_is_asked_anew(
    in_noord: Park, anna: User, login: Login
) -> None:
    opportunity(in_noord, "Warmte")
    client = login(anna)
    assert "Warmte" in words(client.get(MAP))
    assert "Warmte" not in words(client.get(MAP, {"layer": "demand"}))
