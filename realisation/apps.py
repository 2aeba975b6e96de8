"""Realisation: what a park does, from wishes to opportunities that parties carry."""

from django.apps import AppConfig


class RealisationConfig(AppConfig):
    """Baseline, demand and supply, matching and opportunities."""

    name = "realisation"
    verbose_name = "Realisatie"
