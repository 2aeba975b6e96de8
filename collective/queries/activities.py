"""Activities: the list and one of them, with what the team may know of who comes."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from collective.choices import FollowUpKind, Segment, Side, SignUpState
from collective.models import Activity, Contact, FollowUp, SignUp
from collective.models.activities import ActivityQuerySet
from collective.queries.degree import current_degrees
from collective.queries.moments import moment_in_words
from collective.roadmap import Linked, roadmap
from knowledge.loader import activity_catalogue, degrees
from knowledge.schemas import DegreeItem
from knowledge.steps_schemas import CatalogueActivity
from parks.access import Viewer
from parks.choices import Audience

COMING: Final = "komend"
PAST: Final = "geweest"


@dataclass(frozen=True, slots=True)
class ActivitySearch:
    """What to look for: words in the name or the place, and what is to come or was."""

    words: str = ""
    when: str = COMING


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many people said what; of people who were asked and did not answer too."""

    asked: int = 0
    coming: int = 0
    waiting: int = 0
    declined: int = 0
    attended: int = 0

    @property
    def total(self) -> int:
        """All who were asked or asked themselves."""
        return self.asked + self.coming + self.waiting + self.declined


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A line of the list; `turnout` is None for who may not know.

    For which segments it is meant is for the team as well: nobody likes to be called a sleeper.
    """

    activity: Activity
    moment: str
    where: str
    segments: str
    turnout: Turnout | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What the method offers at a degree; `is_own` when the companies of the park have it now."""

    degree: DegreeItem
    activities: tuple[CatalogueActivity, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """What followed, and where it stands now; an empty address is for what is gone."""

    id: UUID
    what: str
    kind_label: str
    links: tuple[Linked, ...]
    idea_id: UUID | None
    stakeholder_id: UUID | None


@dataclass(frozen=True, slots=True)
class ActivityCard:
    """One activity as its page shows it; `is_open` says whether one may still sign up."""

    activity: Activity
    moment: str
    segments: str
    turnout: Turnout | None
    places_left: int | None
    is_open: bool
    own: SignUp | None
    follow_ups: tuple[FollowUpRow, ...]

    @property
    def is_public(self) -> bool:
        """Whether anybody may hear of it, so that it has an open link to sign up."""
        return self.activity.audience == Audience.PUBLIC


def find_activities(
    viewer: Viewer, search: ActivitySearch, now: dt.datetime
) -> "QuerySet[Activity]":
    """Return what a reader sees: what comes by date, what was with the latest first."""
    rows: ActivityQuerySet = Activity.objects.visible_to(viewer).for_list()
    if search.words:
        rows = rows.filter(Q(title__icontains=search.words) | Q(place__icontains=search.words))
    if search.when == PAST:
        return rows.over(now)
    return rows.to_come(now).order_by("starts_at", "pk")


def activity_rows(viewer: Viewer, activities: Sequence[Activity]) -> list[ActivityRow]:
    """Return the lines of a page of the list. One query more for the team, none for others."""
    turnouts = turnout_of(viewer, activities) if viewer.may_edit else {}
    return [
        ActivityRow(
            activity=each,
            moment=moment_in_words(each.starts_at, each.ends_at),
            where=where_in_words(each),
            segments=segments_in_words(each.segments) if viewer.may_edit else "",
            turnout=turnouts.get(each.pk, Turnout()) if viewer.may_edit else None,
        )
        for each in activities
    ]


def turnout_of(viewer: Viewer, activities: Iterable[Activity]) -> Mapping[UUID, Turnout]:
    """Return per activity how many said what, in one query."""
    keys = [each.pk for each in activities]
    counted = (
        SignUp.objects.visible_to(viewer)
        .filter(activity__in=keys)
        .values("activity_id")
        .annotate(
            **{state: Count("pk", filter=Q(state=state)) for state in SignUpState.values},
            came=Count("pk", filter=Q(attended=True)),
        )
    )
    return {
        row["activity_id"]: Turnout(
            **{state: row[state] for state in SignUpState.values}, attended=row["came"]
        )
        for row in counted
    }


def activity_card(viewer: Viewer, activity: Activity, now: dt.datetime) -> ActivityCard:
    """Return one activity with the viewer's own answer; numbers and follow-ups for the team."""
    counted = turnout_of(viewer, [activity]) if viewer.may_edit else {}
    return ActivityCard(
        activity=activity,
        moment=moment_in_words(activity.starts_at, activity.ends_at),
        segments=segments_in_words(activity.segments) if viewer.may_edit else "",
        turnout=counted.get(activity.pk, Turnout()) if viewer.may_edit else None,
        places_left=places_left(activity),
        is_open=activity.is_open(now),
        own=own_sign_up(viewer, activity),
        follow_ups=tuple(_follow_ups(viewer, activity)) if viewer.may_edit else (),
    )


def offered(viewer: Viewer) -> list[Offer]:
    """Return what the method offers to organise, by degree; that of the companies comes first."""
    current = current_degrees(park_id=viewer.park.pk, audiences=viewer.audiences)
    own = current[Side.BUSINESS].degree if Side.BUSINESS in current else ""
    by_degree: dict[str, list[CatalogueActivity]] = {}
    for each in activity_catalogue().values():
        by_degree.setdefault(each.degree, []).append(each)
    offers = [
        Offer(degrees()[degree], tuple(items), is_own=degree == own)
        for degree, items in by_degree.items()
    ]
    return sorted(offers, key=lambda offer: not offer.is_own)


def places_left(activity: Activity) -> int | None:
    """Return how many people still fit; None when everybody does. Tells of nobody who comes."""
    if activity.capacity is None:
        return None
    coming = SignUp.objects.in_park(activity.park_id).filter(
        activity=activity, state=SignUpState.COMING
    )
    taken: int = coming.count()
    return max(activity.capacity - taken, 0)


def own_sign_up(viewer: Viewer, activity: Activity) -> SignUp | None:
    """Return what the viewer herself said; not of the person through whose eyes she looks."""
    if viewer.seen_as:
        return None
    rows = SignUp.objects.in_park(activity.park_id).filter(activity=activity)
    found: SignUp | None = rows.filter(email__iexact=viewer.user.email).first()
    return found


def where_in_words(activity: Activity) -> str:
    """Return the place, "online", or both."""
    return " en ".join(filter(None, (activity.place, "online" if activity.online_url else "")))


def segments_in_words(segments: Sequence[str]) -> str:
    """Return the groups for which something is meant; nothing means everybody."""
    return ", ".join(str(Segment(each).label) for each in segments) or "iedereen"


def follow_ups_for(viewer: Viewer) -> "QuerySet[FollowUp]":
    """Return what followed from activities, without the talks of which the viewer may not know."""
    talks = Contact.objects.visible_to(viewer).values("pk")
    rows: QuerySet[FollowUp] = FollowUp.objects.visible_to(viewer)
    return rows.filter(~Q(kind=FollowUpKind.CONTACT) | Q(contact__in=talks))


def _follow_ups(viewer: Viewer, activity: Activity) -> Iterable[FollowUpRow]:
    rows = follow_ups_for(viewer).filter(activity=activity)
    found = list(rows.select_related("contact").order_by("created_at", "pk"))
    linked = roadmap().milestones_of(found, viewer) if found else {}
    for each in found:
        yield FollowUpRow(
            id=each.pk,
            what=each.what,
            kind_label=each.get_kind_display(),
            links=tuple(linked.get(each.pk, ())),
            idea_id=each.idea_id,
            stakeholder_id=each.contact.stakeholder_id if each.contact else None,
        )
