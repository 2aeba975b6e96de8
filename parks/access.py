"""The one door to a park.

Every page under /p/<slug>/ comes in through `park_page`, which resolves the park from the address
(never from a form, a header or the session), finds the visitor's roles, and either opens the
park's context or answers. Somebody without a role gets the same 404 as for a park that does not
exist; somebody with a role but without the right gets 403.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks import reference
from parks.choices import Audience, Role
from parks.models import Authority, Park

AUDIENCE_OF_ROLE = {
    Role.PARK_MANAGER: Audience.TEAM,
    Role.TEAM: Audience.TEAM,
    Role.ADVISER: Audience.AUTHORITY,
    Role.MEMBER: Audience.MEMBERS,
}


# Asked at every request, so written out: the same two queries by the ORM cost as much as a tenth
# of a page. Which parks an authority advises is also said in `ParkQuerySet.of_authority`; a test
# holds both to the same answer.
ROLES_AT = """
select role, establishment_id from parks_membership
where park_id = %(park)s and user_id = %(user)s and since <= %(today)s and ended_on is null
union
select 'adviser', null from parks_adviser
join parks_authority authority on authority.id = authority_id
where user_id = %(user)s and since <= %(today)s and ended_on is null and case kind
    when 'province' then province = any (%(provinces)s)
    when 'programme' then exists (
        select from parks_authority_parks advised
        where advised.authority_id = authority.id and advised.park_id = %(park)s)
    else municipality_codes && %(codes)s::varchar[]
end
"""

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


class Right(Enum):
    """What a page asks of its visitor; the value is the roles that have it."""

    READ = frozenset(Role)
    EDIT = frozenset({Role.PARK_MANAGER, Role.TEAM})
    MANAGE = frozenset({Role.PARK_MANAGER})


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks at one park, with the roles that she has there at this moment."""

    park: Park
    user: User
    roles: tuple[Role, ...]
    establishments: tuple[UUID, ...] = ()

    @property
    def acting_role(self) -> Role:
        """The role that gives most: the one shown on every page."""
        return min(self.roles, key=list(Role).index)

    @property
    def audiences(self) -> tuple[str, ...]:
        """The audiences that the viewer belongs to; a record for one of them may be shown."""
        narrowest = min((AUDIENCE_OF_ROLE[role] for role in self.roles), key=Audience.values.index)
        return Audience.at_least(narrowest)

    @property
    def reads_confidential(self) -> bool:
        """Whether the viewer reads what companies keep from the rest of the park."""
        return Role.PARK_MANAGER in self.roles

    def may(self, right: Right) -> bool:
        """Whether one of the viewer's roles gives the right."""
        return not right.value.isdisjoint(self.roles)

    @property
    def may_edit(self) -> bool:
        """Whether the viewer works on the park's records; for templates."""
        return self.may(Right.EDIT)

    @property
    def may_manage(self) -> bool:
        """Whether the viewer runs the park; for templates."""
        return self.may(Right.MANAGE)


class ParkRequest(HttpRequest):
    """A request that came in through the door."""

    user: User
    viewer: Viewer


Arguments = ParamSpec("Arguments")
ParkView = Callable[Concatenate[ParkRequest, Arguments], HttpResponseBase]
PlainView = Callable[..., HttpResponseBase]


def park_page(right: Right) -> Callable[[ParkView[Arguments]], PlainView]:
    """Return the decorator that lets in who has `right` at the park in the address.

    The view runs inside the park's context and finds the visitor in `request.viewer`.
    """

    def decorate(view: ParkView[Arguments]) -> PlainView:
        @wraps(view)
        @login_required
        def enter(
            request: ParkRequest, slug: str, *args: Arguments.args, **kwargs: Arguments.kwargs
        ) -> HttpResponseBase:
            park = Park.objects.defer("outline").filter(slug=slug).first()
            if park is None:
                raise Http404
            with park_context(park.pk, user_id=request.user.pk):
                request.viewer = _admit(request.user, park, right)
                return view(request, *args, **kwargs)

        enter.right = right  # type: ignore[attr-defined]  # the walk over all routes reads it
        return enter

    return decorate


def _admit(user: User, park: Park, right: Right) -> Viewer:
    """Return the viewer, or raise Http404 for an outsider and PermissionDenied for the rest."""
    viewer = viewer_at(user, park)
    if viewer is None:
        raise Http404
    if not viewer.may(right):
        raise PermissionDenied
    return viewer


def viewer_at(user: User, park: Park) -> Viewer | None:
    """Return what a person is at a park now, or None. Needs the park's context."""
    asked: dict[str, Any] = {
        "park": park.pk,
        "user": user.pk,
        "today": timezone.localdate(),
        "codes": park.municipality_codes,
        "provinces": reference.provinces_in(park.municipality_codes),
    }
    with connection.cursor() as cursor:
        cursor.execute(ROLES_AT, asked)
        held = cursor.fetchall()
    roles = sorted({Role(role) for role, _ in held}, key=list(Role).index)
    speaks_for = tuple(establishment for _, establishment in held if establishment is not None)
    return Viewer(park, user, tuple(roles), speaks_for) if roles else None


def roles_at(user: User, park: Park) -> tuple[Role, ...]:
    """Return the roles that a person has at a park now. Needs the park's context."""
    viewer = viewer_at(user, park)
    return viewer.roles if viewer else ()


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
