"""What people fill in about who is asked and who comes."""

from collections.abc import Iterable, Sequence
from email.utils import parseaddr
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from collective.choices import Segment, SignUpState
from collective.queries.sign_ups import (
    CONTACTS,
    MOST_CANDIDATES,
    PEOPLE,
    Candidate,
    CandidateSearch,
)
from core.forms import LongTextField, ScreenForm

MOST_LINES: Final = 500
NAME_LENGTH: Final = 120
GROUPS: Final = ((PEOPLE, "mensen met een rol op het terrein"), (CONTACTS, "contactpersonen"))


class CandidateFilterForm(ScreenForm):
    """Among whom to choose."""

    groups = forms.MultipleChoiceField(
        label="Wie",
        choices=GROUPS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=[PEOPLE, CONTACTS],
    )
    segments = forms.MultipleChoiceField(
        label="Alleen van organisaties die horen bij",
        choices=Segment.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def search(self) -> CandidateSearch:
        """Return what to look for, without what is not on offer; nothing chosen is everybody."""
        if not self.is_bound:
            return CandidateSearch()
        self.is_valid()
        groups = frozenset(self.cleaned_data.get("groups", ()))
        segments = frozenset(self.cleaned_data.get("segments", ()))
        return CandidateSearch(groups or frozenset({PEOPLE, CONTACTS}), segments)


class InviteForm(ScreenForm):
    """Whom to ask: people out of the list, and lines with a name and an address."""

    everybody = forms.BooleanField(label="Iedereen in deze lijst", required=False)
    chosen = forms.MultipleChoiceField(
        label="Mensen",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": "Iemand van wie u aanvinkte, staat niet meer in de lijst."
        },
    )
    lines = LongTextField(
        label="Anderen, één per regel",
        required=False,
        rows=6,
        max_length=60_000,
        help_text="Naam en e-mailadres, met een komma of puntkomma ertussen. Plakken uit een"
        " rekenblad mag ook.",
    )

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        offered = candidates[:MOST_CANDIDATES]
        self.fields["chosen"].choices = [(each.email, _label(each)) for each in offered]  # type: ignore[attr-defined]  # a Field to its types
        self.read: tuple[Candidate, ...] = ()

    def clean_lines(self) -> str:
        """Read the lines; every bad one is named, and what was typed stays."""
        text: str = self.cleaned_data["lines"]
        read, bad = read_lines(text)
        if bad:
            raise ValidationError(bad)
        self.read = tuple(read)
        return text

    def clean(self) -> dict[str, Any]:
        """Ask for at least one person."""
        given = super().clean() or {}
        anybody = given.get("everybody") or given.get("chosen") or self.read
        if not anybody and not self.errors:
            raise ValidationError("Kies minstens één persoon, of typ een regel.")
        return given

    def people(self) -> list[Candidate]:
        """Return who is meant, each address once. Only after `is_valid`."""
        chosen = set(self.cleaned_data["chosen"])
        everybody = self.cleaned_data["everybody"]
        listed = [each for each in self.candidates if everybody or each.email in chosen]
        return list({each.email: each for each in (*self.read, *listed)}.values())


def _label(person: Candidate) -> str:
    organisation = f", {person.organisation}" if person.organisation else ""
    stopped = " – wil geen uitnodigingen per mail" if person.wants_no_mail else ""
    return f"{person.name}{organisation}{stopped}"


def read_lines(text: str) -> tuple[list[Candidate], list[str]]:
    """Return the people in lines of names and addresses, and what is wrong with the other lines."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1)]
    filled = [(number, line) for number, line in lines if line]
    if len(filled) > MOST_LINES:
        return [], [f"Dit zijn {len(filled)} regels. Meer dan {MOST_LINES} kan niet in één keer."]
    people, bad = [], []
    for number, line in filled:
        person = read_line(line)
        if person is None:
            bad.append(f"Regel {number}: in ‘{line[:80]}’ staat geen geldig e-mailadres.")
        elif len(person.name) > NAME_LENGTH:
            bad.append(f"Regel {number}: de naam is langer dan {NAME_LENGTH} tekens.")
        else:
            people.append(person)
    return people, bad


def read_line(line: str) -> Candidate | None:
    """Return who stands in "Naam; adres", "adres, Naam" or "Naam <adres>"; None for no one."""
    name, email = _in_cells(line) or parseaddr(line)
    if not _is_address(email):
        return None
    shown = " ".join(name.strip(" \"'").split())
    return Candidate(shown or email, email.lower(), organisation="", wants_no_mail=False)


def _in_cells(line: str) -> tuple[str, str] | None:
    """Return name and address out of a line with tabs, commas or semicolons."""
    cells = [cell.strip() for cell in line.replace("\t", ";").replace(",", ";").split(";")]
    addresses = [cell for cell in cells if _is_address(cell)]
    if len(addresses) != 1:
        return None
    return " ".join(cell for cell in cells if cell != addresses[0]), addresses[0]


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


class SignUpFilterForm(ScreenForm):
    """Searching the people of an activity."""

    q = forms.CharField(label="Zoek", max_length=120, required=False)
    state = forms.ChoiceField(
        label="Antwoord", choices=[("", "Elk antwoord"), *SignUpState.choices], required=False
    )

    def value(self, name: str) -> str:
        """Return what to look for, or nothing for what is not on offer."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


COMES: Final = "ja"
STAYS_AWAY: Final = "nee"


class AnswerForm(ScreenForm):
    """Whether somebody comes."""

    answer = forms.ChoiceField(
        label="Komt u?", choices=((COMES, "Ik kom"), (STAYS_AWAY, "Ik kom niet"))
    )

    @property
    def comes(self) -> bool:
        """Whether she comes. Only after `is_valid`."""
        return bool(self.cleaned_data["answer"] == COMES)


class RemindForm(ScreenForm):
    """Whom to remind."""

    state = forms.ChoiceField(
        choices=((SignUpState.ASKED, "geen antwoord"), (SignUpState.COMING, "komt"))
    )


class AskPlaceForm(ScreenForm):
    """Somebody who found the open link asks for a place."""

    name = forms.CharField(
        label="Uw naam", max_length=NAME_LENGTH, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="Uw e-mailadres",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text="U krijgt een bericht met een link. Daarmee bevestigt u dat u komt.",
    )


class AttendanceForm(ScreenForm):
    """Who of the people on a page was there; ids of others are refused."""

    came = forms.MultipleChoiceField(required=False)
    shown = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, people: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), each.name) for each in people]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]  # a Field to its types
