"""What an import will do with each row, compared with what is known already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum
from typing import Final

from core.dutch import format_decimal
from parks import reference
from parks.imports.rows import ParkFacts, ParsedRow

LABELS: Final = {
    "name": "naam",
    "municipality_codes": "gemeente",
    "gross_ha": "bruto ha",
    "net_ha": "netto ha",
    "available_ha": "uitgeefbaar ha",
    "location_type": "type",
    "register_year": "peiljaar",
}


class VerdictKind(Enum):
    """What happens with a row; the value is the Dutch word."""

    NEW = "nieuw"
    CHANGED = "gewijzigd"
    UNCHANGED = "ongewijzigd"
    REFUSED = "geweigerd"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that becomes another; both as shown on screen."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What happens with one row and why. `facts` is None exactly when the row is refused."""

    line: int
    label: str
    kind: VerdictKind
    facts: ParkFacts | None
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def judge_rows(rows: Iterable[ParsedRow], known: Mapping[int, ParkFacts]) -> list[RowVerdict]:
    """Return what an import does with each row, given the known facts by RIN."""
    return [_judge(row, known) for row in rows]


def count_verdicts(verdicts: Sequence[RowVerdict]) -> dict[VerdictKind, int]:
    """Return how many rows there are of each kind, nought included."""
    return {kind: sum(each.kind is kind for each in verdicts) for kind in VerdictKind}


def _judge(row: ParsedRow, known: Mapping[int, ParkFacts]) -> RowVerdict:
    if row.facts is None:
        return RowVerdict(
            row.line, row.label, VerdictKind.REFUSED, None, (), row.reasons, row.warnings
        )
    old = known.get(row.facts.rin)
    if old is None:
        return RowVerdict(row.line, row.label, VerdictKind.NEW, row.facts, warnings=row.warnings)
    changes = changes_between(old, row.facts)
    kind = VerdictKind.CHANGED if changes else VerdictKind.UNCHANGED
    warnings = (*row.warnings, *_older(old, row.facts))
    return RowVerdict(row.line, row.label, kind, row.facts, changes, warnings=warnings)


def changes_between(old: ParkFacts, new: ParkFacts) -> tuple[Change, ...]:
    """Return the facts that differ, in the order of the columns."""
    pairs = [(each.name, getattr(old, each.name), getattr(new, each.name)) for each in fields(new)]
    return tuple(
        Change(LABELS[name], _in_words(before), _in_words(after))
        for name, before, after in pairs
        if before != after
    )


def _older(old: ParkFacts, new: ParkFacts) -> tuple[str, ...]:
    if old.register_year is None or new.register_year is None:
        return ()
    if new.register_year >= old.register_year:
        return ()
    return (f"Peiljaar {new.register_year} is ouder dan wat er staat ({old.register_year}).",)


def _in_words(value: object) -> str:
    if value is None or value in ("", ()):
        return "leeg"
    if isinstance(value, tuple):
        return reference.names_of(list(value))
    if isinstance(value, Decimal):
        places = -min(int(value.normalize().as_tuple().exponent), 0)
        return format_decimal(value, places)
    return str(value)
