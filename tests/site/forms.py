"""Fills the full park of the running site with organisation forms and decisions about steps."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from collective.choices import StepVerdict
from collective.models import ChosenForm, StepDecision
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Park
from tests.site.cast import FULL_PARK, PEOPLE

ASSOCIATION = "Proefvereniging"


def fill_forms() -> None:
    """Make them, unless they are there."""
    park = Park.objects.defer("outline").get(slug=FULL_PARK)
    by = User.objects.get(email=PEOPLE["marit"].email)
    with transaction.atomic(), park_context(park.pk, user_id=by.pk):
        if ChosenForm.objects.filter(name=ASSOCIATION).exists():
            return
        ChosenForm.objects.create(
            park=park,
            form="business-association",
            name=ASSOCIATION,
            since=dt.date(2011, 5, 1),
            members=48,
            contribution_eur=250,
            note="Wie later lid wordt, betaalt naar rato.",
            audience=Audience.MEMBERS,
        )
        StepDecision.objects.create(
            park=park,
            step="yearly-mirror",
            verdict=StepVerdict.DISMISSED,
            reason="Eerst de ledenvergadering.",
            quiet_until=dt.date(2099, 1, 1),
            audience=Audience.MEMBERS,
            decided_by=by,
        )
