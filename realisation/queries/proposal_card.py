"""All that the page of a proposal shows."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from core.svg import Svg
from parks.access import Viewer
from realisation.choices import RunKind
from realisation.models import Opportunity, Proposal
from realisation.queries.proposal_changes import newer_listings
from realisation.queries.proposal_flows import (
    FlowParty,
    FlowTold,
    ShortTold,
    flow_parties,
    flow_picture,
    flows_told,
    short_told,
)
from realisation.queries.proposal_flows_without import FlowsWithoutTold, flows_without_party
from realisation.queries.proposal_picture import moves_picture
from realisation.queries.proposal_story import (
    ChainTold,
    PartyTold,
    UnmetTold,
    chains_told,
    parties_told,
    unmet_told,
)
from realisation.queries.proposal_without import WithoutTold, without_party
from realisation.queries.proposal_words import not_looked_at, proof_of
from realisation.queries.proposals import Stored, Taking, proposals_of
from realisation.queries.searches import KINDS


@dataclass(frozen=True, slots=True)
class OtherTold:
    """Another proposal of the same search: what it meets more, less and in another way."""

    stored: Stored
    more: tuple[Taking, ...]
    less: tuple[Taking, ...]
    differently: tuple[Taking, ...]


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A proposal told. When it no longer stands, there is nothing to tell.

    `newer`: how many other demands and supplies came or changed since the search.
    """

    stored: Stored
    opportunity: Opportunity | None
    newer: int = 0
    proof: str = ""
    not_looked_at: tuple[str, ...] = ()
    chains: tuple[ChainTold, ...] = ()
    parties: tuple[PartyTold, ...] = ()
    unmet: tuple[UnmetTold, ...] = ()
    flows: tuple[FlowTold, ...] = ()
    short: tuple[ShortTold, ...] = ()
    others: tuple[OtherTold, ...] = ()
    picture: Svg | None = None
    without: WithoutTold | None = None
    takes_part: tuple[FlowParty, ...] = ()
    flows_without: FlowsWithoutTold | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it meets no wish at all."""
        return not (self.chains or self.flows)


def proposal_card(
    viewer: Viewer, proposal: Proposal, today: dt.date, *, without: UUID | None = None
) -> ProposalCard:
    """Return a proposal told. `without` is a listing: what breaks when its party withdraws.

    The same number of queries, however much changes hands.
    """
    run = proposals_of(viewer, proposal.run, today)
    stored = next(each for each in run if each.proposal.pk == proposal.pk)
    made = Opportunity.objects.visible_to(viewer).filter(proposal=proposal).order_by("pk").first()
    if not stored.stands:
        return ProposalCard(stored, made)
    newer = newer_listings(
        proposal.park_id, KINDS[RunKind(proposal.run.kind)], proposal.made_at,
        {each.pk for each in stored.needs},
    )  # fmt: skip
    proof = proof_of(proposal, run[0].proposal)
    unseen = not_looked_at(proposal, proposal.run.kind)
    if proposal.run.kind == RunKind.FLOWS:
        return ProposalCard(
            stored,
            made,
            newer,
            proof,
            unseen,
            flows=flows_told(stored),
            short=tuple(short_told(stored)),
            takes_part=flow_parties(stored),
            picture=flow_picture(stored, viewer.park.name),
            flows_without=flows_without_party(stored, without, today) if without else None,
        )
    chains = chains_told(stored)
    return ProposalCard(
        stored,
        made,
        newer,
        proof,
        unseen,
        chains=chains,
        parties=parties_told(stored),
        unmet=tuple(unmet_told(stored)),
        others=tuple(_other(stored, it) for it in run if it is not stored and it.stands),
        picture=moves_picture(viewer, chains),
        without=without_party(stored, chains, without, today) if without else None,
    )


def _other(here: Stored, there: Stored) -> OtherTold:
    mine = {part.listing.pk: part for part in here.met}
    theirs = {part.listing.pk: part for part in there.met}
    return OtherTold(
        there,
        more=tuple(part for key, part in theirs.items() if key not in mine),
        less=tuple(part for key, part in mine.items() if key not in theirs),
        differently=tuple(
            part for key, part in theirs.items() if key in mine and mine[key].takes != part.takes
        ),
    )
