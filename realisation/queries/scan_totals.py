"""What the companies of a round answered together, question by question.

The manager reads it exactly. What the team reads goes through the rules for totals of what
companies keep to themselves (`parks.disclosure`): each answer beside the rest of the answers, and
sums of land without a giant (docs/decisions/0025-quick-scan-picture.md).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from core import svg
from core.dutch import format_decimal, format_exact
from parks.choices import Release
from parks.disclosure import MINIMUM, REST, Answer, Answers, at_least, may_publish, parts_of
from parks.queries.plots import M2_PER_HA
from realisation.choices import Bottleneck, MoneyOrder, ScanOffer, ScanPlan
from realisation.models import QuickScan

ONE: Final = Decimal(1)
# What a division needs before anything of it can be shown: an answer, and the rest beside it.
LEAST_FOR_PARTS: Final = 2 * MINIMUM
GIVES: Final = {
    "gives_time": "tijd",
    "gives_information": "gegevens",
    "gives_knowledge": "kennis",
}
WANTED, OFFERED = "wanted", "offered"
LAND: Final = {WANTED: "gevraagde grond", OFFERED: "grond die vrijkomt"}
PLANS_FOR_LAND: Final = {
    ScanPlan.EXPAND: WANTED,
    ScanPlan.MOVE: WANTED,
    ScanPlan.SHRINK: OFFERED,
    ScanPlan.LEAVE: OFFERED,
}
STEPS: Final = ((1, 2), (2, 5), (5, 10))
SMALLEST_M2: Final = 1_000


@dataclass(frozen=True, slots=True)
class Share:
    """How many companies gave one answer; None where that may not be told."""

    label: str
    companies: int | None
    is_exact: bool

    @property
    def words(self) -> str:
        """The number as a reader may know it; empty where she may not."""
        if self.companies is None:
            return ""
        return str(self.companies) if self.is_exact else f"ten minste {self.companies}"


@dataclass(frozen=True, slots=True)
class Division:
    """A question with its answers; `rest` gave another answer or none, None when not told."""

    slug: str
    title: str
    shares: tuple[Share, ...]
    rest: Share
    scans: int

    @property
    def shown(self) -> tuple[Share, ...]:
        """The answers of which a number is told."""
        return tuple(each for each in self.shares if each.companies is not None)

    @property
    def drawing(self) -> svg.Svg | None:
        """The answers as bars, or None when there is nothing to draw."""
        drawn = tuple(
            svg.Bar(each.label, each.companies, each.words) for each in self.shown if each.companies
        )
        if not drawn:
            return None
        return svg.bars(svg.BarsData(self.title, drawn, self.scans), uid=f"picture-{self.slug}")


@dataclass(frozen=True, slots=True)
class LandTotal:
    """How much land is wanted or comes free, in words; empty where that may not be told."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The scans of a round, those of closed rounds before it, and which the team may know."""

    scans: Sequence[QuickScan]
    earlier: Sequence[Sequence[QuickScan]]
    known: AbstractSet[UUID]
    is_exact: bool
    first_year: int


Chosen = Callable[[QuickScan], Collection[str]]


def divisions_of(given: Answered) -> tuple[Division, ...]:
    """Return every question that has a fixed list of answers."""
    years = _years(given.first_year)
    return (
        _single("plan", "Plannen met de plek", dict(ScanPlan.choices), lambda it: it.plan, given),
        _single("when", "Wanneer", years, lambda it: _period(it, given.first_year), given),
        _several("bottlenecks", "Knelpunten", dict(Bottleneck.choices),
                 lambda it: it.bottlenecks, given),
        _several("offers", "Te bieden", dict(ScanOffer.choices), lambda it: it.offers, given),
        _several("gives", "Wil er iets in steken", GIVES, _gives, given),
        _single("money", "Geld, in ordegrootte", dict(MoneyOrder.choices),
                lambda it: it.gives_money, given),
    )  # fmt: skip


def land_of(given: Answered) -> tuple[LandTotal, ...]:
    """Return how much land is wanted and how much comes free."""
    groups = _parts(given, _land_side)
    return tuple(
        LandTotal(label, _land_words(given, side, is_part=side in groups))
        for side, label in LAND.items()
    )


def _single(
    slug: str,
    title: str,
    options: Mapping[str, str],
    chosen: Callable[[QuickScan], str],
    given: Answered,
) -> Division:
    """Count a question with one answer: the answers that can't stand alone are in the rest."""
    parts = _parts(given, chosen)
    shares = tuple(_share(label, parts.get(value), given) for value, label in options.items())
    rest = _share("ander antwoord of niet ingevuld", parts.get(REST), given)
    return Division(slug, title, shares, rest, len(given.scans))


def _several(
    slug: str, title: str, options: Mapping[str, str], chosen: Chosen, given: Answered
) -> Division:
    """Count a question with more answers: each beside the companies that did not choose it."""

    def share(value: str, label: str) -> Share:
        parts = _parts(given, lambda scan: value if value in chosen(scan) else REST)
        return _share(label, parts.get(value), given)

    shares = tuple(share(value, label) for value, label in options.items())
    return Division(slug, title, shares, _share("", None, given), len(given.scans))


def _share(label: str, companies: int | None, given: Answered) -> Share:
    if given.is_exact:
        return Share(label, companies or 0, is_exact=True)
    return Share(label, None if companies is None else at_least(companies), is_exact=False)


def _parts(given: Answered, section: Callable[[QuickScan], str]) -> dict[str, int]:
    """Return how many companies are in each part that may be shown; for the manager in each.

    Numbers of companies are told in fives, so an earlier round beside it points at nobody.
    """
    answers = {
        scan.establishment_id: Answer(ONE, section(scan), _release(scan, given.known))
        for scan in given.scans
    }
    if given.is_exact:
        sections = [each.section for each in answers.values()]
        return {name: sections.count(name) for name in set(sections)}
    return {name: len(part) for name, part in parts_of(answers, ()).items()}


def _land_words(given: Answered, side: str, *, is_part: bool) -> str:
    now = _land_answers(given.scans, side, given.known)
    total = sum((each.value for each in now.values()), Decimal())
    if given.is_exact:
        return f"{format_decimal(total)} m²"
    # Of fewer than five nothing was ever shown: only the others stand beside this round.
    before = [_land_answers(scans, side, given.known) for scans in given.earlier]
    shown = [each for each in before if len(each) >= MINIMUM]
    return in_range(total) if is_part and may_publish(now, shown) else ""


def _land_answers(scans: Iterable[QuickScan], side: str, known: AbstractSet[UUID]) -> Answers:
    return {
        scan.establishment_id: Answer(Decimal(scan.plan_area_m2 or 0), side, _release(scan, known))
        for scan in scans
        if _land_side(scan) == side
    }


def _release(scan: QuickScan, known: AbstractSet[UUID]) -> str:
    return Release.TEAM if scan.pk in known else Release.COMPANY


def _land_side(scan: QuickScan) -> str:
    return PLANS_FOR_LAND.get(ScanPlan(scan.plan), REST) if scan.plan and _area(scan) else REST


def _area(scan: QuickScan) -> int:
    return scan.plan_area_m2 or 0


def _gives(scan: QuickScan) -> Collection[str]:
    return [name for name in GIVES if getattr(scan, name)]


def _years(first: int) -> dict[str, str]:
    return {
        "soon": f"in {first} of {first + 1}",
        "middle": f"in {first + 2} tot en met {first + 4}",
        "late": f"na {first + 4}",
    }


def _period(scan: QuickScan, first: int) -> str:
    """Return when a plan must have happened; who stays as she is has no moment."""
    if scan.plan_year is None or scan.plan == ScanPlan.STAY:
        return REST
    if scan.plan_year <= first + 1:
        return "soon"
    return "middle" if scan.plan_year <= first + 4 else "late"


def in_range(m2: Decimal) -> str:
    """Return between which round numbers of hectares an area lies: 1, 2, 5, 10 and so on."""
    if m2 < SMALLEST_M2:
        return f"minder dan {_ha(Decimal(SMALLEST_M2))} ha"
    ten = Decimal(10) ** m2.adjusted()
    low, high = next((low, high) for low, high in STEPS if m2 < high * ten)
    return f"{_ha(low * ten)} tot {_ha(high * ten)} ha"


def _ha(m2: Decimal) -> str:
    return format_exact(m2 / M2_PER_HA)
