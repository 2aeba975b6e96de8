"""What a company answered in a quick scan, section by section, beside the questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from core.dutch import format_decimal
from core.words import EMPTY
from knowledge.realisation import current_scan, scan_forms, scan_scales
from knowledge.realisation_schemas import ScanForm, ScanQuestion, ScanSection
from parks.queries.history import (
    Changed,
    HistoryEntry,
    events_of,
    label_of,
    names_behind,
    row_history,
    who_did,
    words_of,
)
from realisation.choices import ScanTheme
from realisation.models import QuickScan, ScanLevel

LEVELS: Final = ("urgency", "energy")
# What a company answers in a field of the scan itself; the themes have rows of their own.
ANSWERS: Final = (
    "situation", "plan", "plan_year", "plan_area_m2", "plan_category", "plan_note",
    "plan_conditions", "bottlenecks", "bottleneck_note", "offers", "offer_note", "gives_time",
    "gives_information", "gives_knowledge", "gives_money", "conditions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """How urgent a theme is and how much energy there is for it, from 1 to 5, with the meaning."""

    theme: str
    label: str
    help: str
    urgency: int | None
    energy: int | None
    urgency_text: str
    energy_text: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question with its answer in words."""

    slug: str
    label: str
    text: str
    is_answered: bool


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A section: its questions with answers, and the themes where it asks those."""

    section: ScanSection
    lines: tuple[AnswerLine, ...]
    themes: tuple[ThemeLine, ...]

    @property
    def total(self) -> int:
        """How many answers there can be."""
        return len(self.lines) + len(self.themes)

    @property
    def answered(self) -> int:
        """How many there are."""
        themes = sum(line.urgency is not None or line.energy is not None for line in self.themes)
        return sum(line.is_answered for line in self.lines) + themes

    @property
    def is_complete(self) -> bool:
        """Whether every question has an answer."""
        return self.answered == self.total


@dataclass(frozen=True, slots=True)
class ScanSheet:
    """A scan with the questions of its version."""

    scan: QuickScan
    form: ScanForm
    parts: tuple[SheetPart, ...]

    @property
    def answered(self) -> int:
        """How many answers there are."""
        return sum(part.answered for part in self.parts)

    @property
    def total(self) -> int:
        """How many there can be."""
        return sum(part.total for part in self.parts)

    @property
    def percent(self) -> int:
        """How far the scan is."""
        return 100 * self.answered // max(self.total, 1)


def form_of(version: str) -> ScanForm:
    """Return the questions of a version; of one that is gone, those of today."""
    return scan_forms().get(f"scan-{version}") or current_scan()


def themes_of(section: ScanSection) -> tuple[ScanQuestion, ...]:
    """Return the themes of which a section asks the levels."""
    return tuple(each for each in section.questions if each.slug in ScanTheme.values)


def questions_of(section: ScanSection) -> tuple[ScanQuestion, ...]:
    """Return the questions that a field of the scan answers."""
    return tuple(each for each in section.questions if each.slug in ANSWERS)


def levels_of(scan: QuickScan) -> dict[str, ScanLevel]:
    """Return the levels of a scan by theme; for who may see the scan. One query."""
    rows = ScanLevel.objects.in_park(scan.park_id).filter(scan=scan)
    return {row.theme: row for row in rows}


def sheet_of(scan: QuickScan) -> ScanSheet:
    """Return a scan that the viewer may see with all questions. Reads `round`; one query."""
    form, levels = form_of(scan.round.version), levels_of(scan)
    return ScanSheet(scan, form, tuple(_part(each, scan, levels) for each in form.sections))


def _part(section: ScanSection, scan: QuickScan, levels: Mapping[str, ScanLevel]) -> SheetPart:
    themes = (_theme(each, levels.get(each.slug)) for each in themes_of(section))
    lines = (_line(question, scan) for question in questions_of(section))
    return SheetPart(section, tuple(lines), tuple(themes))


def _line(question: ScanQuestion, scan: QuickScan) -> AnswerLine:
    value = getattr(scan, question.slug)
    is_answered = value not in ("", None, [])
    text = _words(question.slug, value) if is_answered else "niet ingevuld"
    return AnswerLine(question.slug, question.label, text, is_answered)


def _words(name: str, value: Any) -> str:
    if name == "plan_area_m2":
        return f"{format_decimal(value)} m²"
    return str(value) if name == "plan_year" else words_of(QuickScan, name, value)


def _theme(question: ScanQuestion, level: ScanLevel | None) -> ThemeLine:
    urgency, energy = (level.urgency, level.energy) if level else (None, None)
    return ThemeLine(
        question.slug,
        question.label,
        question.help,
        urgency,
        energy,
        _meaning("urgency", urgency),
        _meaning("energy", energy),
    )


def _meaning(scale: str, level: int | None) -> str:
    return scan_scales()[scale].levels[level - 1] if level else ""


def has_answers(scan: QuickScan) -> bool:
    """Whether anything at all was answered."""
    if any(getattr(scan, name) not in ("", None, []) for name in ANSWERS):
        return True
    rows = ScanLevel.objects.in_park(scan.park_id).filter(scan=scan)
    return bool(rows.exclude(urgency=None, energy=None).exists())


def scan_history(scan: QuickScan) -> tuple[HistoryEntry, ...]:
    """Return what became of a scan and its levels, newest first; for who may see it."""
    own = {"park_id": scan.park_id, "scan_id": scan.pk}
    states = list(events_of(ScanLevel).filter(**own).order_by("pgh_id"))
    entries = [*row_history(scan), *_of_levels(states)]
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def _of_levels(states: Iterable[Any]) -> Iterable[HistoryEntry]:
    found = list(states)
    names = names_behind(found)
    last: dict[str, Any] = {}
    for state in found:
        before = last.get(state.theme)
        last[state.theme] = state
        changes = tuple(
            Changed(
                label_of(ScanLevel, name),
                words_of(ScanLevel, name, getattr(before, name)) if before else EMPTY,
                words_of(ScanLevel, name, getattr(state, name)),
            )
            for name in LEVELS
            if (getattr(before, name) if before else None) != getattr(state, name)
        )
        if changes:
            theme = str(ScanTheme(state.theme).label)
            yield HistoryEntry(state.pgh_created_at, who_did(state, names), theme, changes)
