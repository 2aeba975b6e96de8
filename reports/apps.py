"""Reports: what leaves the platform, and the read models that join all apps below."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Editions, jobs, PDFs and dashboards."""

    name = "reports"
    verbose_name = "Rapporten"
