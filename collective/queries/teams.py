"""Read models of teams: who sits where, and what she brings."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from django.db.models import Q

from collective.choices import CoCreationRole, Ingredient, TeamKind
from collective.models import Team, TeamMember
from collective.queries.coverage import JUST_ENDED, Held, Seat, held_by
from knowledge.choices import Theme
from parks.models import Reader


class TeamWorker(Reader, Protocol):
    """Somebody who looks at teams, and may work on some of them."""

    @property
    def may_edit(self) -> bool: ...

    @property
    def may_assess(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody in a team."""

    id: UUID
    person: str
    organisation_name: str
    helix_label: str
    roles: tuple[str, ...]
    ingredients: tuple[str, ...]
    discipline: str
    hours_per_week: Decimal | None
    mandate: str
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team with its people: those of now, those who have to begin, and those who left."""

    id: UUID
    name: str
    kind_label: str
    theme_label: str
    purpose: str
    rhythm: str
    ended_on: dt.date | None
    is_over: bool
    audience_label: str
    members: tuple[MemberRow, ...]
    coming: tuple[MemberRow, ...]
    former: tuple[MemberRow, ...]
    roles: tuple[Held, ...]
    ingredients: tuple[Held, ...]
    may_work: bool


def may_work_on(viewer: TeamWorker, kind: str) -> bool:
    """Whether somebody may change a team: an adviser only that of the authorities."""
    return viewer.may_edit or (viewer.may_assess and kind == TeamKind.AREA)


def team_cards(viewer: TeamWorker, teams: Sequence[Team], today: dt.date) -> tuple[TeamCard, ...]:
    """Return teams with their people, as this viewer may see them. One query."""
    rows = TeamMember.objects.visible_to(viewer).filter(team__in=[team.pk for team in teams])
    of_team: dict[UUID, list[TeamMember]] = {team.pk: [] for team in teams}
    for row in rows.for_list():
        of_team[row.team_id].append(row)
    return tuple(_card(viewer, team, of_team[team.pk], today) for team in teams)


def _card(
    viewer: TeamWorker, team: Team, members: Sequence[TeamMember], today: dt.date
) -> TeamCard:
    seats = {row.pk: _seat(row) for row in members}
    now = [row for row in members if seats[row.pk].holds(today)]
    sitting = [seats[row.pk] for row in now]
    return TeamCard(
        id=team.pk,
        name=team.name,
        kind_label=team.get_kind_display(),
        theme_label=Theme(team.theme).label if team.theme else "",
        purpose=team.purpose,
        rhythm=team.rhythm,
        ended_on=team.ended_on,
        is_over=team.ended_on is not None and team.ended_on <= today,
        audience_label=team.get_audience_display(),
        members=_rows(now),
        coming=_rows(row for row in members if row.since and row.since > today),
        former=_rows(row for row in members if row.until and row.until <= today),
        roles=held_by(sitting, CoCreationRole.choices, "roles"),
        ingredients=held_by(sitting, Ingredient.choices, "ingredients"),
        may_work=may_work_on(viewer, team.kind),
    )


def _rows(members: Iterable[TeamMember]) -> tuple[MemberRow, ...]:
    return tuple(
        MemberRow(
            id=row.pk,
            person=row.person,
            organisation_name=row.organisation_name,
            helix_label=row.get_helix_display(),
            roles=_labels(row.roles, CoCreationRole.choices),
            ingredients=_labels(row.ingredients, Ingredient.choices),
            discipline=row.discipline,
            hours_per_week=row.hours_per_week,
            mandate=row.mandate,
            since=row.since,
            until=row.until,
        )
        for row in members
    )


def _labels(chosen: Sequence[str], vocabulary: Sequence[tuple[str, object]]) -> tuple[str, ...]:
    return tuple(str(label) for value, label in vocabulary if value in chosen)


def seats_of(viewer: Reader, today: dt.date) -> tuple[Seat, ...]:
    """Return who sits in the teams that exist, or sat there not long ago, as a viewer may know."""
    standing = Q(team__ended_on__isnull=True) | Q(team__ended_on__gt=today)
    lately = Q(until__isnull=True) | Q(until__gte=today - JUST_ENDED)
    rows = TeamMember.objects.visible_to(viewer).filter(standing, lately).for_list()
    return tuple(_seat(row) for row in rows)


def _seat(row: TeamMember) -> Seat:
    return Seat(
        person=_key(row),
        name=row.person,
        team=row.team.name,
        kind=row.team.kind,
        helix=row.helix,
        roles=tuple(row.roles),
        ingredients=tuple(row.ingredients),
        hours_per_week=row.hours_per_week,
        mandate=row.mandate,
        since=row.since,
        until=row.until,
    )


def _key(row: TeamMember) -> str:
    """Return what is the same for one person in all teams: her account, or else her name."""
    if row.membership:
        return f"account-{row.membership.user_id}"
    return f"naam-{' '.join(row.name.casefold().split())}"


def answered_by(person: str) -> Q:
    """Return the filter on rows with an owner that a person answers for, by her key."""
    kind, _, who = person.partition("-")
    if kind == "account":
        return Q(owner__user=int(who))
    return Q(owner__isnull=True, owner_other__iexact=who)


def people_in(seats: Iterable[Seat], today: dt.date) -> tuple[tuple[str, str], ...]:
    """Return (key, name) of everybody who sits in a team now, by name."""
    now = {seat.person: seat.name for seat in seats if seat.holds(today)}
    return tuple(sorted(now.items(), key=lambda entry: (entry[1].casefold(), entry[0])))
