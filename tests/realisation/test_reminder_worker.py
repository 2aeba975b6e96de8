"""Reminders on a real worker that is killed twice: nobody is missed, nobody hears twice."""

import os
import signal
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.realisation.reminder_crowd import SIZE, addresses
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


def remind_everybody(site: Site) -> str:
    name = "tests.realisation.reminder_crowd"
    code = f"from {name} import remind_everybody; remind_everybody('{PARK}')"
    printed = site.manage("shell", "--no-imports", "-c", code)
    return printed.split("run ")[1].split()[0]


def state_of(site: Site, run: str) -> tuple[str, int]:
    rows = site.rows("select state, attempts from realisation_reminderrun where id = %s", run)
    return str(rows[0][0]), int(rows[0][1])


def children(site: Site) -> set[int]:
    return set(children_of(site.processes.pid(WORKER)))


def kill_while_the_server_holds(site: Site, mails: MailServer) -> str:
    """Kill the worker between handing over a mail and hearing that it arrived; return whose."""
    wait_until(mails.is_holding.is_set, what="the mail that is held", seconds=120)
    held = mails.taken[-1].to
    [child] = children(site)  # one sends the mail that is held, so it is there
    os.kill(child, signal.SIGKILL)
    wait_until(lambda: bool(children(site) - {child}), what="a new worker", seconds=60)
    mails.release()
    return held


def sweep(site: Site, run: str) -> None:
    """Do what the clock does once the time of the killed worker is over."""
    site.rows(
        "update realisation_reminderrun set requested_at = requested_at - interval '1 hour',"
        " lease_until = now() - interval '1 second' where id = %s and state = 'running'",
        run,
    )
    site.send_task("parks.periodic.sweep_jobs")


def test_everybody_is_reminded_once_although_the_worker_is_killed_twice(
    site: Site, mails: MailServer
) -> None:
    mails.hold(50)
    run = remind_everybody(site)
    held = [kill_while_the_server_holds(site, mails)]
    mails.hold(120)
    sweep(site, run)
    held.append(kill_while_the_server_holds(site, mails))
    sweep(site, run)
    wait_until(lambda: state_of(site, run)[0] == "ready", what="the end of the run", seconds=180)

    # The two held mails came again with the Message-ID by which a server knows them: nobody could
    # know whether it had taken them. Everybody else got exactly one.
    ours = [each for each in mails.taken if each.to in set(addresses())]
    assert Counter(each.to for each in ours) == Counter(
        [*addresses(), *(each for each in held if each in set(addresses()))]
    )
    assert len({(each.to, each.key) for each in mails.taken}) == len(
        {each.to for each in mails.taken}
    )
    assert len(mails.taken) == len({each.to for each in mails.taken}) + len(held)
    text = mails.taken[0].message.as_string()
    assert "List-Unsubscribe=One-Click" in text
    assert len(ours) >= SIZE
    rows = site.rows(
        "select count(*), count(sent_at), count(failed_at) from realisation_reminder"
        " where run_id = %s",
        run,
    )
    assert rows[0][0] == rows[0][1] == len({each.to for each in mails.taken})
    assert rows[0][2] == 0
