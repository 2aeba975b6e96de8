"""Read models of one round: what the method asks, and what each party must, may, wants and can."""

from dataclasses import dataclass
from uuid import UUID

from knowledge.choices import Side
from knowledge.realisation import principles, process_steps
from knowledge.round_schemas import Principle, ProcessStep
from knowledge.round_schemas import SelfAnalysis as Questions
from parks.access import Viewer
from parks.choices import Helix
from realisation.models import OpportunityParty, Round, SelfAnalysis
from realisation.queries.parties import may_note


@dataclass(frozen=True, slots=True)
class Check:
    """A guiding principle, and whether this round says that it is met."""

    principle: Principle
    is_met: bool


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """A party with its analysis in this round, if somebody made one."""

    party_id: UUID
    party: str
    analysis: SelfAnalysis | None


@dataclass(frozen=True, slots=True)
class RoundCard:
    """One round. `analyses` is empty for who is not the team."""

    round: Round
    step: ProcessStep
    checks: tuple[Check, ...]
    analyses: tuple[AnalysisRow, ...]

    @property
    def met(self) -> int:
        """How many of the guiding principles are met."""
        return sum(each.is_met for each in self.checks)


def round_card(viewer: Viewer, turn: Round) -> RoundCard:
    """Return all that the viewer may know of a round. Three queries at most."""
    checks = tuple(
        Check(principle, slug in turn.principles) for slug, principle in principles().items()
    )
    analyses = _analyses(viewer, turn) if viewer.may_edit else ()
    return RoundCard(turn, process_steps()[turn.process_step], checks, analyses)


def _analyses(viewer: Viewer, turn: Round) -> tuple[AnalysisRow, ...]:
    rows = SelfAnalysis.objects.visible_to(viewer).filter(round=turn)
    made = {each.party_id: each for each in rows}
    found = OpportunityParty.objects.visible_to(viewer).filter(opportunity=turn.opportunity_id)
    parties = list(found.order_by("name", "pk"))
    noted = may_note(viewer, parties)
    return tuple(
        AnalysisRow(party.pk, party.name, made.get(party.pk))
        for party in parties
        if party.pk in noted and (party.left_on is None or party.pk in made)
    )


def questions_for(turn: Round, party: OpportunityParty) -> Questions:
    """Return what the method asks a party of its side in the step of a round."""
    side = Side.PUBLIC if party.helix == Helix.GOVERNMENT else Side.BUSINESS
    step = process_steps()[turn.process_step]
    return next(each for each in step.analysis if each.side == side)
