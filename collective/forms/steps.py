"""Forms on proposed next steps."""

import datetime as dt
from calendar import monthrange
from typing import Any, Final

from django import forms

from collective.roadmap import PlannedMilestone
from core.forms import DutchDateField, LongTextField, ScreenForm
from knowledge.choices import Effort
from parks.choices import Audience

# In how many weeks a step of this size is usually done: a start, which everybody can change.
WEEKS: Final = {Effort.LOW: 6, Effort.MEDIUM: 13, Effort.HIGH: 26}
QUIET_MONTHS: Final = {1: "1 maand", 3: "3 maanden", 6: "6 maanden", 12: "1 jaar"}


def usual_due(effort: str, today: dt.date) -> dt.date:
    """Return a reasonable day to have a step of this size done."""
    return today + dt.timedelta(weeks=WEEKS[Effort(effort)])


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return dt.date(day.year + years, month + 1, min(day.day, last))


class AcceptForm(ScreenForm):
    """Take a step over as a milestone: by when, by whom and for whom to see."""

    title = forms.CharField(
        label="Mijlpaal",
        max_length=200,
        help_text="Zo komt de stap op de routekaart. U mag de tekst aanpassen.",
    )
    due_on = DutchDateField(label="Klaar op")
    owner = forms.CharField(
        label="Wie trekt het?",
        max_length=120,
        required=False,
        help_text="Een naam of een rol. Mag leeg blijven zolang u nog zoekt.",
    )
    audience = forms.ChoiceField(label="Wie mag dit zien?", choices=Audience)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> dt.date:
        """Refuse a day that has gone by: a milestone is planned, not remembered."""
        due_on: dt.date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError("Kies vandaag of een dag daarna.")
        return due_on

    def milestone(self) -> PlannedMilestone:
        """Return what was filled in. Only after `is_valid`."""
        return PlannedMilestone(**self.cleaned_data)


class DismissForm(ScreenForm):
    """Put a step aside: why, and how long it stays away."""

    reason = LongTextField(
        label="Waarom nu niet?",
        max_length=500,
        rows=3,
        help_text="Wie later terugkijkt, wil het weten. Bijvoorbeeld: eerst de ledenvergadering.",
    )
    months = forms.TypedChoiceField(
        label="Niet opnieuw voorstellen gedurende",
        choices=list(QUIET_MONTHS.items()),
        coerce=int,
        initial=3,
    )
    audience = forms.ChoiceField(
        label="Wie mag dit zien?",
        choices=Audience,
        help_text="Wie dit besluit niet ziet, ziet de stap nog wel in de lijst.",
    )

    def quiet_until(self, today: dt.date) -> dt.date:
        """Return the day on which the step may be proposed again. Only after `is_valid`."""
        return months_later(today, self.cleaned_data["months"])
