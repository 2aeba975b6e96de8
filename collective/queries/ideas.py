"""Read models of the innovation funnel: the board, the list, one idea."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from collective.choices import IdeaStage
from collective.models import Idea, IdeaCarrier
from collective.models.ideas import IdeaQuerySet
from parks.access import Viewer

ON_BOARD: Final = 8


@dataclass(frozen=True, slots=True)
class IdeaSearch:
    """What somebody looks for; without values: every idea that has not lapsed."""

    stage: str = ""
    theme: str = ""
    lapsed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaLine:
    """One idea in a list or on the board."""

    id: UUID
    title: str
    theme_label: str
    stage: str
    stage_label: str
    owner: str
    next_step: str
    carriers: tuple[str, ...]
    lapsed_on: dt.date | None
    lapsed_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One stage of the board: its newest ideas, and how many there are in all."""

    stage: str
    label: str
    number: int
    ideas: tuple[IdeaLine, ...]
    in_all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierLine:
    """A party that carries an idea; `stakeholder_id` is None for who is not the team."""

    id: UUID
    name: str
    helix_label: str
    how: str
    stakeholder_id: UUID | None


def find_ideas(viewer: Viewer, search: IdeaSearch) -> IdeaQuerySet:
    """Return the ideas that fit and that the viewer may see, newest first."""
    rows: IdeaQuerySet = Idea.objects.visible_to(viewer).for_list()
    wanted = {"stage": search.stage, "theme": search.theme}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows.filter(lapsed_on__isnull=not search.lapsed)


def idea_lines(ideas: Sequence[Idea]) -> tuple[IdeaLine, ...]:
    """Return the lines of ideas that the reader may see. One query, however many."""
    carriers = _carriers(ideas)
    return tuple(
        IdeaLine(
            id=each.pk,
            title=each.title,
            theme_label=each.get_theme_display() if each.theme else "",
            stage=each.stage,
            stage_label=each.get_stage_display(),
            owner=each.owner_label,
            next_step=each.next_step,
            carriers=tuple(carriers.get(each.pk, ())),
            lapsed_on=each.lapsed_on,
            lapsed_reason=each.lapsed_reason,
        )
        for each in ideas
    )


def _carriers(ideas: Sequence[Idea]) -> Mapping[UUID, list[str]]:
    names: dict[UUID, list[str]] = {}
    if ideas:
        rows = IdeaCarrier.objects.in_park(ideas[0].park_id)
        found = rows.filter(idea__in=[each.pk for each in ideas]).order_by("name", "pk")
        for idea, name in found.values_list("idea_id", "name"):
            names.setdefault(idea, []).append(name)
    return names


def idea_board(ideas: IdeaQuerySet) -> tuple[Column, ...]:
    """Return the five stages with their newest ideas. Three queries, however many ideas."""
    counted: QuerySet[Any] = ideas.order_by().values("stage").annotate(count=Count("pk"))
    counts = {each["stage"]: each["count"] for each in counted}
    place = Window(
        RowNumber(),
        partition_by=F("stage"),
        order_by=[F("created_at").desc(), F("pk").asc()],
    )
    shown: Any = ideas.annotate(place=place).filter(place__lte=ON_BOARD)
    lines = idea_lines(list(shown))
    return tuple(
        Column(
            stage=stage.value,
            label=str(stage.label),
            number=number,
            ideas=tuple(line for line in lines if line.stage == stage),
            in_all=counts.get(stage.value, 0),
        )
        for number, stage in enumerate(IdeaStage, 1)
    )


def carrier_lines(viewer: Viewer, idea: Idea) -> tuple[CarrierLine, ...]:
    """Return who carries an idea that the viewer may see, by name."""
    rows = IdeaCarrier.objects.visible_to(viewer).filter(idea=idea).order_by("name", "pk")
    return tuple(
        CarrierLine(
            id=each.pk,
            name=each.name,
            helix_label=each.get_helix_display(),
            how=each.how,
            stakeholder_id=each.stakeholder_id if viewer.may_edit else None,
        )
        for each in rows
    )
