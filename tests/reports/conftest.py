"""Files of reports go to a folder of the test; people publish without a form."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience
from parks.jobs import sending
from parks.models import Park
from parks.services import sweeping
from reports.models import AdoptedBy, Report, RoadmapEdition
from reports.services.editions import Adoption, publish_edition
from tests.factories.reports import ReportFactory

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)

Publish = Callable[..., RoadmapEdition]


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def publish(noord: Park, anna: User) -> Publish:
    """Return a function that publishes an edition of Noord."""

    def now_publish(audience: str = Audience.MEMBERS) -> RoadmapEdition:
        adoption = Adoption(
            audience=audience,
            title="Samen verder",
            adopted_by=AdoptedBy.BOARD,
            adopted_on=dt.date(2026, 11, 20),
        )
        with park_context(noord.pk):
            return publish_edition(park=noord, adoption=adoption, by=anna, now=NOW)

    return now_publish


def job_of(edition: RoadmapEdition) -> Report:
    """Return the job of an edition as it stands in the database now."""
    with park_context(edition.park_id):
        job: Report = Report.objects.get(edition=edition)
    return job


@pytest.fixture
def job(noord: Park) -> Report:
    report: Report = ReportFactory(park=noord)
    return report


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Catch what goes to Redis."""
    messages: list[str] = []
    monkeypatch.setattr(sending, "send", lambda **ids: messages.append(ids["job_id"]))
    return messages


@pytest.fixture
def resent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Catch what a sweep sends."""
    messages: list[str] = []
    monkeypatch.setattr(sweeping, "send", lambda **ids: messages.append(ids["job_id"]))
    return messages
