"""Proposals as they stand now.

A proposal is told only as long as all that it needs still stands. One listing withdrawn, expired or
removed, one plot gone, and nothing of it is read any more: no name, no wish, no plot.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import F

from parks.access import Viewer
from parks.jobs.models import JobState
from parks.models import Plot
from realisation.choices import ListingSide, PartOutcome, RunKind
from realisation.models import (
    Listing,
    MatchingRun,
    Proposal,
    ProposalFlow,
    ProposalPart,
    ProposalPlot,
)
from realisation.queries.matching_input import party_of
from realisation.queries.proposal_changes import Edited, RestsOn, edits_since


@dataclass(frozen=True, slots=True)
class Taking:
    """What a proposal means for one listing, with the plots that its party gets and gives."""

    listing: Listing
    outcome: str
    chain: int
    turn: int
    why: str
    takes: tuple[Plot, ...]
    gives: tuple[Plot, ...]

    @property
    def party(self) -> str:
        """Return whose it is, as the matching counts parties."""
        return party_of(self.listing)

    @property
    def name(self) -> str:
        """Return the name of the party, as a sentence begins."""
        label = self.listing.party_label
        return label[:1].upper() + label[1:]

    @property
    def is_met(self) -> bool:
        """Whether it is a wish that is met."""
        return self.outcome == PartOutcome.MET


@dataclass(frozen=True, slots=True)
class Stored:
    """A proposal and what is left of it. When it no longer `stands`, it holds nothing at all.

    `edited`: what it rests on and is different since the search; then it is outdated.
    """

    proposal: Proposal
    stands: bool
    parts: tuple[Taking, ...] = ()
    unmet: tuple[Taking, ...] = ()
    flows: tuple[ProposalFlow, ...] = ()
    edited: tuple[Edited, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether all that it needs is as it was when the search found it."""
        return self.stands and not self.edited

    @property
    def needs(self) -> frozenset[Listing]:
        """Return the demands and supplies without which it is nothing."""
        ends = {listing for flow in self.flows for listing in (flow.supply, flow.demand)}
        return frozenset({part.listing for part in self.parts} | ends)

    @property
    def met(self) -> tuple[Taking, ...]:
        """Return the wishes that it meets."""
        return tuple(part for part in self.parts if part.is_met)

    @property
    def moved(self) -> tuple[Taking, ...]:
        """Return who gets land: by that one tells proposals with the same parties apart."""
        return tuple(part for part in self.parts if part.takes)

    @property
    def names(self) -> tuple[str, ...]:
        """Return who takes part, each once."""
        return tuple(dict.fromkeys(part.name for part in self.parts))

    @property
    def wishes(self) -> int:
        """Return how many wishes there were, of those that still stand."""
        return len(self.met) + sum(not _only_helps(part) for part in self.unmet)


def _only_helps(part: Taking) -> bool:
    return part.listing.side == ListingSide.SUPPLY


def stored_proposals(proposals: Sequence[Proposal], today: dt.date) -> tuple[Stored, ...]:
    """Return proposals of one park with what they are made of. Eight queries, however many."""
    if not proposals:
        return ()
    park = proposals[0].park_id
    mine = [each.pk for each in proposals]
    parts = list(
        ProposalPart.objects.in_park(park)
        .filter(proposal__in=mine)
        .select_related("listing__establishment")
        .order_by("chain", "turn", "listing__title", "pk")
    )
    flows = list(
        ProposalFlow.objects.in_park(park)
        .filter(proposal__in=mine)
        .select_related("supply__establishment", "demand__establishment")
        .order_by("supply__subject", "-quantity", "pk")
    )
    plots = _plots(park, mine)
    named = {part.listing_id for part in parts} | {key for flow in flows for key in _ends(flow)}
    rows = Listing.objects.in_park(park).filter(pk__in=named).to_match_on(today)
    standing = set(rows.values_list("pk", flat=True))
    found = [
        _stored(
            each,
            [part for part in parts if part.proposal_id == each.pk],
            [flow for flow in flows if flow.proposal_id == each.pk],
            plots,
            standing,
        )
        for each in proposals
    ]
    edits = edits_since(park, [_rests_on(each) for each in found], today)
    return tuple(replace(each, edited=edited) for each, edited in zip(found, edits, strict=True))


def _rests_on(stored: Stored) -> RestsOn:
    companies = [it.establishment for it in stored.needs if it.establishment is not None]
    return RestsOn(
        read_at=stored.proposal.made_at,
        listings=frozenset(it.pk for it in stored.needs),
        plots=frozenset(it.pk for part in stored.parts for it in (*part.takes, *part.gives)),
        companies=frozenset(it.pk for it in companies),
        organisations=frozenset(it.organisation_id for it in companies),
    )


def _ends(flow: ProposalFlow) -> tuple[UUID, UUID]:
    return flow.supply_id, flow.demand_id


def _plots(park: int, proposals: Iterable[UUID]) -> dict[UUID, list[ProposalPlot]]:
    """Return the plots per part."""
    rows = ProposalPlot.objects.in_park(park).filter(part__proposal__in=proposals)
    found: dict[UUID, list[ProposalPlot]] = {}
    for row in rows.select_related("plot").defer("plot__geometry").order_by("plot__name", "pk"):
        found.setdefault(row.part_id, []).append(row)
    return found


def _stored(
    proposal: Proposal,
    parts: Sequence[ProposalPart],
    flows: Sequence[ProposalFlow],
    plots: dict[UUID, list[ProposalPlot]],
    standing: set[UUID],
) -> Stored:
    taking = [part for part in parts if part.outcome != PartOutcome.UNMET]
    needs = {part.listing_id for part in taking} | {key for it in flows for key in _ends(it)}
    left = len(taking) + sum(len(plots.get(part.pk, ())) for part in taking) + len(flows)
    if not needs <= standing or left < proposal.pieces:
        return Stored(proposal, stands=False)
    return Stored(
        proposal,
        stands=True,
        parts=tuple(_taking(part, plots) for part in taking),
        # A wish that stayed unmet and is gone by now, was not needed: it is left out.
        unmet=tuple(
            _taking(part, plots)
            for part in parts
            if part.outcome == PartOutcome.UNMET and part.listing_id in standing
        ),
        flows=tuple(flows),
    )


def _taking(part: ProposalPart, plots: dict[UUID, list[ProposalPlot]]) -> Taking:
    rows = plots.get(part.pk, [])
    return Taking(
        listing=part.listing,
        outcome=part.outcome,
        chain=part.chain or 0,
        turn=part.turn or 0,
        why=part.why,
        takes=tuple(row.plot for row in rows if row.gets),
        gives=tuple(row.plot for row in rows if not row.gets),
    )


def proposals_of(viewer: Viewer, run: MatchingRun, today: dt.date) -> tuple[Stored, ...]:
    """Return what a run found, the best on top. Nine queries."""
    rows = Proposal.objects.visible_to(viewer).filter(run=run).best_first()
    return stored_proposals(list(rows), today)


def latest_proposals(viewer: Viewer, today: dt.date) -> tuple[Stored, ...]:
    """Return what the latest finished run of each kind found. Nine queries."""
    finished: Any = MatchingRun.objects.in_park(viewer.park.pk).filter(state=JobState.READY)
    latest = finished.order_by("kind", F("finished_at").desc(nulls_last=True), "pk").distinct(
        "kind"
    )
    rows = Proposal.objects.visible_to(viewer).filter(run__in=latest.values("pk"))
    in_order = sorted(rows.best_first(), key=lambda it: (_kind_order(it.run.kind), it.rank))
    return stored_proposals(in_order, today)


def _kind_order(kind: str) -> int:
    return list(RunKind.values).index(kind)
