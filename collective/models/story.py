"""The story of a park for the world outside."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from parks.models import Establishment
from parks.owned import ParkOwned, scoped, track_history


@track_history()
class ParkStory(ParkOwned):
    """History, now and future of a park (SB fig 31, lines 2244-2297), written by its manager.

    The texts are in a small part of Markdown and are cleaned when they are shown. The public page
    exists as long as `published_at` is filled in.
    """

    history = models.TextField("hoe het begon", max_length=8000, blank=True)
    now = models.TextField("hoe het nu is", max_length=8000, blank=True)
    future = models.TextField("waar we heen gaan", max_length=8000, blank=True)
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    in_history = ("history", "now", "future", "published_at")
    taken: ClassVar = {
        "collective_story_once": (
            "history",
            "Iemand anders begon intussen ook. Bewaar uw tekst en open het verhaal opnieuw.",
        )
    }
    objects: ClassVar["models.QuerySet[ParkStory]"] = scoped(models.QuerySet["ParkStory"])

    class Meta:
        verbose_name = "verhaal van het terrein"
        verbose_name_plural = "verhalen van het terrein"
        constraints = [models.UniqueConstraint(fields=["park"], name="collective_story_once")]

    def __str__(self) -> str:
        return "Verhaal van het terrein"


@track_history()
class FrontRunner(ParkOwned):
    """A company on the stage of the public page, with its consent."""

    establishment = models.ForeignKey(
        Establishment, models.CASCADE, related_name="+", verbose_name="bedrijf"
    )
    shown_name = models.CharField("naam op de pagina", max_length=160)
    text = models.TextField("wat doet dit bedrijf voor het terrein", max_length=1000)
    consent_on = models.DateField("toestemming van het bedrijf op")
    consent_by = models.CharField("toestemming gegeven door", max_length=120)
    order = models.PositiveSmallIntegerField("volgorde", default=0)

    in_history = ("establishment", "shown_name", "text", "consent_on", "consent_by", "order")
    taken: ClassVar = {
        "collective_frontrunner_once": ("establishment", "Dit bedrijf staat al op de pagina.")
    }
    objects: ClassVar["models.QuerySet[FrontRunner]"] = scoped(models.QuerySet["FrontRunner"])

    class Meta:
        verbose_name = "koploper op de openbare pagina"
        verbose_name_plural = "koplopers op de openbare pagina"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "establishment"], name="collective_frontrunner_once"
            )
        ]

    def __str__(self) -> str:
        return self.shown_name
