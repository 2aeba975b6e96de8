"""Strategy: why the companies of a park work together, and by when."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Goals, milestones, the matrix and the roadmap."""

    name = "strategy"
    verbose_name = "Strategie"

    def ready(self) -> None:
        """Answer for goals and milestones to the app below."""
        from collective.roadmap import fill_in  # noqa: PLC0415  # models must be loaded
        from strategy.services.for_collective import (  # noqa: PLC0415  # as above
            GoalsAndMilestones,
        )

        fill_in(GoalsAndMilestones())
