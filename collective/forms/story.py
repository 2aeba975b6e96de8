"""What a park manager fills in about the story of the park."""

import datetime as dt
from typing import Any

from django.utils import timezone

from collective.models import FrontRunner, ParkStory
from core.forms import LongTextField, not_later
from core.rich_text import HELP
from parks.forms.records import RecordForm
from parks.models import Establishment


class StoryForm(RecordForm):
    """The text of the story."""

    history = LongTextField(
        label="Hoe het begon",
        max_length=8000,
        rows=8,
        required=False,
        help_text=f"Wie begon hier, en waarom juist hier? {HELP}",
    )
    now = LongTextField(
        label="Hoe het nu is",
        max_length=8000,
        rows=8,
        required=False,
        help_text="Wat maakt dit terrein bijzonder, en wat doen bedrijven hier samen?",
    )
    future = LongTextField(
        label="Waar we heen gaan",
        max_length=8000,
        rows=8,
        required=False,
        help_text="Hoe ziet het terrein er over tien of twintig jaar uit?",
    )

    class Meta:
        model = ParkStory
        fields = ("history", "now", "future")


class FrontRunnerForm(RecordForm):
    """A company on the stage."""

    class Meta:
        model = FrontRunner
        fields = ("establishment", "shown_name", "text", "consent_on", "consent_by", "order")
        help_texts = {
            "shown_name": "Zoals het bedrijf zelf genoemd wil worden.",
            "text": "Laat het bedrijf de tekst lezen voordat u die publiceert.",
            "consent_by": "Wie gaf namens het bedrijf toestemming? Dit staat niet op de pagina.",
            "order": "Een lager nummer staat eerder op de pagina.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        companies = Establishment.objects.filter(park_id=self.instance.park_id)
        establishment: Any = self.fields["establishment"]
        chosen = companies.filter(pk=self.instance.establishment_id)
        establishment.queryset = (companies.present() | chosen).order_by("name", "pk")
        establishment.empty_label = "Kies een bedrijf"
        self.fields["order"].required = False

    def clean_order(self) -> int:
        """Put a company without a number in front with the others."""
        return self.cleaned_data["order"] or 0

    def clean_consent_on(self) -> dt.date:
        """Consent was given, not promised."""
        return not_later(self.cleaned_data["consent_on"], timezone.localdate())
