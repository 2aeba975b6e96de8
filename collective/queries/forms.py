"""The organisation forms: what the method offers, and what this park has and had."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from collective.models import ChosenForm
from knowledge.choices import Degree
from knowledge.forms_schemas import OrganisationForm, PhaseFocus
from knowledge.loader import degrees, organisation_forms, phases
from parks.models import Reader

MOST_COMPARED: Final = 3


@dataclass(frozen=True, slots=True)
class ChosenCard:
    """A form that a park has, had or will have. Amounts per member and year, without VAT."""

    id: UUID
    name: str
    form_name: str
    since: dt.date | None
    until: dt.date | None
    contribution_eur: Decimal | None
    members: int | None
    note: str
    audience: str
    is_current: bool
    is_to_come: bool


@dataclass(frozen=True, slots=True)
class FormGroup:
    """The forms that suit a degree, with what such a park looks like."""

    label: str
    looks_like: str
    forms: tuple[OrganisationForm, ...]


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """What a park at a degree focuses on, per stepping stone of connection."""

    label: str
    is_here: bool
    phases: tuple[PhaseFocus, ...]


def chosen_cards(rows: Iterable[ChosenForm], today: dt.date) -> tuple[ChosenCard, ...]:
    """Return the forms of a park as its page shows them."""
    return tuple(
        ChosenCard(
            id=row.pk,
            name=row.name,
            form_name=row.form_name,
            since=row.since,
            until=row.until,
            contribution_eur=row.contribution_eur,
            members=row.members,
            note=row.note,
            audience=row.get_audience_display(),
            is_current=row.holds_on(today),
            is_to_come=row.since is not None and row.since > today,
        )
        for row in rows
    )


def current_forms(viewer: Reader, today: dt.date) -> frozenset[str]:
    """Return the slugs of the forms that a reader sees this park has now."""
    rows = ChosenForm.objects.visible_to(viewer)
    return frozenset(row.form for row in rows if row.holds_on(today))


def form_groups() -> tuple[FormGroup, ...]:
    """Return all forms, from minimal to professional."""
    forms = organisation_forms().values()
    return tuple(
        FormGroup(
            label=item.name,
            looks_like=item.looks_like,
            forms=tuple(form for form in forms if form.degree == degree),
        )
        for degree, item in degrees().items()
    )


def compared(slugs: Sequence[str]) -> tuple[OrganisationForm, ...]:
    """Return the forms that were picked, at most three, in the order of the method."""
    picked = [form for slug, form in organisation_forms().items() if slug in slugs]
    return tuple(picked[:MOST_COMPARED])


def phase_rows(here: Degree | None) -> tuple[PhaseRow, ...]:
    """Return the focus per phase; `here` is where the companies of this park stand."""
    return tuple(
        PhaseRow(
            label=str(degree.label),
            is_here=degree == here,
            phases=tuple(focus for (of, _), focus in phases().items() if of == degree),
        )
        for degree in Degree
    )
