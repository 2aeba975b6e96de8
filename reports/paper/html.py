"""A roadmap document as one HTML page for paper: the same function for the PDF and for tests."""

from typing import Final

from django.conf import settings
from django.template.loader import render_to_string

from core.svg import LEVEL_NAMES
from parks.choices import Audience
from reports.models import AdoptedBy
from reports.paper import figures, rows
from reports.paper.organisation import organisation_context
from reports.queries.content import RoadmapDocument
from strategy.choices import MilestoneState

TEMPLATE: Final = "reports/pdf/document.html"


def document_html(document: RoadmapDocument, *, sha256: str) -> str:
    """Return the whole document as HTML. Text of people is escaped by the templates.

    `sha256` is the hash of the content, which the colophon states.
    """
    goals = rows.goal_lines(document)
    capitals = rows.capital_lines(goals)
    milestones = rows.milestone_lines(document, {goal.fact.id: goal.number for goal in goals})
    context = {
        "document": document,
        "edition": document.edition,
        "park": document.park,
        "title": title_of(document),
        "edition_name": edition_name(document),
        "adopted_by": _adopted_by(document),
        "audience": str(Audience(document.audience).label),
        "site_name": settings.SITE_NAME,
        "sha256": sha256,
        "goals": goals,
        "capitals": capitals,
        "filled": [capital for capital in capitals if capital.goals],
        "states": rows.state_counts(goals),
        "budget": rows.budget(goals),
        "milestones": milestones,
        "milestones_done": sum(each.state == MilestoneState.DONE for each in document.milestones),
        "quarters": rows.quarter_lines(milestones),
        "change_groups": rows.change_groups(document),
        "outline": figures.outline_of(document.park),
        "cover_circle": None if document.park.rings else figures.circle(document, uid="cover"),
        "terrain": figures.terrain(document),
        "circle": figures.circle(document, uid="circle"),
        "radar": figures.radar(capitals),
        "time_lines": figures.time_lines(document, goals),
        **(organisation_context(document.organisation) if document.organisation else {}),
        "organisation_next": [step for step in document.next_steps if step.effort],
        "stones": [(stone, LEVEL_NAMES[stone.level]) for stone in document.stones],
    }
    return render_to_string(TEMPLATE, context)


def title_of(document: RoadmapDocument) -> str:
    """Return the title: that of the edition, or of the draft."""
    if document.edition:
        return document.edition.title
    return f"Routekaart {document.park.name}"


def edition_name(document: RoadmapDocument) -> str:
    """Return "Editie 2", or "Concept" for a draft."""
    return f"Editie {document.edition.number}" if document.edition else "Concept"


def _adopted_by(document: RoadmapDocument) -> str:
    return str(AdoptedBy(document.edition.adopted_by).label) if document.edition else ""
