"""The plan of an import: what happens with each row, kept in blocks so that a page reads one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

from parks.choices import Verdict

BLOCK: Final = 500
WRITE, KEEP = "write", "keep"


@dataclass(slots=True)
class Change:
    """One field that differs. `how`: it is written, or kept because a person changed it."""

    field: str
    old: str
    new: str
    how: str


@dataclass(slots=True)
class Write:
    """A row of the database that this row of the file adds or changes.

    `base` is how the row stood (None: it is new): `from_file`, `source` and `source_date`, to be
    put back by undoing. `values` are those to store, by field; None: what the row of the file
    says. `of` is the organisation of a new establishment.
    """

    record: str
    pk: str
    base: dict[str, Any] | None = None
    values: dict[str, str] | None = None
    of: str = ""


@dataclass(slots=True)
class Turn:
    """Who owns or uses a plot changes: ids of periods that end, organisations or users to begin.

    `begins` holds pairs of the id of the new period and of whom it is, `words` who holds the plot
    then, as a list of plots names them.
    """

    record: str
    plot: str
    ends: list[str]
    begins: list[tuple[str, str]]
    on: str
    words: str


@dataclass(slots=True)
class Repairable:
    """A shape that is wrong, with what it would become (hexadecimal EWKB); areas in m2."""

    reasons: list[str]
    geometry: str
    before_m2: float
    after_m2: float
    asked: bool = False


@dataclass(slots=True)
class Row:
    """A row of the file: what it says, and what is to happen with it.

    `number` is its place in the file, `values` its fields as text, `geometry` hexadecimal EWKB.
    `reasons` follow from the file alone, `against` from what is there already. `taken` are the
    fields in which a person chose the file over what somebody typed. `ids` are made once, so that
    a plan that is made again gives new rows the same keys.
    """

    number: int = 0
    label: str = ""
    values: dict[str, str] = field(default_factory=dict)
    geometry: str = ""
    reasons: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    repair: Repairable | None = None
    taken: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    target: str = ""
    verdict: str = ""
    against: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    writes: list[Write] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)

    @property
    def why_not(self) -> list[str]:
        """Why the row is refused; empty when it is not."""
        shape = self.repair.reasons if self.repair and not self.repair.asked else []
        return [*self.reasons, *shape, *self.against]

    @property
    def shape(self) -> str:
        """The geometry to store: the repaired one when somebody asked for it."""
        return self.repair.geometry if self.repair and self.repair.asked else self.geometry

    def new_id(self, what: str) -> str:
        """Return the key of a row that this one adds; the same one every time."""
        if what not in self.ids:
            self.ids[what] = str(uuid4())
        return self.ids[what]

    def forget_judgement(self) -> None:
        """Leave only what the file says and people chose."""
        self.target, self.verdict = "", ""
        self.against, self.remarks, self.changes = [], [], []
        self.writes, self.turns = [], []

    def judgement(self) -> tuple[Any, ...]:
        """Return what a person saw of the row: two equal ones promise the same."""
        changes = [(each.field, each.old, each.new, each.how) for each in self.changes]
        return self.verdict, self.target, changes, self.against


def to_json(row: Row) -> dict[str, Any]:
    """Return a row for storing, without what is empty."""
    whole: dict[str, Any] = {
        "number": row.number,
        "label": row.label,
        "values": row.values,
        "geometry": row.geometry,
        "reasons": row.reasons,
        "warnings": row.warnings,
        "taken": row.taken,
        "ids": row.ids,
        "target": row.target,
        "verdict": row.verdict,
        "against": row.against,
        "remarks": row.remarks,
    }
    stored = {name: value for name, value in whole.items() if value}
    if row.repair:
        repair = row.repair
        stored["repair"] = [
            repair.reasons, repair.geometry, repair.before_m2, repair.after_m2, repair.asked
        ]  # fmt: skip
    if row.changes:
        stored["changes"] = [[each.field, each.old, each.new, each.how] for each in row.changes]
    if row.writes:
        stored["writes"] = [
            [each.record, each.pk, each.base, each.values, each.of] for each in row.writes
        ]
    if row.turns:
        stored["turns"] = [
            [each.record, each.plot, each.ends, each.begins, each.on, each.words]
            for each in row.turns
        ]
    return stored


def from_json(stored: dict[str, Any]) -> Row:
    """Return a stored row."""
    rest = {**stored}
    repair = rest.pop("repair", None)
    changes = [Change(*each) for each in rest.pop("changes", ())]
    writes = [Write(*each) for each in rest.pop("writes", ())]
    turns = [Turn(*each) for each in rest.pop("turns", ())]
    return Row(
        **rest,
        repair=Repairable(*repair) if repair else None,
        changes=changes,
        writes=writes,
        turns=turns,
    )


def blocks_of(rows: Iterable[Row]) -> Iterator[tuple[str, int, list[dict[str, Any]]]]:
    """Yield verdict, position and stored rows of each block."""
    by_verdict: dict[str, list[Row]] = {verdict: [] for verdict in Verdict.values}
    for row in rows:
        by_verdict[row.verdict].append(row)
    for verdict, those in by_verdict.items():
        for position in range(0, len(those), BLOCK):
            yield (
                verdict,
                position // BLOCK,
                [to_json(row) for row in those[position : position + BLOCK]],
            )


def counts_of(rows: Sequence[Row]) -> dict[str, int]:
    """Return how many rows there are of each verdict, nought included."""
    counts = dict.fromkeys(Verdict.values, 0)
    for row in rows:
        counts[row.verdict] += 1
    return counts
