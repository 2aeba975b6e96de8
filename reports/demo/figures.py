"""What the companies of a demo park say of themselves.

`content/<park>/figures.csv` has a line per company and year. A figure is a number, `~` before an
estimate, a word of `WORDS` for why there is none, or nothing.
"""

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.dutch import parse_decimal
from parks.choices import DataState, FigureKind, Release
from parks.models import Establishment
from parks.services.aggregates import renew_total
from parks.services.figures import FigureData, store_figures
from reports.demo.moments import Calendar, require_moment

FIGURES_FILE: Final = "figures.csv"
WORDS: Final[Mapping[str, DataState]] = {
    "ontbreekt": DataState.MISSING,
    "nvt": DataState.NOT_APPLICABLE,
    "geweigerd": DataState.REFUSED,
}


@dataclass(frozen=True, slots=True)
class FiguresContent:
    """What one company says of a year; `year` is a moment such as `y-1`."""

    company: str
    year: str
    figures: Mapping[str, FigureData]


def read_figures(folder: Path) -> tuple[FiguresContent, ...]:
    """Return the figures of a park's folder; nothing without a file. Raises ValueError."""
    path = folder / FIGURES_FILE
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(_content(row) for row in csv.DictReader(lines, delimiter=";"))


def _content(row: Mapping[str, str]) -> FiguresContent:
    require_moment(row["year"])
    release = Release(row["released_to"])
    figures = {kind: _figure(row[kind], release) for kind in FigureKind.values if row[kind]}
    return FiguresContent(row["company"], row["year"], figures)


def _figure(text: str, release: Release) -> FigureData:
    if text in WORDS:
        return FigureData(WORDS[text], None, "", release)
    state = DataState.ESTIMATED if text.startswith("~") else DataState.MEASURED
    return FigureData(state, parse_decimal(text.removeprefix("~")), "", release)


def add_figures(
    contents: tuple[FiguresContent, ...],
    *,
    companies: Mapping[str, Establishment],
    calendar: Calendar,
    now: dt.datetime,
) -> None:
    """Store all answers, and publish the totals only then: as rounds that gathered many."""
    for each in contents:
        store_figures(
            establishment=companies[each.company],
            year=calendar.day(each.year).year,
            typed=each.figures,
            by_manager=False,
            now=now,
        )
    for company, kind, year in sorted(_totals(contents, calendar), key=lambda total: total[1:]):
        renew_total(park=companies[company].park, kind=kind, year=year, now=now)


def _totals(
    contents: tuple[FiguresContent, ...], calendar: Calendar
) -> Iterator[tuple[str, str, int]]:
    """Yield each kind and year once, with any company of the park."""
    first = contents[0].company if contents else ""
    years = {calendar.day(each.year).year for each in contents}
    return ((first, kind, year) for kind in FigureKind.values for year in years)
