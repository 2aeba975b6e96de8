"""Asking for all that a park has: managers only, one at a time, gone after a week, in the log."""

import datetime as dt
import io
import os
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from core.park_context import park_context
from core.snapshot import snapshot
from parks.jobs.models import JobState
from parks.models import AuditEntry, Membership, Park
from reports import tasks
from reports.models import ParkExport
from reports.periodic import remove_exports
from reports.services.exports import request_export
from reports.services.tidying import tidy_files
from reports.tasks import make_export
from strategy.models import Goal
from tests.cast import Cast
from tests.factories.strategy import SmartGoalFactory

Login = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
PAGE = "/p/noord/rapporten/meenemen/"


def exports_of(park: Park) -> list[ParkExport]:
    with transaction.atomic(), park_context(park.pk):
        return list(ParkExport.objects.order_by("requested_at"))


def the_export(park: Park) -> ParkExport:
    (export,) = exports_of(park)
    return export


def set_to(export: ParkExport, **values: object) -> None:
    with transaction.atomic(), park_context(export.park_id):
        ParkExport.objects.filter(pk=export.pk).update(**values)


def make(export: ParkExport) -> ParkExport:
    make_export(park_id=export.park_id, job_id=str(export.pk))
    return the_export(export.park)


@pytest.fixture
def export(noord: Park, anna: User) -> ParkExport:
    with park_context(noord.pk):
        return request_export(park=noord, by=anna)


def test_a_manager_asks_follows_and_downloads(noord: Park, anna: User, login: Login) -> None:
    SmartGoalFactory(park=noord, statement="Samen opwekken")
    client = login(anna)
    assert "Er is nu geen export" in client.get(PAGE).content.decode()
    assert client.post(PAGE)["Location"] == PAGE
    waiting = client.get(PAGE, headers=HTMX).content.decode()
    assert "In de wachtrij" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    made = make(the_export(noord))
    ready = client.get(PAGE, headers=HTMX).content.decode()
    assert "Uw export is klaar" in ready
    assert "hx-trigger" not in ready
    answer = client.get(f"{PAGE}{made.pk}/bestand/")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Cache-Control"] == "private, no-store"
    assert 'filename="alles-van-noord-' in answer["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    assert "Samen opwekken" in archive.read("gegevens/doelen.json").decode()


@pytest.mark.parametrize("name", ["tess", "bram", "carla", "dina"])
def test_nobody_but_the_manager_gets_near_it(
    cast: Cast, export: ParkExport, login: Login, name: str
) -> None:
    make(export)
    client = login(getattr(cast, name))
    for answer in (
        client.get(PAGE),
        client.post(PAGE),
        client.get(f"{PAGE}{export.pk}/bestand/"),
    ):
        assert answer.status_code == 403
    assert "Alles meenemen" not in client.get("/p/noord/rapporten/").content.decode()
    assert client.get(f"/p/noord/rapporten/{export.pk}/").status_code == 404


def test_another_park_s_manager_does_not_find_it(
    cast: Cast, export: ParkExport, login: Login
) -> None:
    make(export)
    client = login(cast.chris)
    assert client.get(f"{PAGE}{export.pk}/bestand/").status_code == 404
    assert client.get(f"/p/zuid/rapporten/meenemen/{export.pk}/bestand/").status_code == 404


def test_both_asking_and_downloading_stand_in_the_log(
    noord: Park, anna: User, login: Login
) -> None:
    client = login(anna)
    client.post(PAGE)
    client.get(f"{PAGE}{make(the_export(noord)).pk}/bestand/")
    with park_context(noord.pk):
        lines = AuditEntry.objects.order_by("at").values_list("action", "actor_id")
        assert [line for line in lines if line[0] in ("export", "download")] == [
            ("export", anna.pk),
            ("download", anna.pk),
        ]


def test_a_second_request_follows_the_one_that_is_under_way(
    noord: Park, anna: User, login: Login
) -> None:
    client = login(anna)
    client.post(PAGE)
    client.post(PAGE)
    set_to(the_export(noord), state=JobState.RUNNING)
    client.post(PAGE)
    assert len(exports_of(noord)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_ask_at_once_get_the_same_one(noord: Park, anna: User) -> None:
    barrier, found = threading.Barrier(3), []

    def run() -> None:
        barrier.wait()
        try:
            with park_context(noord.pk):
                found.append(request_export(park=noord, by=anna).pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert (len(found), len(set(found))) == (3, 1)


@pytest.mark.django_db(transaction=True)
def test_a_new_export_takes_the_place_of_the_last(
    noord: Park, anna: User, login: Login, export: ParkExport, media: Path
) -> None:
    old = make(export)
    assert (media / old.file).exists()
    login(anna).post(PAGE)
    assert the_export(noord).pk != old.pk
    assert not (media / old.file).exists()


def test_a_failed_export_tells_why_and_can_be_tried_again(
    noord: Park, anna: User, login: Login, export: ParkExport
) -> None:
    set_to(export, state=JobState.FAILED, message="Dit duurde te lang.")
    client = login(anna)
    page = client.get(PAGE).content.decode()
    assert "Dit duurde te lang." in page
    assert "Probeer opnieuw" in page
    client.post(PAGE)
    assert the_export(noord).state == JobState.WAITING


def test_an_export_whose_file_is_gone_says_so(
    anna: User, login: Login, export: ParkExport, media: Path
) -> None:
    made = make(export)
    (media / made.file).unlink()
    client = login(anna)
    assert client.get(f"{PAGE}{made.pk}/bestand/")["Location"] == PAGE
    assert "De export is er niet meer" in client.get(PAGE).content.decode()


def test_who_is_no_manager_any_more_gets_no_export_made(
    noord: Park, anna: User, export: ParkExport
) -> None:
    with park_context(noord.pk):
        Membership.objects.filter(user=anna).update(ended_on=dt.date(2026, 1, 1))
    ended = make(export)
    assert (ended.state, ended.message, ended.file) == (JobState.FAILED, tasks.NO_MANAGER, "")


@pytest.mark.django_db(transaction=True)
def test_after_a_week_row_and_file_are_gone_and_a_younger_one_stays(
    noord: Park, zuid: Park, cast: Cast, export: ParkExport, media: Path
) -> None:
    with park_context(zuid.pk):
        young = request_export(park=zuid, by=cast.chris)
    old = make(export)
    set_to(old, requested_at=old.requested_at - dt.timedelta(days=7, minutes=1))
    remove_exports()
    assert exports_of(noord) == []
    assert not (media / old.file).exists()
    assert [each.pk for each in exports_of(zuid)] == [young.pk]


def test_the_file_of_an_export_is_not_an_orphan(export: ParkExport, media: Path) -> None:
    path = media / make(export).file
    os.utime(path, (time.time() - 3600,) * 2)
    assert tidy_files().orphans == ()


def test_the_clock_removes_old_exports_each_hour(settings: Settings) -> None:
    assert settings.CELERY_BEAT_SCHEDULE["remove-exports"] == {
        "task": remove_exports.name,
        "schedule": 3600.0,
    }


@pytest.mark.django_db(transaction=True)
def test_it_shows_the_park_at_one_moment(noord: Park) -> None:
    def add() -> None:
        try:
            SmartGoalFactory(park=noord)
        finally:
            connections.close_all()

    with park_context(noord.pk):
        with snapshot():
            assert Goal.objects.count() == 0
            meanwhile = threading.Thread(target=add)
            meanwhile.start()
            meanwhile.join(timeout=30)
            assert Goal.objects.count() == 0
        with transaction.atomic():
            assert Goal.objects.count() == 1
        SmartGoalFactory(park=noord)  # the connection writes again


def test_the_page_asks_the_database_for_one_thing_behind_the_door(
    anna: User,
    login: Login,
    export: ParkExport,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = login(anna)
    # session, user, savepoint, park, roles, the export, release of the savepoint
    with django_assert_num_queries(7):
        client.get(PAGE)
