"""What the tests of the quick scan do again and again."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience, Release
from parks.models import Establishment, Park
from parks.queries.history import version_of
from realisation.choices import TakenBy
from realisation.models import QuickScan, ScanLevel, ScanRound
from tests.factories.parks import EstablishmentFactory
from tests.parks.terrain_steps import company_of

LONG_AGO = dt.date(2020, 1, 1)
DAY = dt.timedelta(days=1)


def asked(park: Park, *, closes_in: int | None = None, title: str = "Proefronde") -> ScanRound:
    """Return a round that is open since long ago; `closes_in` is in days from today."""
    closes_on = None if closes_in is None else timezone.localdate() + closes_in * DAY
    with park_context(park.pk), transaction.atomic():
        made: ScanRound = ScanRound.objects.create(
            park=park, title=title, opened_on=LONG_AGO, closes_on=closes_on, version="2026-1"
        )
        return made


def close(scan_round: ScanRound) -> None:
    """Let a round have ended yesterday."""
    with park_context(scan_round.park_id), transaction.atomic():
        ScanRound.objects.filter(pk=scan_round.pk).update(closes_on=timezone.localdate() - DAY)


def scan_of(
    scan_round: ScanRound, company: Establishment | None = None, **fields: Any
) -> QuickScan:
    """Return a scan in a round, of a new company unless one is given."""
    park = scan_round.park
    company = company or EstablishmentFactory(park=park)
    with park_context(park.pk), transaction.atomic():
        made: QuickScan = QuickScan.objects.create(
            park=park, round=scan_round, establishment=company, **fields
        )
        return made


def own_scan(scan_round: ScanRound, member: User, **fields: Any) -> QuickScan:
    """Return a scan of the company of a member."""
    return scan_of(scan_round, company_of(member), **fields)


def sent_in(scan_round: ScanRound, *, urgency: int, energy: int, **fields: Any) -> QuickScan:
    """Return a scan that was sent in, with one theme."""
    made = scan_of(scan_round, finished_at=timezone.now(), **fields)
    with park_context(made.park_id), transaction.atomic():
        ScanLevel.objects.create(
            park_id=made.park_id, scan=made, theme="energy", urgency=urgency, energy=energy
        )
    return made


def talk(scan_round: ScanRound, release: str = Release.COMPANY) -> QuickScan:
    """Return a scan that is taken in a talk."""
    return scan_of(scan_round, taken_by=TakenBy.TALK, released_to=release)


def version(row: Any) -> int:
    """Return what a form on this row must carry now."""
    with park_context(row.park_id):
        return version_of(row)


def levels(scan: QuickScan) -> dict[str, tuple[int | None, int | None]]:
    """Return the levels of a scan by theme."""
    with park_context(scan.park_id):
        rows = ScanLevel.objects.filter(scan=scan)
        return {row.theme: (row.urgency, row.energy) for row in rows}


def listed(company: Establishment) -> None:
    """Let everybody of the park see that a company is there."""
    with park_context(company.park_id), transaction.atomic():
        rows = Establishment.objects.filter(pk=company.pk)
        rows.update(audience=Audience.MEMBERS)
