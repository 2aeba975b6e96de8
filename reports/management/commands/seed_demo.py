"""`manage.py seed_demo`: the demo's parks, people and roadmaps."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from reports.demo.seeding import seed


class Command(BaseCommand):
    help = (
        "Maakt de voorbeeldterreinen met hun mensen en routekaarten. Nog eens draaien doet niets."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        # Everybody knows the password of the demo's people: they must never exist for real.
        if not settings.DEMO_ALLOWED:
            raise CommandError("De demo mag hier niet: deze instellingen zijn voor echt gebruik.")
        seeded = seed(today=timezone.localdate())
        self.stdout.write(f"Terreinen uit het register toegevoegd: {seeded.register_parks}")
        for name in seeded.example_parks:
            self.stdout.write(f"Gemaakt: {name}")
        if not seeded.example_parks:
            self.stdout.write("De voorbeeldterreinen waren er al.")
