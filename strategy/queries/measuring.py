"""Figures of an indicator: quantities in words, measurements, and how far a goal is."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from core.dutch import format_quantity
from parks.choices import Audience, DataState


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: a value, or the reason that there is none (`data_state`)."""

    value: Decimal | None
    on: dt.date
    data_state: str
    source: str
    note: str = ""
    id: UUID | None = None
    audience: str = Audience.TEAM

    @property
    def text(self) -> str:
        """The value in Dutch notation without its unit, or an empty string."""
        return format_quantity(self.value)

    def words(self, unit: str) -> str:
        """The figure with its unit and state, or why there is none."""
        return DataState(self.data_state).words(self.value, unit)

    @property
    def state_label(self) -> str:
        """What sort of figure this is, in Dutch."""
        return str(DataState(self.data_state).label)

    @property
    def audience_label(self) -> str:
        """Who may see this figure, in Dutch."""
        return str(Audience(self.audience).label)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a goal is. Shares run from 0 to 1; None means that nothing is known.

    `indicator` is the way from baseline to target covered by the newest measurement with a value,
    clipped. `overall` is the mean of the known parts: indicator and milestones weigh the same.
    """

    indicator: Decimal | None
    milestones_done: int
    milestones_total: int
    overall: Decimal | None

    @property
    def percentage(self) -> int | None:
        """The overall share in whole per cents, rounded down so that 100 means done."""
        return None if self.overall is None else int(self.overall * 100)


def progress_of(
    *,
    baseline: Decimal | None,
    target: Decimal | None,
    value: Decimal | None,
    milestones_done: int,
    milestones_total: int,
) -> Progress:
    """Return how far a goal is by its newest known value and its milestones."""
    indicator = _share(baseline, target, value)
    steps = Decimal(milestones_done) / milestones_total if milestones_total else None
    known = [part for part in (indicator, steps) if part is not None]
    overall = sum(known, Decimal()) / len(known) if known else None
    return Progress(indicator, milestones_done, milestones_total, overall)


def _share(
    baseline: Decimal | None, target: Decimal | None, value: Decimal | None
) -> Decimal | None:
    # Equal baseline and target give no direction: "stay where we are" has no way to cover.
    if baseline is None or target is None or value is None or baseline == target:
        return None
    return min(max((value - baseline) / (target - baseline), Decimal(0)), Decimal(1))
