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


class DataState(models.TextChoices):
    """What a measurement says: four kinds of "no number" are four different things."""

    MEASURED = "measured", "Gemeten"
    ESTIMATED = "estimated", "Geschat"
    MISSING = "missing", "Ontbreekt"
    NOT_APPLICABLE = "not_applicable", "Niet van toepassing"
    REFUSED = "refused", "Niet gedeeld"

    @classmethod
    def with_value(cls) -> tuple[str, ...]:
        """Return the states in which there is a number."""
        return (cls.MEASURED, cls.ESTIMATED)


class MilestoneState(models.TextChoices):
    """Where a milestone stands; derived, never stored."""

    DONE = "done", "Klaar"
    OPEN = "open", "Open"
    BLOCKED = "blocked", "Geblokkeerd"
    LATE = "late", "Te laat"
