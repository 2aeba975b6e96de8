"""Making an assessment: start it, answer, add evidence, sign it or throw the draft away.

Once signed nothing of it changes: each of these locks the assessment and refuses when it is final.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from collective.choices import AssessedBy
from collective.models import Answer, Assessment, Evidence, OrganisationDegree
from collective.queries.assessment_history import last_writer
from collective.queries.degree import given_of
from collective.queries.gates import Judgement, judge
from collective.services.documents import CheckedDocument, columns_of
from knowledge.loader import current_questionnaire, questionnaires
from knowledge.questionnaire_schemas import Questionnaire
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record

MOST_FILES: Final = 5
LONGEST_REASON: Final = 1000


class AssessmentClosedError(Exception):
    """The assessment is signed, or gone: nothing of it can be changed."""


class UnansweredError(Exception):
    """The assessment can't be signed while statements have no answer."""


class EvidenceRefusedError(Exception):
    """The file can't be added to this answer; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAnswer:
    """What somebody filled in at one statement; `seen` is the mark of what she started from."""

    statement: str
    value: str
    amount: Decimal | None
    note: str
    link: str
    seen: str

    @property
    def fields(self) -> dict[str, Any]:
        """What is stored, by field of the answer."""
        return {
            "value": self.value, "amount": self.amount, "note": self.note, "link": self.link
        }  # fmt: skip


@transaction.atomic
def start_assessment(
    *,
    park: Park,
    side: str,
    by: AssessedBy,
    made_by: User,
    assessed_on: dt.date,
    audience: str,
    copied_from: Assessment | None = None,
) -> Assessment:
    """Return a new draft with the current questionnaire, with earlier answers when asked.

    Only answers to statements that still exist are copied, and no files: those are to be judged
    anew.
    """
    questionnaire = current_questionnaire(side)
    draft: Assessment = Assessment.objects.create(
        park=park,
        side=side,
        by=by,
        questionnaire=questionnaire.slug,
        assessed_on=assessed_on,
        audience=audience,
        made_by=made_by,
    )
    if copied_from:
        _copy_answers(copied_from, draft, questionnaire)
    return draft


def _copy_answers(source: Assessment, draft: Assessment, questionnaire: Questionnaire) -> None:
    earlier = Answer.objects.in_park(draft.park_id).filter(assessment=source)
    Answer.objects.bulk_create(
        Answer(
            park_id=draft.park_id,
            assessment=draft,
            statement=row.statement,
            value=row.value,
            amount=row.amount,
            note=row.note,
            link=row.link,
        )
        for row in earlier
        if row.statement in questionnaire.statements
    )


def mark_of(answer: Answer | None) -> str:
    """Return the mark of what stands at a statement: a form carries it to notice a change."""
    if answer is None:
        return ""
    amount = "" if answer.amount is None else format(answer.amount.normalize(), "f")
    text = "\x1f".join((answer.value, amount, answer.note, answer.link))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def save_answers(
    *, assessment: Assessment, typed: Iterable[TypedAnswer], by: User | None = None
) -> tuple[str, ...]:
    """Store what was filled in; return the statements that somebody else changed meanwhile.

    Those are left as the other stored them, the rest is stored. What `by` stored herself, in a
    request that overtook this one, is no clash. Raises `AssessmentClosedError`.
    """
    draft = _open(assessment)
    stored = {row.statement: row for row in _answers(draft)}
    clashes = []
    for each in typed:
        row = stored.get(each.statement)
        if _is_stored(row, each):
            continue
        if mark_of(row) != each.seen and not _is_own(row, by):
            clashes.append(each.statement)
        elif row is None:
            Answer.objects.create(
                park_id=draft.park_id,
                assessment=draft,
                statement=each.statement,
                **each.fields,
            )
        else:
            _change(row, each)
    return tuple(clashes)


def _is_stored(row: Answer | None, typed: TypedAnswer) -> bool:
    if row is None:
        return not any(typed.fields.values()) and typed.amount is None
    return all(getattr(row, name) == value for name, value in typed.fields.items())


def _is_own(row: Answer | None, by: User | None) -> bool:
    return row is not None and by is not None and last_writer(row) == by.pk


def _change(row: Answer, typed: TypedAnswer) -> None:
    for name, value in typed.fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(typed.fields))


@transaction.atomic
def add_evidence(
    *, assessment: Assessment, statement: str, document: CheckedDocument, by: User
) -> Evidence:
    """Add a file to the answer to a statement.

    Raises `AssessmentClosedError`, and `EvidenceRefusedError` for a file that stands there already
    or is one too many.
    """
    draft = _open(assessment)
    answer, _ = Answer.objects.get_or_create(
        park_id=draft.park_id, assessment=draft, statement=statement
    )
    present = list(_files(answer).values_list("sha256", flat=True))
    if document.sha256 in present:
        raise EvidenceRefusedError("Dit bestand staat al bij deze stelling.")
    if len(present) >= MOST_FILES:
        raise EvidenceRefusedError(f"Bij een stelling passen hooguit {MOST_FILES} bestanden.")
    added: Evidence = Evidence.objects.create(
        park_id=draft.park_id, answer=answer, **columns_of(document, by=by)
    )
    return added


@transaction.atomic
def remove_evidence(*, assessment: Assessment, evidence: Evidence, park: Park) -> None:
    """Remove a file from a draft; the log keeps its name. Raises `AssessmentClosedError`."""
    _open(assessment)
    record(park=park, action=AuditAction.DELETE, target=evidence, label=evidence.filename)
    evidence.delete()


@transaction.atomic
def sign_assessment(
    *,
    park: Park,
    assessment: Assessment,
    by: User,
    assessed_on: dt.date,
    note: str,
    audience: str,
    now: dt.datetime,
) -> OrganisationDegree:
    """Make an assessment final and state the degree that follows, with its reason.

    Raises `AssessmentClosedError`, and `UnansweredError` while statements have no answer.
    """
    draft = _open(assessment)
    judgement = _judged(draft)
    _make_final(
        draft,
        assessed_on=assessed_on,
        note=note,
        audience=audience,
        degree=judgement.degree,
        signed_at=now,
        signed_by=by,
    )
    label = f"{draft}: {judgement.degree.label.lower()}"
    record(park=park, action=AuditAction.CHANGE, target=draft, label=label,
           detail={"wat": "ondertekend"})  # fmt: skip
    return _stated(draft, judgement.reason)


def _judged(draft: Assessment) -> Judgement:
    """Return what follows from the answers. Raises `UnansweredError` while some are missing."""
    questionnaire = questionnaires()[draft.questionnaire]
    answers = list(_answers(draft))
    if questionnaire.statements.keys() - {row.statement for row in answers if row.value}:
        raise UnansweredError
    return judge(questionnaire, given_of(answers))


def _make_final(draft: Assessment, **final: Any) -> None:
    for name, value in final.items():
        setattr(draft, name, value)
    draft.save(update_fields=list(final))


def _stated(signed: Assessment, reason: str) -> OrganisationDegree:
    """Store the degree of a side as an assessment that was just signed says it."""
    stated: OrganisationDegree = OrganisationDegree.objects.create(
        park_id=signed.park_id,
        side=signed.side,
        degree=signed.degree,
        reason=reason[:LONGEST_REASON],
        stated_on=signed.assessed_on,
        stated_by=signed.signed_by,
        assessment=signed,
        audience=signed.audience,
    )
    return stated


@transaction.atomic
def remove_draft(*, park: Park, assessment: Assessment) -> None:
    """Remove a draft with its answers and files; the log tells. Raises `AssessmentClosedError`."""
    draft = _open(assessment)
    record(park=park, action=AuditAction.DELETE, target=draft)
    draft.delete()


def _open(assessment: Assessment) -> Assessment:
    """Return the draft as it stands, which nobody else can change until the transaction ends."""
    rows = Assessment.objects.in_park(assessment.park_id).filter(pk=assessment.pk)
    draft: Assessment | None = rows.select_for_update(of=("self",)).first()
    if draft is None or draft.signed_at is not None:
        raise AssessmentClosedError
    return draft


def _answers(draft: Assessment) -> Sequence[Answer]:
    found: Sequence[Answer] = Answer.objects.in_park(draft.park_id).filter(assessment=draft)
    return found


def _files(answer: Answer) -> Any:
    return Evidence.objects.in_park(answer.park_id).filter(answer=answer)
