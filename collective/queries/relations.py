"""Read models of what ties stakeholders: the relations of one of them."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q

from collective.choices import RelationKind
from collective.models import Relation, Stakeholder
from parks.models import Reader

STRENGTHS: Final = {1: "een beetje", 2: "duidelijk", 3: "sterk"}


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation as one stakeholder has it: in words, with whom."""

    id: UUID
    words: str
    other_id: UUID
    other: str
    strength: str
    what: str


def relation_lines(viewer: Reader, stakeholder: Stakeholder) -> tuple[RelationLine, ...]:
    """Return the relations of a stakeholder that the viewer may see, by kind. One query."""
    of = Q(source=stakeholder) | Q(target=stakeholder)
    rows = Relation.objects.visible_to(viewer).for_list().filter(of)
    return tuple(sorted((_line(row, stakeholder) for row in rows), key=lambda it: it.words))


def _line(row: Relation, stakeholder: Stakeholder) -> RelationLine:
    starts_here = row.source_id == stakeholder.pk
    other = row.target if starts_here else row.source
    return RelationLine(
        id=row.pk,
        words=_words(row.kind, starts_here=starts_here),
        other_id=other.pk,
        other=other.name,
        strength=STRENGTHS[row.strength],
        what=row.what,
    )


def _words(kind: str, *, starts_here: bool) -> str:
    if kind == RelationKind.POTENTIAL:
        return "Kan samen iets met"
    return "Is afhankelijk van" if starts_here else "Is nodig voor"
