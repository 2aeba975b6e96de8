"""The small forms around demand and supply: choosing a kind, filtering the list, taking back."""

from django import forms

from core.forms import ScreenForm
from realisation.choices import ListingKind, ListingSide, Subject, Willingness
from realisation.queries.listings import ALL, EXPIRED, STANDING, ListingSearch


class ChooseForm(ScreenForm):
    """The first question of a new one: which side, which kind. The rest follows from it."""

    side = forms.ChoiceField(
        label="Vraagt u iets of biedt u iets aan?",
        choices=ListingSide.choices,
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label="Waar gaat het om?", choices=ListingKind.choices, widget=forms.RadioSelect
    )


class ListingFilterForm(ScreenForm):
    """Filtering demand and supply; all may be left out."""

    q = forms.CharField(label="Zoek", max_length=120, required=False)
    side = forms.ChoiceField(
        label="Vraag of aanbod", choices=[("", "Allebei"), *ListingSide.choices], required=False
    )
    kind = forms.ChoiceField(
        label="Soort", choices=[("", "Elke soort"), *ListingKind.choices], required=False
    )
    subject = forms.ChoiceField(
        label="Wat", choices=[("", "Alles"), *Subject.choices], required=False
    )
    willingness = forms.ChoiceField(
        label="Bereidheid", choices=[("", "Elke"), *Willingness.choices], required=False
    )
    state = forms.ChoiceField(
        label="Stand",
        choices=[
            ("", "Wat nu geldt"),
            (EXPIRED, "Verlopen"),
            ("met", "Vervuld"),
            ("withdrawn", "Ingetrokken"),
            (ALL, "Alles"),
        ],
        required=False,
    )

    def search(self) -> ListingSearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        given = self.cleaned_data
        names = {"q": "words", "side": "side", "kind": "kind", "subject": "subject"}
        found = {new: given.get(old, "") for old, new in names.items()}
        return ListingSearch(
            **found,
            willingness=given.get("willingness", ""),
            state=given.get("state") or STANDING,
        )


class WithdrawForm(ScreenForm):
    """Why something is taken back; read by who may see the listing."""

    reason = forms.CharField(
        label="Waarom?",
        max_length=500,
        help_text="Alleen wie deze vraag of dit aanbod mag zien, leest dit.",
    )
