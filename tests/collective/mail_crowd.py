"""A crowd to mail, made inside a running site."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from collective.queries.sign_ups import Candidate
from collective.services.mail import start_run
from collective.services.sign_ups import invite
from core.park_context import park_context
from parks.models import Park
from tests.collective.activity_steps import activity_at
from tests.site.cast import PEOPLE

SIZE: Final = 500


def addresses() -> list[str]:
    """Return who is mailed."""
    return [f"genodigde{number}@example.test" for number in range(SIZE)]


def ask_everybody(slug: str) -> None:
    """Ask everybody to two activities, send it, and print the id of the run."""
    park = Park.objects.defer("outline").get(slug=slug)
    by = User.objects.get(email=PEOPLE["marit"].email)
    people = [Candidate(f"Gast van {each}", each, "", wants_no_mail=False) for each in addresses()]
    activities = [activity_at(park, title=title) for title in ("Ontbijt", "Rondleiding")]
    now: dt.datetime = timezone.now()
    with transaction.atomic(), park_context(park.pk):
        for activity in activities:
            invite(park=park, activity=activity, people=people, now=now)
        run = start_run(park=park, by=by, now=now)
    print(f"run {run.pk}")
