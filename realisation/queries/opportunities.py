"""Read models of opportunities: the board by state, the list, the lessons of what lapsed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    F,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from parks.access import Viewer
from parks.models import Reader
from realisation.choices import OpportunityState
from realisation.models import Opportunity, OpportunityGoal, OpportunityParty
from realisation.models.opportunities import OpportunityQuerySet

ON_BOARD: Final = 8
MOST_NAMES: Final = 500
ALL_STANDING: Final = "alle"
# With these nothing has to happen any more.
FINISHED: Final = (OpportunityState.REALISED, OpportunityState.LAPSED)
# How far an opportunity can come, in order.
STATES: Final = tuple(state for state in OpportunityState if state != OpportunityState.LAPSED)


@dataclass(frozen=True, slots=True)
class OpportunitySearch:
    """What somebody looks for; without values: every opportunity that has not lapsed.

    `state` is a state or `ALL_STANDING`; `party` is a piece of a name.
    """

    state: str = ""
    theme: str = ""
    scale: str = ""
    party: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityLine:
    """One opportunity in a list or on the board."""

    id: UUID
    title: str
    theme_label: str
    scale_label: str
    state: str
    state_label: str
    state_reason: str
    learned: str
    owner: str
    next_action: str
    next_action_on: dt.date | None
    is_late: bool
    parties: tuple[str, ...]
    is_blind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One state of the board: what asks for attention first, and how many there are in all."""

    state: str
    label: str
    number: int
    lines: tuple[OpportunityLine, ...]
    in_all: int


def find_opportunities(
    viewer: Viewer, search: OpportunitySearch, today: dt.date
) -> OpportunityQuerySet:
    """Return the opportunities that fit and that the viewer may see, late ones on top."""
    rows: OpportunityQuerySet = Opportunity.objects.visible_to(viewer)
    wanted = {"theme": search.theme, "scale": search.scale}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if search.state in OpportunityState.values:
        rows = rows.filter(state=search.state)
    else:
        rows = rows.standing()
    if search.party:
        parties = OpportunityParty.objects.visible_to(viewer).filter(name__icontains=search.party)
        rows = rows.filter(pk__in=parties.values("opportunity"))
    if search.goal:
        served = OpportunityGoal.objects.visible_to(viewer).filter(goal=search.goal)
        rows = rows.filter(pk__in=served.values("opportunity"))
    return late_first(rows, today)


def late_first(rows: OpportunityQuerySet, today: dt.date) -> OpportunityQuerySet:
    """Return opportunities with those on top of which the next action is late, as `late`."""
    going = ~Q(state__in=FINISHED)
    is_late = going & Q(next_action_on__lt=today)
    late = Case(When(is_late, then=Value(True)), default=Value(False), output_field=BooleanField())
    due = Case(When(going, then=F("next_action_on")), default=None, output_field=DateField())
    ordered: OpportunityQuerySet = rows.for_list().annotate(late=late, due=due).order_by(*_IN_ORDER)
    return ordered


_IN_ORDER: Final = (
    F("late").desc(),
    F("due").asc(nulls_last=True),
    F("created_at").desc(),
    F("pk").asc(),
)


def opportunity_lines(rows: Sequence[Any]) -> tuple[OpportunityLine, ...]:
    """Return the lines of opportunities out of `find_opportunities`. One query, however many."""
    parties = _parties(rows)
    return tuple(_line(each, parties.get(each.pk, ())) for each in rows)


def _line(row: Any, parties: Sequence[OpportunityParty]) -> OpportunityLine:
    return OpportunityLine(
        id=row.pk,
        title=row.title,
        theme_label=row.get_theme_display(),
        scale_label=row.get_scale_display(),
        state=row.state,
        state_label=row.get_state_display(),
        state_reason=row.state_reason,
        learned=row.learned,
        owner=row.owner_label,
        next_action=row.next_action,
        next_action_on=row.next_action_on,
        is_late=row.late,
        parties=tuple(each.name for each in parties if each.left_on is None),
        is_blind=any(not each.named for each in parties),
    )


def _parties(rows: Sequence[Any]) -> Mapping[UUID, list[OpportunityParty]]:
    found: dict[UUID, list[OpportunityParty]] = {}
    if rows:
        parties = OpportunityParty.objects.in_park(rows[0].park_id)
        of_these = parties.filter(opportunity__in=[each.pk for each in rows])
        for party in of_these.order_by("name", "pk"):
            found.setdefault(party.opportunity_id, []).append(party)
    return found


def opportunity_board(rows: OpportunityQuerySet) -> tuple[Column, ...]:
    """Return the six states with their first opportunities. Three queries, however many."""
    counted: QuerySet[Any] = rows.order_by().values("state").annotate(count=Count("pk"))
    counts = {each["state"]: each["count"] for each in counted}
    place = Window(RowNumber(), partition_by=F("state"), order_by=list(_IN_ORDER))
    shown: Any = rows.annotate(place=place).filter(place__lte=ON_BOARD)
    lines = opportunity_lines(list(shown))
    states = [state for state in OpportunityState if state != OpportunityState.LAPSED]
    return tuple(
        Column(
            state=state.value,
            label=str(state.label),
            number=number,
            lines=tuple(line for line in lines if line.state == state),
            in_all=counts.get(state.value, 0),
        )
        for number, state in enumerate(states, 1)
    )


def lessons(viewer: Viewer, theme: str) -> OpportunityQuerySet:
    """Return what lapsed and the viewer may see, the last made on top: failing teaches."""
    rows: OpportunityQuerySet = Opportunity.objects.visible_to(viewer)
    lapsed = rows.filter(state=OpportunityState.LAPSED)
    if theme:
        lapsed = lapsed.filter(theme=theme)
    never = Value(False, output_field=BooleanField())
    ordered: OpportunityQuerySet = (
        lapsed.for_list().annotate(late=never).order_by("-created_at", "pk")
    )
    return ordered


def party_names(viewer: Reader) -> tuple[str, ...]:
    """Return the names of parties that the viewer sees, for a filter to offer. One query."""
    rows: Any = OpportunityParty.objects.visible_to(viewer)
    names = rows.order_by("name").values_list("name", flat=True).distinct()
    return tuple(names[:MOST_NAMES])


def steps_of(row: Opportunity) -> list[tuple[str, bool, bool]]:
    """Return the label of each state, whether it has come so far, whether it is there.

    What lapsed has come nowhere: the badge beside the title says so.
    """
    at = STATES.index(row.state) if row.state in STATES else -1
    return [(str(state.label), n <= at, n == at) for n, state in enumerate(STATES)]
