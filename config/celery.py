"""The Celery application: tasks in `tasks.py`, scheduled entry points in `periodic.py`."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_init

# Whoever forgets to choose gets the settings that refuse to start without their secrets.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("parken")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="periodic")


@worker_process_init.connect
def let_pages_go_first(**_: Any) -> None:
    """Give way to the web processes: a report may wait a second, a page may not."""
    os.nice(10)
