"""Mail to 500 people on a real worker that is killed: nobody is missed, nothing is new twice."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.collective.mail_crowd import SIZE, addresses
from tests.site.mail_server import MailServer, mail_server
from tests.site.processes import children_of, wait_until
from tests.site.running import Site

PARK = "proefpark-taken"
WORKER = "default"


@pytest.fixture
def mails(site: Site) -> Iterator[MailServer]:
    """Let the worker of the site mail to a server of ours for as long as the test takes."""
    with mail_server() as server:
        site.processes.stop(WORKER)
        site.start_worker(WORKER, {"EMAIL_URL": f"smtp://127.0.0.1:{server.port}"})
        yield server
        site.processes.stop(WORKER)
        site.start_worker(WORKER, {})


def ask_everybody(site: Site) -> str:
    code = f"from tests.collective.mail_crowd import ask_everybody; ask_everybody('{PARK}')"
    printed = site.manage("shell", "--no-imports", "-c", code)
    return printed.split("run ")[1].split()[0]


def state_of(site: Site, run: str) -> str:
    [(state,)] = site.rows("select state from collective_mailrun where id = %s", run)
    return str(state)


def kill_while_the_server_holds(site: Site, mails: MailServer) -> str:
    """Kill the worker between handing over a mail and hearing that it arrived; return whose."""
    wait_until(mails.is_holding.is_set, what="the mail that is held", seconds=120)
    held = mails.taken[-1].to
    [child] = children_of(site.processes.pid(WORKER))
    os.kill(child, signal.SIGKILL)
    wait_until(
        lambda: bool(set(children_of(site.processes.pid(WORKER))) - {child}), what="a new worker"
    )
    mails.release()
    return held


def sweep(site: Site, run: str) -> None:
    """Do what the clock does once the time of the killed worker is over."""
    site.rows(
        "update collective_mailrun set requested_at = requested_at - interval '1 hour',"
        " lease_until = now() - interval '1 second' where id = %s and state = 'running'",
        run,
    )
    site.send_task("parks.periodic.sweep_jobs")


def test_everybody_gets_one_mail_although_the_worker_is_killed_twice(
    site: Site, mails: MailServer
) -> None:
    mails.hold(120)
    run = ask_everybody(site)
    held = [kill_while_the_server_holds(site, mails)]
    mails.hold(300)
    sweep(site, run)
    held.append(kill_while_the_server_holds(site, mails))
    sweep(site, run)
    wait_until(lambda: state_of(site, run) == "ready", what="the end of the run", seconds=180)

    # Whether the server had taken the held mails nobody could know: they came again, each with the
    # Message-ID by which the server knows them. Everybody else got exactly one.
    assert Counter(each.to for each in mails.taken) == Counter([*addresses(), *held])
    assert len({each.key for each in mails.taken}) == SIZE
    assert len({(each.to, each.key) for each in mails.taken}) == SIZE
    text = str(mails.taken[0].message)
    assert urlsplit(site.url).netloc in text.replace("=\n", "")
    rows = site.rows(
        "select count(*), count(sent_at), count(failed_at) from collective_mailitem"
        " where run_id = %s",
        run,
    )
    assert rows == [(2 * SIZE, 2 * SIZE, 0)]
