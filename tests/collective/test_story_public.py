"""The public page: what everybody reads of a park, and nothing else with it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from collective.models import FrontRunner, ParkStory
from core.park_context import park_context
from parks.choices import Audience, AuditAction
from parks.models import AuditEntry, Establishment, Park
from reports import storage
from strategy.choices import GoalState
from tests.cast import Cast
from tests.collective.story_steps import PUBLIC, at, edition, goal, runner
from tests.factories.parks import EstablishmentFactory
from tests.factories.world import fill
from tests.parks.terrain_steps import text

Login = Callable[[User], Client]


@pytest.fixture
def client(cast: Cast, login: Login) -> Client:
    return login(cast.anna)


@pytest.fixture
def story(cast: Cast) -> ParkStory:
    with park_context(cast.noord.pk):
        return ParkStory.objects.create(park=cast.noord, history="Het begon met **turf**.")


@pytest.fixture
def company(cast: Cast) -> Establishment:
    with park_context(cast.noord.pk):
        made: Establishment = EstablishmentFactory(park=cast.noord, name="Staal BV")
    return made


def test_a_park_without_a_story_is_as_absent_as_no_park(
    cast: Cast, login: Login, story: ParkStory
) -> None:
    for visitor in (Client(), login(cast.anna), login(cast.fred)):
        for page in ("", "routekaart/"):
            here = visitor.get(f"/terreinen/noord/{page}")
            nowhere = visitor.get(f"/terreinen/bestaat-niet/{page}")
            assert here.status_code == nowhere.status_code == 404
            assert here.content == nowhere.content


def test_a_sign_without_a_story_shows_nothing(cast: Cast, story: ParkStory) -> None:
    Park.objects.filter(pk=cast.noord.pk).update(story_published_at=timezone.now())
    assert Client().get(PUBLIC).status_code == 404
    assert Client().get(f"{PUBLIC}routekaart/").status_code == 404


def test_who_left_the_park_or_withdrew_consent_is_off_the_page(
    client: Client, story: ParkStory, company: Establishment
) -> None:
    row = runner(company)
    client.post(at("story_publish"))
    assert "Deelt warmte." in text(Client().get(PUBLIC))
    with park_context(company.park_id):
        Establishment.objects.filter(pk=company.pk).update(left_on=timezone.localdate())
    assert "Deelt warmte." not in text(Client().get(PUBLIC))
    assert "vertrokken" in text(client.get(at("story")))
    client.post(at("story_runner_delete", row.pk))
    with park_context(company.park_id):
        assert not FrontRunner.objects.exists()
        assert AuditEntry.objects.filter(action=AuditAction.DELETE).exists()


def test_goals_for_everybody_are_shown_with_how_far_they_are(
    client: Client, cast: Cast, story: ParkStory
) -> None:
    client.post(at("story_publish"))
    goal(cast, "Openbaar doel", owner_other="Iemand met een naam")
    goal(cast, "Concept voor later", state=GoalState.DRAFT)
    goal(cast, "Vervallen doel", state=GoalState.DROPPED, dropped_reason="Te duur")
    goal(cast, "Doel voor leden", audience=Audience.MEMBERS)
    shown = text(Client().get(PUBLIC))
    assert "Openbaar doel" in shown
    for hidden in ("Concept voor later", "Vervallen doel", "Doel voor leden", "Iemand met een"):
        assert hidden not in shown


def test_the_roadmap_for_everybody_is_downloaded_and_no_other(
    client: Client, cast: Cast, story: ParkStory, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    storage.store("reports/leden.pdf", b"%PDF leden")
    storage.store("reports/openbaar.pdf", b"%PDF openbaar")
    client.post(at("story_publish"))
    edition(cast, Audience.MEMBERS, "reports/leden.pdf")
    assert "Routekaart" not in text(Client().get(PUBLIC))
    assert Client().get(f"{PUBLIC}routekaart/").status_code == 404
    edition(cast, Audience.PUBLIC, "reports/openbaar.pdf")
    shown = text(Client().get(PUBLIC))
    assert "Routekaart public" in shown
    assert "Routekaart members" not in shown
    answer: Any = Client().get(f"{PUBLIC}routekaart/")
    assert b"".join(answer.streaming_content) == b"%PDF openbaar"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_nothing_of_a_full_park_leaks_through_its_public_page(client: Client, cast: Cast) -> None:
    """Every text of both parks is a canary; only what is written to be read by all may show."""
    fill(cast.zuid, cast.chris)
    fill(cast.noord, cast.anna)
    assert client.post(at("story_publish")).status_code == 302
    shown = text(Client().get(PUBLIC)).casefold()
    assert "kanarie-zuid" not in shown
    left = shown
    for meant in ("verhaal-toen-team", "verhaal-nu-team", "verhaal-straks-team",
                  "koploper-team", "koplopertekst-team"):  # fmt: skip
        assert f"kanarie-noord-{meant}" in left
        left = left.replace(f"kanarie-noord-{meant}", "")
    assert "kanarie" not in left


def test_the_page_is_the_same_for_everybody_and_may_be_kept_after_asking(
    client: Client, cast: Cast, login: Login, story: ParkStory
) -> None:
    client.post(at("story_publish"))
    first = Client().get(PUBLIC)
    assert first["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in first.get("Vary", "")
    assert not first.cookies
    for visitor in (Client(), login(cast.anna), login(cast.fred)):
        assert visitor.get(PUBLIC).content == first.content
    again = Client().get(PUBLIC, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    client.post(at("story_withdraw"))
    gone = Client().get(PUBLIC, headers={"If-None-Match": first["ETag"]})
    assert gone.status_code == 404


def test_nobody_writes_to_the_public_page(cast: Cast, client: Client, story: ParkStory) -> None:
    client.post(at("story_publish"))
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(PUBLIC).status_code == 405


def test_ten_times_the_goals_and_front_runners_take_as_many_queries(
    client: Client, cast: Cast, story: ParkStory, company: Establishment
) -> None:
    client.post(at("story_publish"))
    goal(cast, "Eerste")
    runner(company)

    def asked() -> list[int]:
        counts = []
        for url in (PUBLIC, at("story"), "/"):
            visitor = client if url.startswith("/p/") else Client()
            with CaptureQueriesContext(connection) as queries:
                assert visitor.get(url).status_code == 200
            counts.append(len(queries))
        return counts

    asked()  # fills the caches
    before = asked()
    with park_context(cast.noord.pk):
        others = EstablishmentFactory.create_batch(10, park=cast.noord)
    for number, other in enumerate(others):
        goal(cast, f"Doel {number}")
        runner(other, shown_name=f"Bedrijf {number}")
    assert asked() == before
