"""Who was asked and who comes, and whom one could still ask; for the team."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from collective.choices import MailKind, SignUpState, StopKind
from collective.models import Activity, MailStop, SignUp, Stakeholder
from collective.queries.positions import latest_positions
from parks.access import Viewer
from parks.models import ContactPerson, Membership

PEOPLE: Final = "mensen"
CONTACTS: Final = "contacten"
MOST_CANDIDATES: Final = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be asked; `email` is in small letters and says who it is."""

    name: str
    email: str
    organisation: str
    wants_no_mail: bool
    membership_id: UUID | None = None
    stakeholder_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CandidateSearch:
    """Among whom to look: people with a role, contact persons, and of which groups."""

    groups: frozenset[str] = frozenset({PEOPLE, CONTACTS})
    segments: frozenset[str] = frozenset()


def find_sign_ups(viewer: Viewer, activity: Activity, words: str, state: str) -> "QuerySet[SignUp]":
    """Return who was asked or asked herself: who comes first, then in order of answering."""
    rows: QuerySet[SignUp] = SignUp.objects.visible_to(viewer).filter(activity=activity)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(email__icontains=words))
    if state:
        rows = rows.filter(state=state)
    return rows.in_turn()  # type: ignore[attr-defined,no-any-return]  # a SignUpQuerySet


def expected(viewer: Viewer, activity: Activity) -> "QuerySet[SignUp]":
    """Return whom one may find at the door, by name: everybody but who said no."""
    rows: QuerySet[SignUp] = SignUp.objects.visible_to(viewer).filter(activity=activity)
    return rows.exclude(state=SignUpState.DECLINED, attended=None).order_by("name", "pk")


def candidates(
    viewer: Viewer, activity: Activity, search: CandidateSearch, today: dt.date
) -> list[Candidate]:
    """Return whom the team could still ask, by name, each address once. A few queries.

    With segments only people of organisations that are in one of those groups.
    """
    asked = set(
        SignUp.objects.visible_to(viewer).filter(activity=activity).values_list("email", flat=True)
    )
    taken = {email.lower() for email in asked}
    of_organisation = _stakeholders(viewer, search.segments, today)
    stopped = stopped_addresses(viewer.park.pk, MailKind.ACTIVITIES)
    found: dict[str, Candidate] = {}
    for each in _everybody(viewer, search, of_organisation, stopped):
        if each.email not in taken:
            found.setdefault(each.email, each)
    return sorted(found.values(), key=lambda each: (each.name.lower(), each.email))


def stopped_addresses(park_id: int, kind: str) -> frozenset[str]:
    """Return who does not want a kind of mail, in small letters. Needs the park's context."""
    if kind not in StopKind.values:
        return frozenset()
    rows = MailStop.objects.in_park(park_id).filter(kind=kind)
    return frozenset(email.lower() for email in rows.values_list("email", flat=True))


def stopped_kinds(park_id: int, email: str) -> frozenset[str]:
    """Return which kinds of mail an address does not want. Needs the park's context."""
    rows = MailStop.objects.in_park(park_id).filter(email__iexact=email)
    return frozenset(rows.values_list("kind", flat=True))


def _stakeholders(
    viewer: Viewer, segments: Collection[str], today: dt.date
) -> dict[UUID, UUID | None] | None:
    """Return the stakeholder per organisation in these segments; None when all will do."""
    rows = Stakeholder.objects.visible_to(viewer).standing().filter(organisation__isnull=False)
    pairs = list(rows.values_list("organisation_id", "pk"))
    if not segments:
        return None
    positions = latest_positions(viewer, today)
    return {
        organisation: pk
        for organisation, pk in pairs
        if pk in positions and positions[pk].segment in segments
    }


def _everybody(
    viewer: Viewer,
    search: CandidateSearch,
    of_organisation: dict[UUID, UUID | None] | None,
    stopped: Collection[str],
) -> Iterator[Candidate]:
    members = _members(viewer) if PEOPLE in search.groups else []
    contacts = _contacts(viewer) if CONTACTS in search.groups else []
    rows: tuple[Membership | ContactPerson, ...] = (*members, *contacts)
    for row in rows:
        company = row.establishment
        organisation_id = company.organisation_id if company else None
        if of_organisation is not None and organisation_id not in of_organisation:
            continue
        person = row.user if isinstance(row, Membership) else row
        yield Candidate(
            name=str(person.name or person.email),
            email=person.email.lower(),
            organisation=str(company or ""),
            wants_no_mail=person.email.lower() in stopped,
            membership_id=row.pk if isinstance(row, Membership) else None,
            stakeholder_id=(of_organisation or {}).get(organisation_id)
            if organisation_id
            else None,
        )


def _members(viewer: Viewer) -> Iterable[Membership]:
    rows = Membership.objects.filter(park_id=viewer.park.pk, user__is_active=True)
    return rows.current().for_list()


def _contacts(viewer: Viewer) -> Iterable[ContactPerson]:
    rows = ContactPerson.objects.visible_to(viewer).exclude(email="")
    found: Iterable[ContactPerson] = (
        rows.filter(establishment__left_on__isnull=True)
        .select_related("establishment")
        .order_by("name", "pk")
    )
    return found
