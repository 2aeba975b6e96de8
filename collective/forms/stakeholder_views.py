"""What people choose above the pictures of stakeholders."""

import datetime as dt
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django import forms

from collective.choices import RelationKind
from collective.queries.ecosystem import EcosystemSearch
from collective.queries.stakeholders import stakeholder_choices
from core.dutch import format_date
from core.forms import ScreenForm
from knowledge.stakeholders import INTEREST_INFLUENCE, REALISING_BLOCKING
from parks.choices import Helix
from parks.models import Reader

FIELDS: Final = (
    (INTEREST_INFLUENCE, "Belang en invloed"),
    (REALISING_BLOCKING, "Realisatiemacht en hindermacht"),
)
NOW: Final = ("", "Nu")


class ForceFieldForm(ScreenForm):
    """Which field, and of which day: now, or a day on which something changed."""

    veld = forms.ChoiceField(label="Wat tegen wat", choices=FIELDS, required=False)
    dag = forms.ChoiceField(label="Zoals het was op", required=False)

    def __init__(self, *args: object, days: Sequence[dt.date], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.days = days
        offered = [NOW, *((day.isoformat(), format_date(day)) for day in days)]
        self.fields["dag"].choices = offered  # type: ignore[attr-defined]  # a Field to its types

    @property
    def field(self) -> str:
        """Which field; that of interest and influence when none was chosen."""
        self.is_valid()
        return self.cleaned_data.get("veld") or INTEREST_INFLUENCE

    def day(self, today: dt.date) -> dt.date:
        """The day that was chosen, or today."""
        self.is_valid()
        chosen = self.cleaned_data.get("dag")
        return dt.date.fromisoformat(chosen) if chosen else today

    def before(self, day: dt.date) -> dt.date | None:
        """The day of change before the latest one up to a day: what to compare it with."""
        earlier = [each for each in self.days if each <= day]
        return earlier[1] if len(earlier) > 1 else None


class EcosystemForm(ScreenForm):
    """Which relations; all may be left out."""

    kind = forms.ChoiceField(
        label="Wat er is", choices=[("", "Alle relaties"), *RelationKind.choices], required=False
    )
    helix = forms.ChoiceField(
        label="Soort partij", choices=[("", "Alle soorten"), *Helix.choices], required=False
    )
    wie = forms.ChoiceField(label="Rond wie", required=False)

    def __init__(self, *args: object, viewer: Reader, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offered = stakeholder_choices(viewer).values_list("pk", "name")
        self.fields["wie"].choices = [  # type: ignore[attr-defined]  # a Field to its types
            ("", "Iedereen"),
            *((str(pk), name) for pk, name in offered),
        ]

    def search(self) -> EcosystemSearch:
        """Return what to look for, without what is not on offer."""
        self.is_valid()
        given = self.cleaned_data
        who = given.get("wie")
        return EcosystemSearch(
            kind=given.get("kind", ""),
            helix=given.get("helix", ""),
            stakeholder=UUID(who) if who else None,
        )
