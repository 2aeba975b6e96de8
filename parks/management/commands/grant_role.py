"""`manage.py grant_role`: give somebody a role at a park, such as its first manager."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from core.park_context import park_context
from parks.choices import PARK_ROLES, Role
from parks.management.people import add_person_arguments, how_to_get_in, person_from
from parks.models import Establishment, Park
from parks.queries.company_choice import companies_alike, find_company
from parks.services.people import grant_role


class Command(BaseCommand):
    help = "Geeft iemand een rol op een terrein; maakt haar account als zij er nog geen heeft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--park", required=True, help="adres van het terrein: /p/<adres>/")
        add_person_arguments(parser)
        parser.add_argument("--role", required=True, choices=[role for role, _ in PARK_ROLES])
        parser.add_argument(
            "--company", default="", help="naam van het bedrijf waarvoor een lid spreekt"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        park = Park.objects.defer("outline").filter(slug=options["park"]).first()
        if park is None:
            raise CommandError(f"Er is geen terrein met het adres {options['park']}.")
        user, is_new = person_from(email=options["email"], name=options["name"])
        role = Role(options["role"])
        with park_context(park.pk):
            company = _company(park, role, " ".join(options["company"].split()))
            membership = grant_role(
                park=park, user=user, role=role, establishment=company, since=timezone.localdate()
            )
            words = membership.role_in_words
        self.stdout.write(f"{user} is {words} bij {park} sinds {membership.since:%d-%m-%Y}.")
        if is_new:
            self.stdout.write(how_to_get_in(user))


def _company(park: Park, role: Role, name: str) -> Establishment | None:
    """Return the company of a member; raise CommandError when it can't be told which one."""
    if role != Role.MEMBER:
        if name:
            raise CommandError("Alleen een lid spreekt namens een bedrijf: laat --company weg.")
        return None
    if not name:
        raise CommandError("Een lid spreekt namens een bedrijf. Geef ook --company op.")
    company = find_company(park_id=park.pk, typed=name)
    if company is None:
        alike = "; ".join(companies_alike(park_id=park.pk, typed=name)) or "geen"
        raise CommandError(f"Er is geen bedrijf {name} op {park}. Lijken erop: {alike}.")
    return company
