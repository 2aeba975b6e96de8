"""`manage.py sync_knowledge`: run after every migrate; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from knowledge.building import ContentError
from knowledge.services import sync_knowledge


class Command(BaseCommand):
    help = "Zet de kennis uit de inhoudsbestanden in de database."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = sync_knowledge(now=timezone.now())
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Kennis: {result.created} nieuw, {result.changed} gewijzigd, "
            f"{result.unchanged} ongewijzigd, {result.retired} vervallen"
        )
