"""Inviting people to a park, and coming in by an invitation."""

import datetime as dt
import hashlib
import secrets
from typing import Final

import pghistory
import structlog
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks import emails
from parks.choices import AuditAction, Role
from parks.models import AccessRequest, Establishment, Invitation, Membership, Park
from parks.queries.people import person_at
from parks.services.audit import record
from parks.services.people import RoleHeldError, grant_role, holds_role, require_company

log = structlog.get_logger(__name__)

LIFETIME: Final = dt.timedelta(days=7)
A_DAY: Final = dt.timedelta(days=1)
TOKEN_BYTES: Final = 32


class InvitationClosedError(Exception):
    """The invitation was accepted or withdrawn before."""


class TooManyInvitationsError(Exception):
    """The park has sent as many invitations as it may in a day."""

    def __init__(self, number: int) -> None:
        self.message = (
            f"Dit terrein heeft vandaag al {number} uitnodigingen verstuurd. Meer kan niet op één"
            " dag, zodat niemand via ons ongevraagd mail verstuurt. Ga morgen verder."
        )
        super().__init__(self.message)


class OtherPersonError(Exception):
    """The invitation is for the address of somebody else."""


class AddressKnownError(Exception):
    """The address that was invited has an account: its owner must log in."""


def hash_of(token: str) -> str:
    """Return what is stored of a token. It is random and long, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    park: Park,
    email: str,
    name: str,
    role: Role,
    by: User,
    now: dt.datetime,
    establishment: Establishment | None = None,
) -> Invitation:
    """Offer a role to an address and mail the link after the commit. Needs the park's context.

    An earlier open invitation of this address for this role goes on with a new link; its old one
    stops. Who asked for access with this address is answered by it.
    Raises RoleHeldError when the person has the role, TooManyInvitationsError, and ValueError as
    `require_company` does.
    """
    require_company(role, establishment)
    email = email.strip().lower()
    person = person_at(email)
    if person and holds_role(park=park, user=person, role=role, establishment=establishment):
        raise RoleHeldError(str(person), role, establishment)
    token, values = _new_link(park, by, now)
    invitation, _ = Invitation.objects.in_park(park.pk).update_or_create(
        park=park,
        email=email,
        role=role,
        establishment=establishment,
        accepted_at=None,
        withdrawn_at=None,
        defaults=values | {"name": name},
    )
    invitation.park = park
    _mail(invitation, token)
    asked = AccessRequest.objects.in_park(park.pk).open().filter(email=email)
    asked.update(decided_at=now, decided_by=by, invitation=invitation)
    record(park=park, action=AuditAction.INVITE, actor=by, target=invitation)
    return invitation


@transaction.atomic
def resend(*, park: Park, invitation: Invitation, by: User, now: dt.datetime) -> Invitation:
    """Mail a new link, which works seven days; the old one stops.

    Raises InvitationClosedError and TooManyInvitationsError.
    """
    own = _lock_open(park, invitation)
    token, values = _new_link(park, by, now)
    for name, value in values.items():
        setattr(own, name, value)
    own.save(update_fields=list(values))
    _mail(own, token)
    record(park=park, action=AuditAction.INVITE_AGAIN, actor=by, target=own)
    return own


@transaction.atomic
def withdraw(*, park: Park, invitation: Invitation, now: dt.datetime) -> None:
    """Take an invitation back. Raises InvitationClosedError."""
    own = _lock_open(park, invitation)
    own.withdrawn_at = now
    own.save(update_fields=["withdrawn_at"])
    record(park=park, action=AuditAction.WITHDRAW, target=own)


def _new_link(park: Park, by: User, now: dt.datetime) -> tuple[str, dict[str, object]]:
    _keep_within_limit(park, now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return token, {
        "token_hash": hash_of(token),
        "invited_by": by,
        "sent_at": now,
        "expires_at": now + LIFETIME,
        "mail_failed_at": None,
    }


def _keep_within_limit(park: Park, now: dt.datetime) -> None:
    """Raise TooManyInvitationsError; every link counts, also one that was sent again.

    History keeps each `sent_at`; the row itself only the last one.
    """
    sent = apps.get_model("parks", "InvitationEvent").objects.filter(
        park_id=park.pk, sent_at__gt=now - A_DAY
    )
    if sent.values("pgh_obj_id", "sent_at").distinct().count() >= settings.INVITATIONS_PER_DAY:
        raise TooManyInvitationsError(settings.INVITATIONS_PER_DAY)


def _mail(invitation: Invitation, token: str) -> None:
    mail = emails.invitation_mail(invitation=invitation, token=token)

    def send() -> None:
        try:
            mail.send()
        except OSError:  # no server, or one that refuses: SMTPException is one of these
            log.warning("invitation_not_sent", invitation=str(invitation.pk), exc_info=True)
            _note_failure(invitation)

    # Robust: the invitation stands, whatever becomes of its mail.
    transaction.on_commit(send, robust=True)


def _note_failure(invitation: Invitation) -> None:
    """Let the page say that the mail did not go; the manager can send again."""
    with transaction.atomic(), park_context(invitation.park_id):
        same_link = Invitation.objects.in_park(invitation.park_id).filter(
            pk=invitation.pk, token_hash=invitation.token_hash
        )
        same_link.update(mail_failed_at=timezone.now())


def _lock_open(park: Park, invitation: Invitation) -> Invitation:
    rows = Invitation.objects.in_park(park.pk).open().select_for_update()
    found = rows.filter(pk=invitation.pk).first()
    if found is None:
        raise InvitationClosedError
    found.park = park
    return found


def find_usable(*, park: Park, token: str, now: dt.datetime) -> Invitation | None:
    """Return the invitation that a link stands for, while it works. Needs the park's context."""
    usable = (
        Invitation.objects.in_park(park.pk)
        .usable(now)
        .select_related("invited_by", "establishment")
    )
    found = usable.filter(token_hash=hash_of(token)).first()
    if found is not None:
        found.park = park
    return found


@transaction.atomic
def accept(*, park: Park, token: str, user: User, now: dt.datetime) -> Membership:
    """Give the person who was invited her role, once. Needs the park's context.

    Raises InvitationClosedError when the link does not work (any more), and OtherPersonError for
    anybody but the owner of the address.
    """
    invitation = _lock_usable(park, token, now)
    if person_at(invitation.email) != user:
        raise OtherPersonError
    return _admit(invitation, user, now)


@transaction.atomic
def accept_as_newcomer(
    *, park: Park, token: str, name: str, password: str, now: dt.datetime
) -> User:
    """Make an account for an address without one, and give it the role. Needs the park's context.

    The token came by mail, which proves that the address is hers. Raises InvitationClosedError
    when the link does not work (any more), AddressKnownError when there is an account already.
    """
    invitation = _lock_usable(park, token, now)
    if person_at(invitation.email) is not None:
        raise AddressKnownError
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, password, name=name)
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    except IntegrityError as error:  # at this moment, by an invitation of another park
        raise AddressKnownError from error
    _admit(invitation, user, now)
    return user


def _lock_usable(park: Park, token: str, now: dt.datetime) -> Invitation:
    """Return the invitation of a token; a second request waits here and then finds it used."""
    rows = Invitation.objects.in_park(park.pk).usable(now).select_for_update()
    found = rows.filter(token_hash=hash_of(token)).first()
    if found is None:
        raise InvitationClosedError
    found.park = park
    return found


def _admit(invitation: Invitation, user: User, now: dt.datetime) -> Membership:
    # A newcomer is nobody yet in the request; history must name her all the same.
    with pghistory.context(user=user.pk):
        membership = grant_role(
            park=invitation.park,
            user=user,
            role=Role(invitation.role),
            since=timezone.localdate(now),
            establishment=invitation.establishment,
            by=user,
        )
        invitation.accepted_at = now
        invitation.save(update_fields=["accepted_at"])
        record(park=invitation.park, action=AuditAction.ACCEPT, actor=user, target=invitation)
    return membership
