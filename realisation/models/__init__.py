"""What a park does: baseline, quick scan, demand and supply, matching, opportunities."""

from realisation.models.baseline import AreaFact, FactGoal
from realisation.models.listings import Listing
from realisation.models.matches import Introduction, IntroductionAnswer, Match
from realisation.models.opportunities import (
    Opportunity,
    OpportunityGoal,
    OpportunityLink,
    OpportunityParty,
    OpportunityPlot,
)
from realisation.models.proposals import (
    MatchingRun,
    Proposal,
    ProposalFlow,
    ProposalPart,
    ProposalPlot,
)
from realisation.models.quickscan import QuickScan, Reminder, ReminderRun, ScanLevel, ScanRound
from realisation.models.rounds import DoubleTest, Round, SelfAnalysis

__all__ = [
    "AreaFact",
    "DoubleTest",
    "FactGoal",
    "Introduction",
    "IntroductionAnswer",
    "Listing",
    "Match",
    "MatchingRun",
    "Opportunity",
    "OpportunityGoal",
    "OpportunityLink",
    "OpportunityParty",
    "OpportunityPlot",
    "Proposal",
    "ProposalFlow",
    "ProposalPart",
    "ProposalPlot",
    "QuickScan",
    "Reminder",
    "ReminderRun",
    "Round",
    "ScanLevel",
    "ScanRound",
    "SelfAnalysis",
]
