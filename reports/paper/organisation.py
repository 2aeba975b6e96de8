"""How a park is organised, as printed pages: the chapter of the roadmap and a report of its own."""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string

from collective.choices import CoCreationRole
from collective.queries.degree import DegreeCard
from collective.queries.degree_chart import SideCourse, courses
from knowledge.choices import Degree
from knowledge.loader import phases, styles
from parks.choices import Audience
from reports.paper.figures import outline_of
from reports.queries.content import OrganisationDocument
from reports.queries.organisation_content import OrganisationFacts, SeatFact, StatementFact

TEMPLATE: Final = "reports/pdf/organisation_document.html"


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """A degree with what it asks attention for (SB fig 37), and which sides stand there."""

    label: str
    sides: tuple[str, ...]
    focus: tuple[tuple[str, str], ...]


def organisation_html(document: OrganisationDocument, *, sha256: str) -> str:
    """Return the whole report as HTML; `sha256` is the hash of its content."""
    context = {
        "document": document,
        "park": document.park,
        "title": f"Hoe goed is {document.park.name} georganiseerd?",
        "audience": str(Audience(document.audience).label),
        "site_name": settings.SITE_NAME,
        "sha256": sha256,
        "outline": outline_of(document.park),
        **organisation_context(document.organisation),
        "courses": chart_of(document),
        "phases": _phases(document.organisation),
        "styles": _styles(document.organisation),
    }
    return render_to_string(TEMPLATE, context)


def organisation_context(facts: OrganisationFacts) -> dict[str, Any]:
    """Return what the parts that roadmap and report share need."""
    return {
        "organisation": facts,
        "teams": [(team, [(seat, _roles(seat)) for seat in team.seats]) for team in facts.teams],
    }


def _roles(seat: SeatFact) -> str:
    return ", ".join(str(CoCreationRole(role).label) for role in seat.roles)


def chart_of(document: OrganisationDocument) -> tuple[SideCourse, ...]:
    """Return how each side went over time, drawn from what the document holds."""
    cards = [_card(each) for each in document.organisation.history]
    return courses(cards, today=document.made_on)


def _card(fact: StatementFact) -> DegreeCard:
    return DegreeCard(
        side=fact.side,
        side_label=fact.side_label,
        degree=fact.degree,
        label=fact.label,
        reason=fact.reason,
        stated_on=fact.stated_on,
        stated_by="",
        by=fact.by,
        by_label=fact.by_label,
    )


def _phases(facts: OrganisationFacts) -> list[PhaseLine]:
    return [
        PhaseLine(
            label=str(degree.label),
            sides=tuple(side.label for side in facts.sides if side.degree == degree),
            focus=tuple(
                (item.name, item.what) for item in phases().values() if item.degree == degree
            ),
        )
        for degree in Degree
    ]


def _styles(facts: OrganisationFacts) -> list[tuple[str, str]]:
    """Return per side how to speak with it at its degree."""
    return [(side.label, styles()[side.degree].tone) for side in facts.sides if side.degree]
