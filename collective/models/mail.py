"""What is told to people about activities, who wants no mail, and where calendars read."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower, Now

from collective.choices import MailKind, StopKind
from collective.models.activities import SignUp
from parks.jobs.models import Job, JobQuerySet
from parks.models import TeamOnlyQuerySet, audience_field
from parks.owned import ParkOwned, scoped


class MailRun(Job):
    """Mail to many people about activities, in one go; each gets one mail, whatever it holds."""

    task = "collective.tasks.send_mail_run"

    objects: ClassVar[JobQuerySet] = scoped(JobQuerySet)

    class Meta:
        verbose_name = "verzending"
        verbose_name_plural = "verzendingen"
        indexes = Job.indexes("collective_mailrun")

    def __str__(self) -> str:
        return f"verzending ({self.get_state_display()})"


class MailItemQuerySet(TeamOnlyQuerySet):
    """Vocabulary for what is to be told."""

    def waiting(self) -> "MailItemQuerySet":
        """Return what was not sent and did not fail."""
        return self.filter(sent_at__isnull=True, failed_at__isnull=True)

    def unplanned(self) -> "MailItemQuerySet":
        """Return what waits and belongs to no run yet."""
        return self.waiting().filter(run__isnull=True)


class MailItem(ParkOwned):
    """One thing to tell one person; what a run tells her goes in one mail."""

    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="mail")
    kind = models.CharField("soort", max_length=12, choices=MailKind)
    run = models.ForeignKey(MailRun, models.SET_NULL, null=True, blank=True, related_name="items")
    created_at = models.DateTimeField("klaargezet op", db_default=Now())
    claimed_at = models.DateTimeField("in behandeling sinds", null=True, blank=True)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    failed_at = models.DateTimeField("niet bezorgd op", null=True, blank=True)

    objects: ClassVar[MailItemQuerySet] = scoped(MailItemQuerySet)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "sign_up", "kind"], name="collective_mailitem_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} aan {self.sign_up}"


class MailStop(ParkOwned):
    """Somebody who does not want a kind of mail from this park; known by her address alone."""

    email = models.EmailField("e-mailadres")
    kind = models.CharField("soort", max_length=12, choices=StopKind)
    stopped_at = models.DateTimeField("gestopt op", db_default=Now())

    objects: ClassVar[TeamOnlyQuerySet] = scoped(TeamOnlyQuerySet)

    class Meta:
        verbose_name = "afmelding voor mail"
        verbose_name_plural = "afmeldingen voor mail"
        constraints = [
            models.UniqueConstraint("park", Lower("email"), "kind", name="collective_mailstop_once")
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_kind_display()}"


class CalendarFeed(ParkOwned):
    """A secret address at which a calendar reads activities: of the park, or of one person.

    Of the token only the hash is kept. A feed of a person shows what she may see now; without a
    person it shows what is meant for `readers`.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    readers = audience_field()
    token_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField("gemaakt op", db_default=Now())
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="gemaakt door"
    )

    objects: ClassVar["models.QuerySet[CalendarFeed]"] = scoped(models.QuerySet["CalendarFeed"])

    class Meta:
        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"
        constraints = [
            models.UniqueConstraint(fields=["park", "token_hash"], name="collective_feed_token"),
            models.UniqueConstraint(
                fields=["park", "user", "readers"],
                name="collective_feed_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"agenda van {self.user or 'het terrein'}"
