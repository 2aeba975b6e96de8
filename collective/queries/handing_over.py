"""What somebody answers for besides her teams, and somebody else must take over when she leaves."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse

from collective.choices import ActivityState, IdeaStage
from collective.models import Activity, Communication, Idea, Stakeholder
from collective.opportunities import opportunities
from collective.queries.stakeholders import is_team
from collective.queries.teams import answered_by
from collective.roadmap import Linked, roadmap
from parks.models import Reader

# A park manager may keep up hundreds of relations: the first ones tell what it is about.
SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Kept:
    """Things of one sort for which somebody answers; `more` counts those that are not listed."""

    label: str
    things: tuple[Linked, ...]
    more: int


def keeps(viewer: Reader, person: str, now: dt.datetime) -> tuple[Kept, ...]:
    """Return by sort what a person answers for and is not done, as far as the viewer may know.

    `person` is the key of `collective.queries.teams.people_in`. Sorts without anything are absent.
    A constant number of queries. Needs the park's context.
    """
    hers = answered_by(person)
    planned = roadmap().owned(hers, viewer)
    found = (
        *_of_the_team(viewer, hers),
        ("Ideeën die zij of hij trekt", _ideas(viewer, hers)),
        ("Activiteiten die nog komen", _activities(viewer, hers, now)),
        ("Kansen die zij of hij trekt", opportunities().owned(hers, viewer)),
        ("Doelen", planned.goals),
        ("Mijlpalen die nog niet klaar zijn", planned.milestones),
    )
    return tuple(
        Kept(label, tuple(things[:SHOWN]), max(len(things) - SHOWN, 0))
        for label, things in found
        if things
    )


def _of_the_team(viewer: Reader, hers: Q) -> Iterator[tuple[str, Sequence[Linked]]]:
    """Who keeps up a relation and who says what is planned is known to the team alone."""
    if not is_team(viewer):
        return
    relations = Stakeholder.objects.visible_to(viewer).standing().filter(hers)
    yield (
        "Relaties die zij of hij onderhoudt",
        _linked(viewer, relations.order_by("name", "pk"), "stakeholder_detail"),
    )
    said = Communication.objects.visible_to(viewer).filter(hers, done_on__isnull=True)
    plan = reverse("collective:communication", args=[viewer.park.slug])
    yield (
        "Boodschappen die nog moeten",
        [Linked(row.pk, row.message, plan) for row in said.order_by("planned_on", "pk")],
    )


def _ideas(viewer: Reader, hers: Q) -> Sequence[Linked]:
    rows = Idea.objects.visible_to(viewer).filter(hers, lapsed_on__isnull=True)
    # What was handed over is carried by who realises it.
    going = rows.exclude(stage=IdeaStage.HANDED_OVER)
    return _linked(viewer, going.order_by("title", "pk"), "idea_detail")


def _activities(viewer: Reader, hers: Q, now: dt.datetime) -> Sequence[Linked]:
    rows = Activity.objects.visible_to(viewer).filter(hers, state=ActivityState.PLANNED)
    return _linked(viewer, rows.to_come(now).order_by("starts_at", "pk"), "activity_detail")


def _linked(viewer: Reader, rows: Any, route: str) -> Sequence[Linked]:
    slug = viewer.park.slug
    return [
        Linked(row.pk, str(row), reverse(f"collective:{route}", args=[slug, row.pk]))
        for row in rows
    ]
