"""Changes to parks and to who belongs where."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count
from typing import TypedDict, Unpack

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from parks import reference
from parks.choices import Role
from parks.models import Adviser, Authority, Membership, Park

SLUG_LENGTH = 140


class RegisterFacts(TypedDict, total=False):
    """What the public register says about a park besides its name and place; areas in hectares."""

    gross_ha: Decimal | None
    net_ha: Decimal | None
    available_ha: Decimal | None
    location_type: str
    register_year: int | None


@transaction.atomic
def create_park(
    *,
    name: str,
    municipality_codes: Sequence[str],
    rin: int | None = None,
    is_example: bool = False,
    **facts: Unpack[RegisterFacts],
) -> Park:
    """Add a park under an address of its own, which stays the same when its name changes."""
    addresses = slug_candidates(name=name, municipality_codes=municipality_codes, rin=rin)
    return Park.objects.create(
        name=name,
        slug=next(slug for slug in addresses if not Park.objects.filter(slug=slug).exists()),
        municipality_codes=list(municipality_codes),
        rin=rin,
        is_example=is_example,
        **facts,
    )


def slug_candidates(
    *, name: str, municipality_codes: Sequence[str], rin: int | None
) -> Iterator[str]:
    """Yield addresses for a park from short to certain: name, place, register number, counter."""
    base = slugify(name) or "terrein"
    yield base[:SLUG_LENGTH]
    place = slugify(reference.names_of(list(municipality_codes)))[:60].strip("-")
    yield _ending_in(base, place)
    if rin is not None:
        yield _ending_in(base, f"{place}-{rin}")
    for number in count(2):
        yield _ending_in(base, f"{place}-{number}")


def _ending_in(base: str, ending: str) -> str:
    """Cut the name, never the ending: that is what makes the address another one."""
    ending = ending.strip("-")
    return f"{base[: SLUG_LENGTH - len(ending) - 1]}-{ending}".strip("-")


@transaction.atomic
def find_or_add_person(*, email: str, name: str) -> tuple[User, bool]:
    """Return the person with this address and whether she is new.

    A new person has no usable password: a reset mail lets her in. The name of somebody who is
    known already stays as she wrote it.
    """
    known = User.objects.filter(email__iexact=email).first()
    if known is not None:
        return known, False
    user = User.objects.create_user(email, name=name)
    # Without a password the only way in is a mail to this address, which proves that it is hers.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user, True


@transaction.atomic
def grant_role(*, park: Park, user: User, role: Role, since: dt.date) -> Membership:
    """Give a person a role at a park, or return the same role that she has already.

    Needs the park's context. Raises ValueError for the role of adviser, which follows from an
    authority and not from a park.
    """
    if role == Role.ADVISER:
        raise ValueError("Een adviseur hoort bij een overheid, niet bij een terrein.")
    membership: Membership
    membership, _ = Membership.objects.get_or_create(
        park=park, user=user, role=role, ended_on=None, defaults={"since": since}
    )
    return membership


@transaction.atomic
def end_role(*, membership: Membership, today: dt.date) -> None:
    """Take a role away from today on; a role that has ended keeps its day. Needs the context."""
    own = Membership.objects.filter(park_id=membership.park_id, pk=membership.pk)
    own.current().update(ended_on=today)
    membership.refresh_from_db(fields=["ended_on"])


def add_adviser(*, authority: Authority, user: User, since: dt.date) -> Adviser:
    """Let a person advise for an authority, or return her when she does so already."""
    adviser, _ = Adviser.objects.get_or_create(
        authority=authority, user=user, ended_on=None, defaults={"since": since}
    )
    return adviser


def end_adviser(*, adviser: Adviser, today: dt.date) -> None:
    """End a person's work for an authority; her next request sees nothing of its parks."""
    Adviser.objects.current().filter(pk=adviser.pk).update(ended_on=today)
    adviser.refresh_from_db(fields=["ended_on"])
