"""Dates to positions, in bands with a scale of their own: the near future gets the most room."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from core.dutch import SHORT_MONTHS

_STEPS_IN_MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 240)
_TICK_ROOM = 34.0  # drawing units that a label of a month or a year needs


@dataclass(frozen=True)
class Band:
    """A stretch of time up to (not including) `end` that takes `share` of the width."""

    label: str
    end: date
    share: float


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Stretch:
    """A band with its place: dates and drawing units from and to."""

    label: str
    start: date
    end: date
    x0: float
    x1: float


@dataclass(frozen=True)
class TimeScale:
    """Raises ValueError when there are no bands or their ends do not follow each other."""

    start: date
    bands: tuple[Band, ...]
    x0: float
    x1: float

    @cached_property
    def stretches(self) -> list[Stretch]:
        total = sum(band.share for band in self.bands)
        if total <= 0:
            raise ValueError("A time line needs a band with some width.")
        found: list[Stretch] = []
        start, x = self.start, self.x0
        for band in self.bands:
            if band.end <= start:
                raise ValueError("Each band must end after the one before it.")
            width = (self.x1 - self.x0) * band.share / total
            found.append(Stretch(band.label, start, band.end, x, x + width))
            start, x = band.end, x + width
        return found

    @property
    def end(self) -> date:
        return self.bands[-1].end

    def shows(self, day: date) -> bool:
        return self.start <= day < self.end

    def x(self, day: date) -> float:
        """Position of a day; days outside the time line stand at its edge."""
        if day <= self.start:
            return self.x0
        for stretch in self.stretches:
            if day < stretch.end:
                part = (day - stretch.start) / (stretch.end - stretch.start)
                return stretch.x0 + part * (stretch.x1 - stretch.x0)
        return self.x1

    def ticks(self) -> list[Tick]:
        """Calendar marks with a label: months where there is room, else years; none too close."""
        found: list[Tick] = []
        for stretch in self.stretches:
            for day in _marks(stretch):
                x = self.x(day)
                far = not found or x - found[-1].x >= _TICK_ROOM
                if far and x <= self.x1 - 12 and x >= self.x0 + 12:
                    name = str(day.year) if day.month == 1 else SHORT_MONTHS[day.month - 1]
                    found.append(Tick(x, name))
        return found


def horizon_bands(start: date) -> tuple[Band, ...]:
    """The three horizons of the method: under 1 year, 1-5 years and 5-25 years from the start."""
    return (
        Band("Korte termijn", add_years(start, 1), 0.34),
        Band("Middellange termijn", add_years(start, 5), 0.38),
        Band("Lange termijn", add_years(start, 25), 0.28),
    )


def add_years(day: date, years: int) -> date:
    """The same day in another year; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def quarter_middle(day: date) -> date:
    """The middle of a day's quarter: where something stands that has no exact date."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first + timedelta(days=45)


def _marks(stretch: Stretch) -> list[date]:
    months = (stretch.end - stretch.start).days / 30.44
    room = (stretch.x1 - stretch.x0) / max(months, 1)
    step = next((s for s in _STEPS_IN_MONTHS if s * room >= _TICK_ROOM), _STEPS_IN_MONTHS[-1])
    index = stretch.start.year * 12 + stretch.start.month - 1
    index += -index % step
    found: list[date] = []
    while (day := date(index // 12, index % 12 + 1, 1)) < stretch.end:
        if day >= stretch.start:
            found.append(day)
        index += step
    return found
