"""Filling in a questionnaire: starting it, a section at a time, signing it."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from django import forms
from django.http import QueryDict

from collective.choices import AnswerValue
from collective.models import Answer, Assessment
from collective.queries.assessments import NO_ANSWER
from collective.services.assessments import TypedAnswer, mark_of
from core.forms import DutchDateField, DutchDecimalField, LongTextField, ScreenForm, not_later
from knowledge.questionnaire_schemas import Section, Statement
from parks.choices import Audience

CLASH: Final = (
    "Iemand anders heeft dit antwoord intussen gewijzigd. Wat u koos, staat hier nog. Sla op om het"
    " te vervangen, of kies wat de ander koos: “{theirs}”."
)
DATE_HELP: Final = "Op welke dag geldt dit beeld?"


class DatedForm(ScreenForm):
    """What stands above an assessment: the day and who may read it."""

    assessed_on = DutchDateField(label="Beoordeeld op", help_text=DATE_HELP)
    audience = forms.ChoiceField(label="Wie mag dit zien?", choices=Audience)

    def __init__(self, *args: Any, today: dt.date, audiences: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        # Nobody can make what she may not see herself.
        self.fields["audience"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            choice for choice in Audience.choices if choice[0] in audiences
        ]

    def clean_assessed_on(self) -> dt.date:
        """Refuse a day in the future: a degree is established, not foretold."""
        return not_later(self.cleaned_data["assessed_on"], self.today)


class StartForm(DatedForm):
    """Start an assessment."""

    copy_earlier = forms.BooleanField(
        label="Begin met de antwoorden van de vorige keer",
        required=False,
        help_text="U loopt ze na en wijzigt wat anders is. Bestanden gaan niet mee.",
    )

    def __init__(self, *args: Any, has_earlier: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_earlier:
            del self.fields["copy_earlier"]


class SignForm(DatedForm):
    """Make an assessment final."""

    note = LongTextField(
        label="Toelichting",
        max_length=4000,
        required=False,
        help_text="Wat wilt u lezers meegeven die er niet bij waren?",
    )
    field_order = ("assessed_on", "note", "audience")


class AnswerForm(ScreenForm):
    """What somebody says of one statement, and what shows it."""

    value = forms.ChoiceField(choices=AnswerValue, required=False, widget=forms.RadioSelect)
    amount = DutchDecimalField(required=False, min_value=0, max_digits=14, decimal_places=2)
    note = LongTextField(label="Waaruit blijkt dat?", max_length=2000, required=False, rows=2)
    link = forms.URLField(
        label="Link", max_length=300, required=False, assume_scheme="https",
        help_text="Naar een verslag, website of document.",
    )  # fmt: skip
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        super().__init__(*args, prefix=statement.slug, **kwargs)
        self.statement = statement
        self.fields["value"].label = statement.text
        if statement.amount is None:
            del self.fields["amount"]
        else:
            self.fields["amount"].label = statement.amount.label
            self.fields["amount"].help_text = f"Eenheid: {statement.amount.unit}."

    def clean_link(self) -> str:
        """Refuse what a browser would not open as a page."""
        link = str(self.cleaned_data["link"])
        if link and urlsplit(link).scheme not in ("http", "https"):
            raise forms.ValidationError("Vul een webadres in dat begint met https://.")
        return link

    def typed(self) -> TypedAnswer:
        """Return what was filled in. Only after `is_valid`."""
        values = self.cleaned_data
        return TypedAnswer(
            statement=self.statement.slug,
            value=values["value"],
            amount=values.get("amount"),
            note=values["note"],
            link=values["link"],
            seen=values["seen"],
        )


class SectionForm:
    """The statements of one section on one page."""

    def __init__(
        self, section: Section, answers: Mapping[str, Answer], data: QueryDict | None = None
    ) -> None:
        self.section = section
        self.is_bound = data is not None
        self.forms = [
            AnswerForm(data, statement=each, initial=_initial(answers.get(each.slug)))
            for each in section.statements
        ]

    def __iter__(self) -> Iterator[AnswerForm]:
        return iter(self.forms)

    def is_valid(self) -> bool:
        """Whether every statement can be stored; all are looked at, so all say what is wrong."""
        wrong = [form for form in self.forms if not form.is_valid()]
        return not wrong

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """What is wrong: where on the page, the message and the statement."""
        return [
            (f"{form.statement.slug}-{name}", str(message), form.statement.text)
            for form in self.forms
            if form.is_bound
            for name, errors in form.errors.items()
            for message in errors
        ]

    def typed(self) -> list[TypedAnswer]:
        """Return what was filled in. Only after `is_valid`."""
        return [form.typed() for form in self.forms]

    def clashed(self, statements: Sequence[str], answers: Mapping[str, Answer]) -> None:
        """Say at these statements what somebody else stored; a second save then replaces it.

        The other statements of the section were stored: they start from what stands now as well.
        """
        for form in self.forms:
            stored = answers.get(form.statement.slug)
            if form.statement.slug in statements:
                words = stored.get_value_display() if stored and stored.value else NO_ANSWER.lower()
                form.add_error("value", CLASH.format(theirs=words))
            form.data = {**dict(form.data.items()), form.add_prefix("seen"): mark_of(stored)}


def _initial(answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"seen": ""}
    return {
        "value": answer.value,
        "amount": answer.amount,
        "note": answer.note,
        "link": answer.link,
        "seen": mark_of(answer),
    }


def initial_of(assessment: Assessment) -> dict[str, Any]:
    """Return what the form to sign starts with."""
    return {
        "assessed_on": assessment.assessed_on,
        "note": assessment.note,
        "audience": assessment.audience,
    }
