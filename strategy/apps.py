"""Strategy: why a park acts, as goals in six capitals and three horizons."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Goals, indicators, milestones."""

    name = "strategy"
    verbose_name = "Strategie"
