"""What the companies of a park plan, want and have energy for, together.

The park manager reads every scan, and gets the exact numbers at any moment. The team gets one
picture of a round, when it is closed: its answers are final then, so there is no second picture to
subtract from the first (docs/decisions/0025-quick-scan-picture.md).
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain
from typing import Final
from uuid import UUID

from django.db.models import Q

from core import svg
from core.dutch import format_decimal
from parks.access import Right, Viewer
from parks.disclosure import MINIMUM, at_least
from parks.models import Establishment, was_released
from parks.queries.history import events_of
from realisation.choices import ScanTheme
from realisation.models import QuickScan, ScanLevel, ScanRound
from realisation.models.quickscan import QuickScanQuerySet
from realisation.queries.scan_totals import (
    LEAST_FOR_PARTS,
    Answered,
    Division,
    LandTotal,
    divisions_of,
    land_of,
)

HALF: Final = Decimal("0.5")
# An average near the end of the scale would tell what each company answered: to who knows one
# answer of five, even 1,5 does.
LOWEST, HIGHEST = Decimal("2.0"), Decimal("4.0")


@dataclass(frozen=True, slots=True)
class ThemeAverage:
    """A theme with its averages from 1 to 5; None where too few companies answered.

    `companies` is rounded down to fives in what the team sees, and exact for the manager.
    """

    number: int
    theme: str
    label: str
    companies: int
    urgency: Decimal | None
    energy: Decimal | None
    is_exact: bool

    @property
    def urgency_text(self) -> str:
        """The urgency in words: "3,5", "4,0 of hoger"."""
        return self._words(self.urgency)

    @property
    def energy_text(self) -> str:
        """The energy in words."""
        return self._words(self.energy)

    def _words(self, value: Decimal | None) -> str:
        if value is None:
            return ""
        text = format_decimal(value, 1)
        if self.is_exact:
            return text
        ends = {LOWEST: " of lager", HIGHEST: " of hoger"}
        return f"{text}{ends.get(value, '')}"


@dataclass(frozen=True, slots=True)
class ScanPicture:
    """The picture of a round; empty but for `answered` as long as the round is open for the team.

    `answered` is how many of the companies that the reader sees sent a scan in: that is no secret
    (`realisation.queries.scan_response`).
    """

    round: ScanRound
    is_exact: bool
    is_final: bool
    answered: int
    themes: tuple[ThemeAverage, ...] = ()
    divisions: tuple[Division, ...] = ()
    land: tuple[LandTotal, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        told = [*self.shown, *(each for each in self.divisions if each.shown)]
        return not told or (self.is_exact and not self.answered)

    @property
    def missing(self) -> int:
        """How many scans the round lacks at least before anything can be shown."""
        return max(MINIMUM - self.answered, 0)

    @property
    def missing_for_parts(self) -> int:
        """The same for numbers per answer, which need as many that answered otherwise."""
        return max(LEAST_FOR_PARTS - self.answered, 0)

    @property
    def shown(self) -> tuple[ThemeAverage, ...]:
        """The themes that can be drawn."""
        return tuple(each for each in self.themes if each.urgency and each.energy)

    @property
    def drawing(self) -> svg.Svg | None:
        """The themes by urgency and energy, or None when there is nothing to draw."""
        if not self.shown:
            return None
        return svg.level_plot(
            svg.LevelPlotData(
                title="Hoe dringend en hoeveel zin, per thema",
                x_name="hoe dringend",
                y_name="hoeveel zin",
                marks=tuple(
                    svg.LevelMark(each.number, each.label, float(each.urgency), float(each.energy))
                    for each in self.shown
                    if each.urgency and each.energy
                ),
            ),
            uid="scan-picture",
        )


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of one company to one question."""

    level: int
    is_hidden: bool


def picture_of(
    viewer: Viewer, scan_round: ScanRound, today: dt.date, *, as_team: bool = False
) -> ScanPicture:
    """Return the picture of a round for the team or the manager. Few queries.

    `as_team` gives the manager what the team reads, to hand on. Raises PermissionError for anybody
    else.
    """
    if not viewer.may(Right.EDIT):
        raise PermissionError("the picture is for the team")
    is_exact = viewer.reads_confidential and not as_team
    is_final = scan_round.is_closed(today)
    begun = ScanPicture(scan_round, is_exact, is_final, _answered(viewer, scan_round))
    if not is_exact and not is_final:
        return begun
    # Not `visible_to`: what goes out is only what the rules below let through.
    scans = list(_finished(viewer.park.pk).filter(round=scan_round))
    rows = list(ScanLevel.objects.in_park(viewer.park.pk).filter(scan__in=scans))
    earlier = [] if is_exact else _earlier(viewer.park.pk, scan_round)
    known = _ever_released(viewer.park.pk, [each.pk for each in chain(scans, *earlier)])
    themes = (
        _average(number, theme, [row for row in rows if row.theme == theme], known, is_exact)
        for number, theme in enumerate(ScanTheme, 1)
    )
    given = Answered(scans, earlier, known, is_exact, scan_round.opened_on.year)
    return replace(begun, themes=tuple(themes), divisions=divisions_of(given), land=land_of(given))


def _finished(park_id: int) -> QuickScanQuerySet:
    rows: QuickScanQuerySet = QuickScan.objects.in_park(park_id)
    return rows.finished().order_by("started_at", "pk")


def _answered(viewer: Viewer, scan_round: ScanRound) -> int:
    companies = Establishment.objects.visible_to(viewer).present()
    rows = _finished(viewer.park.pk).filter(round=scan_round, establishment__in=companies)
    return rows.count()


def _earlier(park_id: int, scan_round: ScanRound) -> list[list[QuickScan]]:
    """Return the scans of the rounds that closed before this one: their sums are known."""
    before = Q(round__closes_on__lt=scan_round.closes_on) | Q(
        round__closes_on=scan_round.closes_on, round__pk__lt=scan_round.pk
    )
    rounds: dict[UUID, list[QuickScan]] = {}
    for scan in _finished(park_id).filter(before):
        rounds.setdefault(scan.round_id, []).append(scan)
    return list(rounds.values())


def _ever_released(park_id: int, scans: Sequence[UUID]) -> AbstractSet[UUID]:
    """Return the scans that somebody of the team may have read, now or before."""
    states = events_of(QuickScan).filter(park_id=park_id, pgh_obj_id__in=set(scans))
    return set(states.filter(was_released()).values_list("pgh_obj_id", flat=True))


def _average(
    number: int,
    theme: ScanTheme,
    rows: Sequence[ScanLevel],
    known: AbstractSet[UUID],
    is_exact: bool,
) -> ThemeAverage:
    urgency = list(_given(rows, "urgency", known))
    energy = list(_given(rows, "energy", known))
    companies = sum(row.urgency is not None or row.energy is not None for row in rows)
    return ThemeAverage(
        number=number,
        theme=theme.value,
        label=str(theme.label),
        companies=companies if is_exact else at_least(companies),
        urgency=exact_mean(urgency) if is_exact else published_mean(urgency),
        energy=exact_mean(energy) if is_exact else published_mean(energy),
        is_exact=is_exact,
    )


def _given(rows: Sequence[ScanLevel], name: str, known: AbstractSet[UUID]) -> Iterator[Given]:
    for row in rows:
        level = getattr(row, name)
        if level is not None:
            yield Given(level, row.scan_id not in known)


def exact_mean(given: Sequence[Given]) -> Decimal | None:
    """Return the mean for who reads every answer."""
    return _mean(given) if given else None


def published_mean(given: Sequence[Given]) -> Decimal | None:
    """Return the mean in halves as the team gets it, or None when it could point at a company.

    At least five answers, and at least five that the team does not know, or none: whoever knows
    an answer takes it from the sum.
    """
    hidden = sum(each.is_hidden for each in given)
    if len(given) < MINIMUM or 0 < hidden < MINIMUM:
        return None
    halves = (_mean(given) / HALF).quantize(Decimal(1), ROUND_HALF_UP) * HALF
    return min(max(halves, LOWEST), HIGHEST)


def _mean(given: Sequence[Given]) -> Decimal:
    return Decimal(sum(each.level for each in given)) / len(given)
