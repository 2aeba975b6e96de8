"""The tables of the printed roadmap, as rows that a template only has to write down."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from core.dutch import format_quantity, format_quarter
from knowledge.choices import Capital, Horizon, Theme
from knowledge.loader import sdgs
from parks.choices import DataState
from reports.queries.changes import KINDS, when
from reports.queries.content import Change, GoalFact, MilestoneFact, RoadmapDocument
from strategy.choices import GoalState, MilestoneState

EFFECT_WORDS = {-2: "groot verlies", -1: "klein verlies", 1: "kleine winst", 2: "grote winst"}
AGREED = (GoalState.AGREED, GoalState.ON_TRACK, GoalState.AT_RISK, GoalState.ACHIEVED)


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone as a card or a table prints it. `goal_number` is None for one of the park."""

    fact: MilestoneFact
    when: str
    state_label: str
    goal_number: int | None
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal with its number in this document and everything in words."""

    number: int
    fact: GoalFact
    milestones: tuple[MilestoneLine, ...]

    @property
    def state_label(self) -> str:
        """Where the goal stands."""
        return str(GoalState(self.fact.state).label)

    @property
    def capital_label(self) -> str:
        """In which value the park gains."""
        return short_capital(self.fact.capital)

    @property
    def horizon_label(self) -> str:
        """Within which term."""
        return str(Horizon(self.fact.horizon).label)

    @property
    def horizon_short(self) -> str:
        """The term in one word, for a narrow column."""
        return self.horizon_label.removesuffix(" termijn")

    @property
    def theme_label(self) -> str:
        """The theme, or an empty string."""
        return str(Theme(self.fact.theme).label) if self.fact.theme else ""

    @property
    def baseline(self) -> str:
        """The baseline with its unit."""
        return format_quantity(self.fact.baseline, self.fact.unit)

    @property
    def target(self) -> str:
        """The target with its unit."""
        return format_quantity(self.fact.target, self.fact.unit)

    @property
    def latest(self) -> str:
        """The newest figure, or the reason that there is none."""
        latest = self.fact.latest
        if latest is None:
            return ""
        return DataState(latest.data_state).words(latest.value, self.fact.unit)

    @property
    def sdgs(self) -> str:
        """The development goals by number and name."""
        names = sdgs()
        return ", ".join(f"{number} {names[number].name}" for number in self.fact.sdgs)

    @property
    def percentage(self) -> int | None:
        """Progress in whole per cents, rounded down so that 100 means done."""
        return None if self.fact.progress is None else int(self.fact.progress * 100)

    @property
    def effects(self) -> tuple[tuple[str, str, bool], ...]:
        """What it does to other capitals: capital, words, and whether it is a loss."""
        return tuple(
            (short_capital(capital), EFFECT_WORDS[score], score < 0)
            for capital, score in self.fact.effects
            if score in EFFECT_WORDS
        )


@dataclass(frozen=True, slots=True)
class CapitalLine:
    """One capital: how many goals, which part agreed, how far on average, how much money.

    `gains` and `losses` count the goals, of any capital, that give to or take from this one.
    """

    slug: str
    name: str
    goals: tuple[GoalLine, ...]
    agreed_share: Decimal | None
    progress_share: Decimal | None
    budget_eur: Decimal | None
    cells: tuple[tuple[GoalLine, ...], ...]
    gains: int
    losses: int


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """The milestones of one quarter."""

    name: str
    milestones: tuple[MilestoneLine, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one kind."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """The known amounts of all goals in euros; None where no goal has an amount."""

    business: Decimal | None
    public: Decimal | None
    subsidy: Decimal | None
    total: Decimal | None
    without: int


def short_capital(slug: str) -> str:
    """Return a capital without the word that all six share: "Natuurlijk"."""
    return str(Capital(slug).label).removesuffix(" kapitaal")


def goal_lines(document: RoadmapDocument) -> tuple[GoalLine, ...]:
    """Return the goals that stand, numbered from 1 in the order of the matrix."""
    ordered = sorted(document.standing_goals, key=_place)
    numbers = {goal.id: number for number, goal in enumerate(ordered, start=1)}
    lines = milestone_lines(document, numbers)
    return tuple(
        GoalLine(
            number=numbers[goal.id],
            fact=goal,
            milestones=tuple(line for line in lines if line.fact.goal == goal.id),
        )
        for goal in ordered
    )


def _place(goal: GoalFact) -> tuple[int, int]:
    return Capital.values.index(goal.capital), Horizon.values.index(goal.horizon)


def milestone_lines(
    document: RoadmapDocument, numbers: dict[str, int]
) -> tuple[MilestoneLine, ...]:
    """Return all milestones by date; `numbers` are those of the goals."""
    titles = {each.id: each.title for each in document.milestones}
    return tuple(
        MilestoneLine(
            fact=each,
            when=when(each),
            state_label=str(MilestoneState(each.state).label),
            goal_number=numbers.get(each.goal or ""),
            waits_for=tuple(titles[other] for other in each.depends_on if other in titles),
        )
        for each in document.milestones
    )


def capital_lines(goals: Sequence[GoalLine]) -> tuple[CapitalLine, ...]:
    """Return all six capitals, also those without goals."""
    return tuple(_capital_line(slug, goals) for slug in Capital.values)


def _capital_line(slug: str, goals: Sequence[GoalLine]) -> CapitalLine:
    own = tuple(goal for goal in goals if goal.fact.capital == slug)
    agreed = [goal for goal in own if goal.fact.state in AGREED]
    scores = [score for goal in goals for name, score in goal.fact.effects if name == slug]
    shares = [goal.fact.progress for goal in own if goal.fact.progress is not None]
    return CapitalLine(
        slug=slug,
        name=short_capital(slug),
        goals=own,
        agreed_share=Decimal(len(agreed)) / len(own) if own else None,
        progress_share=sum(shares, Decimal()) / len(shares) if shares else None,
        budget_eur=_sum(goal.fact.budget_eur for goal in own),
        cells=tuple(
            tuple(goal for goal in own if goal.fact.horizon == horizon)
            for horizon in Horizon.values
        ),
        gains=sum(score > 0 for score in scores),
        losses=sum(score < 0 for score in scores),
    )


def quarter_lines(lines: Iterable[MilestoneLine]) -> tuple[QuarterLine, ...]:
    """Return milestones, which come by date, in their quarters."""
    quarters = groupby(lines, key=lambda line: format_quarter(line.fact.due_on))
    return tuple(QuarterLine(name, tuple(group)) for name, group in quarters)


def state_counts(goals: Iterable[GoalLine]) -> tuple[tuple[str, str, int], ...]:
    """Return state, label and number for the states that occur, in the order of the states."""
    counts = Counter(goal.fact.state for goal in goals)
    return tuple(
        (value, str(label), counts[value]) for value, label in GoalState.choices if counts[value]
    )


def change_groups(document: RoadmapDocument) -> tuple[ChangeGroup, ...]:
    """Return the changes under their headings."""
    groups = groupby(document.changes, key=lambda change: change.kind)
    return tuple(ChangeGroup(KINDS[kind], tuple(group)) for kind, group in groups)


def budget(goals: Sequence[GoalLine]) -> Budget:
    """Return what all goals together cost, by who pays."""
    facts = [goal.fact for goal in goals]
    return Budget(
        business=_sum(fact.budget_business_eur for fact in facts),
        public=_sum(fact.budget_public_eur for fact in facts),
        subsidy=_sum(fact.budget_subsidy_eur for fact in facts),
        total=_sum(fact.budget_eur for fact in facts),
        without=sum(1 for fact in facts if fact.budget_eur is None),
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if known else None
