"""Publishing: numbers without gaps, content that never changes, one job for the file."""

import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import Client
from environ import Env

from accounts.models import User
from core.park_context import SET_CONTEXT, park_context
from parks.choices import Audience
from parks.jobs.models import JobState
from parks.models import Park
from reports.models import Report, RoadmapEdition
from reports.queries.canonical import content_hash
from tests.factories.strategy import SmartGoalFactory
from tests.reports.conftest import Publish, job_of

Login = Callable[[User], Client]
FORM = {
    "audience": "members",
    "title": "Samen verder",
    "adopted_by": "board",
    "adopted_on": "20-11-2026",
    "note": "",
}


@pytest.fixture
def goal(noord: Park) -> Any:
    return SmartGoalFactory(park=noord, statement="Zon op elk dak", audience=Audience.MEMBERS)


def _page(park: Park) -> str:
    return f"/p/{park.slug}/rapporten/edities/nieuw/"


def test_an_edition_keeps_content_and_fingerprint(goal: Any, publish: Publish) -> None:
    edition = publish()
    assert edition.content["goals"][0]["statement"] == "Zon op elk dak"
    assert edition.content["edition"]["number"] == edition.number == 1
    with park_context(edition.park_id):
        edition.refresh_from_db()
    assert edition.sha256 == content_hash(edition.content)


def test_numbers_run_per_audience(goal: Any, publish: Publish) -> None:
    numbers = [publish(audience).number for audience in ("members", "team", "members", "public")]
    assert numbers == [1, 1, 2, 1]


def test_the_next_edition_says_what_changed(goal: Any, publish: Publish, noord: Park) -> None:
    publish()
    SmartGoalFactory(park=noord, statement="Groene daken", audience=Audience.MEMBERS)
    second = publish()
    assert second.content["previous_number"] == 1
    assert second.content["changes"] == [{"kind": "goal_added", "text": "Groene daken"}]


def test_publishing_asks_for_the_file_in_the_same_transaction(goal: Any, publish: Publish) -> None:
    job = job_of(publish())
    assert (job.state, job.audience) == (JobState.WAITING, Audience.MEMBERS)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_publish_at_once_get_two_numbers(goal: Any, publish: Publish) -> None:
    barrier, numbers = threading.Barrier(4), []

    def run() -> None:
        barrier.wait()
        try:
            numbers.append(publish().number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(numbers) == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "update reports_roadmapedition set title = 'Anders'",
        "update reports_roadmapedition set content = '{}'",
        "delete from reports_roadmapedition",
        "truncate reports_roadmapedition cascade",
    ],
)
def test_the_role_of_the_application_cannot_change_an_edition(
    goal: Any, publish: Publish, noord: Park, statement: str
) -> None:
    publish()
    role = Env.db_url_config(Env()("DATABASE_URL"))
    with psycopg.connect(
        host=role["HOST"],
        port=role["PORT"],
        user=role["USER"],
        password=role["PASSWORD"],
        dbname=connection.settings_dict["NAME"],
    ) as raw:
        raw.execute(SET_CONTEXT, (str(noord.pk), ""))
        seen = raw.execute("select title from reports_roadmapedition").fetchall()
        assert seen == [("Samen verder",)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(statement)
    assert role["USER"] == settings.DATABASE_APP_ROLE


def test_the_manager_publishes_with_the_form(
    goal: Any, noord: Park, anna: User, login: Login
) -> None:
    response = login(anna).post(_page(noord), FORM)
    with park_context(noord.pk):
        edition = RoadmapEdition.objects.get()
        assert Report.objects.count() == 1
    assert response.status_code == 302
    assert response["Location"] == f"/p/noord/rapporten/edities/{edition.pk}/"
    assert (edition.published_by, edition.title) == (anna, "Samen verder")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Vul in: titel."),
        ("title", "x" * 161, "160"),
        ("title", "nul\x00", "Null-tekens"),
        ("audience", "everybody", "everybody"),
        ("audience", "", "Maak een keuze."),
        ("audience", "public", "Deze lezers zien nog geen enkel doel"),
        ("adopted_by", "pope", "pope"),
        ("adopted_on", "31-02-2026", "Vul een bestaande datum in"),
        ("adopted_on", "1-1-2199", "Deze dag moet nog komen"),
        ("adopted_on", "", "Vul in: vastgesteld op."),
        ("note", "x" * 1001, "1000"),
    ],
)
def test_bad_input_gets_a_message_at_the_field_and_loses_nothing(
    goal: Any, noord: Park, anna: User, login: Login, field: str, value: str, message: str
) -> None:
    response = login(anna).post(_page(noord), FORM | {"title": "Mijn titel"} | {field: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert "Mijn titel" in page or field == "title"
    with park_context(noord.pk):
        assert not RoadmapEdition.objects.exists()


def test_the_publish_page_says_how_many_goals_each_reader_sees(
    goal: Any, noord: Park, anna: User, login: Login
) -> None:
    SmartGoalFactory(park=noord, audience=Audience.TEAM)
    page = login(anna).get(_page(noord)).content.decode()
    assert "Leden, overheid en kernteam (1 doel)" in page
    assert "Alleen het kernteam (2 doelen)" in page


@pytest.mark.parametrize("name", ["tess", "bram", "dina"])
def test_only_the_manager_publishes(
    goal: Any, noord: Park, login: Login, name: str, cast: Any
) -> None:
    assert login(getattr(cast, name)).post(_page(noord), FORM).status_code == 403


def test_a_publication_that_fails_halfway_leaves_nothing(
    goal: Any, publish: Publish, noord: Park
) -> None:
    with transaction.atomic():
        publish()
        transaction.set_rollback(True)
    with park_context(noord.pk):
        assert not RoadmapEdition.objects.exists()
        assert not Report.objects.exists()
    assert publish().number == 1
