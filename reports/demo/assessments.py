"""Fills in and signs the questionnaires of a park of the demo, as far as a day has come."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import User
from collective.choices import AnswerValue
from collective.services.assessments import (
    TypedAnswer,
    mark_of,
    save_answers,
    sign_assessment,
    start_assessment,
)
from knowledge.loader import current_questionnaire
from parks.models import Park
from reports.demo.moments import Calendar
from reports.demo.together_schema import AssessmentContent

SIGNED_AT = dt.time(11, 0)


@dataclass(slots=True)
class AssessmentBuilder:
    """Remembers what has been made, so that the next phase adds only what came later."""

    park: Park
    calendar: Calendar
    people: Mapping[str, User]
    made: set[tuple[str, str, str]] = field(default_factory=set)

    def bring_to(self, day: dt.date, contents: tuple[AssessmentContent, ...]) -> None:
        """Make all assessments up to a day."""
        for content in contents:
            key = (content.side, content.by, content.assessed)
            if key not in self.made and self.calendar.day(content.assessed) <= day:
                self.made.add(key)
                self._make(content)

    def _make(self, content: AssessmentContent) -> None:
        day, person = self.calendar.day(content.assessed), self.people[content.person]
        draft = start_assessment(
            park=self.park,
            side=content.side,
            by=content.by,
            made_by=person,
            assessed_on=day,
            audience=content.audience,
        )
        save_answers(assessment=draft, typed=list(_answers(content)))
        if content.signed:
            sign_assessment(
                park=self.park,
                assessment=draft,
                by=person,
                assessed_on=day,
                note="",
                audience=content.audience,
                now=timezone.make_aware(dt.datetime.combine(day, SIGNED_AT)),
            )


def _answers(content: AssessmentContent) -> Iterator[TypedAnswer]:
    amounts = content.amounts()
    notes = {note.statement: note.text for note in content.notes}
    for slug in current_questionnaire(content.side).statements:
        yield TypedAnswer(
            statement=slug,
            value=_value(content, slug),
            amount=amounts.get(slug),
            note=notes.get(slug, ""),
            link="",
            seen=mark_of(None),
        )


def _value(content: AssessmentContent, slug: str) -> AnswerValue:
    if slug in content.amounts():
        return AnswerValue.YES
    if slug in content.partly:
        return AnswerValue.PARTLY
    return AnswerValue.UNKNOWN if slug in content.unknown else AnswerValue.NO
