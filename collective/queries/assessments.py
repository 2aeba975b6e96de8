"""Read models of assessments: the list, one with its answers, and two pictures side by side."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final
from uuid import UUID

from django.db.models import Count, Q

from collective.choices import AnswerValue, AssessedBy
from collective.models import Answer, Assessment, Evidence, Side
from collective.models.degree import AssessmentQuerySet
from collective.queries.degree import given_of
from collective.queries.gates import Judgement, judge
from core.dutch import format_exact
from knowledge.choices import Degree
from knowledge.loader import questionnaires
from knowledge.questionnaire_schemas import Questionnaire, Section, Statement
from parks.access import Viewer
from parks.models import Reader

NO_ANSWER: Final = "Nog geen antwoord"


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A file that shows what an answer says."""

    id: UUID
    filename: str
    size_kb: int
    added_by: str
    added_at: dt.datetime


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One statement with what was said of it."""

    statement: Statement
    value: str
    amount: Decimal | None
    note: str
    link: str
    evidence: tuple[EvidenceLine, ...]

    @property
    def words(self) -> str:
        """The answer as a person reads it, with its number: "Ja, 35 procent van de bedrijven"."""
        label = str(AnswerValue(self.value).label) if self.value else NO_ANSWER
        if self.amount is None or self.statement.amount is None:
            return label
        return f"{label}, {format_exact(self.amount)} {self.statement.amount.unit}"

    @property
    def has_proof(self) -> bool:
        """Whether something shows what the answer says."""
        return bool(self.note or self.link or self.evidence)


@dataclass(frozen=True, slots=True)
class SectionLines:
    """The answers about one subject."""

    section: Section
    lines: tuple[AnswerLine, ...]

    @property
    def answered(self) -> int:
        """How many statements have an answer; "weet ik niet" is one."""
        return sum(1 for line in self.lines if line.value)

    @property
    def is_complete(self) -> bool:
        """Whether every statement has an answer."""
        return self.answered == len(self.lines)


@dataclass(frozen=True)
class Sheet:
    """An assessment with all its answers, and what follows from them."""

    assessment: Assessment
    questionnaire: Questionnaire
    sections: tuple[SectionLines, ...]
    judgement: Judgement

    @cached_property
    def lines(self) -> Mapping[str, AnswerLine]:
        """Every statement by slug, in the order in which it is asked."""
        return {line.statement.slug: line for part in self.sections for line in part.lines}

    @property
    def degree_label(self) -> str:
        """What was signed; of a draft what the answers give so far."""
        return str(Degree(self.assessment.degree or self.judgement.degree).label)

    @property
    def answered(self) -> int:
        """How many statements have an answer."""
        return sum(part.answered for part in self.sections)

    @property
    def total(self) -> int:
        """How many statements there are."""
        return len(self.lines)

    @property
    def unanswered(self) -> int:
        """How many statements have no answer yet."""
        return self.total - self.answered


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in a list, with how far it is."""

    id: UUID
    side_label: str
    by_label: str
    made_by: str
    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement on which two pictures differ: a subject for talk.

    `decides` says that one of them fulfils a condition by it and the other does not.
    """

    statement: Statement
    park: AnswerLine
    adviser: AnswerLine
    decides: bool


@dataclass(frozen=True, slots=True)
class Pictures:
    """The latest signed picture of the park and of the adviser of one side, as far as seen."""

    side: str
    label: str
    park: Sheet | None
    adviser: Sheet | None
    differences: tuple[Difference, ...]


def assessments_for(viewer: Viewer) -> AssessmentQuerySet:
    """Return the assessments that a viewer may see: drafts only when she assesses herself."""
    rows: AssessmentQuerySet = Assessment.objects.visible_to(viewer)
    return rows if viewer.may_assess else rows.signed()


def picture_of(viewer: Viewer) -> AssessedBy:
    """Return whose picture a viewer makes: the role decides, nobody chooses."""
    return AssessedBy.PARK if viewer.may_edit else AssessedBy.ADVISER


def sheet_of(assessment: Assessment) -> Sheet:
    """Return an assessment with its answers; for who may see it. Two queries."""
    return _sheets([assessment])[0]


def drafts_for(viewer: Viewer) -> tuple[DraftRow, ...]:
    """Return the drafts that a viewer may see, the latest first. One query."""
    answered = Count("answers", filter=~Q(answers__value=""))
    rows = assessments_for(viewer).filter(signed_at=None).newest_first()
    return tuple(_draft(row, row.answered) for row in rows.annotate(answered=answered))


def signed_for(viewer: Reader) -> AssessmentQuerySet:
    """Return the signed assessments that a viewer may see, the latest first."""
    rows: AssessmentQuerySet = Assessment.objects.visible_to(viewer)
    return rows.signed().newest_first()


def pictures(viewer: Reader) -> tuple[Pictures, ...]:
    """Return both sides with the two latest signed pictures beside each other. Three queries."""
    latest = signed_for(viewer).latest_of_each()
    sheets = {(s.assessment.side, s.assessment.by): s for s in _sheets(list(latest))}
    return tuple(
        _pictures(
            side,
            str(label),
            sheets.get((side, AssessedBy.PARK)),
            sheets.get((side, AssessedBy.ADVISER)),
        )
        for side, label in Side.choices
    )


def differences(park: Sheet, adviser: Sheet) -> tuple[Difference, ...]:
    """Return where two pictures of one side differ; statements that both questionnaires have."""
    return tuple(_differences(park, adviser))


def _differences(park: Sheet, adviser: Sheet) -> Iterator[Difference]:
    held = [{each.statement for each in sheet.judgement.held} for sheet in (park, adviser)]
    for slug, line in park.lines.items():
        other = adviser.lines.get(slug)
        if other and (line.value, line.amount) != (other.value, other.amount):
            yield Difference(line.statement, line, other, (slug in held[0]) != (slug in held[1]))


def _pictures(side: str, label: str, park: Sheet | None, adviser: Sheet | None) -> Pictures:
    found = differences(park, adviser) if park and adviser else ()
    return Pictures(side, label, park, adviser, found)


def _sheets(assessments: Sequence[Assessment]) -> list[Sheet]:
    """Return sheets for assessments of one park that the reader may see. Two queries."""
    if not assessments:
        return []
    park_id = assessments[0].park_id
    answers = Answer.objects.in_park(park_id).filter(assessment__in=assessments)
    by_assessment: dict[UUID, list[Answer]] = {row.pk: [] for row in assessments}
    for answer in answers:
        by_assessment[answer.assessment_id].append(answer)
    files = _files(park_id, assessments)
    return [_sheet(row, by_assessment[row.pk], files) for row in assessments]


def _files(park_id: int, assessments: Sequence[Assessment]) -> dict[UUID, list[EvidenceLine]]:
    found: dict[UUID, list[EvidenceLine]] = {}
    rows = Evidence.objects.in_park(park_id).filter(answer__assessment__in=assessments)
    for row in rows.defer("content").select_related("added_by").order_by("added_at", "filename"):
        line = EvidenceLine(
            row.pk, row.filename, max(1, round(row.size / 1024)), str(row.added_by), row.added_at
        )
        found.setdefault(row.answer_id, []).append(line)
    return found


def _sheet(
    assessment: Assessment, answers: Sequence[Answer], files: Mapping[UUID, Sequence[EvidenceLine]]
) -> Sheet:
    questionnaire = questionnaires()[assessment.questionnaire]
    given = {row.statement: row for row in answers}
    sections = tuple(
        SectionLines(
            section, tuple(_line(each, given.get(each.slug), files) for each in section.statements)
        )
        for section in questionnaire.sections
    )
    return Sheet(assessment, questionnaire, sections, judge(questionnaire, given_of(answers)))


def _line(
    statement: Statement, answer: Answer | None, files: Mapping[UUID, Sequence[EvidenceLine]]
) -> AnswerLine:
    if answer is None:
        return AnswerLine(statement, "", None, "", "", ())
    return AnswerLine(
        statement=statement,
        value=answer.value,
        amount=answer.amount,
        note=answer.note,
        link=answer.link,
        evidence=tuple(files.get(answer.pk, ())),
    )


def _draft(row: Assessment, answered: int) -> DraftRow:
    return DraftRow(
        id=row.pk,
        side_label=row.get_side_display(),
        by_label=row.get_by_display(),
        made_by=str(row.made_by),
        answered=answered,
        total=len(questionnaires()[row.questionnaire].statements),
    )
