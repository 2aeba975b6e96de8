"""One section of the quick scan as a form: the labels come with the questions of the round."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms
from django.http import QueryDict

from core.forms import DutchDecimalField, ScreenForm
from knowledge.realisation import scan_scales
from knowledge.realisation_schemas import ScanQuestion, ScanSection
from parks.forms.records import RecordForm
from realisation.choices import Bottleneck, MoneyOrder, ScanOffer, ScanPlan
from realisation.models import QuickScan, ScanLevel
from realisation.queries.scan_sheet import ANSWERS, questions_of, themes_of
from realisation.services.scans import TypedLevel, mark_of

NOT_FILLED_IN: Final = "Niet ingevuld"
YES_NO: Final = [("", NOT_FILLED_IN), ("True", "Ja"), ("False", "Nee")]
CLASH: Final = (
    "Een collega heeft dit intussen gewijzigd in: {theirs}. Wat u koos, staat hier nog. Sla op om"
    " het te vervangen."
)
MOST_M2: Final = 100_000_000
NO_YEAR: Final = "Vul een jaar in, bijvoorbeeld 2028."


def _choice(choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[("", NOT_FILLED_IN), *choices], required=False, widget=forms.RadioSelect
    )


def _several(choices: Sequence[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def _yes_no() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=YES_NO,
        required=False,
        empty_value=None,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )


class YearField(forms.IntegerField):
    """A year of four digits."""

    default_error_messages: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("invalid", "min_value", "max_value"), NO_YEAR
    )

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "field-s"})
        super().__init__(min_value=2000, max_value=2100, widget=widget, **kwargs)


class AnswerForm(RecordForm):
    """The answers of one section that stand in the scan itself."""

    plan = _choice(ScanPlan.choices)
    plan_year = YearField(required=False)
    plan_area_m2 = DutchDecimalField(
        required=False, decimal_places=0, min_value=0, max_value=MOST_M2
    )
    bottlenecks = _several(Bottleneck.choices)
    offers = _several(ScanOffer.choices)
    gives_time = _yes_no()
    gives_information = _yes_no()
    gives_knowledge = _yes_no()
    gives_money = _choice(MoneyOrder.choices)

    class Meta:
        model = QuickScan
        fields = ANSWERS

    def __init__(self, *args: Any, section: ScanSection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {question.slug: question for question in questions_of(section)}
        for name in list(self.fields):
            if name in asked:
                _word(self.fields[name], asked[name])
            elif name != "version":
                del self.fields[name]
        self.order_fields([*asked, "version"])

    def valid(self) -> dict[str, Any]:
        """Return the answers that can be stored, also when another one can't."""
        return {name: self.cleaned_data[name] for name in ANSWERS if name in self.cleaned_data}

    @property
    def wrong(self) -> tuple[str, ...]:
        """The questions of which the answer can't be stored."""
        return tuple(str(self.fields[name].label) for name in self.errors if name in self.fields)

    def clean_plan_area_m2(self) -> int | None:
        """Return the area as a whole number of square metres."""
        area: Decimal | None = self.cleaned_data["plan_area_m2"]
        return None if area is None else int(area)


def _word(field: Any, question: ScanQuestion) -> None:
    """Give a field the words of its question; a choice also what it means."""
    field.label = question.label
    field.help_text = f"{question.help} Voorbeeld: {question.example}"
    meanings = {each.value: each.text for each in question.meanings}
    if meanings:
        field.help_text = question.help
        field.choices = [
            (value, f"{str(label)[:1].upper()}{str(label)[1:]}. {meanings[value]}")
            if value in meanings
            else (value, label)
            for value, label in field.choices
        ]
    choices: Any = getattr(field, "choices", [])
    if choices and not choices[0][0]:
        field.choices = [("", NOT_FILLED_IN), *choices[1:]]


class LevelForm(ScreenForm):
    """One theme: how urgent it is and how much energy there is for it."""

    urgency = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    energy = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    seen = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, *, theme: ScanQuestion, level: ScanLevel | None
    ) -> None:
        initial = {
            "urgency": level.urgency if level else None,
            "energy": level.energy if level else None,
            "seen": mark_of(level),
        }
        super().__init__(data, prefix=theme.slug, initial=initial)
        self.theme = theme
        for name in ("urgency", "energy"):
            scale, field = scan_scales()[name], self.fields[name]
            numbered = enumerate(scale.levels, 1)
            field.label = scale.name
            field.choices = [  # type: ignore[attr-defined]  # a ChoiceField
                ("", NOT_FILLED_IN),
                *((number, f"{number}. {text}") for number, text in numbered),
            ]

    def typed(self) -> TypedLevel:
        """Return what was chosen. Only after `is_valid`."""
        values = self.cleaned_data
        return TypedLevel(self.theme.slug, values["urgency"], values["energy"], values["seen"])


class LevelsForm:
    """The themes of a section on one page."""

    def __init__(
        self,
        section: ScanSection,
        levels: Mapping[str, ScanLevel],
        data: QueryDict | None = None,
    ) -> None:
        self.forms = [
            LevelForm(data, theme=theme, level=levels.get(theme.slug))
            for theme in themes_of(section)
        ]

    def __iter__(self) -> Iterator[LevelForm]:
        return iter(self.forms)

    def is_valid(self) -> bool:
        """Whether every theme can be stored; all are looked at, so all say what is wrong."""
        wrong = [form for form in self.forms if not form.is_valid()]
        return not wrong

    def typed(self) -> list[TypedLevel]:
        """Return what was chosen. Only after `is_valid`."""
        return [form.typed() for form in self.forms]

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """What is wrong: where on the page, the message and the theme."""
        return [
            (form[name].auto_id, str(message), form.theme.label)
            for form in self.forms
            if form.is_bound
            for name, errors in form.errors.items()
            for message in errors
        ]

    def clashed(self, themes: Sequence[str], levels: Mapping[str, ScanLevel]) -> None:
        """Say at these themes what a colleague stored; a second save then replaces it."""
        for form in self.forms:
            stored = levels.get(form.theme.slug)
            if form.theme.slug in themes:
                form.add_error("urgency", CLASH.format(theirs=_in_words(stored)))
            form.data = {**dict(form.data.items()), form.add_prefix("seen"): mark_of(stored)}


def _in_words(level: ScanLevel | None) -> str:
    urgency, energy = (level.urgency, level.energy) if level else (None, None)
    return f"hoe dringend {urgency or '–'}, hoeveel zin {energy or '–'}"
