"""Testing parties: who may, what is kept, and who never reads it."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from knowledge.realisation import capacities
from parks.models import Membership, Park
from realisation.models import DoubleTest
from realisation.queries.double_test import ASPECTS
from tests.realisation.opportunity_steps import (
    DAY,
    again,
    at,
    double_test,
    opportunity,
    party,
    post,
    text,
    whole,
    words,
)

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")
ABLE = dict.fromkeys(ASPECTS, "enough")
TYPED = ABLE | {"tested_on": "2026-05-01", "support": "willing", "note": "Staat in de begroting."}


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def test_the_last_test_counts_and_the_earlier_ones_stay(client: Client, noord: Park) -> None:
    row = opportunity(noord)
    about = party(row)
    before = double_test(about, tested_on="2026-04-01", support="unwilling")
    page = words(post(client, "opportunity_test_add", about, TYPED))
    assert "Advies voor de hele kans: aan de slag" in page
    assert "Staat in de begroting." in page
    assert at("opportunity_test_edit", before.pk) in page
    with park_context(noord.pk):
        assert DoubleTest.objects.filter(party=about).count() == 2


def test_one_test_a_day_and_none_tomorrow(client: Client, noord: Park) -> None:
    about = party(opportunity(noord))
    post(client, "opportunity_test_add", about, TYPED)
    twice = post(client, "opportunity_test_add", about, TYPED)
    assert "Op deze dag is deze partij al getoetst." in words(twice)
    later = post(client, "opportunity_test_add", about, TYPED | {"tested_on": "2999-01-01"})
    assert later.status_code == 422


def test_a_test_is_put_right_and_its_history_stays(client: Client, noord: Park) -> None:
    test = double_test(party(opportunity(noord)))
    post(client, "opportunity_test_edit", test, TYPED | {"money": "lacking"})
    assert (again(test).money, again(test).support) == ("lacking", "willing")
    history = text(client.get(at("opportunity_test_history", test.pk)))
    assert "ontbreekt" in history
    late = client.post(at("opportunity_test_edit", test.pk), TYPED | {"version": 1})
    assert late.status_code == 409


def test_what_helps_with_what_is_weakest_stands_beside_the_advice(
    client: Client, noord: Park
) -> None:
    lacking = capacities()["money"].helps[0]
    waiting = capacities()["time"].helps[0]
    row = opportunity(noord)
    double_test(party(row, "Wil wel"), **ABLE | {"support": "willing", "money": "lacking"})
    double_test(party(row, "Wil niet"), **ABLE | {"support": "unwilling", "time": "lacking"})
    page = words(client.get(at("opportunity_tests", row.pk)))
    assert "Wat helpt bij geld?" in page
    assert lacking in page
    assert waiting not in page


def test_without_parties_the_page_teaches(client: Client, noord: Park) -> None:
    page = words(client.get(at("opportunity_tests", opportunity(noord).pk)))
    assert "Nog niemand om te toetsen" in page


def test_untested_parties_stand_under_unknown(client: Client, noord: Park) -> None:
    page = words(client.get(at("opportunity_tests", whole(noord).pk)))
    assert "Advies voor de hele kans: wachten" in page
    assert page.count("Nog niet getoetst.") == 2


@pytest.mark.parametrize("name", ["bram", "carla", "dina"])
def test_nobody_outside_the_team_reads_a_test(
    noord: Park, login: Login, request: pytest.FixtureRequest, name: str
) -> None:
    row = whole(noord)
    test = double_test(party(row, "Getest"), note="Vertrouwelijke toets")
    reader = login(request.getfixturevalue(name))
    for where in (
        at("opportunity_tests", row.pk),
        at("opportunity_test_add", test.party_id),
        at("opportunity_test_edit", test.pk),
        at("opportunity_test_history", test.pk),
    ):
        assert reader.get(where).status_code == 403
    assert "Vertrouwelijke toets" not in text(reader.get(at("opportunity", row.pk)))


def test_who_speaks_for_a_party_reads_neither_its_test_nor_the_whole(
    noord: Park, login: Login, tess: User, bram: User
) -> None:
    with park_context(noord.pk):
        company = Membership.objects.get(user=bram).establishment
        Membership.objects.create(
            park=noord, user=tess, role="member", establishment=company, since=DAY
        )
    row = whole(noord)
    own = party(row, "Eigen bedrijf", establishment=company)
    test = double_test(own, support="unwilling", note="Vertrouwelijke toets")
    team = login(tess)
    page = words(team.get(at("opportunity_tests", row.pk)))
    assert "Wasserij" in page
    assert "Eigen bedrijf" not in page
    assert "Vertrouwelijke toets" not in page
    assert "Advies voor de hele kans" not in page
    assert "U spreekt zelf voor een van de partijen." in page
    assert team.get(at("opportunity_test_add", own.pk)).status_code == 404
    assert team.get(at("opportunity_test_edit", test.pk)).status_code == 404
    assert team.get(at("opportunity_test_history", test.pk)).status_code == 404
