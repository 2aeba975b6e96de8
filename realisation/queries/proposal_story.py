"""A proposal for land told as a story: in which order, what it means for whom, what stays unmet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from parks.models import Plot
from realisation.choices import ListingSide
from realisation.matching.chains import shape_of
from realisation.models import Listing
from realisation.queries.proposal_words import (
    SHAPES,
    listed,
    plots_in_words,
    sentence_of,
    why_not,
)
from realisation.queries.proposals import Stored, Taking


@dataclass(frozen=True, slots=True)
class MoveTold:
    """What one party does, its number in the whole story, and why it does so."""

    number: int
    sentence: str
    why: str
    part: Taking


@dataclass(frozen=True, slots=True)
class StepTold:
    """What happens at the same time."""

    moves: tuple[MoveTold, ...]

    @property
    def is_together(self) -> bool:
        """Whether several parties have to act at once."""
        return len(self.moves) > 1


@dataclass(frozen=True, slots=True)
class ChainTold:
    """Steps that need each other, in order; other chains can be carried out without them."""

    number: int
    shape: str
    steps: tuple[StepTold, ...]

    @property
    def moves(self) -> tuple[MoveTold, ...]:
        """Return all moves in order."""
        return tuple(move for step in self.steps for move in step.moves)

    @property
    def names(self) -> str:
        """Return who takes part."""
        return listed(list(dict.fromkeys(move.part.name for move in self.moves)))


@dataclass(frozen=True, slots=True)
class PartyTold:
    """What the proposal means for one party, in m2. `key` is one of its listings."""

    key: UUID
    name: str
    gets: str
    gives: str
    net_m2: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnmetTold:
    """A wish that stays unmet, and why."""

    listing: Listing
    name: str
    why: str


def chains_told(stored: Stored) -> tuple[ChainTold, ...]:
    """Return the chains and swaps, in order of execution."""
    heirs = _heirs(stored.parts)
    numbers = iter(range(1, len(stored.parts) + 1))
    moving = [part for part in stored.parts if part.turn]
    ordered = sorted(moving, key=lambda it: (it.chain, it.turn))
    told = []
    for chain, parts in groupby(ordered, key=lambda it: it.chain):
        steps = tuple(
            StepTold(tuple(_move(next(numbers), part, heirs) for part in together))
            for _, together in groupby(parts, key=lambda it: it.turn)
        )
        shape = shape_of([len(step.moves) for step in steps])
        told.append(ChainTold(chain, SHAPES[shape], steps))
    return tuple(told)


def _heirs(parts: Iterable[Taking]) -> dict[UUID, Taking]:
    """Return who gets each plot."""
    return {plot.pk: part for part in parts for plot in part.takes}


def _move(number: int, part: Taking, heirs: Mapping[UUID, Taking]) -> MoveTold:
    return MoveTold(number, sentence_of(part), _why(part, heirs), part)


def _why(part: Taking, heirs: Mapping[UUID, Taking]) -> str:
    if part.is_met:
        return f"Wens: {part.listing.title}"
    helped = [
        f"{heirs[plot.pk].name} krijgt daardoor {plot.name}"
        for plot in part.gives
        if plot.pk in heirs and heirs[plot.pk].party != part.party
    ]
    return f"Werkt mee: {listed(helped)}" if helped else f"Werkt mee: {part.listing.title}"


def parties_told(stored: Stored) -> tuple[PartyTold, ...]:
    """Return what each party gets and gives, who gains most on top."""
    heirs = _heirs(stored.parts)
    ordered = sorted(stored.parts, key=lambda it: it.party)
    told = [_party(list(parts), heirs) for _, parts in groupby(ordered, key=lambda it: it.party)]
    return tuple(sorted(told, key=lambda it: (-it.net_m2, it.name)))


def _party(parts: Sequence[Taking], heirs: Mapping[UUID, Taking]) -> PartyTold:
    takes = [plot for part in parts for plot in part.takes]
    gives = [plot for part in parts for plot in part.gives]
    return PartyTold(
        key=parts[0].listing.pk,
        name=parts[0].name,
        gets=plots_in_words(takes),
        gives=plots_in_words(gives),
        net_m2=_area(takes) - _area(gives),
        why=tuple(_why(part, heirs) for part in parts),
    )


def _area(plots: Iterable[Plot]) -> float:
    return sum(plot.area_m2 or 0 for plot in plots)


def unmet_told(stored: Stored) -> Iterator[UnmetTold]:
    """Return the wishes that stay unmet, with the reason; who need not help is no wish."""
    for part in stored.unmet:
        if part.listing.side == ListingSide.DEMAND:
            yield UnmetTold(part.listing, part.name, why_not(part.why))
