"""Goals, what measures them, and the milestones towards them."""

from strategy.models.goals import Goal, GoalQuerySet
from strategy.models.indicators import Indicator, Measurement
from strategy.models.milestones import Milestone, MilestoneDependency, MilestoneQuerySet

__all__ = [
    "Goal",
    "GoalQuerySet",
    "Indicator",
    "Measurement",
    "Milestone",
    "MilestoneDependency",
    "MilestoneQuerySet",
]
