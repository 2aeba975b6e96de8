"""Of which parties somebody may read and write what the team notes."""

from parks.access import Viewer
from realisation.models import OpportunityParty


def may_note_party(viewer: Viewer, party: OpportunityParty) -> bool:
    """Whether the viewer may note things about a party: one of the team, and not about herself.

    The same rule as `AboutPartyQuerySet`, for what has not been written yet.
    """
    if not viewer.may_edit:
        return False
    if viewer.reads_confidential or party.establishment_id is None:
        return True
    return not viewer.speaks_for(party.establishment_id)
