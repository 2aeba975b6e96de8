"""How many companies sent in the quick scan, per street and per sector, and who still has to.

For the team, which sends the reminders. That a company answered is no secret from it; what it
answered is.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from parks.access import Right, Viewer
from parks.models import Establishment
from parks.reference import sbi_section_title
from realisation.models import QuickScan, ScanRound

NO_STREET: Final = "Zonder adres"
NO_SECTOR: Final = "Sector niet bekend"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A company that has not sent its scan in."""

    company_id: UUID
    company: str
    street: str
    has_begun: bool


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """A street or a sector: how many companies it has, and how many of them sent in a scan."""

    name: str
    companies: int
    answered: int

    @property
    def percent(self) -> int:
        """Which part answered."""
        return 100 * self.answered // self.companies if self.companies else 0


@dataclass(frozen=True, slots=True)
class Response:
    """The response of one round."""

    total: ResponseLine
    streets: tuple[ResponseLine, ...]
    sectors: tuple[ResponseLine, ...]
    waiting: tuple[Waiting, ...]


def response_of(viewer: Viewer, scan_round: ScanRound) -> Response:
    """Return the response among the companies that the viewer sees. Two queries.

    Raises PermissionError for who is not of the team.
    """
    if not viewer.may(Right.EDIT):
        raise PermissionError("the response is for the team")
    rows = Establishment.objects.visible_to(viewer).present().order_by("name", "pk")
    companies = list(rows.values_list("pk", "name", "street", "sbi_code"))
    # Not `visible_to`: only whether there is an answer is read here, never what it says.
    scans = QuickScan.objects.in_park(viewer.park.pk).filter(round=scan_round)
    sent_in = dict(scans.values_list("establishment_id", "finished_at"))
    placed = [
        (street or NO_STREET, sbi_section_title(code) or NO_SECTOR, bool(sent_in.get(pk)))
        for pk, _, street, code in companies
    ]
    answered = sum(has_answered for *_, has_answered in placed)
    return Response(
        total=ResponseLine("Samen", len(companies), answered),
        streets=_lines((street, answer) for street, _, answer in placed),
        sectors=_lines((sector, answer) for _, sector, answer in placed),
        waiting=tuple(
            Waiting(pk, name, street, pk in sent_in)
            for pk, name, street, _ in companies
            if not sent_in.get(pk)
        ),
    )


def _lines(places: Iterable[tuple[str, bool]]) -> tuple[ResponseLine, ...]:
    companies: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for name, has_answered in places:
        companies[name] += 1
        answered[name] += has_answered
    last = (NO_STREET, NO_SECTOR)
    names = sorted(companies, key=lambda name: (name in last, name.casefold()))
    return tuple(ResponseLine(name, companies[name], answered[name]) for name in names)
