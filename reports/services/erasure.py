"""Taking a person out of the platform: her account, and what is stored about her in the parks.

What the parks decided stays, and says "Verwijderde gebruiker"; nothing tells who that was.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.closing import addresses_of, make_nameless, shut_out
from accounts.models import User
from core.park_context import park_context
from parks.choices import AuditAction
from parks.models import AccessRequest, Adviser, Invitation, Membership, Park
from parks.queries.people import is_last_manager
from parks.services.audit import record
from parks.services.people import end_adviser, end_role
from reports.emails import send_erased
from reports.models import Report, ReportKind
from reports.privacy.kinds import GONE_NAME, gone_address
from reports.privacy.reading import with_address
from reports.privacy.register import ADDRESSED, NAMED
from reports.services.files import remove_with_files


class LastManagerAnywhereError(Exception):
    """She is the only manager of these parks, which would be left without one."""

    def __init__(self, parks: Iterable[str]) -> None:
        self.parks = tuple(parks)
        super().__init__(", ".join(self.parks))


def parks_only_she_manages(user: User) -> list[str]:
    """Return the names of the parks that would have no manager left without her."""
    with transaction.atomic(), park_context(*_every_park(), user_id=user.pk):
        roles = Membership.objects.filter(user=user).not_ended().select_related("park")
        return [str(role.park) for role in roles.order_by("park__name") if is_last_manager(role)]


@transaction.atomic
def erase_person(*, user: User, now: dt.datetime) -> None:
    """Erase a person at once and for good. Raises LastManagerAnywhereError, and nothing changes."""
    if parks := parks_only_she_manages(user):
        raise LastManagerAnywhereError(parks)
    addresses = addresses_of(user)
    email = user.email
    shut_out(user)
    _erase_from_history(addresses, user.pk)
    with park_context(*_every_park(), user_id=user.pk):
        _leave(user, today=timezone.localdate(now))
        _forget_address(addresses, gone_address(user.pk), now)
        _forget_name(user)
    _erase_from_history(addresses, user.pk)
    make_nameless(user, name=GONE_NAME, email=gone_address(user.pk))
    _tell_after_commit(email)


@transaction.atomic
def erase_address(*, address: str, now: dt.datetime) -> None:
    """Erase what is stored about somebody without an account: by her address alone.

    Raises ValueError for what is no address: an empty one would stand for everybody without.
    """
    if not is_email_address(address):
        raise ValueError("This is no address.")
    addresses = [address.lower()]
    _erase_from_history(addresses, None)
    with park_context(*_every_park()):
        _forget_address(addresses, gone_address("zonder-account"), now)
    _erase_from_history(addresses, None)


def is_email_address(text: str) -> bool:
    """Whether a text can be somebody's address."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _every_park() -> tuple[int, ...]:
    return tuple(Park.objects.order_by("pk").values_list("pk", flat=True))


def _leave(user: User, *, today: dt.date) -> None:
    """End her roles and her work for authorities; the logs of her parks tell it."""
    roles = Membership.objects.filter(user=user).not_ended().select_related("park")
    for role in roles.order_by("pk"):
        end_role(membership=role, today=today)
        record(park=role.park, action=AuditAction.ERASE, actor=user, label=GONE_NAME)
    for adviser in Adviser.objects.filter(user=user).not_ended():
        end_adviser(adviser=adviser, today=today)


def _forget_address(addresses: list[str], instead: str, now: dt.datetime) -> None:
    """Close what is open for an address, and overwrite or remove the rows about its owner."""
    with_address(Invitation, addresses).open().update(withdrawn_at=now)
    with_address(AccessRequest, addresses).update(decided_at=Coalesce("decided_at", now))
    for each in ADDRESSED:
        rows = with_address(each.model, addresses)
        if each.removed:
            rows.delete()
        else:
            rows.update(**{"email": instead, **each.blanked})


def _forget_name(user: User) -> None:
    """Overwrite her name where it was typed as such, and drop drafts that show it."""
    hers = Membership.objects.filter(user=user).values("park_id")
    for named in NAMED:
        rows: Any = named.model.objects.filter(park_id__in=hers, **{named.field: user.name})
        rows.update(**{named.field: GONE_NAME})
    drafts = Report.objects.filter(park_id__in=hers).exclude(kind=ReportKind.EDITION)
    as_text = models.functions.Cast("content", models.TextField())
    remove_with_files(drafts.annotate(text=as_text).filter(text__contains=user.name))


def _tell_after_commit(email: str) -> None:
    def tell() -> None:
        send_erased(email=email)

    transaction.on_commit(tell, robust=True)


def _erase_from_history(addresses: list[str], user_id: int | None) -> None:
    """Take her out of what only grows.

    Once before her rows change, when they still tell which lines of the log are about her; and
    once after, because changing and removing them wrote history as well.
    """
    with connection.cursor() as cursor:
        cursor.execute("select erase_from_history(%s, %s)", [addresses, user_id])
