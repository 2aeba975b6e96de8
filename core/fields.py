"""Columns that several apps have."""

from typing import Any

from django.db import models


def amount_field(label: str) -> "models.DecimalField[Any, Any]":
    """Return an optional amount in euros."""
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True, blank=True)


def quantity_field(label: str) -> "models.DecimalField[Any, Any]":
    """Return an optional quantity in the unit of an indicator."""
    return models.DecimalField(label, max_digits=18, decimal_places=4, null=True, blank=True)
