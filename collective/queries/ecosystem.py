"""Read models of what ties stakeholders: the ecosystem map, its pairs and its matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q

from collective.choices import RelationKind
from collective.models import Relation, Stakeholder
from collective.queries.relations import STRENGTHS
from parks.models import Reader

# A matrix of more parties can't be read; the pairs say the same.
MOST_IN_MATRIX: Final = 16
# What one drawing holds; who sees more is asked to filter.
MOST_DRAWN: Final = 1000
DEPENDS, CHANCE = "afhankelijk", "kans"


@dataclass(frozen=True, slots=True)
class EcosystemSearch:
    """What somebody looks for; without values: all relations."""

    kind: str = ""
    helix: str = ""
    stakeholder: UUID | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An end of a relation."""

    id: UUID
    name: str
    helix: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stakeholders and what ties them, in words."""

    id: UUID
    source: Stakeholder
    target: Stakeholder
    is_dependency: bool
    kind: str
    strength: int
    strength_label: str
    what: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One party with, per other party, what it has with that one: words, or an empty string."""

    number: int
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ecosystem:
    """The relations that fit, the parties in them and how many stakeholders are in none."""

    pairs: tuple[Pair, ...]
    parties: tuple[Party, ...]
    matrix: tuple[MatrixRow, ...]
    without: int


def ecosystem(viewer: Reader, search: EcosystemSearch) -> Ecosystem:
    """Return the relations between stakeholders of now that fit and that the viewer may see.

    Two queries, however many there are.
    """
    rows = Relation.objects.visible_to(viewer).for_list().filter(_fits(search))
    pairs = tuple(_pair(row) for row in rows)
    parties = _parties(pairs)
    seen = Stakeholder.objects.visible_to(viewer).standing()
    tied = {party.id for party in parties}
    without = sum(pk not in tied for pk in seen.order_by().values_list("pk", flat=True))
    matrix = _matrix(pairs, parties) if len(parties) <= MOST_IN_MATRIX else ()
    return Ecosystem(pairs, parties, matrix, without)


def _fits(search: EcosystemSearch) -> Q:
    fits = Q(source__left_on__isnull=True, target__left_on__isnull=True)
    if search.kind:
        fits &= Q(kind=search.kind)
    if search.helix:
        fits &= Q(source__helix=search.helix) | Q(target__helix=search.helix)
    if search.stakeholder:
        fits &= Q(source=search.stakeholder) | Q(target=search.stakeholder)
    return fits


def _pair(row: Relation) -> Pair:
    return Pair(
        id=row.pk,
        source=row.source,
        target=row.target,
        is_dependency=row.kind == RelationKind.DEPENDENCY,
        kind=row.get_kind_display(),
        strength=row.strength,
        strength_label=STRENGTHS[row.strength],
        what=row.what,
    )


def _parties(pairs: Sequence[Pair]) -> tuple[Party, ...]:
    ends = [end for pair in pairs for end in (pair.source, pair.target)]
    found = {end.pk: Party(end.pk, end.name, end.helix) for end in ends}.values()
    return tuple(sorted(found, key=lambda party: (party.name.casefold(), str(party.id))))


def _matrix(pairs: Sequence[Pair], parties: Sequence[Party]) -> tuple[MatrixRow, ...]:
    """Return who depends on whom (row on column), and who could do something together."""
    words: dict[tuple[UUID, UUID], set[str]] = {}
    for pair in pairs:
        there, back = (pair.source.pk, pair.target.pk), (pair.target.pk, pair.source.pk)
        for place in (there,) if pair.is_dependency else (there, back):
            words.setdefault(place, set()).add(DEPENDS if pair.is_dependency else CHANCE)
    return tuple(
        MatrixRow(
            number=number,
            name=party.name,
            cells=tuple(
                " en ".join(sorted(words.get((party.id, other.id), ()))) for other in parties
            ),
        )
        for number, party in enumerate(parties, start=1)
    )
