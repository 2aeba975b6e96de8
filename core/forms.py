"""Forms as they stand on every page: Dutch notation, Dutch messages, nothing typed is lost.

How a field looks stands in templates/django/forms/ and in the tag `control` of core.templatetags.
"""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    BaseValidator,
    DecimalValidator,
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.forms.models import ModelFormMetaclass

from core.dutch import MONTHS, format_exact, parse_decimal


class LongTextField(forms.CharField):
    """Text of several lines; the new lines of a browser count as one character."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str | None:
        """Return the text with single new lines."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if text else text


class DutchDecimalField(forms.DecimalField):
    """A number as people type it: 1.234,56 or 1234.56, with or without a euro sign."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "field-s"})
        )
        super().__init__(**kwargs)
        for validator in self.validators:
            _speak_dutch(validator)

    def to_python(  # type: ignore[override]  # the stubs derive it from IntegerField
        self, value: Any
    ) -> Decimal | None:
        """Return the number, None for an empty field, or raise ValidationError in Dutch."""
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal | int):
            return Decimal(value)
        try:
            return parse_decimal(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number in Dutch notation and what was typed as it was typed."""
        return format_exact(value) if isinstance(value, Decimal) and value.is_finite() else value


def _speak_dutch(validator: Any) -> None:
    """Give Django's validators of numbers a plain message with the limit in Dutch notation."""
    if isinstance(validator, MinValueValidator):
        validator.message = f"Vul een getal in van {_limit(validator)} of hoger."
    elif isinstance(validator, MaxValueValidator):
        validator.message = f"Vul een getal in van {_limit(validator)} of lager."
    elif isinstance(validator, DecimalValidator):
        validator.messages = validator.messages | {
            "max_digits": "Dit getal heeft te veel cijfers: hooguit %(max)s.",
            "max_whole_digits": "Dit getal is te groot: hooguit %(max)s cijfers voor de komma.",
            "max_decimal_places": "Gebruik hooguit %(max)s cijfers achter de komma.",
        }


def _limit(validator: BaseValidator) -> str:
    return format_exact(Decimal(str(validator.limit_value)))


class DutchDateInput(forms.DateInput):
    """The date picker of the browser; text that is no date stays visible as text."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "field-s"} | (attrs or {}), format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return the context, as a date picker unless it would hide what was typed."""
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        context["widget"]["type"] = "date" if not shown or _is_iso_date(shown) else "text"
        return context


def _is_iso_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class DutchDateField(forms.DateField):
    """A date from the picker or typed: 31-12-2027, 31/12/2027, 31 december 2027, 2027-12-31."""

    widget = DutchDateInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": "Vul een bestaande datum in, bijvoorbeeld 31-12-2027.",
        "out_of_reach": "Vul een jaartal in tussen 1900 en 2999.",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"])
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the date, None for an empty field, or raise ValidationError in Dutch."""
        day = super().to_python(_month_as_number(value) if isinstance(value, str) else value)
        if day and not 1900 <= day.year <= 2999:
            raise ValidationError(self.error_messages["out_of_reach"], code="out_of_reach")
        return day


IN_FUTURE: Final = "Kies een dag die niet in de toekomst ligt."


def not_later(day: date, today: date) -> date:
    """Return a day, or raise ValidationError for one that is still to come."""
    if day > today:
        raise ValidationError(IN_FUTURE)
    return day


def _month_as_number(text: str) -> str:
    """Write "31 december 2027" as "31-12-2027" and leave any other text as it is."""
    parts = text.lower().split()
    if len(parts) == 3 and parts[1] in MONTHS:
        return f"{parts[0]}-{MONTHS.index(parts[1]) + 1:02}-{parts[2]}"
    return text.strip()


# No person types these, and a PDF, a log or a terminal may stumble over them. Django refuses NUL
# itself. Over several lines new lines and tabs are text.
INVISIBLE = "In deze tekst staat een onzichtbaar teken. Typ de tekst opnieuw."
_ONE_LINE = RegexValidator(r"[\x01-\x1f\x7f]", INVISIBLE, "control", inverse_match=True)
_LINES = RegexValidator(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]", INVISIBLE, "control", inverse_match=True
)


class ScreenFormMixin:
    """What all our forms share: no colons behind labels, a message that names the field, and no
    control characters in text."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if (
                field.error_messages.get("required")
                == forms.Field.default_error_messages["required"]
            ):
                field.error_messages["required"] = _required_message(name, field)
            if isinstance(field, forms.CharField):
                several = isinstance(field.widget, forms.Textarea)
                field.validators.append(_LINES if several else _ONE_LINE)


def _required_message(name: str, field: forms.Field) -> str:
    label = str(field.label or name)
    if isinstance(field, forms.BooleanField):
        return "Vink dit aan om verder te gaan."
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return "Maak een keuze."
    if label.endswith("?"):
        return "Geef antwoord op deze vraag."
    is_abbreviation = any(letter.isupper() for letter in label.split(maxsplit=1)[0][1:])
    shown = label if is_abbreviation else label[:1].lower() + label[1:]
    return f"Vul in: {shown}."


class ScreenForm(ScreenFormMixin, forms.Form):
    """A form of our own."""


def screen_formfield(db_field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """Return the form field of a model field, in Dutch notation where Django's own is not."""
    if isinstance(db_field, models.DecimalField):
        kwargs.setdefault("form_class", DutchDecimalField)
    elif isinstance(db_field, models.DateField) and not isinstance(db_field, models.DateTimeField):
        kwargs.setdefault("form_class", DutchDateField)
    elif isinstance(db_field, models.ForeignKey):
        # Which rows a person may choose is known when the form is made, and to the form alone.
        kwargs.setdefault("queryset", None)
    elif isinstance(db_field, models.URLField):
        kwargs.setdefault("assume_scheme", "https")
    elif isinstance(db_field, models.TextField) and not db_field.choices:
        kwargs.setdefault("form_class", LongTextField)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
    return db_field.formfield(**kwargs)


class _ScreenModelFormType(ModelFormMetaclass):
    """Gives every model form our fields without a word in its Meta."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]
    ) -> "_ScreenModelFormType":
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(screen_formfield)
        return super().__new__(cls, name, bases, attrs)


class ScreenModelForm(ScreenFormMixin, forms.ModelForm, metaclass=_ScreenModelFormType):  # type: ignore[type-arg]  # any model
    """A form on one row, with our fields for text, numbers and dates."""
