"""A whole roadmap document without a database, editions and jobs; no random values."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

import factory

from knowledge.choices import Capital, Horizon, Stone, Theme
from knowledge.loader import stones
from parks.choices import Audience
from reports.models import AdoptedBy, Report, ReportKind, RoadmapEdition
from reports.queries.canonical import content_hash, to_json
from reports.queries.content import (
    Change,
    DegreeFact,
    EditionFacts,
    GoalFact,
    MeasuredFact,
    MilestoneFact,
    ParkFacts,
    RoadmapDocument,
    StepFact,
    StoneFact,
)
from tests.factories.accounts import UserFactory
from tests.factories.parks import ParkOwnedFactory

TODAY: Final = dt.date(2026, 11, 22)
STATES: Final = ("agreed", "on_track", "at_risk", "draft", "achieved")


def a_goal(number: int, **changes: Any) -> GoalFact:
    """Return goal `number`: goals 1-18 each fill a cell of the matrix, then it starts again."""
    capital = Capital.values[(number - 1) // 3 % 6]
    goal = GoalFact(
        id=f"goal-{number:03}",
        statement=f"Voorbeelddoel {number}: in 2030 delen de bedrijven hier hun reststromen",
        explanation="Dit voorbeeld laat zien hoe een toelichting van twee regels eruitziet. "
        "Zo is te zien waarom het terrein dit wil en hoe het wordt aangepakt.",
        capital=capital,
        horizon=Horizon.values[(number - 1) % 3],
        theme=Theme.values[number % len(Theme)],
        state=STATES[number % len(STATES)],
        dropped_reason="",
        owner=f"Eigenaar {number}",
        indicator="Deelnemende bedrijven",
        unit="bedrijven",
        baseline=Decimal(0),
        target=Decimal(40 + number),
        latest=MeasuredFact(Decimal(number), dt.date(2026, 9, 30), "measured", "Telling"),
        starts_on=dt.date(2026, 1 + number % 12, 1),
        due_on=dt.date(2027 + number % 9, 6, 30),
        budget_business_eur=Decimal(1000 * number),
        budget_public_eur=Decimal(500 * number),
        budget_subsidy_eur=None,
        sdgs=(7, 12),
        effects=(("financial", -1), ("natural", 2)) if number % 4 == 0 else (("human", 1),),
        missing=() if number % 3 else ("een eigenaar",),
        progress=Decimal(number % 10) / 10,
        milestones_done=1,
        milestones_total=3,
    )
    return replace(goal, **changes)


def a_milestone(number: int, goal: str | None, **changes: Any) -> MilestoneFact:
    """Return milestone `number`; each next one is due a month and a half later."""
    due = dt.date(2026, 10, 15) + dt.timedelta(days=45 * number % 1500)
    milestone = MilestoneFact(
        id=f"milestone-{number:03}",
        goal=goal,
        title=f"Voorbeeldmijlpaal {number}: afspraak ondertekend",
        due_on=due,
        precision="quarter" if number % 2 else "day",
        state=("open", "done", "late", "blocked")[number % 4],
        done_on=due if number % 4 == 1 else None,
        owner=f"Eigenaar {number}",
        blocked_reason="Wacht op vergunning" if number % 4 == 3 else "",
        blocked_by="Gemeente" if number % 4 == 3 else "",
        depends_on=(f"milestone-{number - 1:03}",) if number % 5 == 0 else (),
    )
    return replace(milestone, **changes)


def a_document(*, goals: int = 27, milestones: int = 62, **changes: Any) -> RoadmapDocument:
    """Return a full document for members: edition 2 of an example park with an outline."""
    facts = tuple(a_goal(number) for number in range(1, goals + 1))
    marks = [
        a_milestone(number, facts[number % goals].id if goals and number % 12 else None)
        for number in range(1, milestones + 1)
    ]
    document = RoadmapDocument(
        park=_park(),
        audience=Audience.MEMBERS,
        made_on=TODAY,
        edition=EditionFacts(
            number=2,
            title="Samen sterker in 2030",
            adopted_by=AdoptedBy.GENERAL_MEETING,
            adopted_on=dt.date(2026, 11, 12),
            note="Vastgesteld na een ronde langs alle leden.",
        ),
        previous_number=1,
        degrees=_degrees(),
        stones=_stones(),
        next_steps=tuple(_step(number) for number in range(1, 6)),
        goals=facts,
        milestones=tuple(sorted(marks, key=lambda each: (each.due_on, each.id))),
        changes=(
            Change("goal_added", "Voorbeelddoel 27."),
            Change("milestone_done", "Voorbeeldmijlpaal 1: gehaald op 29 november 2026."),
        ),
    )
    return replace(document, **changes)


def a_draft(**changes: Any) -> RoadmapDocument:
    """Return a full document that nobody has adopted."""
    return a_document(edition=None, **changes)


def _park() -> ParkFacts:
    corners = ((0, 0), (900, 120), (1400, 700), (1100, 1250), (300, 1000), (0, 0))
    return ParkFacts(
        name="Voorbeeldpark De Hoge Akker",
        municipality="Hardenberg",
        province="Overijssel",
        rin=160001,
        gross_ha=Decimal("84.5"),
        net_ha=Decimal("61.25"),
        available_ha=Decimal(3),
        register_year=2024,
        rings=(tuple((230_000 + x, 505_000 + y) for x, y in corners),),
    )


def _degrees() -> tuple[DegreeFact, ...]:
    reason = (
        "Er is een parkmanager voor twintig uur per week en een fonds voor gezamenlijke kosten."
    )
    day = dt.date(2026, 6, 1)
    return (
        DegreeFact("Ondernemers", "professional", "Professioneel", reason, day),
        DegreeFact("Overheid", "functional", "Functioneel", "Er is één vast aanspreekpunt.", day),
    )


def _stones() -> tuple[StoneFact, ...]:
    found = stones()
    return tuple(
        StoneFact(found[slug].name, found[slug].pillar, n % 4, "9 doelen, 6 afgesproken")
        for n, slug in enumerate(Stone.values)
    )


def _step(number: int) -> StepFact:
    return StepFact(
        title=f"Voorbeeldstap {number}: bespreek dit met uw buren",
        why="Wie elkaar kent, deelt eerder een kans. Een kort gesprek per maand is genoeg om te "
        "weten wat er speelt.",
        how=("Bel twee bedrijven.", "Schrijf op wat u hoort."),
        who="Parkmanager",
        source="SB, figuur 32, regels 2298-2358",
    )


class EditionFactory(ParkOwnedFactory[RoadmapEdition]):
    """An edition for members, with a small document as its content."""

    class Meta:
        model = RoadmapEdition

    number = factory.Sequence(lambda n: n + 1)
    audience = Audience.MEMBERS
    title = "Samen sterker in 2030"
    adopted_by = AdoptedBy.GENERAL_MEETING
    adopted_on = dt.date(2026, 11, 12)
    published_by = factory.SubFactory(UserFactory)
    content = factory.LazyFunction(lambda: to_json(a_document(goals=3, milestones=4)))
    sha256 = factory.LazyAttribute(lambda edition: content_hash(edition.content))


class ReportFactory(ParkOwnedFactory[Report]):
    """The waiting job of an edition."""

    class Meta:
        model = Report

    kind = ReportKind.EDITION
    edition = factory.SubFactory(EditionFactory, park=factory.SelfAttribute("..park"))
    audience = factory.SelfAttribute("edition.audience")
    request_key = factory.LazyAttribute(lambda report: f"edition:{report.edition.pk}")
    requested_by = factory.SubFactory(UserFactory)


class DraftFactory(ParkOwnedFactory[Report]):
    """The waiting job of a draft, for the team."""

    class Meta:
        model = Report

    kind = ReportKind.DRAFT
    content = factory.LazyFunction(lambda: to_json(a_draft(goals=3, milestones=4)))
    audience = Audience.TEAM
    request_key = factory.LazyAttribute(lambda report: f"draft:{content_hash(report.content)}")
    requested_by = factory.SubFactory(UserFactory)
