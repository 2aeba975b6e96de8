"""A crowd to remind, made inside a running site."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.choices import Role
from parks.models import Establishment, Membership, Organisation, Park
from realisation.models import ScanRound
from realisation.services.reminders import start_reminders
from tests.site.cast import PEOPLE

SIZE: Final = 200
ROUND: Final = "Herinnerronde"


def addresses() -> list[str]:
    """Return who is reminded."""
    return [f"woordvoerder{number}@example.test" for number in range(SIZE)]


def remind_everybody(slug: str) -> None:
    """Let each speak for two companies without a scan, remind them, and print the id of the run."""
    park = Park.objects.defer("outline").get(slug=slug)
    by = User.objects.get(email=PEOPLE["marit"].email)
    now = timezone.now()
    today = timezone.localdate(now)
    people = User.objects.bulk_create(
        [User(email=address, name="Woordvoerder") for address in addresses()]
    )
    with transaction.atomic(), park_context(park.pk, user_id=by.pk):
        owner = Organisation.objects.create(park=park, name="Herinnerhouder")
        places = Establishment.objects.bulk_create(
            [
                Establishment(park=park, organisation=owner, name=f"Herinnerd bedrijf {number}")
                for number in range(2 * SIZE)
            ]
        )
        Membership.objects.bulk_create(
            [
                Membership(
                    park=park, user=user, role=Role.MEMBER, establishment=places[2 * at + step]
                )
                for at, user in enumerate(people)
                for step in range(2)
            ]
        )
        scan_round = ScanRound.objects.create(
            park=park, title=ROUND, opened_on=today, version="2026-1"
        )
        run = start_reminders(park=park, scan_round=scan_round, by=by, now=now, today=today)
    print(f"run {run.pk}")
