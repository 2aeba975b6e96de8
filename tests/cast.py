"""The named cast, the same in every test.

Anna manages Noord, Bram is a member there, Carla a member for a competitor, Tess is on its team,
Chris manages Zuid, Dina advises Noord's municipality, Eva advises another, Fred belongs nowhere.
"""

import datetime as dt
from dataclasses import dataclass

from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db import transaction

from accounts.models import User
from core.park_context import park_context
from parks.choices import AuthorityKind, Role
from parks.models import Adviser, Authority, Membership, Park
from tests.factories.parks import EstablishmentFactory

NOORD_MUNICIPALITY, ZUID_MUNICIPALITY = "GM0160", "GM0957"
SINCE = dt.date(2026, 1, 1)  # fixed: a test that sets the clock must not come before it


@dataclass(frozen=True)
class Cast:
    """Everybody and both parks."""

    noord: Park
    zuid: Park
    anna: User
    tess: User
    bram: User
    carla: User
    chris: User
    dina: User
    eva: User
    fred: User


def _person(name: str) -> User:
    return User.objects.create_user(f"{name.lower()}@example.test", "geheim-voor-tests", name=name)


def _park(name: str, code: str, x: float) -> Park:
    square = Polygon.from_bbox((x, 500_000, x + 500, 500_400))
    return Park.objects.create(
        name=f"Voorbeeldpark {name}",
        slug=name.lower(),
        municipality_codes=[code],
        gross_ha=20,
        outline=MultiPolygon(square, srid=28992),
    )


def make_cast() -> Cast:
    """Make everybody with their roles."""
    noord, zuid = (
        _park("Noord", NOORD_MUNICIPALITY, 230_000),
        _park("Zuid", ZUID_MUNICIPALITY, 190_000),
    )
    names = ("Anna", "Tess", "Bram", "Carla", "Chris", "Dina", "Eva", "Fred")
    people = {name.lower(): _person(name) for name in names}
    roles = {
        noord: {
            "anna": Role.PARK_MANAGER,
            "tess": Role.TEAM,
            "bram": Role.MEMBER,
            "carla": Role.MEMBER,
        },
        zuid: {"chris": Role.PARK_MANAGER},
    }
    for park, held in roles.items():
        with park_context(park.pk), transaction.atomic():
            for name, role in held.items():
                company = EstablishmentFactory(park=park) if role == Role.MEMBER else None
                Membership.objects.create(
                    park=park,
                    user=people[name],
                    role=role,
                    establishment=company,
                    since=SINCE,
                )
    for name, code in (("dina", NOORD_MUNICIPALITY), ("eva", ZUID_MUNICIPALITY)):
        authority = Authority.objects.create(
            kind=AuthorityKind.MUNICIPALITY, name=f"Gemeente {code}", municipality_codes=[code]
        )
        Adviser.objects.create(authority=authority, user=people[name], since=SINCE)
    return Cast(noord=noord, zuid=zuid, **people)
