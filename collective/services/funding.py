"""Money for the park: posts of what is planned and what came in."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from collective.models import Funding
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record


def add_funding(*, park: Park, typed: Mapping[str, Any]) -> Funding:
    """Add a post."""
    added: Funding = Funding.objects.create(park=park, **typed)
    return added


@transaction.atomic
def remove_funding(*, park: Park, funding: Funding) -> None:
    """Remove a post that never was. Its history stays."""
    record(park=park, action=AuditAction.DELETE, target=funding)
    funding.delete()
