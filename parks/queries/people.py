"""Read models of the people of a park."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from parks.choices import Role
from parks.models import AccessRequest, Adviser, Invitation, Membership, MembershipQuerySet, Park


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A role of one person; `last_seen_on` is the day of her last log-in, at any park."""

    id: UUID
    name: str
    role: str
    role_in_words: str
    since: dt.date
    ended_on: dt.date | None
    last_seen_on: dt.date | None
    is_viewer: bool


@dataclass(frozen=True, slots=True)
class AdviserRow:
    """Somebody who reads the park for an authority."""

    id: int
    name: str
    authority: str
    since: dt.date
    last_seen_on: dt.date | None


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that nobody accepted yet."""

    id: UUID
    email: str
    name: str
    role_in_words: str
    invited_by: str
    sent_on: dt.date
    expires_on: dt.date
    is_expired: bool
    is_not_sent: bool


@dataclass(frozen=True, slots=True)
class RequestRow:
    """Somebody who asks to be let in; `roles` are those that the address has here already."""

    id: UUID
    email: str
    name: str
    company: str
    message: str
    requested_on: dt.date
    roles: tuple[str, ...]


def people_now(*, park_id: int, words: str = "") -> MembershipQuerySet:
    """Return the roles that have not ended, by name, with these words in the name or company."""
    people = Membership.objects.filter(park_id=park_id).not_ended().for_list()
    if not words:
        return people
    return people.filter(Q(user__name__icontains=words) | Q(establishment__name__icontains=words))


def people_before(*, park_id: int) -> MembershipQuerySet:
    """Return the roles that have ended, the last one first."""
    ended = Membership.objects.filter(park_id=park_id, ended_on__isnull=False).for_list()
    return ended.order_by("-ended_on", "user__name", "pk")


def person_rows(memberships: Sequence[Membership], *, viewer_id: int) -> list[PersonRow]:
    """Return what the list says of roles."""
    return [_person_row(membership, viewer_id) for membership in memberships]


def _person_row(membership: Membership, viewer_id: int) -> PersonRow:
    return PersonRow(
        id=membership.pk,
        name=str(membership.user),
        role=membership.role,
        role_in_words=membership.role_in_words,
        since=membership.since,
        ended_on=membership.ended_on,
        last_seen_on=_last_seen(membership.user),
        is_viewer=membership.user_id == viewer_id,
    )


def adviser_rows(advisers: Sequence[Adviser]) -> list[AdviserRow]:
    """Return what the list says of advisers."""
    return [
        AdviserRow(
            id=adviser.pk,
            name=str(adviser.user),
            authority=str(adviser.authority),
            since=adviser.since,
            last_seen_on=_last_seen(adviser.user),
        )
        for adviser in advisers
    ]


def roles_in_words(*, park: Park, user: User) -> str:
    """Return all that a person is at a park now, in Dutch; empty for an outsider."""
    own = Membership.objects.filter(park=park, user=user).current().for_list()
    advising = Adviser.objects.of_park(park).current().filter(user=user).for_list()
    roles = [each.role_in_words for each in own]
    return " en ".join(roles + [f"adviseur via {each.authority}" for each in advising])


def _last_seen(user: User) -> dt.date | None:
    return timezone.localdate(user.last_login) if user.last_login else None


def invitation_rows(invitations: Sequence[Invitation], *, now: dt.datetime) -> list[InvitationRow]:
    """Return what the list says of open invitations."""
    return [_invitation_row(invitation, now) for invitation in invitations]


def _invitation_row(invitation: Invitation, now: dt.datetime) -> InvitationRow:
    return InvitationRow(
        id=invitation.pk,
        email=invitation.email,
        name=invitation.name,
        role_in_words=invitation.role_in_words,
        invited_by=str(invitation.invited_by),
        sent_on=timezone.localdate(invitation.sent_at),
        expires_on=timezone.localdate(invitation.expires_at),
        is_expired=invitation.expires_at <= now,
        is_not_sent=invitation.mail_failed_at is not None,
    )


def request_rows(requests: Sequence[AccessRequest], *, park_id: int) -> list[RequestRow]:
    """Return what the list says of requests. One query for the roles of all who ask."""
    asking = [request.email for request in requests]
    roles: dict[str, list[str]] = {}
    for held in people_now(park_id=park_id).filter(user__email__in=asking):
        roles.setdefault(held.user.email, []).append(held.role_in_words)
    return [
        RequestRow(
            id=request.pk,
            email=request.email,
            name=request.name,
            company=request.company,
            message=request.message,
            requested_on=timezone.localdate(request.requested_at),
            roles=tuple(roles.get(request.email, ())),
        )
        for request in requests
    ]


def person_at(email: str) -> User | None:
    """Return who logs in with an address, whatever its case; all are stored in lower case."""
    address = email.lower()
    known = User.objects.filter(email=address).first()
    return (
        known
        or User.objects.filter(emailaddress__email=address, emailaddress__verified=True).first()
    )


def is_last_manager(membership: Membership) -> bool:
    """Whether the park would have no manager left without this role. Needs the context."""
    if membership.role != Role.PARK_MANAGER or membership.ended_on is not None:
        return False
    managers = Membership.objects.filter(park_id=membership.park_id, role=Role.PARK_MANAGER)
    others = managers.current().exclude(pk=membership.pk).filter(user__is_active=True)
    return not others.exists()
