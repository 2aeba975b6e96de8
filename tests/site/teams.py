"""Fills the full park of the running site with teams, a rehearsal and a public story."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from collective.choices import CoCreationRole, Ingredient, Payer, TeamKind
from collective.models import (
    BizGroup,
    BizRehearsal,
    ContributionClass,
    FrontRunner,
    ParkStory,
    Team,
    TeamMember,
)
from collective.services.story import publish_story
from core.park_context import park_context
from parks.choices import Audience, Helix
from parks.models import Establishment, Park
from tests.site.cast import FULL_PARK, PEOPLE

CORE, MEMBER, REHEARSAL = "Proefkernteam", "Proefvoorzitter", "Proefstemming"


def fill_teams() -> None:
    """Make them, unless they are there."""
    park = Park.objects.defer("outline").get(slug=FULL_PARK)
    by = User.objects.get(email=PEOPLE["marit"].email)
    with transaction.atomic(), park_context(park.pk, user_id=by.pk):
        if Team.objects.filter(name=CORE).exists():
            return
        _teams(park)
        _rehearsal(park)
        _story(park, by)


def _teams(park: Park) -> None:
    today = timezone.localdate()
    core, area, stopped = (
        Team.objects.create(park=park, kind=kind, name=name, audience=audience, ended_on=end)
        for kind, name, audience, end in (
            (TeamKind.CORE, CORE, Audience.MEMBERS, None),
            (TeamKind.AREA, "Proefgebiedsteam", Audience.AUTHORITY, None),
            (TeamKind.CORE, "Proefteam van toen", Audience.MEMBERS, today),
        )
    )
    people = (
        (core, MEMBER, Helix.COMPANY, None),
        (core, "Proefsecretaris", Helix.COMPANY, today - dt.timedelta(days=30)),
        (area, "Proefaccountmanager", Helix.GOVERNMENT, today + dt.timedelta(days=30)),
        (stopped, "Proeflid van toen", Helix.COMPANY, None),
    )
    for team, name, helix, until in people:
        TeamMember.objects.create(
            park=park,
            team=team,
            name=name,
            helix=helix,
            roles=[CoCreationRole.DOER],
            ingredients=[Ingredient.DRIVE],
            hours_per_week=4,
            mandate="Tot € 500.",
            until=until,
        )


def _rehearsal(park: Park) -> None:
    rehearsal = BizRehearsal.objects.create(
        park=park, name=REHEARSAL, held_on=dt.date(2026, 10, 1), starts_on=dt.date(2028, 1, 1)
    )
    BizGroup.objects.create(
        park=park,
        rehearsal=rehearsal,
        payer=Payer.USERS,
        liable=60,
        votes_for=20,
        votes_against=15,
        woz_for_eur=9_000_000,
        woz_against_eur=4_000_000,
    )
    ContributionClass.objects.create(
        park=park, rehearsal=rehearsal, payer=Payer.USERS, amount_eur=250, objects_count=60
    )


def _story(park: Park, by: User) -> None:
    told = {
        "history": "Het begon met **turf**.\n\n## De haven\n\n- zand\n- staal",
        "now": "Nu werken hier veel mensen.",
        "future": "> Straks draait alles op eigen stroom.",
    }
    story, _ = ParkStory.objects.update_or_create(park=park, defaults=told)
    company = Establishment.objects.filter(park=park).order_by("name")[0]
    FrontRunner.objects.create(
        park=park,
        establishment=company,
        shown_name="Proefkoploper",
        text="Deelt warmte met de buren.",
        consent_on=dt.date(2026, 5, 1),
        consent_by="de directeur",
    )
    publish_story(story=story, park=park, by=by, now=timezone.now())
