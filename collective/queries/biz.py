"""Read models of rehearsals of a vote on a BIZ."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from collective.choices import Payer
from collective.models import BizGroup, BizRehearsal, ContributionClass
from collective.queries.biz_calendar import Term, term_from
from collective.queries.biz_classes import Class, Proceeds, proceeds_of
from collective.queries.biz_support import Support, Votes, support_of
from parks.models import Reader


@dataclass(frozen=True, slots=True)
class RehearsalLine:
    """A rehearsal as the list shows it."""

    id: UUID
    name: str
    held_on: dt.date
    groups: tuple[BizGroup, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class RehearsalCard:
    """A rehearsal with all that follows from it."""

    rehearsal: BizRehearsal
    groups: tuple[BizGroup, ...]
    support: Support
    proceeds: tuple[Proceeds, ...]
    term: Term | None

    @property
    def others(self) -> tuple[Payer, ...]:
        """Who might pay too."""
        present = {group.payer for group in self.groups}
        return tuple(payer for payer in Payer if payer not in present)

    @property
    def total_eur(self) -> Decimal:
        """What comes in per year from all who pay."""
        return sum((each.total_eur for each in self.proceeds), Decimal())

    @property
    def term_total_eur(self) -> Decimal:
        """What comes in over the five years, when nothing changes."""
        return self.total_eur * 5


def votes_in(group: BizGroup) -> Votes:
    """Return the counts of a group."""
    return Votes(
        payer=group.payer,
        liable=group.liable,
        votes_for=group.votes_for,
        votes_against=group.votes_against,
        woz_for_eur=group.woz_for_eur,
        woz_against_eur=group.woz_against_eur,
    )


def rehearsal_lines(
    viewer: Reader, rehearsals: Sequence[BizRehearsal]
) -> tuple[RehearsalLine, ...]:
    """Return rehearsals with their outcomes, in the order in which they come. One query."""
    rows = BizGroup.objects.visible_to(viewer).filter(rehearsal__in=[one.pk for one in rehearsals])
    of_one: dict[UUID, list[BizGroup]] = {one.pk: [] for one in rehearsals}
    for group in rows.order_by("payer"):
        of_one[group.rehearsal_id].append(group)
    return tuple(
        RehearsalLine(
            id=one.pk,
            name=one.name,
            held_on=one.held_on,
            groups=tuple(of_one[one.pk]),
            support=support_of([votes_in(group) for group in of_one[one.pk]]),
        )
        for one in rehearsals
    )


def rehearsal_card(viewer: Reader, rehearsal: BizRehearsal, today: dt.date) -> RehearsalCard:
    """Return one rehearsal with outcome, contributions and calendar. Two queries."""
    groups = tuple(
        BizGroup.objects.visible_to(viewer).filter(rehearsal=rehearsal).order_by("payer")
    )
    rows = list(ContributionClass.objects.visible_to(viewer).filter(rehearsal=rehearsal))
    return RehearsalCard(
        rehearsal=rehearsal,
        groups=groups,
        support=support_of([votes_in(group) for group in groups]),
        proceeds=tuple(
            proceeds_of(group.payer, [_class(row) for row in rows if row.payer == group.payer])
            for group in groups
        ),
        term=term_from(rehearsal.starts_on, today) if rehearsal.starts_on else None,
    )


def _class(row: ContributionClass) -> Class:
    return Class(row.woz_from_eur, row.woz_to_eur, row.amount_eur, row.objects_count)
