"""Changes to who belongs where: people, their roles at a park, advisers."""

import datetime as dt

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User
from parks.choices import AuditAction, Role, role_in_words
from parks.models import Adviser, Authority, Establishment, Membership, Organisation, Park
from parks.queries.people import is_last_manager, person_at
from parks.services.audit import record
from parks.services.companies import add_establishment, add_organisation


class LastManagerError(Exception):
    """The role can't go: the park would be left without a manager."""

    def __init__(self, name: str) -> None:
        self.message = (
            f"{name} is de enige parkmanager. Maak eerst iemand anders parkmanager van dit terrein."
        )
        super().__init__(self.message)


class RoleHeldError(Exception):
    """The person has this role at the park already."""

    def __init__(self, name: str, role: Role, establishment: Establishment | None = None) -> None:
        self.message = f"{name} heeft deze rol al: {role_in_words(role, establishment)}."
        super().__init__(self.message)


class RoleEndedError(Exception):
    """The role ended before."""


@transaction.atomic
def find_or_add_person(*, email: str, name: str) -> tuple[User, bool]:
    """Return the person with this address and whether she is new.

    A new person has no usable password: a reset mail lets her in. The name of somebody who is
    known already stays as she wrote it.
    """
    known = person_at(email)
    if known is not None:
        return known, False
    user = User.objects.create_user(email, name=name)
    # Without a password the only way in is a mail to this address, which proves that it is hers.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user, True


@transaction.atomic
def grant_role(
    *,
    park: Park,
    user: User,
    role: Role,
    since: dt.date,
    establishment: Establishment | None = None,
    by: User | None = None,
) -> Membership:
    """Give a person a role at a park, or return the same role that she has already.

    Needs the park's context. Without `by` the log names the person for whom that runs. Raises
    ValueError as `require_company` does.
    """
    require_company(role, establishment)
    membership: Membership
    membership, is_new = Membership.objects.get_or_create(
        park=park,
        user=user,
        role=role,
        establishment=establishment,
        ended_on=None,
        defaults={"since": since},
    )
    if is_new:
        record(park=park, action=AuditAction.GRANT, actor=by, target=membership)
    return membership


def require_company(role: Role, establishment: Establishment | None) -> None:
    """Raise ValueError unless a member, and nobody else, speaks for a company.

    The role of adviser is refused too: it follows from an authority and not from a park.
    """
    if role == Role.ADVISER:
        raise ValueError("Een adviseur hoort bij een overheid, niet bij een terrein.")
    if (role == Role.MEMBER) != (establishment is not None):
        raise ValueError("Een lid spreekt namens een bedrijf; de andere rollen niet.")


@transaction.atomic
def add_named_company(*, park: Park, name: str) -> Establishment:
    """Add a company of which only the name is known, so that somebody can speak for it.

    It becomes an establishment of the organisation with that name if there is one: an owner of
    plots may have no establishment yet. Needs the park's context.
    """
    known = Organisation.objects.in_park(park.pk).current().filter(name__iexact=name)
    organisation = known.order_by("pk").first() or add_organisation(park=park, typed={"name": name})
    return add_establishment(organisation=organisation, typed={"name": name})


@transaction.atomic
def end_role(*, membership: Membership, today: dt.date) -> None:
    """Take a role away from today on; a role that has ended keeps its day. Needs the context.

    Raises LastManagerError for the only manager of the park.
    """
    own = Membership.objects.filter(park_id=membership.park_id, pk=membership.pk)
    if own.not_ended().exists():
        _keep_a_manager(membership)
    if own.not_ended().update(ended_on=today):
        record(park=membership.park, action=AuditAction.END, target=membership)
    membership.refresh_from_db(fields=["ended_on"])


@transaction.atomic
def change_role(
    *,
    membership: Membership,
    role: Role,
    today: dt.date,
    establishment: Establishment | None = None,
) -> Membership:
    """End a role today and give the person another one. Needs the context.

    Raises RoleHeldError when she has that role too, RoleEndedError when somebody else was first,
    and LastManagerError for the only manager of the park.
    """
    own = Membership.objects.filter(park_id=membership.park_id, pk=membership.pk).not_ended()
    if not own.select_for_update().exists():
        raise RoleEndedError
    require_company(role, establishment)
    park, user = membership.park, membership.user
    if holds_role(park=park, user=user, role=role, establishment=establishment):
        raise RoleHeldError(str(user), role, establishment)
    end_role(membership=membership, today=today)
    return grant_role(park=park, user=user, role=role, since=today, establishment=establishment)


def holds_role(
    *, park: Park, user: User, role: Role, establishment: Establishment | None = None
) -> bool:
    """Whether a person has a role at a park (for this company), also when it has yet to begin."""
    held = Membership.objects.filter(park=park, user=user, role=role, establishment=establishment)
    return held.not_ended().exists()


def _keep_a_manager(membership: Membership) -> None:
    """Raise LastManagerError when no manager would be left, also not by two who go at once."""
    if membership.role != Role.PARK_MANAGER:
        return
    managers = Membership.objects.filter(park_id=membership.park_id, role=Role.PARK_MANAGER)
    # Whoever comes second waits for the first one here, in the same order, and then counts again.
    list(managers.not_ended().order_by("pk").select_for_update().values_list("pk"))
    if is_last_manager(membership):
        raise LastManagerError(str(membership.user))


def add_adviser(*, authority: Authority, user: User, since: dt.date) -> Adviser:
    """Let a person advise for an authority, or return her when she does so already."""
    adviser, _ = Adviser.objects.get_or_create(
        authority=authority, user=user, ended_on=None, defaults={"since": since}
    )
    return adviser


def end_adviser(*, adviser: Adviser, today: dt.date) -> None:
    """End a person's work for an authority; her next request sees nothing of its parks."""
    Adviser.objects.not_ended().filter(pk=adviser.pk).update(ended_on=today)
    adviser.refresh_from_db(fields=["ended_on"])
