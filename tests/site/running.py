"""The whole product, running: own database, own Redis, gunicorn, Celery workers.

Used by the `site` fixture (`plugin.py`), by the screenshots and by the bench. Everything runs as
in the demo, as the database role of the application; nothing is left behind.
"""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import redis
from celery import Celery

from tests.site import database
from tests.site.cast import PEOPLE, Person
from tests.site.migrated import migrated
from tests.site.processes import ROOT, Processes, children_of, free_port, wait_until

QUEUES: Final = ("default", "pdf")


@dataclass
class Site:
    """A running site and what a test may do to it from outside."""

    url: str
    env: Mapping[str, str]
    processes: Processes
    people: Mapping[str, Person] = field(default_factory=lambda: PEOPLE)

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py against the site and return what it prints."""
        return run([sys.executable, "manage.py", *arguments], self.env)

    def rows(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Run a statement as the owner of the tables, with all parks in reach."""
        return database.run_in_parks(self.env["DATABASE_OWNER_URL"], statement, parameters)

    def send_task(self, name: str, **arguments: Any) -> None:
        """Put a task in the default queue, as the clock does."""
        with Celery(broker=self.env["REDIS_URL"]) as app:
            app.send_task(name, kwargs=arguments, queue="default")

    def start_web(self) -> None:
        """Start the web server and wait until it answers."""
        self._start_python("web", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi")
        wait_until(lambda: _answers(self), what="the site answers", seconds=60)

    def restart_web(self) -> None:
        """Let the web server look again at what static files there are."""
        self.processes.stop("web")
        self.start_web()

    def start_workers(self) -> None:
        """Start a worker for quick jobs and one for PDFs, one process each, as the demo does."""
        for queue in QUEUES:
            self.start_worker(queue, {})

    def start_worker(self, queue: str, more: Mapping[str, str]) -> None:
        """Start the worker of one queue, with `more` in its environment."""
        options = ["-Q", queue, "-c", "1", "-n", f"{queue}@%h", "-l", "INFO"]
        quick = ["--without-gossip", "--without-mingle"]
        command = ["celery", "-A", "config", "worker", *options, *quick]
        self.processes.start(queue, [sys.executable, "-m", *command], dict(self.env) | dict(more))

    def wait_for_workers(self) -> None:
        """Wait until the workers take jobs."""
        wait_until(lambda: _workers_listen(self), what="the workers listen", seconds=60)

    def _start_python(self, name: str, *module: str) -> None:
        self.processes.start(name, [sys.executable, "-m", *module], self.env)

    def start_redis(self) -> None:
        """Start Redis and wait until it answers."""
        port = self.env["REDIS_URL"].rsplit(":", 1)[1].split("/")[0]
        command = ["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", ""]
        self.processes.start("redis", command, self.env)
        wait_until(lambda: _pings(self.env["REDIS_URL"]), what="Redis answers")

    def stop_redis(self) -> None:
        """Take Redis away, with every message in it."""
        self.processes.stop("redis")

    def pdf_makers(self) -> list[int]:
        """Return the ids of the processes in which PDFs are made."""
        return children_of(self.processes.pid("pdf"))


def run(command: list[str], env: Mapping[str, str]) -> str:
    """Run a command to its end and return what it prints; its complaints are in the error."""
    done = subprocess.run(command, cwd=ROOT, env=dict(env), capture_output=True, check=False)
    if done.returncode:
        text = (done.stdout + done.stderr).decode(errors="replace")
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{text[-4000:]}")
    return done.stdout.decode()


@contextmanager
def running_site(
    home: Path,
    *,
    settings: str = "config.settings.dev",
    more: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Site]:
    """Give a site that answers, filled with the demo and `fill.py`. Files and logs go in `home`.

    `more` is environment that the settings ask for.
    """
    port, owner_url = free_port(), _needed("DATABASE_OWNER_URL")
    name = "site_parken" + os.environ.get("TEST_DB_SUFFIX", "")
    site = Site(
        url=f"http://127.0.0.1:{port}",
        env=_environment(home, name, port) | {"DJANGO_SETTINGS_MODULE": settings, **more},
        processes=Processes(home),
    )
    database.create(owner_url, name, template=migrated(owner_url))
    try:
        site.start_redis()
        _fill(site)
        site.start_workers()
        site.start_web()
        site.wait_for_workers()
        yield site
    finally:
        site.processes.stop_all()
        database.drop(owner_url, name)


def _needed(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f'{name} is not set: run bin/test, or eval "$(bin/services env)" first')
    return value


def _environment(home: Path, name: str, port: int) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database.in_database(_needed("DATABASE_URL"), name),
        "DATABASE_OWNER_URL": database.in_database(_needed("DATABASE_OWNER_URL"), name),
        "REDIS_URL": f"redis://127.0.0.1:{free_port()}/0",
        "MEDIA_ROOT": str(home / "media"),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "WEB_BIND": f"127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "MAP_TILES_URL": "",  # no test asks another host
        "PYTHONUNBUFFERED": "1",  # mail is printed, and a test reads it in the log
    }


def _fill(site: Site) -> None:
    site.manage("migrate", "--no-input")
    site.manage("sync_knowledge")
    site.manage("seed_demo")
    site.manage("shell", "--no-imports", "-c", "from tests.site.fill import fill; fill()")


def _answers(site: Site) -> bool:
    site.processes.check()
    try:
        with urllib.request.urlopen(f"{site.url}/gezond/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _workers_listen(site: Site) -> bool:
    site.processes.check()
    return all(" ready." in site.processes.log(queue) for queue in QUEUES)


def _pings(url: str) -> bool:
    try:
        with redis.Redis.from_url(url) as client:
            return bool(client.ping())
    except redis.ConnectionError:
        return False
