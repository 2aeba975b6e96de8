"""The matrix of six capitals and three horizons with its goals: one query, whatever the size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from core.dutch import format_eur
from knowledge.choices import Capital, Horizon
from knowledge.loader import cells, horizons
from strategy.choices import GoalState
from strategy.models import Goal
from strategy.queries.history import goal_label
from strategy.queries.measuring import progress_of

SHOWN_PER_CELL = 5
ENDED = (GoalState.ACHIEVED, GoalState.DROPPED)
# Written out because the page is shown more than any other: the ORM takes three times as long.
# The columns are those that `Goal` needs for what it says of itself.
GOALS = """
select goal.id, goal.statement, goal.capital, goal.horizon, goal.state, goal.effects,
    goal.indicator_id, goal.baseline, goal.target, goal.due_on, goal.owner_id, goal.owner_other,
    goal.budget_business_eur, goal.budget_public_eur, goal.budget_subsidy_eur,
    newest.value as newest_value, steps.total as milestones_total, steps.done as milestones_done
from strategy_goal as goal
left join lateral (
    select value from strategy_measurement as measurement
    where measurement.park_id = %(park_id)s and measurement.indicator_id = goal.indicator_id
        and measurement.audience = any(%(audiences)s) and measurement.value is not null
    order by measurement.measured_on desc limit 1
) as newest on true
left join (
    select goal_id, count(*) as total, count(done_on) as done from strategy_milestone
    where park_id = %(park_id)s and audience = any(%(audiences)s)
    group by goal_id
) as steps on steps.goal_id = goal.id
where goal.park_id = %(park_id)s and goal.audience = any(%(audiences)s)
order by goal.due_on nulls last, goal.created_at, goal.id
"""


@dataclass(frozen=True, slots=True)
class MatrixGoal:
    """A goal as it stands in its cell. `percentage` is None when nothing is known."""

    id: UUID
    statement: str
    capital: str
    horizon: str
    state: str
    state_label: str
    missing: int
    percentage: int | None
    losses: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: what the method book says it is about, and the goals in it.

    `goals` holds the first few, those that still run on top; `more` is how many are left out.
    """

    capital: str
    horizon: str
    horizon_label: str
    theme: str
    question: str
    goals: tuple[MatrixGoal, ...]
    more: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One capital with its cells from short to long."""

    capital: str
    label: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A line of the totals under the matrix, in words."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole page. `losses` are the goals that cost another capital; dropped ones left out."""

    rows: tuple[MatrixRow, ...]
    horizons: tuple[tuple[str, str], ...]
    losses: tuple[MatrixGoal, ...]
    states: tuple[Total, ...]
    budget: tuple[Total, ...]
    goal_count: int


def matrix(*, park_id: int, audiences: Sequence[str]) -> Matrix:
    """Return the matrix of a park with the goals that these audiences may see. One query."""
    rows = _goals(park_id, audiences)
    goals = sorted((_matrix_goal(row) for row in rows), key=lambda goal: goal.state in ENDED)
    by_cell: dict[tuple[str, str], list[MatrixGoal]] = {}
    for goal in goals:
        by_cell.setdefault((goal.capital, goal.horizon), []).append(goal)
    return Matrix(
        rows=tuple(_row(capital, by_cell) for capital in Capital),
        horizons=tuple((str(h.label), horizons()[h].span) for h in Horizon),
        losses=tuple(g for g in goals if g.losses and g.state != GoalState.DROPPED),
        states=_states(rows),
        budget=_budget(row for row in rows if row.state != GoalState.DROPPED),
        goal_count=len(rows),
    )


def cell_goals(
    *, park_id: int, audiences: Sequence[str], capital: str, horizon: str
) -> tuple[MatrixGoal, ...]:
    """Return all visible goals of one cell, those that still run on top. One query."""
    rows = _goals(park_id, audiences)
    goals = (_matrix_goal(row) for row in rows if (row.capital, row.horizon) == (capital, horizon))
    return tuple(sorted(goals, key=lambda goal: goal.state in ENDED))


def _goals(park_id: int, audiences: Sequence[str]) -> list[Goal]:
    """Return goals by due date with their newest value and their visible milestones counted."""
    parameters = {"park_id": park_id, "audiences": list(audiences)}
    return list(Goal.objects.raw(GOALS, parameters))


def _matrix_goal(row: Goal) -> MatrixGoal:
    progress = progress_of(
        baseline=row.baseline,
        target=row.target,
        value=getattr(row, "newest_value"),  # noqa: B009  # annotations are unknown to the model
        milestones_done=getattr(row, "milestones_done") or 0,  # noqa: B009  # a column of the raw query
        milestones_total=getattr(row, "milestones_total") or 0,  # noqa: B009  # a column of the raw query
    )
    return MatrixGoal(
        id=row.pk,
        statement=row.statement,
        capital=row.capital,
        horizon=row.horizon,
        state=row.state,
        state_label=row.get_state_display(),
        missing=len(row.missing_for_smart()),
        percentage=progress.percentage,
        losses=", ".join(str(capital.label) for capital, _ in row.losses()),
    )


def _row(capital: Capital, by_cell: dict[tuple[str, str], list[MatrixGoal]]) -> MatrixRow:
    row = (_cell(capital, horizon, by_cell.get((capital, horizon), [])) for horizon in Horizon)
    return MatrixRow(capital.value, str(capital.label), tuple(row))


def _cell(capital: Capital, horizon: Horizon, goals: list[MatrixGoal]) -> MatrixCell:
    content = cells()[capital, horizon]
    return MatrixCell(
        capital=capital.value,
        horizon=horizon.value,
        horizon_label=str(horizon.label),
        theme=content.theme,
        question=content.question,
        goals=tuple(goals[:SHOWN_PER_CELL]),
        more=max(0, len(goals) - SHOWN_PER_CELL),
    )


def _states(rows: Sequence[Goal]) -> tuple[Total, ...]:
    counts = {state: sum(row.state == state for row in rows) for state in GoalState}
    return tuple(
        Total(state.value, str(state.label), str(number))
        for state, number in counts.items()
        if number
    )


def _budget(rows: Iterable[Goal]) -> tuple[Total, ...]:
    """Return the budget by source and in all; a source of which nothing is known is left out."""
    sources = zip(*(row.budget_sources() for row in rows), strict=True)
    names = ("budget_business_eur", "budget_public_eur", "budget_subsidy_eur")
    sums = {name: _sum(amounts) for name, amounts in zip(names, sources, strict=False)}
    lines = [
        Total(name, goal_label(name), format_eur(amount))
        for name, amount in sums.items()
        if amount is not None
    ]
    total = _sum(sums.values())
    return (*lines, Total("budget_eur", "Totaal", format_eur(total))) if total is not None else ()


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if known else None
