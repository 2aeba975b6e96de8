"""What holds for every kind of job of every app."""

import inspect

import pytest

from config.celery import app
from parks.jobs.models import Job, JobQuerySet
from parks.services.sweeping import job_models


def test_there_are_jobs() -> None:
    assert job_models()


@pytest.mark.parametrize("kind", job_models(), ids=lambda kind: kind._meta.label)
def test_every_kind_of_job_names_a_task_that_takes_its_park_and_its_row(kind: type[Job]) -> None:
    app.loader.import_default_modules()
    task = app.tasks[kind.task]
    inspect.signature(task.run).bind(park_id=1, job_id="x")
    with pytest.raises(TypeError):
        inspect.signature(task.run).bind(job_id="x")


@pytest.mark.parametrize("kind", job_models(), ids=lambda kind: kind._meta.label)
def test_every_kind_of_job_can_be_claimed_and_swept(kind: type[Job]) -> None:
    names = {index.name for index in kind._meta.indexes}
    assert any(name.endswith("_unfinished") for name in names if name)
    assert issubclass(kind.objects._queryset_class, JobQuerySet)  # type: ignore[attr-defined]  # Django's own
