"""Changes to the story of a park: its text, its front-runners, and whether the world reads it.

What people fill in about a row that exists is stored by `parks.services.records`.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from collective.models import FrontRunner, ParkStory
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record
from parks.services.records import unless_taken


class NothingToTellError(Exception):
    """A story without any text can't be published."""


def add_story(*, park: Park, typed: Mapping[str, Any]) -> ParkStory:
    """Store the first text of a story, which nobody outside reads yet.

    Raises `TakenError` when somebody else wrote one at the same moment.
    """
    with unless_taken(ParkStory):
        added: ParkStory = ParkStory.objects.create(park=park, **typed)
    return added


@transaction.atomic
def publish_story(*, story: ParkStory, park: Park, by: User, now: dt.datetime) -> None:
    """Let the world read a story. Publishing again changes nothing.

    Raises `NothingToTellError`. The sign that a visitor may see stands on the park (decision 23).
    """
    stored = ParkStory.objects.select_for_update().get(park_id=park.pk, pk=story.pk)
    if not any(text.strip() for text in (stored.history, stored.now, stored.future)):
        raise NothingToTellError
    if stored.published_at is None:
        _set_published(stored, park, by, now)
        record(
            park=park, action=AuditAction.CHANGE, target=stored, detail={"openbaar": "gepubliceerd"}
        )


@transaction.atomic
def withdraw_story(*, story: ParkStory, park: Park) -> None:
    """Take the public page away at once. The text stays for its manager."""
    stored = ParkStory.objects.select_for_update().get(park_id=park.pk, pk=story.pk)
    if stored.published_at is not None:
        _set_published(stored, park, None, None)
        record(
            park=park, action=AuditAction.CHANGE, target=stored, detail={"openbaar": "ingetrokken"}
        )


def _set_published(stored: ParkStory, park: Park, by: User | None, now: dt.datetime | None) -> None:
    stored.published_at, stored.published_by = now, by
    stored.save(update_fields=["published_at", "published_by"])
    Park.objects.filter(pk=park.pk).update(story_published_at=now)


def add_front_runner(*, park: Park, typed: Mapping[str, Any]) -> FrontRunner:
    """Put a company on the stage, with its consent. Raises `TakenError` when it stands there."""
    with unless_taken(FrontRunner):
        added: FrontRunner = FrontRunner.objects.create(park=park, **typed)
    return added


@transaction.atomic
def remove_front_runner(*, park: Park, runner: FrontRunner) -> None:
    """Take a company off the stage, for instance because it no longer consents."""
    record(park=park, action=AuditAction.DELETE, target=runner)
    runner.delete()
