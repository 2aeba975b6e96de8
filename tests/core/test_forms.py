"""Fields in Dutch notation, and how a form shows what is wrong."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

import pytest
from django import forms
from django.template import Context, Template

from core.forms import INVISIBLE, DutchDateField, DutchDecimalField, LongTextField, ScreenForm


class ExampleForm(ScreenForm):
    name = forms.CharField(label="Naam", max_length=10, help_text="Kort.")
    amount = DutchDecimalField(
        label="Bedrag", max_digits=8, decimal_places=2, min_value=Decimal("0.5"), required=False
    )
    due = DutchDateField(label="Einddatum", required=False)
    notes = LongTextField(label="Toelichting", max_length=5, required=False)
    who = forms.ChoiceField(
        label="Voor wie?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )


def filled(**changes: str) -> ExampleForm:
    return ExampleForm({"name": "Iets", "who": "a"} | changes)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1.234,56", "1234.56"), ("1234.56", "1234.56"), ("€ 12,-", "12"), ("", None)],
)
def test_numbers_are_read_in_both_notations(typed: str, number: str | None) -> None:
    form = filled(amount=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount"] == (Decimal(number) if number else None)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("veel", "getal"),
        ("0,4", "0,5 of hoger"),
        ("1234567,1", "te groot"),
        ("1,234", "achter de komma"),
        ("NaN", "getal"),
        ("1e5", "getal"),
        ("1\x002", "getal"),
    ],
)
def test_what_is_no_good_number_is_refused_in_dutch(typed: str, message: str) -> None:
    form = filled(amount=typed)
    assert message in form.errors["amount"][0]
    assert form["amount"].value() == typed, "nothing typed is lost"


def test_a_stored_number_is_shown_in_dutch_notation() -> None:
    form = ExampleForm(initial={"amount": Decimal("1234.50")})
    assert 'value="1.234,5"' in str(form["amount"])


@pytest.mark.parametrize("typed", ["31-12-2027", "2027-12-31", "31/12/2027", "31 december 2027"])
def test_dates_are_read_as_people_write_them(typed: str) -> None:
    form = filled(due=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due"] == date(2027, 12, 31)


@pytest.mark.parametrize(
    "typed", ["31-02-2027", "morgen", "12-31-2027", "01-01-0001", "01-01-9999"]
)
def test_a_date_that_cannot_be_stays_visible(typed: str) -> None:
    form = filled(due=typed)
    assert "due" in form.errors
    assert 'type="text"' in str(form["due"])
    assert typed in str(form["due"])


def test_a_stored_date_is_shown_in_the_date_picker() -> None:
    html = str(ExampleForm(initial={"due": date(2027, 12, 31)})["due"])
    assert 'type="date"' in html
    assert 'value="2027-12-31"' in html


def test_new_lines_of_a_browser_count_once() -> None:
    form = filled(notes="a\r\nb\rc")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["notes"] == "a\nb\nc"


def test_a_nul_character_is_refused() -> None:
    assert "name" in filled(name="a\x00b").errors


@pytest.mark.parametrize("code", [*range(1, 0x20), 0x7F])
def test_a_control_character_is_refused_in_one_line(code: int) -> None:
    assert filled(name=f"a{chr(code)}b").errors["name"] == [INVISIBLE]


@pytest.mark.parametrize("code", [*range(1, 0x20), 0x7F])
def test_only_new_lines_and_tabs_stand_in_several_lines(code: int) -> None:
    form = filled(notes=f"a{chr(code)}b")
    assert form.is_valid() == (chr(code) in "\t\n\r")
    assert form.errors.get("notes", [INVISIBLE]) == [INVISIBLE]


def test_a_missing_answer_names_its_field() -> None:
    form = ExampleForm({})
    assert form.errors["name"] == ["Vul in: naam."]
    assert form.errors["who"] == ["Maak een keuze."]


def test_a_field_ties_its_hint_and_error_to_its_control() -> None:
    html = ExampleForm({"name": "x" * 11})["name"].as_field_group()
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html
    assert "utrecht-textbox--invalid" in html
    assert "maxlength" not in html


def test_a_form_lists_its_errors_with_links() -> None:
    html = str(ExampleForm({"name": ""}))
    assert 'role="alert"' in html
    assert '<a href="#id_name">' in html
    assert "<legend>Voor wie?</legend>" in html


def test_labels_and_errors_are_escaped() -> None:
    class Sharp(ScreenForm):
        field: ClassVar[forms.Field] = forms.ChoiceField(label="<b>Wat?</b>", choices=[("a", "A")])

    html = Template("{{ form }}").render(Context({"form": Sharp({"field": "<i>"})}))
    assert "<b>" not in html
    assert "<i>" not in html
