"""A search on a real worker that is killed: it is done again, and what it found is stored once."""

import os
import signal

import psycopg

from tests.site.cast import FULL_PARK
from tests.site.database import plain_url
from tests.site.processes import children_of, wait_until
from tests.site.running import Site
from tests.site.visitor import log_in

WORKER = "default"
SEARCHES = f"/p/{FULL_PARK}/realisatie/zoeken/"


def state_of(site: Site, run: str) -> tuple[str, int]:
    rows = site.rows("select state, attempts from realisation_matchingrun where id = %s", run)
    return str(rows[0][0]), int(rows[0][1])


def end_other_searches(site: Site) -> None:
    """Who asks while a search runs is shown that one: pages in the browser tests leave one so."""
    site.rows(
        "update realisation_matchingrun set state = 'failed', lease_until = null"
        " where state in ('waiting', 'running')"
    )


def kill_while_it_reads(site: Site, run: str) -> None:
    """Let the worker wait for the wishes that it wants to read, and kill it there."""
    with psycopg.connect(plain_url(site.env["DATABASE_OWNER_URL"])) as held:
        held.execute("lock table realisation_listing in access exclusive mode")
        site.start_worker(WORKER, {})
        wait_until(lambda: state_of(site, run)[0] == "running", what="the search", seconds=90)
        [child] = children_of(site.processes.pid(WORKER))
        os.kill(child, signal.SIGKILL)


def sweep(site: Site, run: str) -> None:
    """Do what the clock does once the time of the killed worker is over."""
    site.rows(
        "update realisation_matchingrun set lease_until = now() - interval '1 second'"
        " where id = %s and state = 'running'",
        run,
    )
    site.send_task("parks.periodic.sweep_jobs")


def test_a_search_whose_worker_is_killed_is_done_again_and_stored_once(site: Site) -> None:
    marit = log_in(site, "marit")
    site.processes.stop(WORKER)
    end_other_searches(site)
    asked = marit.post(SEARCHES, {"kind": "space", "time_limit_s": "10"})
    run = asked.location.rstrip("/").rsplit("/", 1)[1]
    kill_while_it_reads(site, run)
    sweep(site, run)
    wait_until(lambda: state_of(site, run)[0] == "ready", what="the end", seconds=120)
    assert state_of(site, run)[1] == 2
    ranks = site.rows("select rank from realisation_proposal where run_id = %s order by rank", run)
    assert [rank for (rank,) in ranks] == list(range(1, len(ranks) + 1))
    assert ranks
    assert "Voorstel" in marit.get(f"{SEARCHES}{run}/").text
