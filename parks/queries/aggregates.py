"""The published totals of a park, the same for everybody who reads it, on screen and on paper."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.dutch import format_quantity
from parks.choices import UNIT_OF_FIGURE, Coverage, FigureKind
from parks.models import AggregateRelease
from parks.reference import sbi_codes


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """The part of one SBI section, or of all that have no part of their own."""

    title: str
    text: str
    companies: int


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """A total of at least five companies. Counts are rounded down to fives; 0 is "fewer"."""

    kind: str
    year: int
    value: Decimal
    companies: int
    estimated: int
    missing: int
    not_applicable: int
    refused: int
    coverage: Coverage
    parts: tuple[PublishedPart, ...]
    made_at: dt.datetime

    @property
    def text(self) -> str:
        """The total with its unit: "1.230.000 kWh"."""
        return format_quantity(self.value, UNIT_OF_FIGURE[FigureKind(self.kind)])

    @property
    def basis(self) -> tuple[str, ...]:
        """On what the total rests and what is not in it, in sentences."""
        return tuple(self._basis())

    def _basis(self) -> Iterator[str]:
        yield f"Van ten minste {self.companies} bedrijven."
        if self.estimated:
            yield f"Daarvan hebben er ten minste {self.estimated} geschat."
        yield f"Bekend van {self.coverage.label}."
        if self.not_applicable:
            yield f"Niet van toepassing bij ten minste {self.not_applicable} bedrijven."
        if self.refused:
            yield f"Niet gedeeld door ten minste {self.refused} bedrijven; zij tellen niet mee."
        if self.missing:
            yield f"Ontbreekt bij ten minste {self.missing} bedrijven; zij tellen niet mee."


def published_totals(*, park_id: int, year: int) -> dict[str, PublishedTotal]:
    """Return the newest published totals of a year by kind; a kind without one is left out.

    One query. Says nothing that depends on who asks.
    """
    newest = AggregateRelease.objects.in_park(park_id).filter(year=year).newest()
    return {row.kind: _published(row) for row in newest}


def published_years(*, park_id: int) -> list[int]:
    """Return the years with a published total, the latest first."""
    rows = AggregateRelease.objects.in_park(park_id)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def _published(row: AggregateRelease) -> PublishedTotal:
    unit = UNIT_OF_FIGURE[FigureKind(row.kind)]
    return PublishedTotal(
        kind=row.kind,
        year=row.year,
        value=row.value,
        companies=row.companies,
        estimated=row.estimated,
        missing=row.missing,
        not_applicable=row.not_applicable,
        refused=row.refused,
        coverage=Coverage(row.coverage),
        parts=tuple(_part(part, unit) for part in row.parts),
        made_at=row.made_at,
    )


def _part(part: dict[str, Any], unit: str) -> PublishedPart:
    section = sbi_codes().get(part["section"])
    title = section.title if section else "Overige sectoren"
    return PublishedPart(title, format_quantity(Decimal(part["value"]), unit), part["companies"])
