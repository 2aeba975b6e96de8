"""The history of an opportunity tells who drew its area, and the size of each drawing."""

from collections.abc import Callable

import pghistory
import pytest
from django.test import Client

from accounts.models import User
from parks.models import Park
from realisation.models import Opportunity
from realisation.queries.opportunity_drawings import whole_history_of
from tests.realisation.mapping import square, viewer, words
from tests.realisation.opportunity_steps import at
from tests.realisation.past import Past

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(in_noord: Park, tess: User) -> Opportunity:
    past = Past(in_noord)
    made = past.opportunity("Groene rand")
    with pghistory.context(user=tess.pk):
        for area in (square(0, 50), square(0, 40), square(1, 40), None):
            past.change(made, area=area)
    past.change(made, title="Groene zoom")
    return made


def test_each_drawing_is_told_with_its_size_and_who_made_it(
    drawn: Opportunity, in_noord: Park, tess: User
) -> None:
    told = whole_history_of(viewer(tess, in_noord), drawn)
    assert [entry.what for entry in told] == [
        "Gewijzigd",
        "Gebied weggehaald",
        "Gebied opnieuw getekend",
        "Gebied opnieuw getekend",
        "Gebied getekend",
        "Toegevoegd",
    ]
    sizes = [(each.before, each.after) for entry in told[1:5] for each in entry.changes]
    assert sizes == [
        ("0,16 ha", "leeg"), ("0,16 ha", "0,16 ha"), ("0,25 ha", "0,16 ha"), ("leeg", "0,25 ha")
    ]  # fmt: skip
    assert {entry.who for entry in told[1:5]} == {"Tess"}


def test_what_was_drawn_while_a_party_was_unnamed_stays_with_the_manager(
    in_noord: Park, anna: User, tess: User
) -> None:
    past = Past(in_noord)
    made = past.opportunity("Groene rand")
    shy = past.party(made, "Onbekend", named=False)
    past.change(made, area=square(0))
    past.change(shy, named=True)
    past.change(made, area=square(1))
    told = [
        [entry.what for entry in whole_history_of(viewer(who, in_noord), made)]
        for who in (anna, tess)
    ]
    assert told == [
        ["Gebied opnieuw getekend", "Gebied getekend", "Toegevoegd"], ["Gebied opnieuw getekend"]
    ]  # fmt: skip


def test_it_is_on_the_page_for_the_team(
    drawn: Opportunity, tess: User, bram: User, login: Callable[[User], Client]
) -> None:
    address = at("opportunity_history", drawn.pk)
    page = words(login(tess).get(address))
    assert "Gebied getekend" in page
    assert "0,25 ha" in page
    assert login(bram).get(address).status_code == 403
