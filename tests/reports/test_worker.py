"""Jobs on a real worker: nothing that was accepted is lost, and nothing is made twice."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.site.processes import wait_until
from tests.site.running import Site
from tests.site.visitor import Answer, Visitor, log_in

AT_ONCE = 20


@pytest.fixture(scope="module")
def marit(site: Site) -> Visitor:
    return log_in(site, "marit")


@pytest.fixture(scope="module")
def lotte(site: Site) -> Visitor:
    return log_in(site, "lotte")


def _edition(site: Site, slug: str) -> str:
    """Return the id of the park's edition for members, without the job that made its PDF."""
    rows = site.rows(
        "select edition.id from reports_roadmapedition edition join parks_park park"
        " on park.id = edition.park_id where park.slug = %s and audience = 'members'",
        slug,
    )
    edition = str(rows[0][0])
    wait_until(lambda: _states(site, edition) <= {"ready"}, what="the first PDF", seconds=120)
    site.rows("delete from reports_report where edition_id = %s", edition)
    return edition


def _states(site: Site, edition: str) -> set[str]:
    rows = site.rows("select state from reports_report where edition_id = %s", edition)
    return {state for (state,) in rows}


def _jobs(site: Site, slug: str, kind: str) -> list[tuple[str, str, int, str]]:
    """Return the id, state, attempts and file of the jobs of a park."""
    return [
        (str(pk), state, attempts, file)
        for pk, state, attempts, file in site.rows(
            "select report.id, state, attempts, file from reports_report report"
            " join parks_park park on park.id = report.park_id"
            " where park.slug = %s and kind = %s and audience in ('members', 'team')",
            slug,
            kind,
        )
    ]


def _files_of(site: Site, job: str) -> list[Path]:
    return [path for path in Path(site.env["MEDIA_ROOT"]).rglob("*") if job in path.name]


def _wait_for_one_file(site: Site, slug: str, kind: str) -> int:
    """Wait for the only job of this kind; it must leave one whole file. Returns its attempts."""
    wait_until(
        lambda: [state for _, state, _, _ in _jobs(site, slug, kind)] == ["ready"],
        what="one ready job",
        seconds=90,
    )
    [(job, _, attempts, file)] = _jobs(site, slug, kind)
    [stored] = _files_of(site, job)
    content = stored.read_bytes()
    assert str(stored).endswith(file)
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    return attempts


def _all_at_once(ask: Callable[[], Answer]) -> list[Answer]:
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return [each.result() for each in [pool.submit(ask) for _ in range(AT_ONCE)]]


def test_twenty_requests_for_one_edition_make_one_file(site: Site, lotte: Visitor) -> None:
    edition = _edition(site, "proefpark-taken")
    path = f"/p/proefpark-taken/rapporten/edities/{edition}/pdf/"

    answers = _all_at_once(lambda: lotte.get(path))

    assert {answer.status for answer in answers} <= {200, 302}
    assert _wait_for_one_file(site, "proefpark-taken", "edition") == 1


def test_the_second_download_is_the_stored_file(site: Site, lotte: Visitor) -> None:
    edition = _edition(site, "proefpark-taken")
    path = f"/p/proefpark-taken/rapporten/edities/{edition}/pdf/"
    lotte.get(path)
    _wait_for_one_file(site, "proefpark-taken", "edition")

    first, second = lotte.get(path), lotte.get(path)

    assert first.status == second.status == 200
    assert first.body == second.body
    assert "no-store" in second.headers["Cache-Control"]
    assert _wait_for_one_file(site, "proefpark-taken", "edition") == 1


def test_a_double_click_on_a_draft_is_one_job(site: Site, marit: Visitor) -> None:
    path = "/p/proefpark-taken/rapporten/concept/"

    answers = _all_at_once(lambda: marit.post(path, {"audience": "members"}))

    assert {answer.status for answer in answers} == {302}
    assert len({answer.location for answer in answers}) == 1
    assert _wait_for_one_file(site, "proefpark-taken", "draft") == 1


def test_a_job_survives_workers_that_are_killed(site: Site, lotte: Visitor) -> None:
    edition = _edition(site, "proefpark-taken")
    lotte.get(f"/p/proefpark-taken/rapporten/edities/{edition}/pdf/")

    for attempt in (1, 2):
        _kill_the_worker_at_work(site, edition, attempt)
        _let_the_lease_run_out(site, edition)
        site.send_task("parks.periodic.sweep_jobs")

    assert _wait_for_one_file(site, "proefpark-taken", "edition") == 3


def _kill_the_worker_at_work(site: Site, edition: str, attempt: int) -> None:
    wait_until(lambda: _progress(site, edition, attempt) > 0, what=f"attempt {attempt}", seconds=60)
    [maker] = site.pdf_makers()
    os.kill(maker, signal.SIGKILL)
    wait_until(lambda: bool(set(site.pdf_makers()) - {maker}), what="a new worker")


def _progress(site: Site, edition: str, attempt: int) -> int:
    rows = site.rows(
        "select progress from reports_report"
        " where edition_id = %s and state = 'running' and attempts = %s",
        edition,
        attempt,
    )
    return int(rows[0][0]) if rows else 0


def _let_the_lease_run_out(site: Site, edition: str) -> None:
    assert _states(site, edition) == {"running"}
    site.rows(
        "update reports_report set requested_at = requested_at - interval '1 hour',"
        " lease_until = now() - interval '1 second' where edition_id = %s and state = 'running'",
        edition,
    )


def test_a_request_without_redis_is_answered_and_done_later(site: Site, marit: Visitor) -> None:
    page, path = "/p/proefpark-storing/rapporten/", "/p/proefpark-storing/rapporten/concept/"
    site.stop_redis()
    try:
        answer = marit.post(path, {"audience": "members"})
        assert answer.status == 302
        assert marit.get(answer.location).status == 200
        assert marit.get(page).status == 200
        [(_, state, _, _)] = _jobs(site, "proefpark-storing", "draft")
        assert state == "waiting"
    finally:
        site.start_redis()

    site.send_task("parks.periodic.sweep_jobs", patience_s=0)

    assert _wait_for_one_file(site, "proefpark-storing", "draft") == 1
