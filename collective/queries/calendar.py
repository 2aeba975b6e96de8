"""What calendars read: the activities that somebody, or everybody in a circle, may see now."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from collective.choices import ActivityState
from collective.models import Activity, CalendarFeed
from parks.access import Viewer, viewer_at
from parks.choices import Audience, Role
from parks.models import Park
from parks.queries.history import events_of

LOOKS_BACK: Final = dt.timedelta(days=365)
MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Event:
    """An activity as a calendar shows it. `revision` counts its changes from 0."""

    id: UUID
    title: str
    purpose: str
    where: str
    online_url: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    is_cancelled: bool
    cancelled_reason: str
    created_at: dt.datetime
    changed_at: dt.datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """What one address gives."""

    name: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Feeds:
    """The addresses that a person may manage: her own, and those of the park."""

    own: CalendarFeed | None
    of_park: tuple[CalendarFeed, ...]


def feeds_for(viewer: Viewer) -> Feeds:
    """Return the address of the viewer herself and, for the team, those of the park."""
    rows = CalendarFeed.objects.filter(park_id=viewer.park.pk).select_related("created_by")
    own = None if viewer.seen_as else rows.filter(user=viewer.user).first()
    of_park = rows.filter(user__isnull=True) if viewer.may_edit else rows.none()
    return Feeds(own=own, of_park=tuple(of_park.order_by("created_at", "pk")))


def hash_of(token: str) -> str:
    """Return what is stored of a token. It is random and long, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def calendar_at(park: Park, token: str, now: dt.datetime) -> Calendar | None:
    """Return what a calendar reads at an address of a park; None when nothing is there (any more).

    What a person sees is asked again each time, so a role that ended gives nothing.
    """
    rows = CalendarFeed.objects.filter(park_id=park.pk, token_hash=hash_of(token))
    feed = rows.select_related("user").first()
    if feed is None:
        return None
    activities = _activities(feed, park)
    if activities is None:
        return None
    recent = activities.filter(ends_at__gt=now - LOOKS_BACK).order_by("starts_at", "pk")[:MOST]
    return Calendar(name=f"Activiteiten {park.name}", events=events_from(list(recent)))


def events_from(activities: Sequence[Activity]) -> tuple[Event, ...]:
    """Return activities as events, with how often and when each changed. One query."""
    changes = events_of(Activity).filter(pgh_obj_id__in=[each.pk for each in activities])
    counted = changes.values("pgh_obj_id").annotate(n=Count("pk"), last=Max("pgh_created_at"))
    versions = {row["pgh_obj_id"]: (row["n"], row["last"]) for row in counted}
    return tuple(_event(each, *versions.get(each.pk, (1, each.created_at))) for each in activities)


def _event(activity: Activity, versions: int, last: dt.datetime) -> Event:
    return Event(
        id=activity.pk,
        title=activity.title,
        purpose=activity.purpose,
        where=activity.place,
        online_url=activity.online_url,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        is_cancelled=activity.state == ActivityState.CANCELLED,
        cancelled_reason=activity.cancelled_reason,
        created_at=activity.created_at,
        changed_at=last,
        revision=versions - 1,
    )


def _activities(feed: CalendarFeed, park: Park) -> "QuerySet[Activity] | None":
    if feed.user is None:
        rows: Any = Activity.objects.in_park(park.pk)
        found: QuerySet[Activity] = rows.for_audiences(Audience.at_least(Audience(feed.readers)))
        return found
    viewer = _reader(feed, park)
    return Activity.objects.visible_to(viewer) if viewer else None


def _reader(feed: CalendarFeed, park: Park) -> Viewer | None:
    """Return whose calendar it is, as she is at the park now; None when she is nothing there.

    A calendar can't log in with the accounts of an organisation: an adviser whose authority asks
    for those reads nothing as an adviser.
    """
    if feed.user is None or not feed.user.is_active:
        return None
    viewer = viewer_at(feed.user, park)
    if viewer and viewer.adviser_logins and "" not in viewer.adviser_logins:
        roles = tuple(role for role in viewer.roles if role != Role.ADVISER)
        return replace(viewer, roles=roles) if roles else None
    return viewer
