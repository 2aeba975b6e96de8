"""Which quick scans somebody has to do with: her own companies', and those released to her."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from parks.access import Viewer
from parks.models import Establishment
from realisation.choices import TakenBy
from realisation.models import QuickScan, ScanRound
from realisation.models.quickscan import QuickScanQuerySet


@dataclass(frozen=True, slots=True)
class OwnScan:
    """A company for which somebody speaks, in one round: its scan, or None when not begun."""

    company_id: UUID
    company: str
    round: ScanRound
    scan: QuickScan | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round as the list of rounds shows it."""

    round: ScanRound
    is_open: bool
    is_closed: bool


def round_lines(viewer: Viewer, today: dt.date) -> tuple[RoundLine, ...]:
    """Return the rounds of the park, the latest on top. One query."""
    rows = ScanRound.objects.visible_to(viewer).newest_first()
    return tuple(RoundLine(row, row.is_open(today), row.is_closed(today)) for row in rows)


def own_scans(viewer: Viewer, rounds: tuple[RoundLine, ...]) -> tuple[OwnScan, ...]:
    """Return what the viewer's own companies answered, and what they still can. Two queries.

    A company without answers stands only in rounds that are open.
    """
    if not viewer.establishments:
        return ()
    companies = list(
        Establishment.objects.visible_to(viewer)
        .present()
        .filter(pk__in=viewer.establishments)
        .order_by("name", "pk")
    )
    found = QuickScan.objects.visible_to(viewer).filter(establishment__in=companies)
    scans = {(scan.round_id, scan.establishment_id): scan for scan in found}
    return tuple(
        OwnScan(each.pk, each.name, line.round, scan, line.is_open)
        for line in rounds
        for each in companies
        for scan in [scans.get((line.round.pk, each.pk))]
        if scan or line.is_open
    )


def scans_shared_with(viewer: Viewer) -> QuickScanQuerySet:
    """Return what others released to the viewer, or what the manager reads; latest on top.

    What is not sent in yet is shown to who may fill it in alone.
    """
    rows: QuickScanQuerySet = QuickScan.objects.visible_to(viewer)
    others = rows.exclude(establishment__in=viewer.establishments)
    if not viewer.may_assess:
        others = others.finished()
    return others.select_related("round", "establishment").order_by(
        "-round__opened_on", "establishment__name", "pk"
    )


def may_fill_in(viewer: Viewer, scan: QuickScan) -> bool:
    """Whether a viewer who sees a scan also writes in it.

    What a company fills in itself, nobody else writes. In a talk the one whom the company chose
    for it does too: the park manager, or somebody of the team or an authority to whom the company
    opened its answers.
    """
    if viewer.speaks_for(scan.establishment_id):
        return True
    return scan.taken_by == TakenBy.TALK and viewer.may_assess


def may_answer_now(viewer: Viewer, scan: QuickScan, today: dt.date) -> bool:
    """Whether a viewer may fill in a scan today. Reads `round`."""
    is_waiting = scan.finished_at is None and scan.round.is_open(today)
    return is_waiting and may_fill_in(viewer, scan)
