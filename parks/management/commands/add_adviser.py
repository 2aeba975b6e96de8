"""`manage.py add_adviser`: let somebody advise for an authority."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from parks.management.people import add_person_arguments, how_to_get_in, person_from
from parks.models import Authority
from parks.services.people import add_adviser


class Command(BaseCommand):
    help = (
        "Laat iemand adviseren namens een overheid; maakt haar account als zij er nog geen heeft."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--authority", required=True, help="naam van de overheid")
        add_person_arguments(parser)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        authority = Authority.objects.filter(name=options["authority"]).first()
        if authority is None:
            raise CommandError(
                f"Er is geen overheid met de naam {options['authority']}. Maak haar in het beheer."
            )
        user, is_new = person_from(email=options["email"], name=options["name"])
        adviser = add_adviser(authority=authority, user=user, since=timezone.localdate())
        self.stdout.write(f"{user} adviseert namens {authority} sinds {adviser.since:%d-%m-%Y}.")
        if is_new:
            self.stdout.write(how_to_get_in(user))
