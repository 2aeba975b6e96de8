"""Read models of pairs: what fits, how well and why, and what the park manager made of it."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from uuid import UUID

from parks.access import Viewer
from realisation.choices import ListingSide
from realisation.matching.criteria import RULES
from realisation.matching.judging import Criterion
from realisation.matching.listed import Listed
from realisation.matching.pairs import Judged, Pair, near_misses, score_pairs
from realisation.models import Introduction, Listing, Match
from realisation.queries.ground import Ground, ground_of
from realisation.queries.listings import amount_in_words, thing_in_words
from realisation.queries.match_changes import changed_since
from realisation.queries.matching_flows import reach_by_subject
from realisation.queries.matching_pairs import listed_of, pair_input

NEW: Final = "nieuw"
MISSES_SHOWN: Final = 10
CRITERIA: Final[Mapping[Criterion, str]] = {
    Criterion.WILLINGNESS: "bereidheid",
    Criterion.PERIOD: "periode",
    Criterion.AREA: "oppervlakte",
    Criterion.CATEGORY: "milieucategorie",
    Criterion.FEATURES: "kenmerken",
    Criterion.NEXT_TO_OWN: "naast de eigen kavel",
    Criterion.QUALITY: "temperatuur",
    Criterion.AMOUNT: "hoeveelheid",
    Criterion.DISTANCE: "afstand",
    Criterion.PRICE: "prijs",
    Criterion.URGENCY: "urgentie",
}


# What lets through or not, and tells nothing of how good a pair is.
HARD: Final = frozenset(rule.criterion for rule in RULES if not rule.weight)
# Whether a demand asks for something: only then it matters that it is not known of the supply.
ASKED: Final[Mapping[Criterion, Callable[[Listed], bool]]] = {
    Criterion.AREA: lambda demand: demand.has_area,
    Criterion.CATEGORY: lambda demand: demand.category_rank is not None,
    Criterion.QUALITY: lambda demand: demand.temperature_c is not None,
    Criterion.AMOUNT: lambda demand: bool(demand.amount),
    Criterion.PRICE: lambda demand: bool(demand.price_eur_m2),
}


@dataclass(frozen=True, slots=True)
class PairSearch:
    """What somebody looks for; without values: all pairs that nobody judged."""

    state: str = NEW
    kind: str = ""
    listing: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """One of the two listings of a pair."""

    id: UUID
    title: str
    party: str
    thing: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One criterion in words; `score` is None where it can't be judged.

    `is_hard` says that it lets through or not, and does not count in the score.
    """

    label: str
    score: int | None
    sentence: str
    passes: bool
    is_hard: bool

    @property
    def weighs(self) -> str:
        """How it counts, in words."""
        if self.score is None and self.passes:
            return "nog niet bekend"
        if self.is_hard or not self.passes:
            return "harde eis" if self.passes else "harde eis, niet gehaald"
        return f"telt mee: {self.score} van 100"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """One pair in a list. `match_id` is None as long as nobody judged it.

    `edited` says what changed since the park manager decided, `fits_now` whether it still fits.
    """

    demand: Half
    supply: Half
    score: int
    reasons: tuple[Reason, ...]
    failed: tuple[str, ...]
    match_id: UUID | None
    state: str
    state_label: str
    why: str
    edited: tuple[str, ...] = ()
    fits_now: bool = True


def found_pairs(viewer: Viewer, search: PairSearch, today: dt.date) -> tuple[Pair, ...]:
    """Return the pairs that fit and that nobody judged, best first, of what the viewer may see.

    A bounded number of queries, however many listings there are.
    """
    given = pair_input(viewer, today)
    judged = judged_keys(viewer)
    return tuple(
        pair
        for pair in _scored(given.demands, given.supplies, tuple(sorted(given.reach_m.items())))
        if (pair.demand.id, pair.supply.id) not in judged and _fits(pair, search)
    )


@lru_cache(maxsize=1)
def _scored(
    demands: tuple[Listed, ...], supplies: tuple[Listed, ...], reach: tuple[tuple[str, int], ...]
) -> tuple[Pair, ...]:
    """Score once for all pages of a list; another input is another key, so nothing gets old."""
    return score_pairs(demands, supplies, dict(reach))


def judged_keys(viewer: Viewer) -> AbstractSet[tuple[str, str]]:
    """Return which pairs were judged, as the ids of demand and supply."""
    rows = Match.objects.in_park(viewer.park.pk).values_list("demand_id", "supply_id")
    return {(str(demand), str(supply)) for demand, supply in rows}


def _fits(pair: Pair, search: PairSearch) -> bool:
    if search.kind and pair.demand.kind != search.kind:
        return False
    return not search.listing or str(search.listing) in {pair.demand.id, pair.supply.id}


def misses_of(viewer: Viewer, listing: Listing, today: dt.date) -> tuple[PairLine, ...]:
    """Return what just doesn't fit one listing, with why not; the nearest first."""
    given = pair_input(viewer, today)
    own = str(listing.pk)
    if listing.side == ListingSide.DEMAND:
        demands, supplies = tuple(it for it in given.demands if it.id == own), given.supplies
    else:
        demands, supplies = given.demands, tuple(it for it in given.supplies if it.id == own)
    pairs = near_misses(demands, supplies, given.reach_m)[:MISSES_SHOWN]
    return pair_lines(viewer, pairs)


def find_matches(viewer: Viewer, search: PairSearch) -> "Sequence[Match]":
    """Return the judged pairs that fit and that the viewer may see, best first."""
    rows = Match.objects.visible_to(viewer).for_list().filter(state=search.state)
    if search.kind:
        rows = rows.filter(demand__kind=search.kind)
    if search.listing:
        rows = rows.filter(demand=search.listing) | rows.filter(supply=search.listing)
    return rows  # type: ignore[no-any-return]  # a queryset


def pair_lines(viewer: Viewer, pairs: Sequence[Pair]) -> tuple[PairLine, ...]:
    """Return the lines of one page of pairs. One query."""
    ids = {it for pair in pairs for it in (pair.demand.id, pair.supply.id)}
    rows = Listing.objects.visible_to(viewer).filter(pk__in=ids).select_related("establishment")
    halves = {str(row.pk): half_of(row) for row in rows}
    return tuple(
        PairLine(
            demand=halves[pair.demand.id],
            supply=halves[pair.supply.id],
            score=pair.score,
            reasons=_reasons(pair.demand, pair.criteria),
            failed=tuple(CRITERIA[it] for it in pair.failed),
            match_id=None,
            state=NEW,
            state_label="nieuw",
            why="",
        )
        for pair in pairs
        if pair.demand.id in halves and pair.supply.id in halves
    )


def match_lines(matches: Sequence[Match], today: dt.date) -> tuple[PairLine, ...]:
    """Return the lines of one page of judged pairs, with the score of when they were judged.

    The reasons are those of now; where a side was edited since, the line says so.
    """
    if not matches:
        return ()
    ground = ground_of(matches[0].park_id, today)
    edited = changed_since(matches)
    return tuple(_match_line(each, ground, edited[each.pk]) for each in matches)


def _match_line(match: Match, ground: Ground, edited: tuple[str, ...]) -> PairLine:
    demand, supply = listed_of(match.demand, ground), listed_of(match.supply, ground)
    judged = Pair(demand, supply, match.score, (), reach_by_subject()).criteria
    return PairLine(
        demand=half_of(match.demand),
        supply=half_of(match.supply),
        score=match.score,
        reasons=_reasons(demand, judged),
        failed=(),
        match_id=match.pk,
        state=match.state,
        state_label=match.get_state_display(),
        why=match.reason,
        edited=edited,
        fits_now=all(each.passes for each in judged),
    )


def half_of(row: Listing) -> Half:
    """Return one listing as half of a pair. Reads its establishment."""
    return Half(
        id=row.pk,
        title=row.title,
        party=row.party_label,
        thing=thing_in_words(row),
        amount=amount_in_words(row),
    )


def _reasons(demand: Listed, judged: Iterable[Judged]) -> tuple[Reason, ...]:
    """Return what counts or fails, and what was asked but is not known."""
    return tuple(
        Reason(
            label=CRITERIA[it.criterion],
            score=it.score,
            sentence=it.sentence,
            passes=it.passes,
            is_hard=it.criterion in HARD,
        )
        for it in judged
        if it.score is not None or not it.passes or _is_open(demand, it.criterion)
    )


def _is_open(demand: Listed, criterion: Criterion) -> bool:
    return criterion in ASKED and ASKED[criterion](demand)


def score_of(demand: Listing, supply: Listing, today: dt.date) -> int | None:
    """Return how well two listings fit now; None when they don't."""
    ground = ground_of(demand.park_id, today)
    pairs = score_pairs(
        [listed_of(demand, ground)], [listed_of(supply, ground)], reach_by_subject()
    )
    return pairs[0].score if pairs else None


def introduction_ids(viewer: Viewer, matches: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """Return which introduction belongs to which match, of those that the viewer may see."""
    rows = Introduction.objects.visible_to(viewer).filter(match__in=list(matches))
    return dict(rows.values_list("match_id", "pk"))
