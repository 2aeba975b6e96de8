"""The Celery application: tasks in `tasks.py`, scheduled entry points in `periodic.py`."""

import os

from celery import Celery

# Whoever forgets to choose gets the settings that refuse to start without their secrets.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("parken")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="periodic")
