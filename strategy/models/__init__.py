"""Goals, what measures them, and the milestones towards them."""

from strategy.models.goals import Goal, GoalQuerySet
from strategy.models.indicators import Indicator, Measurement
from strategy.models.links import GoalAgreement, GoalCommitment
from strategy.models.milestones import Milestone, MilestoneDependency, MilestoneQuerySet

__all__ = [
    "Goal",
    "GoalAgreement",
    "GoalCommitment",
    "GoalQuerySet",
    "Indicator",
    "Measurement",
    "Milestone",
    "MilestoneDependency",
    "MilestoneQuerySet",
]
