"""Read models of talks with stakeholders, and the one rule for when it is time to speak again."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Max, Q

from collective.models import Contact, Position, Stakeholder
from collective.models.stakeholders import ContactQuerySet
from collective.queries.positions import latest_positions
from knowledge.stakeholders import segments
from parks.models import Reader
from parks.queries.companies import has_words

# After so many days with somebody of whom nobody said in which group she belongs.
WITHOUT_SEGMENT_DAYS: Final = 180


@dataclass(frozen=True, slots=True)
class ContactSearch:
    """What somebody looks for in the log; without values: every talk."""

    words: str = ""
    kind: str = ""
    stakeholder: UUID | None = None


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """When a stakeholder was and will be spoken to.

    `due_on` is the day from which it is time: None for who was never spoken to, at once.
    """

    last_on: dt.date | None
    next_on: dt.date | None
    due_on: dt.date | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class ToSpeak:
    """A stakeholder whom it is time to speak to."""

    id: UUID
    name: str
    owner: str
    segment: str
    facts: ContactFacts
    days_late: int | None


def days_between_talks(segment: str) -> int:
    """Return after how many days without a talk it is time, for a segment or an empty one."""
    known = segments().get(segment)
    return known.speak_every_days if known else WITHOUT_SEGMENT_DAYS


def contact_facts(
    *, segment: str, last_on: dt.date | None, next_on: dt.date | None, today: dt.date
) -> ContactFacts:
    """Return whether it is time to speak to somebody: the rule that all pages follow.

    A day that was agreed goes first, unless there was a talk on or after it. Else the last talk
    counts, plus the period of the segment. Who was never spoken to, is due.
    """
    if next_on and last_on and next_on <= last_on:
        next_on = None
    due_on = next_on
    if due_on is None and last_on is not None:
        due_on = last_on + dt.timedelta(days=days_between_talks(segment))
    return ContactFacts(last_on, next_on, due_on, due_on is None or due_on <= today)


def facts_of(
    viewer: Reader,
    stakeholders: Iterable[Stakeholder],
    positions: Mapping[UUID, Position],
    today: dt.date,
) -> dict[UUID, ContactFacts]:
    """Return the facts per stakeholder, by where each stands. One query.

    Only for stakeholders whom the viewer may note: what she can't read would count as silence.
    """
    rows = list(stakeholders)
    last = _last_talks(viewer, [row.pk for row in rows])
    return {
        row.pk: contact_facts(
            segment=positions[row.pk].segment if row.pk in positions else "",
            last_on=last.get(row.pk),
            next_on=row.next_contact_on,
            today=today,
        )
        for row in rows
    }


def to_speak(viewer: Reader, today: dt.date) -> tuple[ToSpeak, ...]:
    """Return to whom it is time to speak, who waits longest first. Three queries for a park."""
    rows = list(Stakeholder.objects.noted_by(viewer).standing().for_list())
    positions = latest_positions(viewer, today)
    facts = facts_of(viewer, rows, positions, today)
    found = [
        ToSpeak(
            id=row.pk,
            name=row.name,
            owner=row.owner_label,
            segment=positions[row.pk].get_segment_display() if row.pk in positions else "",
            facts=facts[row.pk],
            days_late=(today - due_on).days if (due_on := facts[row.pk].due_on) else None,
        )
        for row in rows
        if facts[row.pk].is_due
    ]
    # Who was promised a talk goes first; who was never spoken to comes after them, by name.
    return tuple(sorted(found, key=lambda each: (each.days_late is None, -(each.days_late or 0))))


def find_contacts(viewer: Reader, search: ContactSearch) -> ContactQuerySet:
    """Return the talks that fit and that the viewer may see, the latest first."""
    rows: ContactQuerySet = Contact.objects.visible_to(viewer).newest_first()
    fits = has_words(search.words, "stakeholder__name", "summary", "follow_up")
    if search.kind:
        fits &= Q(kind=search.kind)
    if search.stakeholder:
        fits &= Q(stakeholder=search.stakeholder)
    return rows.filter(fits)


def open_follow_ups(viewer: Reader) -> ContactQuerySet:
    """Return the talks after which something must still be done, what is first due first."""
    rows: ContactQuerySet = Contact.objects.visible_to(viewer).newest_first()
    still = rows.exclude(follow_up="").filter(followed_up_on__isnull=True)
    return still.order_by("follow_up_on", "on", "pk")


def _last_talks(viewer: Reader, ids: Collection[UUID]) -> dict[UUID, dt.date]:
    rows = Contact.objects.visible_to(viewer).filter(stakeholder__in=list(ids)).order_by()
    last = rows.values("stakeholder_id").annotate(last_on=Max("on"))
    return {row["stakeholder_id"]: row["last_on"] for row in last}
