"""The fixed vocabularies of goals and milestones."""

from django.db import models


class GoalState(models.TextChoices):
    """Where a goal stands; the first is what a new goal gets."""

    DRAFT = "draft", "Concept"
    AGREED = "agreed", "Afgesproken"
    ON_TRACK = "on_track", "Op koers"
    AT_RISK = "at_risk", "Loopt risico"
    ACHIEVED = "achieved", "Bereikt"
    DROPPED = "dropped", "Vervallen"


class DatePrecision(models.TextChoices):
    """Whether a milestone is due on a day or somewhere in a quarter."""

    DAY = "day", "Op een dag"
    QUARTER = "quarter", "In een kwartaal"


class MilestoneState(models.TextChoices):
    """Where a milestone stands; derived, never stored."""

    DONE = "done", "Klaar"
    OPEN = "open", "Open"
    BLOCKED = "blocked", "Geblokkeerd"
    LATE = "late", "Te laat"
