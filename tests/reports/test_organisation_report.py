"""The report on the organisation degree: asked for by the team, made by a worker, per audience."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pypdf import PdfReader

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience
from reports.models import Report, ReportKind
from reports.paper.html import document_html
from reports.paper.organisation import organisation_html
from reports.queries.canonical import from_json, to_json
from reports.queries.content import OrganisationDocument
from reports.queries.document import roadmap_document
from reports.queries.organisation import organisation_document
from reports.rendering import render_report
from reports.services.jobs import request_organisation
from tests.cast import Cast
from tests.factories.world import World

pytestmark = pytest.mark.usefixtures("standing")
TODAY = dt.date(2026, 11, 22)
Login = Callable[[User], Client]


def document(world: World, audience: Audience) -> OrganisationDocument:
    with park_context(world.park.pk):
        return organisation_document(park=world.park, audience=audience, today=TODAY)


def texts(world: World, audience: Audience) -> str:
    return str(to_json(document(world, audience)))


def test_it_comes_back_from_its_json_as_it_was(world: World) -> None:
    made = document(world, Audience.TEAM)
    assert from_json(OrganisationDocument, to_json(made)) == made


@pytest.mark.parametrize("audience", list(Audience))
def test_it_holds_what_its_readers_may_see(audience: Audience, world: World) -> None:
    found = texts(world, audience)
    assert "KANARIE-zuid" not in found
    assert ("-team" in found) is (audience == Audience.TEAM)
    for_members = audience != Audience.PUBLIC
    assert ("groepslid-members" in found) is for_members
    for secret in ("onderstroom", "contactverslag", "drijfveer"):
        assert secret not in found


def test_the_pdf_has_its_parts_and_says_for_whom_it_is(world: World, cast: Cast) -> None:
    with park_context(world.park.pk):
        report = request_organisation(
            park=world.park, audience=Audience.MEMBERS, by=cast.anna, today=TODAY
        )
        pdf = render_report(report, progress=lambda _percent: None)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    for part in ("Waar staan beide kanten?", "Wat is de volgende stap?", "Mensen en afspraken"):
        assert part in text
    assert "Leden, overheid en kernteam" in text
    assert 4 <= pdf.pages <= 8


def test_a_step_says_for_whom_how_much_work_and_what_helps(world: World) -> None:
    made = document(world, Audience.TEAM)
    steps = [step for step in made.next_steps if step.activities and step.tools]
    assert steps
    html = organisation_html(made, sha256="0" * 64)
    for step in steps:
        assert step.effort.lower() in html
        assert f"Voor: {step.side.lower()}" in html
        for title in (*step.activities, *step.tools):
            assert escape(title) in html


def test_the_chapter_of_the_roadmap_has_the_steps_of_the_method(world: World) -> None:
    with park_context(world.park.pk):
        made = roadmap_document(park=world.park, audience=Audience.TEAM, today=TODAY)
    html = document_html(made, sha256="0" * 64)
    chapter = html[html.index('id="organisation"') :]
    steps = [step for step in made.next_steps if step.effort]
    assert steps
    for step in steps:
        assert escape(step.title) in chapter
    # What follows from goals and milestones stands in the summary alone.
    loose = [step.title for step in made.next_steps if not step.effort]
    assert not [title for title in loose if escape(title) in chapter]


def test_an_edition_of_before_tells_less_of_its_steps(world: World) -> None:
    stored = to_json(document(world, Audience.TEAM))
    for step in stored["next_steps"]:
        for name in ("side", "effort", "activities", "tools"):
            del step[name]
    html = organisation_html(from_json(OrganisationDocument, stored), sha256="0" * 64)
    assert "Voor:" not in html


def test_the_team_asks_for_it_and_is_sent_to_the_job(
    world: World, cast: Cast, login: Login
) -> None:
    address = reverse("reports:draft_request", args=["noord"])
    form = {"kind": ReportKind.ORGANISATION, "audience": Audience.AUTHORITY}
    answer = login(cast.tess).post(address, form)
    with park_context(cast.noord.pk):
        report = Report.objects.get(kind=ReportKind.ORGANISATION)
    assert answer["Location"] == reverse("reports:report_detail", args=["noord", report.pk])
    assert (report.audience, report.content["audience"]) == (Audience.TEAM, Audience.AUTHORITY)
    assert login(cast.bram).get(answer["Location"]).status_code == 404


def test_the_same_question_twice_is_one_job(world: World, cast: Cast) -> None:
    with park_context(world.park.pk):
        first, second = (
            request_organisation(park=world.park, audience=audience, by=cast.anna, today=TODAY)
            for audience in (Audience.TEAM, Audience.TEAM)
        )
        other = request_organisation(
            park=world.park, audience=Audience.PUBLIC, by=cast.anna, today=TODAY
        )
    assert first.pk == second.pk != other.pk


def test_a_member_can_not_ask_for_it(cast: Cast, login: Login) -> None:
    address = reverse("reports:draft_request", args=["noord"])
    form = {"kind": ReportKind.ORGANISATION, "audience": Audience.PUBLIC}
    assert login(cast.bram).post(address, form).status_code == 403
