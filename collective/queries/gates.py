"""From answers to a degree, by gates: every condition of a degree holds, or it is not reached.

Never an average: a park that scores high on nine things and lacks the tenth hears which one. Pure
functions of a questionnaire and its answers, so an old assessment gives its old result for ever.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from collective.choices import AnswerValue
from knowledge.choices import Degree
from knowledge.questionnaire_schemas import Condition, Questionnaire


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered to one statement; an empty value is no answer yet."""

    value: str = ""
    amount: Decimal | None = None


NOTHING: Final = Given()


@dataclass(frozen=True, slots=True)
class Checked:
    """A condition of a degree, and whether it holds. `text` is the statement it rests on."""

    degree: Degree
    statement: str
    text: str
    needed: str
    advice: str
    at_least: int | None
    unit: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What follows from the answers to one questionnaire."""

    degree: Degree
    conditions: tuple[Checked, ...]

    @property
    def next_degree(self) -> Degree | None:
        """The degree above; None at the top."""
        above = Degree.values.index(self.degree) + 1
        return Degree(Degree.values[above]) if above < len(Degree) else None

    @property
    def of_next(self) -> tuple[Checked, ...]:
        """All conditions of the next degree, those that hold too."""
        return tuple(each for each in self.conditions if each.degree == self.next_degree)

    @property
    def missing(self) -> tuple[Checked, ...]:
        """The conditions that keep it from the next degree, in the order of the questionnaire."""
        return tuple(each for each in self.of_next if not each.holds)

    @property
    def held(self) -> tuple[Checked, ...]:
        """The conditions that hold, of whatever degree."""
        return tuple(each for each in self.conditions if each.holds)

    @property
    def reason(self) -> str:
        """Why it is this degree and not the next, in a few sentences."""
        if self.next_degree is None:
            return f"Alle {len(self.conditions)} voorwaarden zijn vervuld."
        met = len(self.of_next) - len(self.missing)
        label = self.next_degree.label.lower()
        first = f"{met} van de {len(self.of_next)} voorwaarden voor {label} vervuld."
        return " ".join([first, *(each.needed for each in self.missing)])


def judge(questionnaire: Questionnaire, answers: Mapping[str, Given]) -> Judgement:
    """Return the degree that follows from the answers, by statement.

    Answers to statements that the questionnaire lacks count for nothing.
    """
    conditions = tuple(
        _checked(questionnaire, degree, condition, answers.get(condition.statement, NOTHING))
        for degree, gate in questionnaire.gates.items()
        for condition in gate
    )
    return Judgement(_reached(questionnaire.gates, conditions), conditions)


def _reached(degrees: Iterable[Degree], conditions: tuple[Checked, ...]) -> Degree:
    """Return the highest degree of which, and of all below which, every condition holds."""
    reached = Degree.MINIMAL
    for degree in degrees:
        if not all(each.holds for each in conditions if each.degree == degree):
            break
        reached = degree
    return reached


def _checked(
    questionnaire: Questionnaire, degree: Degree, condition: Condition, given: Given
) -> Checked:
    statement = questionnaire.statements[condition.statement]
    return Checked(
        degree=degree,
        statement=statement.slug,
        text=statement.text,
        needed=condition.needed,
        advice=condition.advice,
        at_least=condition.at_least,
        unit=statement.amount.unit if statement.amount else "",
        holds=holds(condition, given),
    )


def holds(condition: Condition, given: Given) -> bool:
    """Whether an answer fulfils a condition: a plain yes, with a number that is high enough."""
    if given.value != AnswerValue.YES:
        return False
    if condition.at_least is None:
        return True
    return given.amount is not None and given.amount >= condition.at_least
