"""The named cast, the same in every test.

Anna manages Noord, Bram is a member there, Carla a member for a competitor, Tess is on its team,
Chris manages Zuid, Dina advises Noord's municipality, Eva advises another, Fred belongs nowhere.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db import connection, transaction
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.choices import AuthorityKind, Role
from parks.models import Adviser, Authority, Membership, Park
from tests.factories.parks import EstablishmentFactory

pytest_plugins = ["tests.site.plugin"]

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


@pytest.fixture(autouse=True)
def _no_superuser(request: pytest.FixtureRequest) -> None:
    """A superuser sees through row-level security: every isolation test would pass for nothing."""
    if "db" not in request.fixturenames and "transactional_db" not in request.fixturenames:
        return
    request.getfixturevalue(
        "transactional_db" if "transactional_db" in request.fixturenames else "db"
    )
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        if cursor.fetchone() != (False,):
            pytest.exit("De tests draaien als superuser; gebruik de rol van de eigenaar.", 3)


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


@pytest.fixture
def cast(db: None) -> Cast:
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


@pytest.fixture
def noord(cast: Cast) -> Park:
    return cast.noord


@pytest.fixture
def zuid(cast: Cast) -> Park:
    return cast.zuid


@pytest.fixture
def anna(cast: Cast) -> User:
    return cast.anna


@pytest.fixture
def tess(cast: Cast) -> User:
    return cast.tess


@pytest.fixture
def bram(cast: Cast) -> User:
    return cast.bram


@pytest.fixture
def carla(cast: Cast) -> User:
    return cast.carla


@pytest.fixture
def chris(cast: Cast) -> User:
    return cast.chris


@pytest.fixture
def dina(cast: Cast) -> User:
    return cast.dina


@pytest.fixture
def eva(cast: Cast) -> User:
    return cast.eva


@pytest.fixture
def fred(cast: Cast) -> User:
    return cast.fred


@pytest.fixture
def in_noord(noord: Park) -> Iterator[Park]:
    """Let the test itself work inside Noord."""
    with park_context(noord.pk):
        yield noord


@pytest.fixture
def login() -> Callable[[User], Client]:
    """Return a function that gives a browser in which somebody is logged in."""

    def as_user(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_user
