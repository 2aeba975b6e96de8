"""The fixture `site`: one running product for all tests of a run that ask for it."""

from collections.abc import Generator, Iterator

import pytest
from xdist.remote import Producer  # type: ignore[import-untyped]
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from tests.site.running import Site, running_site

FILES = (
    "tests/e2e/",
    "tests/reports/test_worker.py",
    "tests/collective/test_mail_worker.py",
    "tests/realisation/test_reminder_worker.py",
    "tests/realisation/test_search_worker.py",
)
"""Where the tests of the site are."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running product with an own database, Redis, web server and worker."""
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


class SiteTogether(LoadScopeScheduling):
    """Hands out tests one by one, but those of the site all to the same worker."""

    def _split_scope(self, nodeid: str) -> str:
        return "site" if nodeid.startswith(FILES) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> SiteTogether | None:
    """Keep the tests of the site together: two workers would start two sites.

    pytest-xdist 3.8 has a mark for that, which does nothing under pytest 9.2 (its issue 1386).
    """
    return SiteTogether(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the site and let them go first, for together they take longest.

    Refuses one in a file that the scheduler doesn't know.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(FILES))
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "site" in names:
            if not item.nodeid.startswith(FILES):
                raise pytest.UsageError(f"{item.nodeid} uses the site: add its file to FILES")
            item.add_marker(pytest.mark.site)
        if "visitors" in names:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the ends of the logs under a failed test."""
    report = yield
    running = getattr(item, "funcargs", {}).get("site")
    if report.failed and isinstance(running, Site):
        report.sections.append(("Logs of the running site", running.processes.report()))
    return report
