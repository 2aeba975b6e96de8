"""A role that is withdrawn: the very next request of any kind is refused."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience, Role
from parks.jobs.models import JobState
from parks.models import Adviser, Membership, Park
from parks.services.people import change_role, end_role
from reports import storage
from reports.models import Report
from reports.services.jobs import request_draft, request_edition_pdf, retry_report
from reports.tasks import NO_TEAM, make_report
from tests.cast import Cast
from tests.factories.parks import EstablishmentFactory
from tests.factories.reports import EditionFactory
from tests.factories.world import fill

HOME = "/p/noord/"
TODAY = dt.date(2026, 6, 1)
Login = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def withdraw(user: User, park: Park) -> None:
    with park_context(park.pk):
        for membership in Membership.objects.filter(user=user).not_ended():
            end_role(membership=membership, today=timezone.localdate())
    Adviser.objects.filter(user=user).update(ended_on=timezone.localdate())


def draft_by(user: User, park: Park) -> Report:
    with park_context(park.pk):
        return request_draft(park=park, audience=Audience.MEMBERS, by=user, today=TODAY)


def work(report: Report) -> Report:
    make_report(park_id=report.park_id, job_id=str(report.pk))
    with park_context(report.park_id):
        report.refresh_from_db()
    return report


@pytest.mark.parametrize("who", ["tess", "bram", "dina"])
def test_the_next_page_fragment_form_and_download_are_refused(
    who: str, cast: Cast, login: Login
) -> None:
    world = fill(cast.noord, cast.anna)
    with park_context(cast.noord.pk):
        name = f"{storage.FOLDER}/{cast.noord.pk}/x.pdf"
        with storage.storing(name) as file:
            file.write(b"%PDF-")
        Report.objects.filter(pk=world.edition_report.pk).update(state=JobState.READY, file=name)
    client = login(getattr(cast, who))
    pdf = f"{HOME}rapporten/edities/{world.edition.pk}/pdf/"
    cell = f"{HOME}strategie/cel/natural/short/"
    for place in (HOME, pdf, cell):
        assert client.get(place).status_code == 200
    assert client.get(cell, headers={"HX-Request": "true"}).status_code == 200
    withdraw(getattr(cast, who), cast.noord)
    for place in (HOME, pdf, cell):
        assert client.get(place).status_code == 404
    assert client.get(cell, headers={"HX-Request": "true"}).status_code == 404
    assert client.post(f"{HOME}strategie/doelen/nieuw/", {"statement": "x"}).status_code == 404
    assert client.get(f"{HOME}rapporten/{world.edition_report.pk}/bestand/").status_code == 404


def test_a_draft_that_waits_is_not_made_for_who_left(cast: Cast) -> None:
    report = draft_by(cast.tess, cast.noord)
    withdraw(cast.tess, cast.noord)
    work(report)
    assert (report.state, report.message, report.file) == (JobState.FAILED, NO_TEAM, "")


def test_nor_for_who_may_no_longer_edit(cast: Cast) -> None:
    report = draft_by(cast.tess, cast.noord)
    company = EstablishmentFactory(park=cast.noord)
    with park_context(cast.noord.pk):
        own = Membership.objects.select_related("park").get(user=cast.tess)
        change_role(membership=own, role=Role.MEMBER, establishment=company, today=TODAY)
    assert work(report).state == JobState.FAILED


def test_another_of_the_team_can_ask_again_and_gets_it(cast: Cast) -> None:
    report = draft_by(cast.tess, cast.noord)
    withdraw(cast.tess, cast.noord)
    work(report)
    with park_context(cast.noord.pk):
        retry_report(report=report, by=cast.anna)
    assert work(report).state == JobState.READY


def test_what_was_made_before_can_not_be_downloaded_by_who_left(cast: Cast, login: Login) -> None:
    report = work(draft_by(cast.tess, cast.noord))
    place = f"{HOME}rapporten/{report.pk}/bestand/"
    tess, anna = login(cast.tess), login(cast.anna)
    assert tess.get(place).status_code == 200
    withdraw(cast.tess, cast.noord)
    assert tess.get(place).status_code == 404
    assert anna.get(place).status_code == 200


def test_an_edition_is_the_parks_and_is_made_whoever_asked(cast: Cast) -> None:
    edition = EditionFactory(park=cast.noord)
    with park_context(cast.noord.pk):
        report = request_edition_pdf(edition=edition, by=cast.tess)
    withdraw(cast.tess, cast.noord)
    assert work(report).state == JobState.READY
