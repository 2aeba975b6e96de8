"""Reports: what leaves the platform, and the read models that join all apps below."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportsConfig(AppConfig):
    """Editions, jobs, PDFs, dashboards, and what a person may ask about herself."""

    name = "reports"
    verbose_name = "Rapporten"

    def ready(self) -> None:
        """Make the function for erasure once per `migrate`, when all tables exist."""
        post_migrate.connect(_install_function, sender=self, dispatch_uid="reports.privacy")


def _install_function(using: str, **_: Any) -> None:
    from reports.privacy.function import install_function  # noqa: PLC0415  # models must be loaded

    install_function(using=using)
