"""Read models of the pages about files that come in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, overload

from django.core.paginator import Page, Paginator

from parks.choices import ImportStep, Verdict
from parks.imports.fields import GEOMETRY, Kind
from parks.imports.plan import BLOCK, KEEP, Row, from_json
from parks.models import Import, ImportRun

PER_PAGE: Final = 50
EMPTY: Final = "leeg"
WORDS: Final = {GEOMETRY: "grens"}
TABS: Final = (
    (Verdict.REFUSED, "Geweigerd"),
    (Verdict.CHANGED, "Gewijzigd"),
    (Verdict.KEPT, "Blijft zoals ingevuld"),
    (Verdict.NEW, "Nieuw"),
    (Verdict.UNCHANGED, "Ongewijzigd"),
    (Verdict.MISSING, "Niet in dit bestand"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """The rows with one verdict."""

    verdict: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a row, old and new as people read it. `key` names it in a form."""

    key: str
    label: str
    old: str
    new: str
    is_kept: bool
    is_taken: bool


@dataclass(frozen=True, slots=True)
class RepairOffer:
    """A shape that is wrong and can be mended, with what that does to its area."""

    key: str
    before_m2: float
    after_m2: float
    is_asked: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What would happen with one row."""

    number: int
    label: str
    differences: tuple[Difference, ...]
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    repair: RepairOffer | None


def tabs_of(run: ImportRun) -> tuple[Tab, ...]:
    """Return the verdicts with how many rows each has."""
    return tuple(
        Tab(verdict.value, label, int(run.counts.get(verdict, 0))) for verdict, label in TABS
    )


def shown_verdict(run: ImportRun, asked: str) -> str:
    """Return the verdict that was asked for, or the first one that asks for attention."""
    if asked in Verdict.values:
        return asked
    filled = [tab.verdict for tab in tabs_of(run) if tab.number]
    return filled[0] if filled else Verdict.NEW.value


class PlanRows(Sequence[PreviewRow]):
    """The rows of a plan with one verdict; a page of them reads one block."""

    def __init__(self, run: Any, kind: Kind, verdict: str) -> None:
        self._run, self._kind, self._verdict = run, kind, verdict

    def __len__(self) -> int:
        return int(self._run.counts.get(self._verdict, 0))

    @overload
    def __getitem__(self, at: int) -> PreviewRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[PreviewRow]: ...
    def __getitem__(self, at: int | slice) -> PreviewRow | list[PreviewRow]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        return list(self._between(at.start or 0, len(self) if at.stop is None else at.stop))

    def _between(self, start: int, stop: int) -> Iterator[PreviewRow]:
        first, last = start // BLOCK, max(start, stop - 1) // BLOCK
        blocks = self._run.blocks.filter(verdict=self._verdict, position__range=(first, last))
        rows = [
            row
            for block in blocks.order_by("position").values_list("rows", flat=True)
            for row in block
        ]
        offset = first * BLOCK
        for row in rows[start - offset : stop - offset]:
            yield preview_row(self._kind, from_json(row))


def preview_page(run: Any, kind: Kind, verdict: str, page: str | None) -> Page[PreviewRow]:
    """Return a page of the rows with one verdict. One query."""
    return Paginator(PlanRows(run, kind, verdict), PER_PAGE).get_page(page)


def choices_on(page: Iterable[PreviewRow]) -> str:
    """Return the names of all that can be ticked on a page, divided by spaces."""
    names = []
    for row in page:
        names += [each.key for each in row.differences if each.is_kept or each.is_taken]
        names += [row.repair.key] if row.repair else []
    return " ".join(names)


def preview_row(kind: Kind, row: Row) -> PreviewRow:
    """Return a row as people read it."""
    return PreviewRow(
        number=row.number,
        label=row.label,
        differences=tuple(_differences(kind, row)),
        facts=tuple(_facts(kind, row)) if row.verdict == Verdict.NEW else (),
        reasons=tuple(row.why_not),
        warnings=(*row.warnings, *row.remarks),
        repair=_repair(row),
    )


def _differences(kind: Kind, row: Row) -> Iterator[Difference]:
    for change in row.changes:
        yield Difference(
            key=f"{row.number}:{change.field}",
            label=label_of(kind, change.field),
            old=shown_value(kind, change.field, change.old),
            new=shown_value(kind, change.field, change.new),
            is_kept=change.how == KEEP,
            is_taken=change.field in row.taken,
        )


def _facts(kind: Kind, row: Row) -> Iterator[tuple[str, str]]:
    for field in kind.fields:
        if row.values.get(field.name) and field.name != "id":
            yield field.label, field.shown(row.values[field.name])


def _repair(row: Row) -> RepairOffer | None:
    if row.repair is None:
        return None
    repair = row.repair
    return RepairOffer(f"{row.number}:repair", repair.before_m2, repair.after_m2, repair.asked)


def label_of(kind: Kind, field: str) -> str:
    """Return the word for a field."""
    return WORDS.get(field) or kind.field(field).label


def shown_value(kind: Kind, field: str, value: str) -> str:
    """Return a value as people read it."""
    if not value:
        return EMPTY
    return value if field in WORDS else kind.field(field).shown(value)


def same_file_before(run: Import) -> Import | None:
    """Return when the same bytes were read in before, the last time."""
    others = Import.objects.in_park(run.park_id).filter(kind=run.kind, sha256=run.sha256)
    done = others.exclude(pk=run.pk).filter(step=ImportStep.APPLIED)
    before: Import | None = done.order_by("-applied_at").first()
    return before
