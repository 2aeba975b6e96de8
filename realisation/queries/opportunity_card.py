"""The read model of one opportunity: all that the viewer may know of it."""

import datetime as dt
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from collective.models import Activity, Idea
from collective.roadmap import Linked
from core.dutch import format_decimal
from knowledge.choices import Capital
from knowledge.realisation import measures
from parks.access import Viewer
from parks.queries.plots import M2_PER_HA
from realisation.models import (
    Match,
    Opportunity,
    OpportunityGoal,
    OpportunityParty,
    OpportunityPlot,
    Proposal,
    Round,
)
from realisation.queries.opportunities import FINISHED
from realisation.queries.opportunity_gate import WITHOUT_CONDITIONS, Condition, conditions
from realisation.queries.opportunity_links import LinkLine, LinkWarning, link_lines, warnings
from realisation.queries.parties import may_note


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLine:
    """A party of an opportunity. Ties to company and stakeholder: for who may open them."""

    id: UUID
    name: str
    helix_label: str
    role_label: str
    brings: str
    willingness_label: str
    named: bool
    left_on: dt.date | None
    left_reason: str
    stakeholder_id: UUID | None
    may_note: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an opportunity came from; without address for what the viewer may not open."""

    what: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityCard:
    """One opportunity. `stopped` are parties that left, which the park manager alone sees."""

    opportunity: Opportunity
    is_late: bool
    is_blind: bool
    capitals: tuple[str, ...]
    area_ha: str
    parties: tuple[PartyLine, ...]
    stopped: tuple[PartyLine, ...]
    conditions: tuple[Condition, ...]
    plots: tuple[Linked, ...]
    goals: tuple[Linked, ...]
    origins: tuple[Origin, ...]
    links: tuple[LinkLine, ...]
    warnings: tuple[LinkWarning, ...]
    rounds: tuple[Round, ...]

    @property
    def lacks(self) -> bool:
        """Whether it can't become more than an idea yet."""
        return not all(each.is_met for each in self.conditions)

    @property
    def needs_conditions(self) -> bool:
        """Whether it is worth saying what it lacks: it is an idea, or should be one."""
        return self.opportunity.state not in WITHOUT_CONDITIONS - {"idea"}

    @property
    def open_round(self) -> Round | None:
        """The round in which no decision has been taken yet."""
        return next((each for each in self.rounds if not each.decision), None)


def opportunity_card(viewer: Viewer, row: Opportunity, today: dt.date) -> OpportunityCard:
    """Return all that the viewer may know of an opportunity. A constant number of queries."""
    found = OpportunityParty.objects.visible_to(viewer).filter(opportunity=row)
    rows = list(found.order_by("name", "pk"))
    lines = link_lines(viewer, row)
    standing = [party for party in rows if party.left_on is None]
    noted = may_note(viewer, rows)
    return OpportunityCard(
        opportunity=row,
        is_late=row.is_late(today) and row.state not in FINISHED,
        is_blind=any(not party.named for party in rows),
        capitals=tuple(str(Capital(each).label) for each in row.capitals),
        area_ha=f"{format_decimal(row.area.area / M2_PER_HA, 2)} ha" if row.area else "",
        parties=tuple(party_line(viewer, party, noted) for party in standing),
        stopped=tuple(party_line(viewer, party, noted) for party in rows if party.left_on),
        conditions=conditions(what=row.what, willingness=[party.willingness for party in standing]),
        plots=_plots(viewer, row),
        goals=_goals(viewer, row),
        origins=_origins(viewer, row),
        links=lines,
        warnings=warnings(row.state, lines),
        rounds=tuple(Round.objects.visible_to(viewer).filter(opportunity=row).newest_first()),
    )


def party_line(viewer: Viewer, party: OpportunityParty, noted: AbstractSet[UUID]) -> PartyLine:
    """Return a party as a reader of the opportunity sees it; `noted` as `may_note` says."""
    return PartyLine(
        id=party.pk,
        name=party.name,
        helix_label=party.get_helix_display(),
        role_label=party.get_role_display(),
        brings=party.brings,
        willingness_label=party.get_willingness_display(),
        named=party.named,
        left_on=party.left_on,
        left_reason=party.left_reason,
        stakeholder_id=party.stakeholder_id if viewer.may_edit else None,
        may_note=party.pk in noted,
    )


def _plots(viewer: Viewer, row: Opportunity) -> tuple[Linked, ...]:
    rows = OpportunityPlot.objects.visible_to(viewer).filter(opportunity=row)
    named = rows.order_by("plot__name", "pk").values_list("plot", "plot__name")
    slug = viewer.park.slug
    return tuple(
        Linked(pk, name, reverse("terrain:plot_detail", args=[slug, pk])) for pk, name in named
    )


def _goals(viewer: Viewer, row: Opportunity) -> tuple[Linked, ...]:
    rows = OpportunityGoal.objects.visible_to(viewer).filter(opportunity=row)
    named = rows.order_by("goal__statement", "pk").values_list("goal", "goal__statement")
    slug = viewer.park.slug
    return tuple(
        Linked(pk, name, reverse("strategy:goal_detail", args=[slug, pk])) for pk, name in named
    )


def _origins(viewer: Viewer, row: Opportunity) -> tuple[Origin, ...]:
    """Where it came from, as far as the viewer may see that; at most one query per sort."""
    slug = viewer.park.slug
    sources: tuple[tuple[str, Any, Any, str], ...] = (
        ("het idee", Idea, row.idea_id, "collective:idea_detail"),
        ("de activiteit", Activity, row.activity_id, "collective:activity_detail"),
        ("de match", Match, row.match_id, ""),
        ("het voorstel", Proposal, row.proposal_id, "realisation:proposal"),
    )
    origins = []
    for what, model, pk, route in sources:
        found = model.objects.visible_to(viewer).filter(pk=pk).first() if pk else None
        if found:
            url = reverse(route, args=[slug, pk]) if route else ""
            origins.append(Origin(what, str(found), url))
    if row.measure in measures():
        url = reverse("realisation:measure", args=[slug, row.measure])
        origins.append(Origin("de maatregel", measures()[row.measure].title, url))
    return tuple(origins)
