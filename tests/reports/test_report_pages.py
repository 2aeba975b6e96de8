"""The pages about editions and jobs: who sees what, what a file carries, how a job is followed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience
from parks.jobs.models import JobState
from parks.models import Park
from reports.models import Report
from tests.factories.reports import DraftFactory, EditionFactory, ReportFactory
from tests.factories.strategy import SmartGoalFactory
from tests.reports.conftest import Publish, job_of

Login = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
LIST = "/p/noord/rapporten/"
DRAFT = f"{LIST}concept/"


def _ready(report: Report, media: Path, **values: Any) -> Report:
    """Give a job its file."""
    name = f"reports/{report.park_id}/{report.pk}.pdf"
    (media / name).parent.mkdir(parents=True, exist_ok=True)
    (media / name).write_bytes(b"%PDF-1.7 file")
    _set(report, state=JobState.READY, file=name, file_size=13_400, pages=21, **values)
    return report


def _set(report: Report, **values: Any) -> None:
    with park_context(report.park_id):
        Report.objects.filter(pk=report.pk).update(**values)


@pytest.fixture
def editions(noord: Park, media: Path) -> dict[str, Report]:
    """Publish one edition for each audience, each with its file."""
    return {
        audience: _ready(
            ReportFactory(
                park=noord,
                edition=EditionFactory(park=noord, audience=audience, title=f"EDITIE-{audience}"),
            ),
            media,
        )
        for audience in Audience.values
    }


def _download(report: Report) -> str:
    return f"{LIST}edities/{report.edition_id}/pdf/"


SEEN = {
    "anna": {"team", "authority", "members", "public"},
    "tess": {"team", "authority", "members", "public"},
    "dina": {"authority", "members", "public"},
    "bram": {"members", "public"},
}


@pytest.mark.parametrize("name", SEEN)
def test_everybody_sees_and_gets_only_the_editions_for_them(
    editions: dict[str, Report], login: Login, cast: Any, name: str
) -> None:
    client = login(getattr(cast, name))
    listed = client.get(LIST).content.decode()
    for audience, report in editions.items():
        allowed = audience in SEEN[name]
        assert (f"EDITIE-{audience}" in listed) is allowed
        status = 200 if allowed else 404
        for path in (
            _download(report),
            f"{LIST}edities/{report.edition_id}/",
            f"{LIST}{report.pk}/",
            f"{LIST}{report.pk}/bestand/",
        ):
            assert client.get(path).status_code == status, path


@pytest.mark.parametrize("name", ["chris", "eva", "fred"])
def test_an_outsider_gets_the_same_404_for_a_real_and_an_invented_edition(
    editions: dict[str, Report], login: Login, cast: Any, name: str
) -> None:
    client = login(getattr(cast, name))
    real = client.get(_download(editions["public"]))
    unreal = client.get("/p/bestaat-niet/rapporten/edities/x/pdf/")
    assert (real.status_code, unreal.status_code) == (404, 404)


def test_an_edition_of_another_park_is_not_served_here(
    editions: dict[str, Report], login: Login, zuid: Park, anna: User
) -> None:
    other = ReportFactory(park=zuid)
    assert login(anna).get(_download(other)).status_code == 404


def test_on_a_phone_each_edition_is_a_block_that_names_its_facts(
    editions: dict[str, Report], login: Login, bram: User
) -> None:
    page = login(bram).get(LIST).content.decode()
    number = editions["members"].edition.number  # type: ignore[union-attr]  # it has one
    assert f"EDITIE-members, editie&nbsp;{number}</a>" in page
    assert "data-table editions" in page
    assert "css/reports.css" in page
    assert all(f'data-label="{name}"' in page for name in ("Vastgesteld", "Voor wie", "Pdf"))
    assert page.count('role="cell"') == 2 * 3


def test_a_file_comes_as_a_private_attachment_with_a_neat_name(
    editions: dict[str, Report], login: Login, bram: User
) -> None:
    response = login(bram).get(_download(editions["members"]))
    number = editions["members"].edition.number  # type: ignore[union-attr]  # it has one
    assert response.getvalue() == b"%PDF-1.7 file"
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert (
        response["Content-Disposition"]
        == f'attachment; filename="routekaart-noord-editie-{number}.pdf"'
    )


def test_a_download_asks_the_database_for_one_thing_behind_the_door(
    editions: dict[str, Report],
    login: Login,
    bram: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = login(bram)
    # session, user, savepoint, park, roles, the file, a line in the log, release of the savepoint
    with django_assert_num_queries(8):
        client.get(_download(editions["members"]))


def test_a_download_before_the_file_is_there_shows_how_far_it_is(
    noord: Park, login: Login, bram: User
) -> None:
    report = ReportFactory(park=noord)
    client = login(bram)
    response = client.get(_download(report))
    assert response["Location"] == f"{LIST}{report.pk}/"
    assert "De pdf wordt gemaakt" in client.get(response["Location"]).content.decode()


def test_an_edition_without_a_job_gets_one_when_somebody_downloads(
    noord: Park, login: Login, bram: User
) -> None:
    edition = EditionFactory(park=noord)
    client = login(bram)
    path = f"{LIST}edities/{edition.pk}/pdf/"
    assert client.get(path)["Location"] == client.get(path)["Location"]
    assert job_of(edition).state == JobState.WAITING


def test_a_file_that_has_gone_is_made_again(
    editions: dict[str, Report], login: Login, bram: User, media: Path
) -> None:
    report = editions["members"]
    (media / f"reports/{report.park_id}/{report.pk}.pdf").unlink()
    assert login(bram).get(_download(report)).status_code == 302
    with park_context(report.park_id):
        report.refresh_from_db()
    assert (report.state, report.file) == (JobState.WAITING, "")


def test_the_page_of_a_job_looks_again_until_it_is_finished(
    noord: Park, login: Login, anna: User, media: Path
) -> None:
    report = DraftFactory(park=noord)
    client, path = login(anna), f"{LIST}{report.pk}/"
    waiting = client.get(path, headers=HTMX).content.decode()
    assert "Wat daarna is veranderd, staat er niet in." in waiting
    assert "<html" not in waiting
    assert 'hx-trigger="every 2s"' in waiting
    assert f'href="{path}"' in waiting
    _set(report, state=JobState.RUNNING, progress=70)
    assert 'value="70"' in client.get(path, headers=HTMX).content.decode()
    _ready(report, media)
    ready = client.get(path, headers=HTMX).content.decode()
    assert "hx-trigger" not in ready
    assert f"{path}bestand/" in ready
    assert "21 bladzijden, 13\u00a0kB" in ready.replace("&nbsp;", "\u00a0")


def test_a_failed_job_tells_why_and_the_team_can_try_again(
    noord: Park, login: Login, tess: User
) -> None:
    report = DraftFactory(park=noord)
    _set(report, state=JobState.FAILED, attempts=3, message="Het maken duurde te lang.")
    client, path = login(tess), f"{LIST}{report.pk}/"
    assert "Het maken duurde te lang." in client.get(path).content.decode()
    assert client.post(f"{path}opnieuw/")["Location"] == path
    with park_context(noord.pk):
        report.refresh_from_db()
    assert (report.state, report.attempts) == (JobState.WAITING, 0)


def test_a_member_reads_the_message_and_cannot_try_again(
    noord: Park, login: Login, bram: User
) -> None:
    report = ReportFactory(park=noord)
    _set(report, state=JobState.FAILED, message="Het maken duurde te lang.")
    client, path = login(bram), f"{LIST}{report.pk}/"
    assert (
        "Het kernteam van het terrein kan het opnieuw proberen."
        in client.get(path).content.decode()
    )
    assert client.post(f"{path}opnieuw/").status_code == 403


def test_a_retry_only_by_post(noord: Park, login: Login, anna: User) -> None:
    report = DraftFactory(park=noord)
    assert login(anna).get(f"{LIST}{report.pk}/opnieuw/").status_code == 405


@pytest.mark.parametrize("name", ["bram", "dina"])
def test_drafts_and_running_work_are_for_the_team(
    noord: Park, login: Login, cast: Any, name: str
) -> None:
    report = DraftFactory(park=noord)
    client = login(getattr(cast, name))
    page = client.get(LIST).content.decode()
    assert "Concepten en lopend werk" not in page
    assert "Maak concept-pdf" not in page
    assert client.get(f"{LIST}{report.pk}/").status_code == 404
    assert client.post(DRAFT, {"audience": "public"}).status_code == 403


def test_asking_for_the_same_draft_twice_leads_to_the_same_job(
    noord: Park, login: Login, tess: User
) -> None:
    SmartGoalFactory(park=noord, audience=Audience.MEMBERS)
    client = login(tess)
    first, second = (client.post(DRAFT, {"audience": "members"}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert "Concept van de routekaart" in client.get(LIST).content.decode()


@pytest.mark.parametrize("audience", ["", "everybody", "TEAM", "team\x00"])
def test_a_draft_for_nobody_gets_a_message_at_the_field(
    noord: Park, login: Login, tess: User, audience: str
) -> None:
    response = login(tess).post(DRAFT, {"audience": audience})
    assert response.status_code == 422
    with park_context(noord.pk):
        assert not Report.objects.exists()


def test_an_edition_shows_its_fingerprint_and_notices_when_it_does_not_fit(
    noord: Park, login: Login, bram: User
) -> None:
    good, bad = EditionFactory(park=noord), EditionFactory(park=noord, sha256="f" * 64)
    client = login(bram)
    page = client.get(f"{LIST}edities/{good.pk}/").content.decode()
    assert f'<code class="code">{good.sha256}</code>' in page
    assert "nog precies zoals bij de publicatie" in page
    assert "De inhoud klopt niet" in client.get(f"{LIST}edities/{bad.pk}/").content.decode()


def test_the_list_is_empty_at_first_and_teaches(
    noord: Park, login: Login, anna: User, bram: User
) -> None:
    assert "Publiceer de eerste editie" in login(anna).get(LIST).content.decode()
    assert (
        "Zodra de parkmanager een routekaart publiceert" in login(bram).get(LIST).content.decode()
    )


def test_the_list_costs_the_same_for_one_edition_and_for_thirty(
    noord: Park, login: Login, anna: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = login(anna)
    ReportFactory(park=noord)
    # the door: session, user, savepoint, park, roles; then jobs, editions, their
    # files; release of the savepoint
    with django_assert_num_queries(9):
        client.get(LIST)
    for _ in range(29):
        ReportFactory(park=noord)
        DraftFactory(park=noord, request_key=f"draft:{_}")
    with django_assert_num_queries(9):
        client.get(LIST)


def test_text_of_people_is_shown_as_text(
    noord: Park, login: Login, bram: User, publish: Publish
) -> None:
    nasty = "<script>alert(1)</script>{{ 7|add:7 }}"
    SmartGoalFactory(park=noord, audience=Audience.MEMBERS)
    publish()
    SmartGoalFactory(park=noord, audience=Audience.MEMBERS, statement=nasty)
    page = login(bram).get(f"{LIST}edities/{publish().pk}/").content.decode()
    assert "<script>alert" not in page
    assert "{{ 7|add:7 }}" in page
