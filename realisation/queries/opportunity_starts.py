"""With what a new opportunity could begin: what is ready and has not become one yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from collective.choices import IdeaStage
from collective.models import Activity, Idea
from parks.access import Viewer
from realisation.choices import MatchState
from realisation.models import Match

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class StartChoice:
    """Something to begin with: what it is called, and the address of the form that begins so."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class StartGroup:
    """Things of one sort to begin with, the newest first."""

    label: str
    choices: tuple[StartChoice, ...]


def starts_for(viewer: Viewer) -> tuple[StartGroup, ...]:
    """Return by sort what could become an opportunity; sorts without any are absent."""
    ideas = Idea.objects.visible_to(viewer).filter(
        lapsed_on__isnull=True, stage=IdeaStage.HANDED_OVER, opportunities__isnull=True
    )
    activities = Activity.objects.visible_to(viewer).filter(opportunities__isnull=True)
    matches = Match.objects.visible_to(viewer).filter(
        state=MatchState.CONFIRMED, opportunities__isnull=True
    )
    found = (
        ("Overgedragen ideeën", "idee", ideas.order_by("-created_at", "pk")),
        (
            "Activiteiten met een uitkomst",
            "activiteit",
            activities.exclude(outcome="").order_by("-starts_at", "pk"),
        ),
        ("Bevestigde matches", "match", matches.for_list()),
    )
    groups = (StartGroup(label, _choices(viewer, key, rows)) for label, key, rows in found)
    return tuple(group for group in groups if group.choices)


def _choices(viewer: Viewer, key: str, rows: Any) -> tuple[StartChoice, ...]:
    form = reverse("realisation:opportunity_add", args=[viewer.park.slug])
    first: Iterable[Any] = rows[:SHOWN]
    return tuple(StartChoice(str(row), f"{form}?{key}={row.pk}") for row in first)
