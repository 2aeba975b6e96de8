"""Realisation: what a park does, from wishes to opportunities that parties carry."""

from django.apps import AppConfig


class RealisationConfig(AppConfig):
    """Baseline, demand and supply, matching and opportunities."""

    name = "realisation"
    verbose_name = "Realisatie"

    def ready(self) -> None:
        """Answer for opportunities to the apps below, and let reminders count as mail."""
        from collective.allowance import count_too  # noqa: PLC0415  # models must be loaded
        from collective.opportunities import fill_in  # noqa: PLC0415  # as above
        from realisation.models import Reminder  # noqa: PLC0415  # as above
        from realisation.queries.for_below import OpportunitiesOfPark  # noqa: PLC0415  # as above

        fill_in(OpportunitiesOfPark())
        count_too(Reminder, to="user")
