"""The kansenkaart for everybody: beside a public story, with what is meant for everybody alone."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from collective.models import ParkStory
from core.park_context import park_context
from parks.choices import Audience, Release
from parks.models import Park
from tests.cast import Cast
from tests.realisation.mapping import listing, opportunity, party, plot, words

pytestmark = pytest.mark.usefixtures("standing")
ADDRESS, STORY = "/terreinen/noord/kansenkaart/", "/terreinen/noord/"


def publish(cast: Cast) -> None:
    """Publish the story; the world of the file has one that waits."""
    now = timezone.now()
    with park_context(cast.noord.pk):
        ParkStory.objects.filter(park=cast.noord).update(published_at=now)
    Park.objects.filter(pk=cast.noord.pk).update(story_published_at=now)


def public(cast: Cast, title: str = "Warmte voor de wijk") -> None:
    with park_context(cast.noord.pk):
        ground = plot(cast.noord, 30, audience=Audience.PUBLIC)
        made = opportunity(cast.noord, title, ground, audience=Audience.PUBLIC)
        party(made, "Zuivel")


def test_without_a_public_story_there_is_no_map(cast: Cast) -> None:
    public(cast)
    Park.objects.filter(pk=cast.noord.pk).update(story_published_at=None)
    here, nowhere = Client().get(ADDRESS), Client().get("/terreinen/bestaat-niet/kansenkaart/")
    assert here.status_code == nowhere.status_code == 404
    assert here.content == nowhere.content


def test_without_an_opportunity_for_everybody_there_is_no_map_and_no_link(cast: Cast) -> None:
    publish(cast)
    assert Client().get(ADDRESS).status_code == 404
    assert "kansenkaart" not in Client().get(STORY).content.decode().lower()


def test_everybody_sees_what_is_for_everybody_and_nothing_else(
    cast: Cast, login: Callable[[User], Client]
) -> None:
    publish(cast)
    public(cast)
    with park_context(cast.noord.pk):
        blind = opportunity(cast.noord, "Blinde kans", audience=Audience.PUBLIC)
        party(blind, "Onbekende", named=False)
        listing(cast.noord, "Gezocht door iedereen", released_to=Release.PUBLIC)
    assert ADDRESS in Client().get(STORY).content.decode()
    for visitor in (Client(), login(cast.anna), login(cast.fred)):
        answer = visitor.get(ADDRESS)
        page = answer.content.decode()
        assert "1 Warmte voor de wijk" in words(answer)
        assert "V1 Gezocht door iedereen" in words(answer)
        for hidden in ("Blinde kans", "Onbekende", "KANARIE", "/p/noord/"):
            assert hidden not in page
        assert answer["Cache-Control"] == "public, no-cache"


def test_a_party_that_withdraws_its_name_closes_the_page_at_once(cast: Cast) -> None:
    publish(cast)
    public(cast)
    with park_context(cast.noord.pk):
        from realisation.models import OpportunityParty  # within the context only

        assert Client().get(ADDRESS).status_code == 200
        OpportunityParty.objects.filter(name="Zuivel").update(named=False)
    assert Client().get(ADDRESS).status_code == 404


def test_ten_times_as_much_asks_no_more_queries(cast: Cast) -> None:
    publish(cast)
    counts = []
    for number in (3, 30):
        for at in range(number):
            public(cast, f"Kans {number}-{at}")
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(ADDRESS).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
