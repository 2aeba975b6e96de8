"""The kansenkaart in time shows no more than then and no more than now."""

from collections.abc import Callable

import pghistory
import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from parks.choices import Audience
from parks.models import Park
from realisation.choices import OpportunityState
from realisation.queries.opportunity_time import MapStory, map_at, map_story
from tests.realisation.mapping import TODAY, square, viewer, words
from tests.realisation.past import Past, day

pytestmark = pytest.mark.django_db


@pytest.fixture
def past(in_noord: Park) -> Past:
    return Past(in_noord)


def told(user: User, park: Park) -> MapStory:
    return map_story(viewer(user, park), TODAY)


def lines(story: MapStory) -> list[tuple[str, str, str]]:
    """Return the changes, oldest first."""
    found = [(each.title, each.kind, "; ".join(each.what)) for each in story.changes]
    return found[::-1]


def titles(story: MapStory, number: int) -> list[str]:
    return [shot.title for _, shot in map_at(story, day(number))]


def test_it_tells_what_came_changed_and_lapsed_and_why(past: Past, bram: User) -> None:
    heat = past.opportunity("Warmte")
    past.change(heat, title="Warmte delen")
    past.change(heat, state=OpportunityState.OPPORTUNITY)
    past.change(heat, state=OpportunityState.LAPSED, state_reason="De leiding werd te lang.")
    story = told(bram, past.park)
    assert lines(story) == [
        ("Warmte", "came", "als idee"),
        ("Warmte delen", "changed", "heette eerst ‘Warmte’"),
        ("Warmte delen", "changed", "van idee naar kans"),
        ("Warmte delen", "lapsed", "van kans naar vervallen"),
    ]
    assert story.changes[0].why == "De leiding werd te lang."
    assert story.days == tuple(day(number) for number in (4, 3, 2, 1))


def test_a_day_shows_what_stood_there_then(past: Past, bram: User) -> None:
    first = past.opportunity("Eerst")
    past.opportunity("Later")
    past.change(first, title="Anders")
    story = told(bram, past.park)
    assert titles(story, 0) == []
    assert titles(story, 1) == ["Eerst"]
    assert titles(story, 2) == ["Eerst", "Later"]
    assert titles(story, 3) == ["Anders", "Later"]


def test_what_is_not_for_the_reader_now_was_never_there(past: Past, bram: User) -> None:
    made = past.opportunity("Teruggetrokken")
    past.change(made, audience=Audience.TEAM)
    assert told(bram, past.park).changes == ()


def test_what_was_not_for_the_reader_then_is_not_there_then(past: Past, bram: User) -> None:
    made = past.opportunity("Geheim plan", audience=Audience.TEAM)
    past.change(made, title="Plan voor allen", audience=Audience.MEMBERS)
    story = told(bram, past.park)
    assert titles(story, 1) == []
    assert lines(story) == [("Plan voor allen", "came", "als idee")]


def test_as_long_as_a_party_was_unnamed_there_was_nothing_to_see(
    past: Past, anna: User, bram: User
) -> None:
    made = past.opportunity("Met een onbekende")
    unnamed = past.party(made, "Onbekend", named=False)
    past.change(made, title="Toen nog blind")
    past.change(unnamed, named=True, name="Staal")
    story = told(bram, past.park)
    assert [titles(story, number) for number in (1, 2, 3)] == [["Met een onbekende"], [], []]
    assert titles(story, 4) == ["Toen nog blind"]
    assert titles(told(anna, past.park), 3) == ["Toen nog blind"]


def test_a_party_that_left_was_never_there_but_for_the_manager(
    past: Past, anna: User, tess: User, bram: User
) -> None:
    made = past.opportunity("Samen")
    left = past.party(made, "Vertrekker")
    past.party(made, "Blijver")
    past.change(left, left_on=day(4), left_reason="Verkocht.")
    for who in (tess, bram):
        story = told(who, past.park)
        assert "Vertrekker" not in str(story)
        assert map_at(story, day(3))[0][1].parties == ("Blijver",)
    story = told(anna, past.park)
    assert map_at(story, day(3))[0][1].parties == ("Blijver", "Vertrekker")
    assert "Vertrekker doet niet meer mee" in str(story)


def test_a_party_is_told_under_the_name_of_today(past: Past, bram: User) -> None:
    made = past.opportunity("Samen")
    renamed = past.party(made, "Staal BV")
    past.change(renamed, name="Een metaalbedrijf")
    story = told(bram, past.park)
    assert "Staal BV" not in str(story)
    assert map_at(story, day(2))[0][1].parties == ("Een metaalbedrijf",)


def test_a_party_that_was_removed_is_gone_from_the_past(past: Past, bram: User) -> None:
    made = past.opportunity("Samen")
    past.party(made, "Vergissing").delete()
    assert "Vergissing" not in str(told(bram, past.park))


def test_a_drawn_area_is_told_with_its_size(past: Past, bram: User) -> None:
    made = past.opportunity("Groene rand")
    for area in (square(0, 50), square(0, 40), None):
        past.change(made, area=area)
    assert [what for _, kind, what in lines(told(bram, past.park)) if kind == "changed"] == [
        "gebied getekend, 0,25 ha",
        "gebied opnieuw getekend, van 0,25 ha naar 0,16 ha",
        "gebied weggehaald",
    ]


def test_who_did_it_is_told_to_who_reads_histories(
    past: Past, anna: User, tess: User, bram: User, dina: User
) -> None:
    with pghistory.context(user=tess.pk):
        past.change(past.opportunity("Warmte"), title="Warmte delen")
    by = {who.name: told(who, past.park).changes[0].by for who in (anna, tess, bram, dina)}
    assert by == {"Anna": "Tess", "Tess": "Tess", "Bram": "", "Dina": ""}


def test_why_a_party_stopped_is_for_the_manager(
    past: Past, anna: User, tess: User, bram: User
) -> None:
    made = past.opportunity("Samen")
    past.change(past.party(made, "Vertrekker"), left_on=day(3), left_reason="Verkocht.")
    assert told(anna, past.park).changes[0].why == "Vertrekker: Verkocht."
    for who in (tess, bram):
        assert "Verkocht" not in str(told(who, past.park))


def test_the_page_shows_the_day_that_was_chosen(
    past: Past, bram: User, login: Callable[[User], Client]
) -> None:
    made = past.opportunity("Warmte")
    past.change(made, title="Warmte delen")
    client, address = login(bram), reverse("realisation:map_time", args=["noord"])
    now = words(client.get(address))
    assert "De kansenkaart van vandaag" in now
    assert "1 Warmte delen" in now
    then = words(client.get(address, {"dag": day(1).isoformat()}))
    assert "De kansenkaart van 2 januari 2026" in then
    assert "heette eerst ‘Warmte’" in then
    assert "1 Warmte Kans: energie Idee" in then
    part = client.get(address, {"dag": day(1).isoformat()}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert client.get(address, {"dag": "gisteren"}).status_code == 200


def test_an_empty_past_teaches(in_noord: Park, anna: User, login: Callable[[User], Client]) -> None:
    address = reverse("realisation:map_time", args=["noord"])
    assert "Nog niets gebeurd" in words(login(anna).get(address))
