"""Files on disk are those that rows name; what killed workers left behind goes."""

import os
import time
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import Settings

from parks.jobs.models import JobState
from parks.models import Park
from reports import storage
from reports.periodic import tidy_files
from reports.services import tidying
from tests.factories.reports import DraftFactory, ReportFactory

AGE = settings.CELERY_TASK_TIME_LIMIT + 60


def _file(media: Path, name: str, *, age: float = AGE) -> Path:
    path = media / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF")
    os.utime(path, (time.time() - age,) * 2)
    return path


@pytest.fixture(autouse=True)
def rows(db: None) -> None:
    """Every test here looks at rows too."""


def test_what_a_killed_worker_left_goes_once_no_worker_can_be_writing_it(media: Path) -> None:
    left = _file(media, "reports/1/.unfinished-abc")
    busy = _file(media, "reports/1/.unfinished-def", age=settings.CELERY_TASK_TIME_LIMIT - 60)
    tidy_files()
    assert (left.exists(), busy.exists()) == (False, True)


def test_a_file_that_is_being_written_is_recognised(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(os, "replace", lambda source, _: seen.append(source))
    storage.store("reports/1/a.pdf", b"%PDF")
    assert storage.is_unfinished(seen[0])
    assert not storage.is_unfinished("reports/1/a.pdf")


def test_files_without_a_row_are_reported_and_left(
    media: Path, noord: Park, zuid: Park, caplog: pytest.LogCaptureFixture
) -> None:
    for park, factory in ((noord, ReportFactory), (zuid, DraftFactory)):
        factory(park=park, state=JobState.READY, file=f"reports/{park.pk}/known.pdf")
        _file(media, f"reports/{park.pk}/known.pdf")
    orphan = _file(media, f"reports/{noord.pk}/orphan.pdf")
    _file(media, f"reports/{noord.pk}/just-made.pdf", age=1)
    assert tidying.tidy_files().orphans == (f"reports/{noord.pk}/orphan.pdf",)
    assert orphan.exists()
    assert "report_files_without_row" in caplog.text


def test_without_any_file_there_is_nothing_to_do(media: Path) -> None:
    assert tidying.tidy_files() == tidying.Tidied(removed=0, orphans=())


def test_a_worker_does_it_each_hour(settings: Settings) -> None:
    assert settings.CELERY_BEAT_SCHEDULE["tidy-files"] == {
        "task": tidy_files.name,
        "schedule": 3600.0,
    }
