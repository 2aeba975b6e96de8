"""`manage.py demo_info`: where the demo is and who can log in."""

import json
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from reports.demo.info import demo_info

COLUMNS = {"role": "Rol", "name": "Naam", "email": "E-mailadres", "park": "Waar"}


class Command(BaseCommand):
    help = "Toont het adres van de demo en wie er kan inloggen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="voor een programma")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("De demo mag hier niet: deze instellingen zijn voor echt gebruik.")
        info = demo_info()
        if options["json"]:
            self.stdout.write(json.dumps(info, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"Adres: {info['address']}")
        self.stdout.write(f"Wachtwoord voor iedereen: {info['member']['password']}\n")
        self.stdout.write(as_table(info["logins"]))


def as_table(logins: list[dict[str, str]]) -> str:
    """Return the logins as aligned lines under a heading."""
    rows = [COLUMNS, *logins]
    widths = {key: max(len(row[key]) for row in rows) for key in COLUMNS}
    lines = ["  ".join(row[key].ljust(widths[key]) for key in COLUMNS).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths.values()))
    return "\n".join(lines)
