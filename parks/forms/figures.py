"""What a company fills in about itself for a year: one small form per figure, posted together."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.http import QueryDict

from core.forms import DutchDecimalField, ScreenForm
from parks.choices import UNIT_OF_FIGURE, DataState, FigureKind, Release
from parks.models import CompanyFigure
from parks.services.figures import FigureData

NOT_YET: Final = [("", "Nog niet ingevuld")]
WHOLE: Final = frozenset({FigureKind.EMPLOYEES, FigureKind.PARKING})
COMPARED: Final = ("value", "data_state", "released_to", "note")
CHANGED: Final = "Iemand heeft dit intussen gewijzigd. Er staat nu:"
AGAIN: Final = "Sla nog een keer op als uw antwoord moet gelden."
NO_REASON: Final = "Kies hier waarom er geen getal is, of vul het getal in."


class StatedValueMixin:
    """A value and its state: a number where there is one, and none where there isn't."""

    def check_value(self: Any, cleaned: Mapping[str, Any]) -> None:
        """Add an error at the value when it doesn't fit its state."""
        state = cleaned.get("data_state")
        if not state or "value" not in cleaned:
            return
        if state in DataState.with_value() and cleaned["value"] is None:
            self.add_error(
                "value", "Vul de waarde in, of kies bij soort gegeven waarom die er niet is."
            )
        elif state not in DataState.with_value() and cleaned["value"] is not None:
            self.add_error("value", "Laat dit leeg, of kies bij soort gegeven: gemeten of geschat.")


class FigureForm(StatedValueMixin, ScreenForm):
    """One figure of one company for a year. A number alone is enough: it counts as measured."""

    value = DutchDecimalField(label="Waarde", max_digits=16, min_value=0, required=False)
    data_state = forms.ChoiceField(label="Soort gegeven", required=False)
    released_to = forms.ChoiceField(label="Wie mag dit zien?", choices=Release.choices)
    note = forms.CharField(label="Toelichting", max_length=500, required=False)
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        kind: FigureKind,
        stored: CompanyFigure | None,
        shares: bool,
    ) -> None:
        initial: dict[str, Any] = {"data_state": "", "released_to": Release.COMPANY}
        if stored:
            initial = {name: getattr(stored, name) for name in COMPARED}
        self.kind, self.stored = kind, stored
        super().__init__(data, prefix=kind.value, initial=initial | {"seen": self._moment()})
        fields: Any = self.fields
        what = "Aantal" if kind in WHOLE else "Waarde in"
        fields["value"].label = f"{what} {UNIT_OF_FIGURE[kind]}"
        fields["data_state"].choices = [*(() if stored else NOT_YET), *DataState.choices]
        if not shares:
            del self.fields["released_to"]

    @property
    def shared_with(self) -> str:
        """Who may see this now, for within a sentence."""
        return str(Release(self.initial["released_to"]).label).lower()

    def clean_value(self) -> Any:
        """Refuse half a person or parking place, and more decimals than are stored."""
        value = self.cleaned_data["value"]
        places = 0 if self.kind in WHOLE else 2
        if value is not None and value != round(value, places):
            raise forms.ValidationError(
                "Vul een heel getal in."
                if places == 0
                else "Gebruik hooguit 2 cijfers achter de komma."
            )
        return value

    def clean(self) -> dict[str, Any]:
        """Fill in what goes without saying, and check what the fields say about each other."""
        cleaned = super().clean() or {}
        if "value" in cleaned and "data_state" in cleaned and not cleaned["data_state"]:
            if cleaned["value"] is not None:
                cleaned["data_state"] = DataState.MEASURED
            elif self.stored or cleaned.get("note"):
                self.add_error("data_state", NO_REASON)
        self.check_value(cleaned)
        if not self.errors:
            self._check_nobody_was_first(cleaned)
        return cleaned

    def _check_nobody_was_first(self, cleaned: dict[str, Any]) -> None:
        """Say it when a colleague saved something else since this page was opened.

        Who saves again after reading that, means it.
        """
        stored, now = self.stored, self._moment()
        same = [name for name in COMPARED if name in cleaned]
        if stored is None or cleaned["seen"] == now:
            return
        if any(cleaned[name] != getattr(stored, name) for name in same):
            # What was typed is shown again, with the moment of what is stored now.
            self.data = {**self.data.dict(), self.add_prefix("seen"): now}  # type: ignore[attr-defined]  # a QueryDict
            self.add_error("value", f"{CHANGED} {stored.text}. {AGAIN}")

    def _moment(self) -> str:
        return self.stored.stated_at.isoformat() if self.stored else ""

    def figure(self) -> FigureData | None:
        """Return what was filled in, or None for nothing. Only after `is_valid`."""
        typed = self.cleaned_data
        if not typed["data_state"]:
            return None
        return FigureData(
            typed["data_state"], typed["value"], typed["note"], typed.get("released_to")
        )


class YearForm:
    """The forms of all figures of a company for a year.

    Without `shares` somebody else fills in for the company: she can't say who may see an answer,
    nor change what the company said itself.
    """

    def __init__(
        self, data: QueryDict | None, *, stored: Mapping[str, CompanyFigure], shares: bool
    ) -> None:
        self.forms = [
            FigureForm(data, kind=kind, stored=stored.get(kind), shares=shares)
            for kind in FigureKind
            if shares or kind not in stored or stored[kind].by_manager
        ]

    def is_valid(self) -> bool:
        """Whether all of them are. Asks every one, so that each has its errors."""
        return not [form for form in self.forms if not form.is_valid()]

    @property
    def narrows(self) -> bool:
        """Whether an answer is released to fewer people than before. Only after `is_valid`."""
        order = Release.values
        return any(
            order.index(form.cleaned_data["released_to"]) < order.index(form.stored.released_to)
            for form in self.forms
            if form.stored and "released_to" in form.cleaned_data
        )

    def typed(self) -> dict[str, FigureData]:
        """Return what was filled in by kind. Only after `is_valid`."""
        given = ((form.kind.value, form.figure()) for form in self.forms)
        return {kind: figure for kind, figure in given if figure is not None}
