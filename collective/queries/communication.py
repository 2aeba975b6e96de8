"""The communication plan: what is said to whom, by month, with what the method suggests."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from collective.models import Communication, Side
from collective.queries.activities import segments_in_words
from collective.queries.degree import current_degrees
from core.dutch import MONTHS
from knowledge.loader import styles
from knowledge.steps_schemas import Style
from parks.access import Viewer


@dataclass(frozen=True, slots=True)
class PlanSearch:
    """Which messages: for a group, for a degree, still to be said or said."""

    segment: str = ""
    degree: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message of the plan."""

    message: Communication
    segments: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Month:
    """The messages of a month, by date."""

    title: str
    rows: tuple[MessageRow, ...]


def find_messages(viewer: Viewer, search: PlanSearch) -> "QuerySet[Communication]":
    """Return the messages that fit, by date. One for everybody is also for each group."""
    rows: QuerySet[Communication] = Communication.objects.visible_to(viewer)
    if search.segment:
        rows = rows.filter(segments__contains=[search.segment]) | rows.filter(segments=[])
    if search.degree:
        rows = rows.filter(degree__in=(search.degree, ""))
    if search.state:
        rows = rows.filter(done_on__isnull=search.state == "open")
    return rows.select_related("owner__user").order_by("planned_on", "pk")


def months(messages: Sequence[Communication], today: dt.date) -> list[Month]:
    """Return messages by month; what should have been said by today and was not is late."""
    found = groupby(messages, key=lambda each: (each.planned_on.year, each.planned_on.month))
    return [
        Month(f"{MONTHS[month - 1]} {year}", tuple(_row(each, today) for each in rows))
        for (year, month), rows in found
    ]


def number_late(viewer: Viewer, today: dt.date) -> int:
    """Return how many messages should have been said by now."""
    rows = Communication.objects.visible_to(viewer)
    number: int = rows.filter(done_on__isnull=True, planned_on__lt=today).count()
    return number


def style_of_park(viewer: Viewer) -> Style | None:
    """Return how to speak with the companies of the park, by how well they are organised now."""
    current = current_degrees(park_id=viewer.park.pk, audiences=viewer.audiences)
    business = current.get(Side.BUSINESS)
    return styles()[business.degree] if business else None


def _row(message: Communication, today: dt.date) -> MessageRow:
    late = message.done_on is None and message.planned_on < today
    return MessageRow(message, segments_in_words(message.segments), is_late=late)
