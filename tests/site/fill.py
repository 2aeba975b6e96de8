"""Fills the running site with what the tests need, through the services.

Beside the demo there are small parks of our own, so that a test can change one without touching
what another test looks at.
"""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from knowledge.choices import Capital, Horizon
from parks.choices import Audience, AuthorityKind, Role
from parks.models import Authority, Establishment, Organisation, Park
from parks.services.parks import create_park
from parks.services.people import add_adviser, grant_role
from reports.models import AdoptedBy
from reports.services.editions import Adoption, publish_edition
from strategy.services.goals import GoalData, create_goal
from tests.site.agreements import fill_agreements
from tests.site.cast import FULL_PARK, PASSWORD, PEOPLE

MUNICIPALITY = "GM0193"
REGION = [MUNICIPALITY, "GM0106", "GM0160", "GM0202", "GM0226", "GM0268", "GM0344", "GM0957"]
PARKS = (
    "Muis",
    "Toetsen",
    "Zonder script",
    "Leeg",
    "Zicht",
    "Taken",
    "Storing",
    "Meekijken",
    "Inlezen",
    "Afspraken",
    "Organiseren",
    "Organiseren zonder script",
)
ROLES = {"marit": Role.PARK_MANAGER, "tom": Role.TEAM, "lotte": Role.MEMBER}


def fill() -> None:
    """Make people, parks, and in some parks a goal for every audience with editions of them."""
    with transaction.atomic():
        people = {key: _person(key) for key in PEOPLE}
        _advise(people["aylin"], AuthorityKind.REGION, "Proefregio", REGION)
        _advise(people["wim"], AuthorityKind.MUNICIPALITY, "Proefgemeente", ["GM0363"])
        parks = {name: _park(name) for name in PARKS}
        for park in (*parks.values(), Park.objects.get(slug=FULL_PARK)):
            _give_roles(park, people)
    for name in ("Zicht", "Taken", "Storing"):
        with park_context(parks[name].pk):
            _publish_for_all(parks[name], people["marit"])
    with park_context(parks["Afspraken"].pk):
        fill_agreements(parks["Afspraken"], people["marit"])


def _person(key: str) -> User:
    person = PEOPLE[key]
    user = User.objects.create_user(person.email, PASSWORD, name=person.name)
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
    return user


def _advise(user: User, kind: AuthorityKind, name: str, codes: list[str]) -> None:
    authority = Authority.objects.create(kind=kind, name=name, municipality_codes=codes)
    add_adviser(authority=authority, user=user, since=timezone.localdate())


def _park(name: str) -> Park:
    return create_park(name=f"Proefpark {name}", municipality_codes=[MUNICIPALITY], is_example=True)


def _give_roles(park: Park, people: dict[str, User]) -> None:
    with park_context(park.pk):
        for key, role in ROLES.items():
            grant_role(
                park=park,
                user=people[key],
                role=role,
                since=timezone.localdate(),
                establishment=_company(park) if role == Role.MEMBER else None,
            )


def _company(park: Park) -> Establishment:
    organisation = Organisation.objects.create(park=park, name="Proefbedrijf BV")
    company: Establishment = Establishment.objects.create(
        park=park, organisation=organisation, name="Proefbedrijf"
    )
    return company


def _publish_for_all(park: Park, by: User) -> None:
    for audience in Audience.values:
        data = GoalData(
            statement=f"Kanarie voor {audience}",
            capital=Capital.NATURAL,
            horizon=Horizon.SHORT,
            audience=audience,
        )
        create_goal(park=park, data=data)
    for audience in (Audience.AUTHORITY, Audience.MEMBERS):
        adoption = Adoption(
            audience=audience,
            title="Routekaart van de proef",
            adopted_by=AdoptedBy.BOARD,
            adopted_on=timezone.localdate(),
        )
        publish_edition(park=park, adoption=adoption, by=by, now=timezone.now())
