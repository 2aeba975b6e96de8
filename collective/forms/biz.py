"""What people fill in about a rehearsal of a vote on a BIZ."""

import re
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory

from collective.choices import Payer
from collective.models import BizGroup, BizRehearsal
from collective.queries.biz_classes import Class, Fault, Proceeds
from core.forms import DutchDecimalField, ScreenForm
from parks.forms.records import RecordForm

MOST_LIABLE: Final = 99_999
MOST_CLASSES: Final = 30
BLANK_LINES: Final = 3
_LINE: Final = re.compile(r"form-([0-9]{1,3})-woz_from_eur")
LINE_FIELDS: Final = ("woz_from_eur", "woz_to_eur", "amount_eur", "objects_count")


class CountField(DutchDecimalField):
    """A whole number as people type it: 1200 or 1.200."""

    def __init__(self, **kwargs: Any) -> None:
        limits = {"min_value": 0, "max_value": MOST_LIABLE, "decimal_places": 0}
        super().__init__(**limits | kwargs)

    def clean(self, value: Any) -> Any:
        """Return an int, or None for an empty field that may be empty."""
        given = super().clean(value)
        return None if given is None else int(given)


class RehearsalForm(RecordForm):
    """A rehearsal."""

    class Meta:
        model = BizRehearsal
        fields = ("name", "held_on", "starts_on", "note")
        help_texts = {
            "name": "Bijvoorbeeld: proef najaar 2027.",
            "starts_on": "De eerste dag van de BIZ, meestal 1 januari. Dan rekenen wij de planning"
            " uit.",
            "note": "Hoe is er gepeild, en onder wie?",
        }


class NewRehearsalForm(RehearsalForm):
    """A new rehearsal, with who would pay."""

    payers = forms.MultipleChoiceField(
        label="Wie zouden betalen?",
        choices=Payer,
        widget=forms.CheckboxSelectMultiple,
        help_text="Dat kiest u samen met de gemeente: eigenaren, gebruikers of beide.",
    )


class VotesForm(RecordForm):
    """How a group voted."""

    liable = CountField(
        label="Bijdrageplichtigen", help_text="Hoeveel zouden er moeten betalen en mogen stemmen?"
    )
    votes_for = CountField(label="Stemmen voor")
    votes_against = CountField(label="Stemmen tegen", help_text="Blanco stemmen tellen niet mee.")

    class Meta:
        model = BizGroup
        fields = ("liable", "votes_for", "votes_against", "woz_for_eur", "woz_against_eur")
        labels = {
            "woz_for_eur": "WOZ-waarde van wie voor stemt (euro)",
            "woz_against_eur": "WOZ-waarde van wie tegen stemt (euro)",
        }

    def clean(self) -> dict[str, Any]:
        """Nobody votes who is not liable, and no value stands behind no votes."""
        given = super().clean() or {}
        counts = [given.get(name) for name in ("liable", "votes_for", "votes_against")]
        if None not in counts and counts[1] + counts[2] > counts[0]:  # type: ignore[operator]  # none is None
            self.add_error("liable", "Er zijn meer stemmen dan bijdrageplichtigen.")
        for name in ("for", "against"):
            worth = given.get(f"woz_{name}_eur")
            if worth is not None and worth < 0:
                self.add_error(f"woz_{name}_eur", "Vul een bedrag in van 0 of hoger.")
            elif worth and given.get(f"votes_{name}") == 0:
                self.add_error(f"woz_{name}_eur", "Zonder stemmen hoort hier 0.")
        return given


class ClassLineForm(ScreenForm):
    """One line of the table of classes; an empty line is left out."""

    woz_from_eur = DutchDecimalField(
        label="WOZ-waarde vanaf (euro)", min_value=0, max_digits=15, decimal_places=0
    )
    woz_to_eur = DutchDecimalField(
        label="tot (euro)", min_value=0, max_digits=15, decimal_places=0, required=False
    )
    amount_eur = DutchDecimalField(
        label="Bijdrage per jaar (euro)", min_value=0, max_digits=10, decimal_places=2
    )
    objects_count = CountField(label="Aantal objecten")


class ClassLines(BaseFormSet):  # type: ignore[type-arg]  # of ClassLineForm
    """The table of classes: a line per class, and some to add."""

    has_faults = False

    @property
    def is_faulty(self) -> bool:
        """Whether something must be put right before it can be stored."""
        return self.has_faults or self.total_error_count() > 0

    def clean(self) -> None:
        """Refuse a table without lines, which is no page of ours: it would empty the table."""
        if not self.forms:
            raise ValidationError("Er kwam niets binnen. Open de tabel opnieuw.")

    def classes(self) -> list[Class]:
        """Return the lines that were filled in. Only after `is_valid`."""
        return [Class(**line.cleaned_data) for line in self._filled()]

    def say(self, faults: Sequence[Fault]) -> None:
        """Say at the lines what is wrong with the table."""
        lines, self.has_faults = self._filled(), True
        for fault in faults:
            lines[fault.line].add_error(fault.field, fault.message)

    def _filled(self) -> list[Any]:
        return [line for line in self.forms if line.cleaned_data]


# The factory makes a subclass of the formset, which its types don't tell.
_Lines: Any = formset_factory(
    ClassLineForm, formset=ClassLines, extra=BLANK_LINES, max_num=MOST_CLASSES, validate_max=True
)


def lines_of(proceeds: Proceeds) -> ClassLines:
    """Return the table as it is stored, with lines to add."""
    stored = [{name: getattr(each, name) for name in LINE_FIELDS} for each in proceeds.classes]
    lines: ClassLines = _Lines(initial=stored or [{"woz_from_eur": "0"}])
    return lines


def typed_lines(data: Any) -> ClassLines:
    """Return the table as it was typed."""
    counts = {"form-TOTAL_FORMS": str(_count(data)), "form-INITIAL_FORMS": "0"}
    lines: ClassLines = _Lines({**data.dict(), **counts})
    return lines


def _count(data: Any) -> int:
    """Return how many lines were sent: what the page says of that could be made up."""
    places = [int(found[1]) for name in data if (found := _LINE.fullmatch(name))]
    return min(max(places, default=-1), MOST_CLASSES) + 1


def more_lines(data: Any) -> ClassLines:
    """Return the table as it was typed, unjudged, with more lines to add."""
    typed = [
        {name: data.get(f"form-{line}-{name}", "") for name in LINE_FIELDS}
        for line in range(_count(data))
    ]
    lines: ClassLines = _Lines(initial=[line for line in typed if any(line.values())])
    return lines
