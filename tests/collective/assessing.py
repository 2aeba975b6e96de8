"""What tests of assessments do again and again."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import User
from collective.choices import AnswerValue, AssessedBy, Side
from collective.models import Answer, Assessment, OrganisationDegree
from collective.services.assessments import sign_assessment, start_assessment
from knowledge.choices import Degree
from knowledge.loader import current_questionnaire, questionnaires
from parks.choices import Audience
from parks.models import Park

DAY = dt.date(2026, 3, 1)
NOW = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
DEGREES = "/p/noord/samenwerking/graad/"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def enough_for(side: str, degree: str) -> dict[str, dict[str, Any]]:
    """Return the fields of answers that just fulfil the conditions up to a degree."""
    questionnaire = current_questionnaire(side)
    found: dict[str, dict[str, Any]] = {
        slug: {"value": AnswerValue.NO} for slug in questionnaire.statements
    }
    wanted = Degree.values[1 : Degree.values.index(degree) + 1]
    for each in (each for name in wanted for each in questionnaire.gates[Degree(name)]):
        amount = None if each.at_least is None else Decimal(each.at_least)
        found[each.statement] = {"value": AnswerValue.YES, "amount": amount}
    return found


def draft(park: Park, made_by: User, **changed: Any) -> Assessment:
    """Start a draft in the park's context; by default the park's own, about its companies."""
    fields: dict[str, Any] = {
        "side": Side.BUSINESS,
        "by": AssessedBy.PARK,
        "assessed_on": DAY,
        "audience": Audience.MEMBERS,
    } | changed
    return start_assessment(park=park, made_by=made_by, **fields)


def answer(assessment: Assessment, answers: dict[str, dict[str, Any]]) -> None:
    """Answer statements of a draft, in the park's context."""
    Answer.objects.bulk_create(
        Answer(park_id=assessment.park_id, assessment=assessment, statement=slug, **fields)
        for slug, fields in answers.items()
    )


def signed(park: Park, made_by: User, degree: str, **changed: Any) -> OrganisationDegree:
    """Make and sign an assessment with just enough for a degree, in the park's context."""
    made = draft(park, made_by, **changed)
    answer(made, enough_for(made.side, degree))
    return sign_assessment(
        park=park,
        assessment=made,
        by=made_by,
        assessed_on=made.assessed_on,
        note=str(changed.get("note", "")),
        audience=made.audience,
        now=timezone.now(),
    )


def typed(assessment: Assessment, section: str, **answers: dict[str, Any]) -> dict[str, str]:
    """Return what a browser posts for a section; statements by slug with _ for -."""
    parts = questionnaires()[assessment.questionnaire].sections
    statements = next(part.statements for part in parts if part.slug == section)
    posted: dict[str, str] = {}
    for statement in statements:
        given = answers.get(statement.slug.replace("-", "_"), {})
        for name in ("value", "amount", "note", "link", "seen"):
            if name != "amount" or statement.amount:
                posted[f"{statement.slug}-{name}"] = str(given.get(name, ""))
    return posted
