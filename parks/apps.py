"""Parks: the ground, the people on it, and the walls between them."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ParksConfig(AppConfig):
    """The park, which owns all that happens in it."""

    name = "parks"
    verbose_name = "Bedrijventerreinen"

    def ready(self) -> None:
        """Install the isolation once per `migrate`, when all tables exist."""
        post_migrate.connect(_install_isolation, sender=self, dispatch_uid="parks.isolation")


def _install_isolation(using: str, **_: Any) -> None:
    from parks.isolation import install_isolation  # noqa: PLC0415  # models must be loaded

    install_isolation(using=using)
