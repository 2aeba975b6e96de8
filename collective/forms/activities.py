"""What people fill in about an activity and about what came out of it."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils import timezone

from collective.choices import ActivityState, ContactKind, FollowUpKind, Segment
from collective.forms.owners import OwnedForm
from collective.models import Activity, Stakeholder
from collective.queries.activities import COMING, PAST, ActivitySearch
from collective.services.activities import (
    follow_with_contact,
    follow_with_idea,
    follow_with_milestone,
)
from core.forms import DutchDateField, LongTextField, ScreenForm
from knowledge.choices import Theme
from parks.access import Viewer
from parks.forms.records import RecordForm

TIMES: Final = ("%H:%M", "%H.%M", "%H:%M:%S")
NO_TIME: Final = "Vul een tijd in, bijvoorbeeld 16:00."


class TimeInput(forms.TimeInput):
    """The time picker of the browser."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "field-s"}, format="%H:%M")


def time_field(label: str) -> forms.TimeField:
    """Return a time of the day, in the time of the parks."""
    return forms.TimeField(
        label=label,
        input_formats=TIMES,
        widget=TimeInput,
        error_messages={"required": NO_TIME, "invalid": NO_TIME},
    )


class ActivityForm(OwnedForm):
    """An activity; day and times are typed apart and stored as two moments."""

    day = DutchDateField(label="Dag")
    begins = time_field("Van")
    ends = time_field("Tot")
    last_day = DutchDateField(
        label="Laatste dag", required=False, help_text="Alleen als het langer dan één dag duurt."
    )
    segments = forms.MultipleChoiceField(
        label="Voor wie bedoeld",
        choices=Segment.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Kiest u niets, dan is het voor iedereen.",
    )

    class Meta:
        model = Activity
        fields = (
            "title", "purpose", "place", "online_url", "segments", "capacity", "owner",
            "owner_other", "audience",
        )  # fmt: skip
        labels = {
            "title": "Naam",
            "purpose": "Waarvoor",
            "place": "Plaats",
            "online_url": "Adres om online mee te doen",
            "capacity": "Hoeveel mensen passen er?",
            "owner_other": "Contactpersoon zonder account",
            "audience": "Wie mag dit zien?",
        }
        help_texts = {
            "title": "Bijvoorbeeld: Ontbijt over zonnedaken.",
            "purpose": "Dit staat ook in de uitnodiging.",
            "capacity": "Laat leeg als er plaats is voor iedereen. Is het vol, dan komt er een"
            " wachtlijst.",
            "audience": "Bij ‘iedereen’ komt er een open link waarmee anderen een plaats kunnen"
            " vragen.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        given = kwargs.get("initial") or {}
        row = kwargs.get("instance")
        kwargs["initial"] = _moments(given, row) | given
        super().__init__(*args, **kwargs)
        self.fields["owner"].label = "Contactpersoon"

    def clean_capacity(self) -> int | None:
        """Return for how many there is room: nobody is no activity."""
        capacity: int | None = self.cleaned_data["capacity"]
        if capacity is not None and not 1 <= capacity <= 10_000:
            raise forms.ValidationError("Vul een getal in van 1 tot en met 10.000.")
        return capacity

    def clean(self) -> dict[str, Any]:
        """Check what goes together: the moments, and a place or an address."""
        given = super().clean()
        if not given.get("place") and not given.get("online_url") and not self.errors:
            self.add_error("place", "Vul in waar het is: een plaats, een adres online, of allebei.")
        if {"day", "begins", "ends"} <= given.keys() and "last_day" not in self.errors:
            self._clean_moments(given)
        return given

    def _clean_moments(self, given: dict[str, Any]) -> None:
        last_day = given.get("last_day") or given["day"]
        if last_day < given["day"]:
            self.add_error("last_day", "De laatste dag ligt vóór de eerste.")
        elif (last_day, given["ends"]) <= (given["day"], given["begins"]):
            self.add_error("ends", "Het einde ligt niet na het begin.")

    def typed(self) -> dict[str, Any]:
        """Return what was filled in, by field of the row."""
        given = self.cleaned_data
        return super().typed() | {
            "starts_at": _moment(given["day"], given["begins"]),
            "ends_at": _moment(given.get("last_day") or given["day"], given["ends"]),
        }


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))


def _moments(given: dict[str, Any], row: Activity | None) -> dict[str, Any]:
    """Return day and times as they are typed, from a row or from what was typed over it."""
    starts = given.get("starts_at", row.starts_at if row else None)
    ends = given.get("ends_at", row.ends_at if row else None)
    if not starts or not ends:
        return {}
    start, end = timezone.localtime(starts), timezone.localtime(ends)
    return {
        "day": start.date(),
        "begins": start.time(),
        "ends": end.time(),
        "last_day": end.date() if end.date() != start.date() else None,
    }


class ActivityFilterForm(ScreenForm):
    """Searching the list of activities."""

    q = forms.CharField(label="Zoek", max_length=120, required=False)
    when = forms.ChoiceField(
        label="Wanneer",
        choices=[(COMING, "Nog te komen"), (PAST, "Geweest")],
        required=False,
    )

    def search(self) -> ActivitySearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        given = self.cleaned_data
        return ActivitySearch(words=given.get("q", ""), when=given.get("when") or COMING)


class CancelForm(ScreenForm):
    """Why an activity is called off; who would come reads it."""

    reason = forms.CharField(
        label="Waarom gaat het niet door?",
        max_length=300,
        help_text="Dit staat in het bericht aan wie zou komen.",
    )


class OutcomeForm(RecordForm):
    """What came out of an activity; with it the activity was held."""

    class Meta:
        model = Activity
        fields = ("outcome",)
        labels = {"outcome": "Wat kwam eruit?"}
        help_texts = {"outcome": "Wie de activiteit mag zien, kan dit lezen."}

    def clean(self) -> dict[str, Any]:
        """Refuse an outcome of what has not begun."""
        given = super().clean() or {}
        if self.instance.starts_at > timezone.now():
            self.add_error(None, "Deze activiteit is nog niet begonnen.")
        return given

    def typed(self) -> dict[str, Any]:
        """Return what was filled in, with the state that follows from it."""
        return super().typed() | {"state": ActivityState.HELD}


class FollowUpForm(ScreenForm):
    """What came out of an activity, in a line."""

    what = forms.CharField(label="Wat volgt er?", max_length=160)

    def __init__(self, *args: Any, viewer: Viewer, activity: Activity, **kwargs: Any) -> None:
        self.viewer, self.activity = viewer, activity
        super().__init__(*args, **kwargs)

    def store(self) -> str:
        """Store what was filled in and return what to say of it."""
        raise NotImplementedError


class MilestoneForm(FollowUpForm):
    """A milestone that follows."""

    due_on = DutchDateField(label="Uiterlijk klaar op")
    owner = forms.CharField(
        label="Wie doet het?",
        max_length=120,
        required=False,
        help_text="Een naam, een bedrijf of een werkgroep.",
    )

    def store(self) -> str:
        """Put it on the roadmap."""
        park = self.viewer.park
        follow_with_milestone(park=park, activity=self.activity, **self.cleaned_data)
        return "De mijlpaal staat op de routekaart."


class IdeaForm(FollowUpForm):
    """An idea that follows."""

    theme = forms.ChoiceField(
        label="Thema", choices=[("", "Nog geen thema"), *Theme.choices], required=False
    )

    def store(self) -> str:
        """Put it in the funnel."""
        follow_with_idea(park=self.viewer.park, activity=self.activity, **self.cleaned_data)
        return "Het idee staat bij de ideeën."


class TalkForm(FollowUpForm):
    """A talk with a stakeholder, as a note at her."""

    what = None  # type: ignore[assignment]  # takes the field of the parent away
    stakeholder: "forms.ModelChoiceField[Stakeholder]" = forms.ModelChoiceField(
        label="Met wie?", queryset=None, empty_label="Kies een belanghebbende"
    )
    summary = LongTextField(label="Wat is besproken?", max_length=4000)
    follow_up = forms.CharField(label="Wat volgt er?", max_length=300, required=False)
    follow_up_on = DutchDateField(label="Uiterlijk op", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Stakeholder.objects.noted_by(self.viewer).standing().order_by("name", "pk")
        self.fields["stakeholder"].queryset = rows  # type: ignore[attr-defined]  # a Field to its types

    def clean(self) -> dict[str, Any]:
        """Ask what must follow where a day for it was given."""
        given = super().clean() or {}
        if given.get("follow_up_on") and given.get("follow_up") == "":
            self.add_error("follow_up", "Vul in wat er volgt, of laat de datum leeg.")
        return given

    def store(self) -> str:
        """Note it at the stakeholder, as said at the activity."""
        given = dict(self.cleaned_data)
        stakeholder = given.pop("stakeholder")
        day = min(timezone.localdate(self.activity.starts_at), timezone.localdate())
        follow_with_contact(
            activity=self.activity,
            stakeholder=stakeholder,
            by=self.viewer.user,
            typed=given | {"on": day, "kind": ContactKind.MEETING},
        )
        return f"Het contact staat bij {stakeholder.name}."


FOLLOW_UPS: Final[dict[str, type[FollowUpForm]]] = {
    FollowUpKind.MILESTONE: MilestoneForm,
    FollowUpKind.IDEA: IdeaForm,
    FollowUpKind.CONTACT: TalkForm,
}
