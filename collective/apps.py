"""Collective: how a park is organised, on the business side and the public side."""

from django.apps import AppConfig


class CollectiveConfig(AppConfig):
    """The organisation degree."""

    name = "collective"
    verbose_name = "Samenwerking"
