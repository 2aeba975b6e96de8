"""What a park organises for its people: activities, who comes, and what follows."""

import datetime as dt
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Now

from collective.choices import (
    ActivityState,
    Channel,
    FollowUpKind,
    Segment,
    SignUpState,
)
from collective.models.ideas import Idea
from collective.models.stakeholders import Contact, Stakeholder
from knowledge.choices import Degree
from parks.models import (
    AudienceQuerySet,
    Membership,
    Owned,
    TeamOnlyQuerySet,
    audience_field,
)
from parks.owned import ParkOwned, scoped, track_history


def segments_field(label: str) -> "ArrayField[Any, Any]":
    """Return for which groups something is meant; none is for everybody."""
    return ArrayField(
        models.CharField(max_length=16, choices=Segment),
        verbose_name=label,
        default=list,
        blank=True,
    )


class ActivityQuerySet(AudienceQuerySet):
    """Vocabulary for activities."""

    def for_list(self) -> "ActivityQuerySet":
        """Return them with the latest on top."""
        return self.select_related("owner__user").order_by("-starts_at", "pk")

    def to_come(self, now: dt.datetime) -> "ActivityQuerySet":
        """Return what is not over yet, as `Activity.is_over` says."""
        return self.filter(ends_at__gte=now)

    def over(self, now: dt.datetime) -> "ActivityQuerySet":
        """Return what is over."""
        return self.filter(ends_at__lt=now)


@track_history()
class Activity(Owned, ParkOwned):
    """Something for people of the park at a moment, at a place or online (SB fig 32).

    `catalogue` is a slug of the knowledge, empty for an activity of one's own. Without `capacity`
    everybody fits.
    """

    catalogue = models.SlugField("uit de lijst", max_length=80, blank=True)
    title = models.CharField("naam", max_length=160)
    purpose = models.TextField("waarvoor", max_length=2000, blank=True)
    starts_at = models.DateTimeField("begint")
    ends_at = models.DateTimeField("eindigt")
    place = models.CharField("plaats", max_length=200, blank=True)
    online_url = models.URLField("online", max_length=300, blank=True)
    segments = segments_field("voor wie bedoeld")
    capacity = models.PositiveIntegerField("hoeveel mensen passen er", null=True, blank=True)
    state = models.CharField(
        "stand", max_length=12, choices=ActivityState, default=ActivityState.PLANNED
    )
    cancelled_reason = models.CharField("waarom afgelast", max_length=300, blank=True)
    outcome = models.TextField("wat kwam eruit", max_length=4000, blank=True)
    audience = audience_field()
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    in_history = (
        "title", "purpose", "starts_at", "ends_at", "place", "online_url", "segments", "capacity",
        "state", "cancelled_reason", "outcome", "owner", "owner_other", "audience",
    )  # fmt: skip
    objects: ClassVar[ActivityQuerySet] = scoped(ActivityQuerySet)

    class Meta:
        verbose_name = "activiteit"
        verbose_name_plural = "activiteiten"
        indexes = [models.Index(fields=["park", "-starts_at"], name="collective_activity_newest")]
        constraints = [
            models.CheckConstraint(
                name="collective_activity_times",
                condition=models.Q(ends_at__gt=models.F("starts_at")),
            ),
            models.CheckConstraint(
                name="collective_activity_cancelled_with_reason",
                condition=~models.Q(state=ActivityState.CANCELLED) | ~models.Q(cancelled_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_over(self, now: dt.datetime) -> bool:
        """Whether it has ended."""
        return self.ends_at < now

    def is_open(self, now: dt.datetime) -> bool:
        """Whether one may still sign up: it goes on and is not over."""
        return self.state == ActivityState.PLANNED and not self.is_over(now)


class SignUpQuerySet(TeamOnlyQuerySet):
    """Vocabulary for who comes."""

    def in_turn(self) -> "SignUpQuerySet":
        """Return them in the order in which they answered; who did not, last."""
        return self.order_by(models.F("answered_at").asc(nulls_last=True), "name", "pk")


class SignUp(ParkOwned):
    """Somebody who was asked to an activity or asked to come herself; personal data.

    The link in her mail is signed for this row, so nothing secret is stored. It has no history:
    history can't be erased, and these are people who may never belong to the park. A year after
    the activity her name and address go, and that somebody came stays.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="sign_ups")
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="belanghebbende",
    )
    membership = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        "antwoord", max_length=12, choices=SignUpState, default=SignUpState.ASKED
    )
    answered_at = models.DateTimeField("geantwoord op", null=True, blank=True)
    attended = models.BooleanField("was erbij", null=True, blank=True)

    taken: ClassVar = {
        "collective_signup_once": ("email", "Dit e-mailadres staat al bij deze activiteit.")
    }
    objects: ClassVar[SignUpQuerySet] = scoped(SignUpQuerySet)

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        constraints = [
            models.UniqueConstraint(
                "park", "activity", Lower("email"), name="collective_signup_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class FollowUpQuerySet(TeamOnlyQuerySet):
    """Vocabulary for what follows from activities."""


@track_history()
class FollowUp(ParkOwned):
    """What came out of an activity and where it went: a milestone, an idea, a contact.

    A milestone points back at this row, because the roadmap knows of activities and not the
    other way round.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="follow_ups")
    kind = models.CharField("soort", max_length=12, choices=FollowUpKind)
    what = models.CharField("wat", max_length=200)
    idea = models.ForeignKey(
        Idea, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="idee"
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="contact"
    )
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    in_history = ("kind", "what")
    objects: ClassVar[FollowUpQuerySet] = scoped(FollowUpQuerySet)

    class Meta:
        verbose_name = "vervolg op een activiteit"
        verbose_name_plural = "vervolg op activiteiten"

    def __str__(self) -> str:
        return self.what


class CommunicationQuerySet(TeamOnlyQuerySet):
    """Vocabulary for the communication plan."""

    def for_list(self) -> "CommunicationQuerySet":
        """Return what is still to be said first, by date."""
        return self.select_related("owner__user").order_by(
            models.F("done_on").asc(nulls_first=True), "planned_on", "pk"
        )


@track_history()
class Communication(Owned, ParkOwned):
    """One message of the communication plan: to whom, by whom, how and when (SB fig 30)."""

    segments = segments_field("voor wie")
    degree = models.CharField("past bij", max_length=16, choices=Degree, blank=True)
    message = models.CharField("boodschap", max_length=300)
    channel = models.CharField("hoe", max_length=8, choices=Channel)
    planned_on = models.DateField("wanneer")
    done_on = models.DateField("gedaan op", null=True, blank=True)

    in_history = (
        "message", "segments", "degree", "channel", "owner", "owner_other", "planned_on", "done_on",
    )  # fmt: skip
    objects: ClassVar[CommunicationQuerySet] = scoped(CommunicationQuerySet)

    class Meta:
        verbose_name = "boodschap"
        verbose_name_plural = "communicatieplan"

    def __str__(self) -> str:
        return self.message
