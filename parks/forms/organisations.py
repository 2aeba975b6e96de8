"""What people fill in about an organisation, and about merging two."""

from collections.abc import Mapping
from typing import Any, Final, cast

from django import forms
from django.forms.boundfield import BoundField

from core.forms import ScreenForm
from parks.choices import Helix
from parks.forms.records import RecordForm
from parks.models import Organisation
from parks.queries.history import label_of, words_of

LONGEST_NOTE: Final = 4000
KEEP: Final = "keep_"
WINNER, LOSER, BOTH = "winner", "loser", "both"
OF_TEXTS: Final = frozenset({"note"})


class OrganisationForm(RecordForm):
    """Everything about an organisation; for the team."""

    class Meta:
        model = Organisation
        fields = ("name", "helix", "kvk_number", "website", "note", "audience")
        labels = {"name": "Officiële naam", "audience": "Wie mag dit zien?"}
        help_texts = {
            "kvk_number": "Acht cijfers, met nullen vooraan als die er staan.",
            "website": "Met https:// ervoor.",
            "note": "Alleen voor het kernteam.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numeric = {"inputmode": "numeric", "autocomplete": "off", "class": "field-s"}
        self.fields["kvk_number"].widget.attrs |= numeric


class OwnOrganisationForm(RecordForm):
    """What a member tells of the organisation of her own company."""

    class Meta:
        model = Organisation
        fields = ("website",)
        help_texts = {"website": "Met https:// ervoor."}


class OrganisationFilterForm(ScreenForm):
    """Searching in the list of organisations; all may be left out."""

    q = forms.CharField(label="Naam of KvK-nummer", max_length=120, required=False)
    helix = forms.ChoiceField(
        label="Soort", choices=[("", "Alle soorten"), *Helix.choices], required=False
    )


class MergeSearchForm(ScreenForm):
    """Looking for the row that is the same one."""

    q = forms.CharField(label="Naam of nummer", max_length=120, required=False)


class MergeForm(ScreenForm):
    """Per field in which two rows differ: whose value stays.

    `fields_of` are the fields to compare, `certain` whether the numbers that must be unique agree;
    if not, somebody has to say that she means it.
    """

    confirm = forms.BooleanField(
        label="Ja, deze twee zijn dezelfde, ook al verschillen hun nummers.",
        help_text="Twee verschillende nummers betekent meestal: twee verschillende bedrijven.",
    )

    def __init__(
        self, *args: Any, winner: Any, loser: Any, names: tuple[str, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.winner, self.loser = winner, loser
        self.same = [name for name in names if getattr(winner, name) == getattr(loser, name)]
        for name in names:
            if name not in self.same:
                self.fields[f"{KEEP}{name}"] = self._choice(name)
        if not self._numbers_differ():
            del self.fields["confirm"]
        else:
            self.order_fields([*(name for name in self.fields if name != "confirm"), "confirm"])

    def _choice(self, name: str) -> forms.ChoiceField:
        model = type(self.winner)
        choices = [
            (WINNER, words_of(model, name, getattr(self.winner, name))),
            (LOSER, words_of(model, name, getattr(self.loser, name))),
        ]
        if name in OF_TEXTS and getattr(self.winner, name) and getattr(self.loser, name):
            choices.append((BOTH, "Beide bewaren, onder elkaar"))
        # A value goes before the lack of one, whichever row it stands in.
        initial = WINNER if getattr(self.winner, name) or not getattr(self.loser, name) else LOSER
        return forms.ChoiceField(
            label=label_of(model, name),
            choices=choices,
            initial=choices[-1][0] if len(choices) > 2 else initial,
            widget=forms.RadioSelect,
        )

    def _numbers_differ(self) -> bool:
        name = "kvk_number" if isinstance(self.winner, Organisation) else "number"
        ours, theirs = getattr(self.winner, name), getattr(self.loser, name)
        return bool(ours and theirs and ours != theirs)

    @property
    def choices(self) -> list[BoundField]:
        """The fields in which the two differ, for the table."""
        return [self[name] for name in self.fields if name.startswith(KEEP)]

    @property
    def numbers_differ(self) -> bool:
        """Whether both have a number and not the same one, for a warning."""
        return self._numbers_differ()

    def values(self) -> Mapping[str, Any]:
        """Return the value that stays, by field. Only after `is_valid`."""
        chosen = {
            name.removeprefix(KEEP): kept
            for name, kept in self.cleaned_data.items()
            if name.startswith(KEEP)
        }
        return {name: self._value(name, cast("str", kept)) for name, kept in chosen.items()}

    def _value(self, name: str, kept: str) -> Any:
        ours, theirs = getattr(self.winner, name), getattr(self.loser, name)
        if kept == BOTH:
            return f"{ours}\n\n{theirs}"[:LONGEST_NOTE]
        return ours if kept == WINNER else theirs
