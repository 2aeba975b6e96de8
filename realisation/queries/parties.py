"""Of which parties somebody may read and write what the team notes."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from uuid import UUID

from parks.access import Viewer
from realisation.models import OpportunityParty
from realisation.models.rounds import not_of_herself


def may_note(viewer: Viewer, parties: Iterable[OpportunityParty]) -> AbstractSet[UUID]:
    """Return of which parties the viewer may note things: one of the team, and not about herself.

    The same rule as `AboutPartyQuerySet`, for what has not been written yet. One query at most.
    """
    ids = {party.pk for party in parties}
    if not viewer.may_edit:
        return frozenset()
    if viewer.reads_confidential or not viewer.establishments:
        return ids
    rows = OpportunityParty.objects.in_park(viewer.park.pk).filter(pk__in=ids)
    return set(not_of_herself(rows, viewer).values_list("pk", flat=True))
