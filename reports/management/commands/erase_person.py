"""`manage.py erase_person --email ADDRESS`: erase somebody who asked for it in another way."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from parks.queries.people import person_at
from reports.services.erasure import (
    LastManagerAnywhereError,
    erase_address,
    erase_person,
    is_email_address,
)


class Command(BaseCommand):
    help = (
        "Wist iemand op eigen verzoek: het account, of zonder account alles met dit e-mailadres. "
        "Ga eerst na dat het verzoek echt van die persoon komt. Dit is niet terug te draaien."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, metavar="ADRES")

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_email_address(options["email"]):
            raise CommandError("Dit is geen e-mailadres; er is niets gewist.")
        person, now = person_at(options["email"]), timezone.now()
        if person is None:
            erase_address(address=options["email"], now=now)
            self.stdout.write("Gewist. Dit adres had geen account.")
            return
        try:
            erase_person(user=person, now=now)
        except LastManagerAnywhereError as error:
            raise CommandError(
                f"Niet gewist: de enige parkmanager van {', '.join(error.parks)}. "
                "Maak eerst iemand anders parkmanager (manage.py grant_role)."
            ) from error
        self.stdout.write("Gewist. Het account is gesloten.")
