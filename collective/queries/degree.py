"""Which degree each side has, why, and what keeps it from the next one.

One rule says which picture counts (`counting`): screen, circle, next steps and reports read it.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from collective.choices import AssessedBy
from collective.models import Answer, OrganisationDegree, Side
from collective.queries.gates import Checked, Given, Judgement, judge
from knowledge.choices import Degree
from knowledge.loader import questionnaires

# Each side speaks for itself: the park for its companies, the adviser for the government.
OWN_PICTURE: Final[Mapping[str, AssessedBy]] = {
    Side.BUSINESS: AssessedBy.PARK,
    Side.PUBLIC: AssessedBy.ADVISER,
}

WITHOUT_QUESTIONNAIRE: Final = "Zonder vragenlijst"


@dataclass(frozen=True, slots=True)
class DegreeCard:
    """One statement of the organisation degree of one side.

    `by` is whose picture it is; empty for a statement from before there were questionnaires.
    """

    side: str
    side_label: str
    degree: str
    label: str
    reason: str
    stated_on: dt.date
    stated_by: str
    by: str = ""
    by_label: str = WITHOUT_QUESTIONNAIRE
    assessment_id: UUID | None = None
    questionnaire: str = ""

    @property
    def weight(self) -> int:
        """How much it counts: the picture of the side itself, then the other's, then the rest."""
        return 2 if self.by == OWN_PICTURE[self.side] else 1 if self.by else 0


@dataclass(frozen=True, slots=True)
class SideStanding:
    """Where one side stands. Without a card nothing was established for this reader yet.

    `judgement` is what the answers gave; a statement without a questionnaire has none.
    """

    side: str
    label: str
    card: DegreeCard | None
    judgement: Judgement | None

    @property
    def degree(self) -> Degree | None:
        """The degree that counts, or None."""
        return Degree(self.card.degree) if self.card else None

    @property
    def missing(self) -> tuple[Checked, ...]:
        """The conditions that keep this side from the next degree, by name and with advice."""
        return self.judgement.missing if self.judgement else ()

    @property
    def is_stand_in(self) -> bool:
        """Whether the other's picture counts, because the side itself signed nothing."""
        return self.card is not None and self.card.weight == 1


def degree_history(*, park_id: int, audiences: Sequence[str]) -> tuple[DegreeCard, ...]:
    """Return all statements that one of the audiences may see, the latest first."""
    rows = OrganisationDegree.objects.in_park(park_id).for_audiences(audiences).newest_first()
    return tuple(_card(row) for row in rows.select_related("assessment", "stated_by"))


def current_degrees(*, park_id: int, audiences: Sequence[str]) -> dict[str, DegreeCard]:
    """Return per side the statement that counts; a side without one is absent."""
    return counting(degree_history(park_id=park_id, audiences=audiences))


def side_standings(*, park_id: int, audiences: Sequence[str]) -> tuple[SideStanding, ...]:
    """Return where both sides stand, for readers of these audiences. Two queries."""
    return standings_of(degree_history(park_id=park_id, audiences=audiences), park_id=park_id)


def standings_of(history: Sequence[DegreeCard], *, park_id: int) -> tuple[SideStanding, ...]:
    """Return where both sides stand after a history that starts with the latest. One query."""
    cards = counting(history)
    judged = _judgements(cards.values(), park_id=park_id)
    return tuple(
        SideStanding(side, str(label), cards.get(side), judged.get(side))
        for side, label in Side.choices
    )


def counting(history: Sequence[DegreeCard]) -> dict[str, DegreeCard]:
    """Return per side the statement that counts, from a history that starts with the latest.

    It is the latest one of the side itself; while there is none, the latest of the other. A
    statement without a questionnaire counts only as long as there is neither.
    """
    found: dict[str, DegreeCard] = {}
    for card in history:
        if card.side not in found or card.weight > found[card.side].weight:
            found[card.side] = card
    return {side: found[side] for side in Side.values if side in found}


def given_of(answers: Iterable[Answer]) -> dict[str, Given]:
    """Return answers by statement, as the gates read them."""
    return {row.statement: Given(row.value, row.amount) for row in answers}


def _judgements(cards: Collection[DegreeCard], *, park_id: int) -> dict[str, Judgement]:
    """Return what the answers behind the cards gave, by side.

    Who reads the statement reads its reason, which names the same conditions; the answers' notes
    are not read here.
    """
    made = {card.assessment_id: card for card in cards if card.questionnaire in questionnaires()}
    rows = Answer.objects.in_park(park_id).filter(assessment_id__in=made).defer("note", "link")
    answers: dict[UUID | None, list[Answer]] = {key: [] for key in made}
    for row in rows:
        answers[row.assessment_id].append(row)
    return {
        card.side: judge(questionnaires()[card.questionnaire], given_of(answers[key]))
        for key, card in made.items()
    }


def _card(row: OrganisationDegree) -> DegreeCard:
    by = AssessedBy(row.assessment.by) if row.assessment else None
    return DegreeCard(
        side=row.side,
        side_label=row.get_side_display(),
        degree=row.degree,
        label=row.get_degree_display(),
        reason=row.reason,
        stated_on=row.stated_on,
        stated_by=str(row.stated_by),
        by=by or "",
        by_label=str(by.label) if by else WITHOUT_QUESTIONNAIRE,
        assessment_id=row.assessment_id,
        questionnaire=row.assessment.questionnaire if row.assessment else "",
    )
