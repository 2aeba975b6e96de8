"""Read models of the story that a park tells to the world outside."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.safestring import SafeString

from collective.models import FrontRunner, ParkStory
from core.rich_text import rich_text


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the story as HTML that is safe to show."""

    slug: str
    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Runner:
    """A front-runner as the world sees it: what it agreed to, and nothing else of the company."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """The story as the world sees it."""

    sections: tuple[Section, ...]
    runners: tuple[Runner, ...]


# SB fig 31, lines 2244-2297: what was, what is, what comes.
TITLES = (
    ("history", "Hoe het begon"),
    ("now", "Hoe het nu is"),
    ("future", "Waar we heen gaan"),
)


def sections_of(story: ParkStory) -> tuple[Section, ...]:
    """Return the parts of a story that have text, as safe HTML."""
    return tuple(
        Section(slug, title, rich_text(text))
        for slug, title in TITLES
        if (text := getattr(story, slug).strip())
    )


def stored_story(park_id: int) -> ParkStory | None:
    """Return the story of a park, published or not; for who writes it."""
    found: ParkStory | None = ParkStory.objects.filter(park_id=park_id).first()
    return found


def public_story(park_id: int, today: dt.date) -> Story | None:
    """Return what the world may read, or None when nothing is published. Two queries."""
    story = ParkStory.objects.filter(park_id=park_id, published_at__isnull=False).first()
    if story is None:
        return None
    here = Q(establishment__left_on__isnull=True) | Q(establishment__left_on__gt=today)
    runners = FrontRunner.objects.filter(here, park_id=park_id, consent_on__lte=today)
    return Story(
        sections=sections_of(story),
        runners=tuple(
            Runner(row.shown_name, row.text) for row in runners.order_by("order", "shown_name")
        ),
    )
