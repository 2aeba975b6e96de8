"""Read models of the people of a park."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from parks.choices import Role
from parks.models import Invitation, Membership


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A role of one person; `last_seen_on` is the day of her last log-in, at any park."""

    id: UUID
    name: str
    role: str
    role_label: str
    since: dt.date
    ended_on: dt.date | None
    last_seen_on: dt.date | None
    is_viewer: bool


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that nobody accepted yet."""

    id: UUID
    email: str
    name: str
    role_label: str
    invited_by: str
    sent_on: dt.date
    expires_on: dt.date
    is_expired: bool


@dataclass(frozen=True, slots=True)
class People:
    """Everybody who belongs to a park, is asked to, or did before."""

    current: tuple[PersonRow, ...]
    invited: tuple[InvitationRow, ...]
    former: tuple[PersonRow, ...]


def people_of(*, park_id: int, viewer_id: int, now: dt.datetime) -> People:
    """Return the people of a park by name, and those who left, the last one first. Two queries."""
    memberships = Membership.objects.filter(park_id=park_id).for_list()
    rows = [_person_row(membership, viewer_id) for membership in memberships]
    invitations = Invitation.objects.in_park(park_id).open().select_related("invited_by")
    return People(
        current=tuple(row for row in rows if row.ended_on is None),
        invited=tuple(_invitation_row(each, now) for each in invitations.order_by("-sent_at")),
        former=tuple(
            sorted(
                (row for row in rows if row.ended_on is not None),
                key=lambda row: row.ended_on or dt.date.min,
                reverse=True,
            )
        ),
    )


def _person_row(membership: Membership, viewer_id: int) -> PersonRow:
    last_login = membership.user.last_login
    return PersonRow(
        id=membership.pk,
        name=str(membership.user),
        role=membership.role,
        role_label=membership.get_role_display(),
        since=membership.since,
        ended_on=membership.ended_on,
        last_seen_on=last_login and timezone.localdate(last_login),
        is_viewer=membership.user_id == viewer_id,
    )


def _invitation_row(invitation: Invitation, now: dt.datetime) -> InvitationRow:
    return InvitationRow(
        id=invitation.pk,
        email=invitation.email,
        name=invitation.name,
        role_label=invitation.get_role_display(),
        invited_by=str(invitation.invited_by),
        sent_on=timezone.localdate(invitation.sent_at),
        expires_on=timezone.localdate(invitation.expires_at),
        is_expired=invitation.expires_at <= now,
    )


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
