"""What a park's teams have and lack: roles, ingredients, both sides, mandates, hours.

Pure functions: from who sits in which team to what to do about it. The method asks for all three
roles and both sides in one team (SB lines 3504-3528, 4526-4624) and for four ingredients (TB lines
1345-1492); that one person is too few, and the terms, are the platform's own rules.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from collective.choices import CoCreationRole, Ingredient, TeamKind
from core.dutch import format_date
from knowledge.loader import ingredients, roles
from parks.choices import Helix

# How long before its end a mandate asks for attention, and how long after it.
ENDS_SOON: Final = dt.timedelta(days=90)
JUST_ENDED: Final = dt.timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody in a team; `person` is the same in every team in which she sits."""

    person: str
    name: str
    team: str
    kind: str
    helix: str
    roles: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()
    hours_per_week: Decimal | None = None
    mandate: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether she sits there on a day; `until` is the first day on which she doesn't."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or self.until > day)


class FindingKind(StrEnum):
    """What can be wrong."""

    NO_CORE_TEAM = "no_core_team"
    NOBODY = "nobody"
    ONE_PERSON = "one_person"
    ONE_SIDED = "one_sided"
    ENDED = "ended"
    ENDS_SOON = "ends_soon"
    NO_MANDATE = "no_mandate"
    NO_HOURS = "no_hours"


# What hurts most comes first; the second word is the tone of the badge.
TONES: Final[Mapping[FindingKind, str]] = {
    FindingKind.NO_CORE_TEAM: "bad",
    FindingKind.NOBODY: "bad",
    FindingKind.ONE_SIDED: "bad",
    FindingKind.ENDED: "warn",
    FindingKind.ONE_PERSON: "warn",
    FindingKind.ENDS_SOON: "warn",
    FindingKind.NO_MANDATE: "calm",
    FindingKind.NO_HOURS: "calm",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and what to do. `about` makes it comparable over time."""

    kind: FindingKind
    about: str
    title: str
    advice: str

    @property
    def tone(self) -> str:
        """How bad it is."""
        return TONES[self.kind]

    @property
    def same(self) -> tuple[str, str]:
        """What makes two findings the same one."""
        return self.kind, self.about


@dataclass(frozen=True, slots=True)
class Held:
    """Who has a role or an ingredient."""

    slug: str
    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours per week of one side; `unknown` counts the people of whom none are noted."""

    label: str
    hours: Decimal
    people: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """All that the teams of a park have and lack on a day."""

    roles: tuple[Held, ...]
    ingredients: tuple[Held, ...]
    hours: tuple[Hours, ...]
    findings: tuple[Finding, ...]


def coverage(seats: Sequence[Seat], today: dt.date) -> Coverage:
    """Return what the teams have and lack; `seats` may hold those that ended or have to begin."""
    now = [seat for seat in seats if seat.holds(today)]
    found = [
        *_core_teams(now),
        *_held_findings(now),
        *_ended(seats, now, today),
        *_ends_soon(now, today),
        *_not_noted(now),
    ]
    order = list(TONES)
    return Coverage(
        roles=held_by(now, CoCreationRole.choices, "roles"),
        ingredients=held_by(now, Ingredient.choices, "ingredients"),
        hours=_hours(now),
        findings=tuple(sorted(found, key=lambda finding: order.index(finding.kind))),
    )


def names_in(seats: Collection[Seat]) -> tuple[str, ...]:
    """Return the people in these seats by name, each once."""
    return tuple(sorted({seat.person: seat.name for seat in seats}.values()))


def held_by(
    seats: Sequence[Seat], vocabulary: Sequence[tuple[str, object]], field: str
) -> tuple[Held, ...]:
    """Return per value of a vocabulary who has it; `field` is "roles" or "ingredients"."""
    return tuple(
        Held(slug, str(label), names_in([seat for seat in seats if slug in getattr(seat, field)]))
        for slug, label in vocabulary
    )


def _hours(seats: Sequence[Seat]) -> tuple[Hours, ...]:
    sides: list[Hours] = []
    for helix, label in Helix.choices:
        of_side = [seat for seat in seats if seat.helix == helix]
        known = {seat.person for seat in of_side if seat.hours_per_week is not None}
        people = {seat.person for seat in of_side}
        total = sum((seat.hours_per_week or Decimal() for seat in of_side), Decimal())
        if people:
            sides.append(Hours(str(label), total, len(people), len(people - known)))
    return tuple(sides)


def _core_teams(seats: Sequence[Seat]) -> Iterator[Finding]:
    """Every core team needs somebody of both sides, and a park needs a core team."""
    core = sorted({seat.team for seat in seats if seat.kind == TeamKind.CORE})
    if not core:
        yield Finding(
            FindingKind.NO_CORE_TEAM,
            "",
            "Er is geen kernteam met mensen erin",
            "Vraag een ondernemer en iemand van de gemeente om samen te beginnen. Maak een kernteam"
            " en zet hen erin.",
        )
    asked = (
        (Helix.GOVERNMENT, "niemand van de overheid", "Vraag de gemeente om een vast contact."),
        (Helix.COMPANY, "niemand van een bedrijf", "Vraag een ondernemer om mee te doen."),
    )
    for team in core:
        present = {seat.helix for seat in seats if seat.team == team}
        for helix, lack, advice in asked:
            if helix not in present:
                yield Finding(
                    FindingKind.ONE_SIDED,
                    f"{team}:{helix}",
                    f"In {team} zit {lack}",
                    f"{advice} Een kernteam werkt als beide kanten aan tafel zitten.",
                )


def _held_findings(seats: Sequence[Seat]) -> Iterator[Finding]:
    kinds = (
        ("de rol", CoCreationRole.choices, "roles", roles()),
        ("het ingrediënt", Ingredient.choices, "ingredients", ingredients()),
    )
    for what, vocabulary, field, profiles in kinds:
        for held in held_by(seats, vocabulary, field):
            if not held.names:
                yield Finding(
                    FindingKind.NOBODY,
                    held.slug,
                    f"Niemand heeft {what} {held.label}",
                    f"{profiles[held.slug].without} Vraag wie dit wil doen, of zoek iemand erbij.",
                )
            elif len(held.names) == 1:
                yield Finding(
                    FindingKind.ONE_PERSON,
                    held.slug,
                    f"Alleen {held.names[0]} heeft {what} {held.label}",
                    "Laat een tweede meelopen, dan valt het werk niet stil bij ziekte of vertrek.",
                )


def _ended(seats: Sequence[Seat], now: Sequence[Seat], today: dt.date) -> Iterator[Finding]:
    still = {(seat.person, seat.team) for seat in now}
    for seat in seats:
        if seat.until is None or not today - JUST_ENDED <= seat.until <= today:
            continue
        if (seat.person, seat.team) not in still:
            yield Finding(
                FindingKind.ENDED,
                f"{seat.person}:{seat.team}",
                f"{seat.name} zit sinds {format_date(seat.until)} niet meer in {seat.team}",
                "Verleng de afspraak, of spreek af wie het werk overneemt.",
            )


def _ends_soon(now: Sequence[Seat], today: dt.date) -> Iterator[Finding]:
    for seat in now:
        if seat.until is not None and seat.until <= today + ENDS_SOON:
            yield Finding(
                FindingKind.ENDS_SOON,
                f"{seat.person}:{seat.team}",
                f"De afspraak met {seat.name} in {seat.team} loopt tot {format_date(seat.until)}",
                "Bespreek nu of zij of hij doorgaat, of wie het overneemt.",
            )


def _not_noted(now: Sequence[Seat]) -> Iterator[Finding]:
    """In a core or area team it must be known what somebody may decide, and how much time she has.

    Theme teams come and go: there it is not asked.
    """
    steady = [seat for seat in now if seat.kind != TeamKind.THEME]
    if lacking := names_in([seat for seat in steady if not seat.mandate]):
        yield Finding(
            FindingKind.NO_MANDATE,
            "",
            f"Zonder genoteerd mandaat: {', '.join(lacking)}",
            "Noteer wat zij of hij zelf mag beslissen. Dat voorkomt dat een besluit blijft liggen.",
        )
    if lacking := names_in([seat for seat in steady if seat.hours_per_week is None]):
        yield Finding(
            FindingKind.NO_HOURS,
            "",
            f"Zonder afgesproken uren: {', '.join(lacking)}",
            "Spreek uren per week af. Een team zonder tijd komt niet verder dan praten.",
        )
