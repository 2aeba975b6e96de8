"""Changes to the organisation forms of a park.

What people fill in about a row that exists is stored by `parks.services.records`.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from collective.models import ChosenForm
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record


def choose_form(*, park: Park, typed: Mapping[str, Any]) -> ChosenForm:
    """Write down that a park has a form."""
    chosen: ChosenForm = ChosenForm.objects.create(park=park, **typed)
    return chosen


@transaction.atomic
def remove_form(*, park: Park, chosen: ChosenForm) -> None:
    """Remove a form that the park never had; one that ended gets a last day instead."""
    record(park=park, action=AuditAction.DELETE, target=chosen)
    chosen.delete()
