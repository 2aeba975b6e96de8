"""`manage.py prune_audit`: remove from the logs of all parks what is older than AUDIT_KEEP_DAYS."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.utils import timezone

from parks.services.audit import prune


class Command(BaseCommand):
    help = "Haalt regels uit de logboeken die ouder zijn dan AUDIT_KEEP_DAYS. Draait als eigenaar."

    def handle(self, *args: Any, **options: Any) -> None:
        days = settings.AUDIT_KEEP_DAYS
        removed = prune(before=timezone.now() - dt.timedelta(days=days))
        self.stdout.write(f"{removed} regels ouder dan {days} dagen verwijderd.")
