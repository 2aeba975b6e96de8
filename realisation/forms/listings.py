"""What people fill in about a demand or a supply: only the fields that its kind knows."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from collective.forms.parties import StakeholderField, offer_stakeholders
from parks.access import Viewer
from parks.choices import Helix, Release
from parks.forms.company_choice import CompanyField
from parks.forms.records import RecordForm
from parks.models import Establishment, Plot
from parks.queries.company_choice import company_names
from realisation.choices import (
    MANNERS,
    SUBJECTS,
    Feature,
    ListingKind,
    ListingSide,
    ListingSource,
    Unit,
    Willingness,
)
from realisation.forms.listing_fields import (
    COMMON,
    FIELDS_OF,
    GIVES_A_PLOT,
    HELP_TEXTS,
    LABELS,
    PARTY,
    SECTIONS,
    URGENCIES,
    unit_refused,
)
from realisation.models import Listing
from realisation.models.listings import LASTS
from realisation.queries.listings import (
    may_release,
    own_companies,
    plot_choices,
)


class ListingForm(RecordForm):
    """A demand or a supply whose party is known already. Side and kind come from `row`."""

    features = forms.MultipleChoiceField(
        label="Kenmerken",
        choices=Feature.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    urgency = forms.TypedChoiceField(
        label="Hoe dringend is het?", choices=URGENCIES, coerce=int, initial=3
    )
    plot: "forms.ModelChoiceField[Plot]" = forms.ModelChoiceField(
        label="Welke kavel?", queryset=None, required=False, empty_label="Geen of nog niet bekend"
    )

    class Meta:
        model = Listing
        fields: Sequence[str] = (
            "title", "description", "subject", "manner", "plot", "area_min_m2", "area_max_m2",
            "next_to_own", "category", "features", "price_eur_m2", "quantity", "unit", "per",
            "temperature_c", "quality", "from_on", "until_on", "willingness", "state_reason",
            "urgency", "conditions", "expires_on", "released_to",
        )  # fmt: skip
        labels = LABELS
        help_texts = HELP_TEXTS

    def __init__(self, *args: Any, viewer: Viewer, row: Listing, today: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.viewer, self.row, self.today = viewer, row, today
        self._keep_what_fits()
        if "plot" in self.fields:
            self._offer_plots()
        self.fields["expires_on"].initial = today + LASTS
        self._limit_release()

    def _keep_what_fits(self) -> None:
        kind, side = ListingKind(self.row.kind), ListingSide(self.row.side)
        kept = {*COMMON, *PARTY, *FIELDS_OF[kind], "version"}
        if side == ListingSide.DEMAND:
            kept.discard("plot")
        for name in set(self.fields) - kept:
            del self.fields[name]
        if "subject" in self.fields:
            self._choose("subject", "Wat?", [(it.value, it.label) for it in SUBJECTS[kind]])
        if "manner" in self.fields:
            self._choose("manner", "Hoe?", [(it.value, it.label) for it in MANNERS[side]])
        if kind == ListingKind.INVESTMENT:
            self.fields["quantity"].label = "Bedrag in euro"
            self.fields["quantity"].help_text = "Een ordegrootte is genoeg. Zonder btw."

    def _choose(self, name: str, label: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.label, field.required = label, True
        field.choices = [("", "Maak een keuze"), *choices]

    def _offer_plots(self) -> None:
        field: Any = self.fields["plot"]
        rows = Plot.objects.in_park(self.viewer.park.pk).for_list()
        offered = [each.pk for each in plot_choices(self.viewer)]
        # The one that is stored already stays a choice.
        field.queryset = rows.filter(Q(pk__in=offered) | Q(pk=self.row.plot_id))

    def _limit_release(self) -> None:
        field: Any = self.fields["released_to"]
        has_party = bool(self.row.establishment_id or self.row.name)
        if has_party and not may_release(self.viewer, self.row):
            del self.fields["released_to"]
        elif not self._may_be_confidential():
            field.choices = [each for each in Release.choices if each[0] != Release.COMPANY]

    def _may_be_confidential(self) -> bool:
        """Nobody hides a row from herself."""
        company = self.row.establishment_id
        return self.viewer.reads_confidential or bool(company and self.viewer.speaks_for(company))

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields in groups with their heading, without groups of which none fits."""
        found = [
            (legend, [self[name] for name in names if name in self.fields])
            for legend, names in SECTIONS
        ]
        return [each for each in found if each[1]]

    def clean_features(self) -> list[str]:
        """Return them in fixed order, so that another order is no change."""
        return [each.value for each in Feature if each in self.cleaned_data["features"]]

    def clean(self) -> dict[str, Any]:
        """Refuse what contradicts itself."""
        given = super().clean() or {}
        self._refuse_turned_around(given)
        expires = given.get("expires_on")
        if expires and expires < self.today and expires != self.row.expires_on:
            self.add_error("expires_on", "Deze datum is al voorbij. Kies een latere datum.")
        if given.get("quantity") is not None and given["quantity"] <= 0:
            self.add_error("quantity", "Vul een getal in dat groter is dan nul.")
        if given.get("quantity") is not None and "unit" in self.fields and not given.get("unit"):
            self.add_error("unit", "Kies een eenheid bij dit getal.")
        if refused := unit_refused(given.get("subject", ""), given.get("unit", "")):
            self.add_error("unit", refused)
        if given.get("manner") in GIVES_A_PLOT and not given.get("plot"):
            self.add_error("plot", "Kies de kavel die u hiervoor wilt afstaan.")
        reason = str(given.get("state_reason", "")).strip()
        if given.get("willingness") == Willingness.NONE and not reason:
            self.add_error(
                "state_reason", "Zeg in één zin waarom: dan weet wie later kijkt genoeg."
            )
        return given

    def _refuse_turned_around(self, given: Mapping[str, Any]) -> None:
        least, most = given.get("area_min_m2"), given.get("area_max_m2")
        if least is not None and most is not None and most < least:
            self.add_error("area_max_m2", "Dit is minder dan het minste. Vul een groter getal in.")
        begins, ends = given.get("from_on"), given.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", "Deze datum ligt vóór het begin. Kies een latere datum.")

    def typed(self) -> dict[str, Any]:
        """Return what was filled in; money is counted in euros without a question."""
        found = super().typed()
        if self.row.kind == ListingKind.INVESTMENT and "quantity" in found:
            found["unit"] = Unit.EUR if found["quantity"] is not None else ""
        return found


class NamedPartyForm(ListingForm):
    """The same for a party that is no company of the park; for the team."""

    stakeholder = StakeholderField()

    class Meta(ListingForm.Meta):
        fields = ("name", "helix", "stakeholder", *ListingForm.Meta.fields)
        labels = LABELS | {"helix": "Soort partij", "name": "Welke partij?"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_stakeholders(self, self.viewer)

    def clean_name(self) -> str:
        """Return the name on one line; without one there is no party."""
        name = " ".join(self.cleaned_data["name"].split())
        if not name and self.row.name:
            raise ValidationError("Vul in: welke partij.")
        return name


class NewListingForm(NamedPartyForm):
    """A new one by the team: for a company of the park, or another party by name."""

    establishment = CompanyField(
        label="Welk bedrijf van dit terrein?",
        help_text="Kies uit de lijst of typ de naam.",
    )

    class Meta(NamedPartyForm.Meta):
        fields = ("establishment", "source", *NamedPartyForm.Meta.fields)
        labels = NamedPartyForm.Meta.labels | {
            "name": "Of een andere partij",
            "source": "Waar komt dit uit?",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["establishment"]
        field.park_id = self.viewer.park.pk
        self.fields["helix"].required = False
        self.fields["helix"].help_text = "Alleen bij een andere partij."
        source: Any = self.fields["source"]
        source.choices = [
            (ListingSource.TALK, ListingSource.TALK.label),
            (ListingSource.ENTERED, ListingSource.ENTERED.label),
        ]
        if not self.viewer.reads_confidential:
            del self.fields["released_to"]

    @property
    def company_names(self) -> tuple[str, ...]:
        """What the field for the company offers."""
        return company_names(park_id=self.viewer.park.pk)

    def clean(self) -> dict[str, Any]:
        """Ask for one party: a company of the park or another one."""
        given = super().clean()
        company, name = given.get("establishment"), given.get("name")
        if company and name:
            self.add_error("name", "Kies een bedrijf of vul een naam in, niet allebei.")
        elif not company and not name and "establishment" not in self.errors:
            self.add_error("establishment", "Kies een bedrijf, of vul een andere partij in.")
        return given

    def typed(self) -> dict[str, Any]:
        """Return what was filled in; of a company only what it may be to others."""
        found = super().typed()
        found["helix"] = found["helix"] or Helix.COMPANY
        if "released_to" not in found:
            company = found["establishment"]
            own = company is not None and self.viewer.speaks_for(company.pk)
            found["released_to"] = Release.COMPANY if own else Release.TEAM
        return found


class NewOwnListingForm(ListingForm):
    """A new one by a member for a company for which she speaks."""

    establishment: "forms.ModelChoiceField[Establishment]" = forms.ModelChoiceField(
        label="Voor welk bedrijf?", queryset=None, empty_label="Maak een keuze"
    )

    class Meta(ListingForm.Meta):
        fields = ("establishment", *ListingForm.Meta.fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.companies = own_companies(self.viewer)
        if len(self.companies) == 1:
            del self.fields["establishment"]
            return
        field: Any = self.fields["establishment"]
        ids = [each.pk for each in self.companies]
        field.queryset = Establishment.objects.in_park(self.viewer.park.pk).filter(pk__in=ids)

    def _may_be_confidential(self) -> bool:
        return True

    def typed(self) -> dict[str, Any]:
        """Return what was filled in, with the only company that it can be."""
        found = super().typed()
        return found if "establishment" in found else found | {"establishment": self.companies[0]}
