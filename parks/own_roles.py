"""What a person is over all parks: her own roles, and the authorities for which she advises."""

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.choices import Role
from parks.models import Authority

ADVISED_FOR = """
select authority.* from parks_authority authority
join parks_adviser adviser on adviser.authority_id = authority.id
where adviser.user_id = %s and adviser.since <= %s and adviser.ended_on is null
order by authority.name
"""
OWN_ROLES = """
select park.slug, park.name, park.municipality_codes, role from parks_membership
join parks_park park on park.id = park_id
where user_id = %s and since <= %s and ended_on is null
order by park.name, park.slug
"""


def authorities_of(user: User) -> list[Authority]:
    """Return the authorities for which a person advises now, by name."""
    return list(Authority.objects.raw(ADVISED_FOR, [user.pk, timezone.localdate()]))


@dataclass(frozen=True, slots=True)
class OwnRole:
    """A role that a person has at a park, with what a list says of the park."""

    slug: str
    park_name: str
    municipality_codes: list[str]
    role: Role


def own_roles(user: User) -> list[OwnRole]:
    """Return a person's own roles at all parks now, by the name of the park.

    Row-level security shows a person's own memberships outside any park; nothing else.
    """
    with park_context(user_id=user.pk), connection.cursor() as cursor:
        cursor.execute(OWN_ROLES, [user.pk, timezone.localdate()])
        rows = cursor.fetchall()
    return [OwnRole(slug, name, codes, Role(role)) for slug, name, codes, role in rows]
