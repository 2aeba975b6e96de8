"""The one door to a park.

Every page under /p/<slug>/ comes in through `park_page`, which resolves the park from the address
(never from a form, a header or the session), finds the visitor's roles, and either opens the
park's context or answers. Somebody without a role gets the same 404 as for a park that does not
exist; somebody with a role but without the right gets 403.

A manager may look through somebody else's eyes (`parks.looking`): the viewer then has the roles of
that person, and only reading is let through.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, Final, ParamSpec
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from accounts.models import User
from accounts.oidc.session import logged_in_with, to_login
from accounts.second_factor import showed_second_factor, to_second_factor
from core.park_context import park_context
from parks import reference
from parks.choices import Audience, Role
from parks.looking import looking_at, stop_looking
from parks.models import Park

SAFE: Final = ("GET", "HEAD", "OPTIONS")

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
select role, establishment_id, '' from parks_membership
where park_id = %(park)s and user_id = %(user)s and since <= %(today)s and ended_on is null
union
select 'adviser', null, authority.login_provider from parks_adviser
join parks_authority authority on authority.id = authority_id
where user_id = %(user)s and since <= %(today)s and ended_on is null and case kind
    when 'province' then province = any (%(provinces)s)
    when 'programme' then exists (
        select from parks_authority_parks advised
        where advised.authority_id = authority.id and advised.park_id = %(park)s)
    else municipality_codes && %(codes)s::varchar[]
end
"""


class Right(Enum):
    """What a page asks of its visitor; the value is the roles that have it."""

    READ = frozenset(Role)
    ASSESS = frozenset({Role.PARK_MANAGER, Role.TEAM, Role.ADVISER})
    EDIT = frozenset({Role.PARK_MANAGER, Role.TEAM})
    MANAGE = frozenset({Role.PARK_MANAGER})


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks at one park, with the roles that she has there at this moment."""

    park: Park
    user: User
    roles: tuple[Role, ...]
    establishments: tuple[UUID, ...] = ()
    # Through whose eyes: then `user` is still the one who acts, the rest is that person's.
    seen_as: str = ""
    # With which organisations' accounts an adviser must have logged in: one of these, "" is any.
    adviser_logins: frozenset[str] = frozenset()

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

    def speaks_for(self, establishment_id: UUID) -> bool:
        """Whether the viewer is a member for this establishment."""
        return establishment_id in self.establishments

    def may_write_for(self, establishment_id: UUID) -> bool:
        """Whether the viewer writes what an establishment tells of itself: its member, the team."""
        return self.may_edit or self.speaks_for(establishment_id)

    def may_answer_for(self, establishment_id: UUID) -> bool:
        """Whether the viewer reads and writes what an establishment keeps to itself."""
        return self.reads_confidential or self.speaks_for(establishment_id)

    @property
    def may_assess(self) -> bool:
        """Whether the viewer judges how the park is organised; for templates."""
        return self.may(Right.ASSESS)

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
    turned_away: Park | None


Arguments = ParamSpec("Arguments")
ParkView = Callable[Concatenate[ParkRequest, Arguments], HttpResponseBase]
PlainView = Callable[..., HttpResponseBase]


def park_page(
    right: Right, *, as_herself: bool = False
) -> Callable[[ParkView[Arguments]], PlainView]:
    """Return the decorator that lets in who has `right` at the park in the address.

    The view runs inside the park's context and finds the visitor in `request.viewer`. With
    `as_herself` it takes no notice of looking through somebody else's eyes.
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
                request.turned_away = park  # until she is let in: parks.middleware reads it
                viewer = _known(request.user, park)
                if lacks_login(request, viewer.adviser_logins):
                    if viewer.roles == (Role.ADVISER,):
                        return to_login(request, min(viewer.adviser_logins))
                    viewer = _without_advising(viewer)
                if lacks_second_factor(request, viewer.roles):
                    return to_second_factor(request)
                request.viewer = viewer if as_herself else _through_other_eyes(request, viewer)
                if refused := _refusal(request, right):
                    return refused
                request.turned_away = None
                return view(request, *args, **kwargs)

        enter.right = right  # type: ignore[attr-defined]  # the walk over all routes reads it
        return enter

    return decorate


def _known(user: User, park: Park) -> Viewer:
    """Return the viewer, or raise Http404 for an outsider."""
    viewer = viewer_at(user, park)
    if viewer is None:
        raise Http404
    return viewer


def lacks_second_factor(request: HttpRequest, roles: Iterable[Role]) -> bool:
    """Whether one of these roles asks for a second factor and the visitor did not show one."""
    asked = not set(roles).isdisjoint(settings.REQUIRE_MFA_FOR_ROLES)
    return asked and not showed_second_factor(request)


def lacks_login(request: HttpRequest, wanted: Collection[str]) -> bool:
    """Whether an adviser came in by another way than the accounts of her authority."""
    return bool(wanted) and "" not in wanted and logged_in_with(request).isdisjoint(wanted)


def _without_advising(viewer: Viewer) -> Viewer:
    return replace(viewer, roles=tuple(role for role in viewer.roles if role != Role.ADVISER))


def _through_other_eyes(request: ParkRequest, viewer: Viewer) -> Viewer:
    """Return the viewer as the person whose eyes she borrows; herself when that is over."""
    looking = looking_at(request, park_id=viewer.park.pk)
    if looking is None:
        return viewer
    roles, speaks_for, _ = _held_by(looking.person_id, viewer.park)
    if not roles or not viewer.may_manage or looking.is_over(timezone.now()):
        if request.method not in SAFE:
            # Sent from a page that was somebody else's: never done under her own name instead.
            return replace(viewer, seen_as=looking.who)
        stop_looking(request, park_id=viewer.park.pk)
        messages.warning(request, f"U kijkt niet meer mee als {looking.who}.")
        return viewer
    return replace(viewer, roles=roles, establishments=speaks_for, seen_as=looking.who)


def _refusal(request: ParkRequest, right: Right) -> HttpResponse | None:
    """Return why not, or raise PermissionDenied; None for who may come in."""
    viewer = request.viewer
    only_reads = request.method in SAFE
    if viewer.may(right) and (only_reads or not viewer.seen_as):
        return None
    if not viewer.seen_as:
        raise PermissionDenied
    context = {"only_reads": only_reads}
    return render(request, "parks/looking_refused.html", context, status=HTTPStatus.FORBIDDEN)


def viewer_at(user: User, park: Park) -> Viewer | None:
    """Return what a person is at a park now, or None. Needs the park's context."""
    roles, speaks_for, logins = _held_by(user.pk, park)
    return Viewer(park, user, roles, speaks_for, adviser_logins=logins) if roles else None


def _held_by(user_id: int, park: Park) -> tuple[tuple[Role, ...], tuple[UUID, ...], frozenset[str]]:
    """Return a person's roles, the strongest first, the companies for which she speaks, and the
    log-ins that the authorities ask for which she advises here.
    """
    asked: dict[str, Any] = {
        "park": park.pk,
        "user": user_id,
        "today": timezone.localdate(),
        "codes": park.municipality_codes,
        "provinces": reference.provinces_in(park.municipality_codes),
    }
    with connection.cursor() as cursor:
        cursor.execute(ROLES_AT, asked)
        held = cursor.fetchall()
    roles = sorted({Role(role) for role, *_ in held}, key=list(Role).index)
    speaks_for = tuple(establishment for _, establishment, _ in held if establishment is not None)
    logins = frozenset(login for role, _, login in held if role == Role.ADVISER)
    return tuple(roles), speaks_for, logins


def roles_at(user: User, park: Park) -> tuple[Role, ...]:
    """Return the roles that a person has at a park now. Needs the park's context."""
    viewer = viewer_at(user, park)
    return viewer.roles if viewer else ()
