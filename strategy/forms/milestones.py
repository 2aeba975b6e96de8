"""The form of a milestone."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q

from core.forms import DutchDateField, ScreenForm
from parks.access import Viewer
from parks.choices import Audience
from parks.models import Membership
from strategy.choices import DatePrecision
from strategy.models import Goal, Milestone
from strategy.queries.milestones import OptionGroup, option_groups
from strategy.services.milestones import OWN_FIELDS, WAITS_FOR, Due, MilestoneData

FIRST_YEAR, LAST_YEAR = 2000, 2100
YEAR_WORDS = f"Vul een jaar in tussen {FIRST_YEAR} en {LAST_YEAR}."
UUID_WORD = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
UNKNOWN = "Deze keuze bestaat niet (meer). Kies er een uit de lijst."
MOST_WAITED_FOR = 50
TOO_MANY = f"Kies er niet meer dan {MOST_WAITED_FOR}."
QUARTERS = [("", "Kies een kwartaal"), *((str(n), f"{n}e kwartaal") for n in range(1, 5))]
PARK_ITSELF = "Het hele terrein, niet één doel"
LIKE_THE_GOAL = ("", "Net als bij het doel")
OF_DATE = {
    DatePrecision.DAY: ("day",),
    DatePrecision.QUARTER: ("quarter", "year"),
}


class RowChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # any model
    """One row out of a list; anything else, whatever is wrong with it, is an unknown choice."""

    def to_python(self, value: Any) -> Any:
        """Return the row, None for nothing, or raise ValidationError in plain words."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(UNKNOWN, code="invalid_choice") from error

    def label_from_instance(self, obj: Any) -> str:
        """Return its name, cut where a list of choices would grow too wide."""
        text = str(obj)
        return text if len(text) <= 90 else f"{text[:88].rstrip()}…"


class RowChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # any model
    """Several rows out of a list, but not more than `MOST_WAITED_FOR`."""

    def clean(self, value: Any) -> Any:
        """Return the rows, or raise ValidationError in plain words."""
        if value and len(value) > MOST_WAITED_FOR:
            raise ValidationError(TOO_MANY, code="too_many")
        try:
            return super().clean(value)
        except ValidationError as error:
            raise ValidationError(UNKNOWN, code="invalid_choice") from error


def last_day_of_quarter(year: int, quarter: int) -> dt.date:
    """Return the day that stands for a quarter (1 to 4) in the database."""
    month = quarter * 3
    return dt.date(year, month, monthrange(year, month)[1])


class MilestoneForm(ScreenForm):
    """Reads a milestone; `milestone_data()` gives what the services take.

    Everything that it refers to is looked up among what the viewer sees, so another park's goal,
    person or milestone is an unknown choice.
    """

    # Day and quarter exclude each other, so the browser can't know which one is required.
    use_required_attribute = False

    title = forms.CharField(label="Mijlpaal", max_length=200, help_text="Wat is er dan klaar?")
    goal = RowChoice(
        label="Hoort bij",
        queryset=None,
        required=False,
        empty_label=PARK_ITSELF,
    )
    precision = forms.ChoiceField(
        label="Wanneer klaar",
        choices=DatePrecision.choices,
        widget=forms.RadioSelect,
        initial=DatePrecision.QUARTER,
    )
    quarter = forms.ChoiceField(
        label="Kwartaal", choices=QUARTERS, error_messages={"required": "Kies een kwartaal."}
    )
    year = forms.IntegerField(
        label="Jaar",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "field-s"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), YEAR_WORDS),
    )
    day = DutchDateField(
        label="Dag", error_messages={"required": "Vul de dag in, bijvoorbeeld 31-12-2027."}
    )
    owner = RowChoice(
        label="Eigenaar",
        queryset=None,
        required=False,
        empty_label="Niemand, of iemand zonder account",
    )
    owner_other = forms.CharField(
        label="Eigenaar zonder account",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld een bedrijf of een werkgroep.",
    )
    depends_on = RowChoices(
        label=WAITS_FOR,
        queryset=None,
        required=False,
    )
    blocked_reason = forms.CharField(
        label="Waardoor geblokkeerd",
        max_length=500,
        required=False,
        help_text="Laat leeg als de mijlpaal niet vastzit.",
    )
    blocked_by = forms.CharField(label="Wie kan het oplossen", max_length=120, required=False)
    audience = forms.ChoiceField(label="Wie mag dit zien", required=False)
    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1, required=False
    )
    waited_for_ids = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, viewer: Viewer, milestone: Milestone | None = None, **kwargs: Any
    ) -> None:
        self.milestone = milestone
        super().__init__(*args, **kwargs)
        self._offer(viewer, milestone)

    def _offer(self, viewer: Viewer, milestone: Milestone | None) -> None:
        """Fill the choices with what this viewer sees; what is stored stays a choice."""
        pk = milestone.pk if milestone else None
        goals = Goal.objects.visible_to(viewer).order_by("statement", "pk")
        people = Membership.objects.filter(park_id=viewer.park.pk).for_list()
        others = Milestone.objects.visible_to(viewer).exclude(pk=pk).select_related("goal")
        self._choice("goal").queryset = goals
        self._choice("owner").queryset = people.filter(
            Q(ended_on__isnull=True) | Q(pk=milestone.owner_id if milestone else None)
        )
        self._choice("depends_on").queryset = others.order_by(
            F("goal__statement").asc(nulls_first=True), "goal", "due_on", "pk"
        )
        audience = self._choice("audience")
        audience.choices = Audience.choices if milestone else [LIKE_THE_GOAL, *Audience.choices]
        audience.required = milestone is not None
        self.fields["version"].required = milestone is not None

    def _choice(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Check what goes together: the date by its kind, one owner, a block with its reason."""
        cleaned = self.cleaned_data
        self._clean_date(cleaned.get("precision"))
        if cleaned.get("owner") and cleaned.get("owner_other"):
            self.add_error("owner_other", "Kies een persoon of vul een naam in, niet allebei.")
        stuck = cleaned.get("blocked_reason") or "blocked_reason" in self.errors
        if cleaned.get("blocked_by") and not stuck:
            self.add_error("blocked_reason", "Vul in waardoor de mijlpaal geblokkeerd is.")
        return cleaned

    def _clean_date(self, precision: str | None) -> None:
        """Ignore what stands in the fields of the other kind of date, or that nothing does."""
        for kind, names in OF_DATE.items():
            for name in names if kind != precision else ():
                self.errors.pop(name, None)

    def due_on(self) -> dt.date:
        """Return the day, or the last day of the quarter, of a valid form."""
        cleaned = self.cleaned_data
        if cleaned["precision"] == DatePrecision.DAY:
            day: dt.date = cleaned["day"]
            return day
        return last_day_of_quarter(cleaned["year"], int(cleaned["quarter"]))

    def milestone_data(self) -> MilestoneData:
        """Return what a valid form says."""
        cleaned = self.cleaned_data
        goal: Goal | None = cleaned["goal"]
        return MilestoneData(
            due=Due(self.due_on(), cleaned["precision"]),
            audience=cleaned["audience"] or (goal.audience if goal else Audience.TEAM),
            depends_on=frozenset(cleaned["depends_on"]),
            **{name: cleaned[name] for name in OWN_FIELDS if name != "audience"},
        )

    def waited_for(self) -> frozenset[UUID]:
        """Return what the milestone waited for when the form was opened; made-up ids drop out."""
        words = self.cleaned_data["waited_for_ids"].split()
        return frozenset(UUID(word) for word in words if UUID_WORD.fullmatch(word))

    def option_groups(self) -> list[OptionGroup]:
        """Return what the milestone may wait for, by goal. One query.

        Plain values instead of a widget: Django's own draws a template for each of 600 options.
        """
        chosen = {str(pk) for pk in self["depends_on"].value() or ()}
        return option_groups(self._choice("depends_on").queryset, chosen)

    def chosen_count(self) -> int:
        """Return how many milestones this one waits for, as filled in."""
        return len(self["depends_on"].value() or ())


def initial_of(data: MilestoneData, *, version: int, waits_for: Collection[UUID]) -> dict[str, Any]:
    """Return what a form shows: `data`, over `version` of a milestone that waits for these."""
    by_quarter, on = data.due.precision == DatePrecision.QUARTER, data.due.on
    return {name: getattr(data, name) for name in OWN_FIELDS} | {
        "precision": data.due.precision,
        "quarter": str((on.month - 1) // 3 + 1) if by_quarter else "",
        "year": on.year if by_quarter else None,
        "day": None if by_quarter else on,
        "depends_on": [other.pk for other in data.depends_on],
        "version": version,
        "waited_for_ids": " ".join(str(pk) for pk in waits_for),
    }
