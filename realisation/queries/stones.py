"""How far the three stepping stones of realisation are, each with the facts it rests on.

The method book names the stones by their scale (SB fig 41, 44 and 47) and gives no measure for
them. The levels are the platform's own (decision 6): 0 not begun, 1 begun, 2 on its way, 3 secured.
They count only what the reader may see, so a level tells her nothing of what is hidden.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from django.db.models import Count

from knowledge.choices import Scale
from realisation.choices import OpportunityState
from realisation.models.opportunities import OpportunityQuerySet

WORKED_OUT: Final = (OpportunityState.WORKING, OpportunityState.CASE)
CARRIED_OUT: Final = (OpportunityState.AGREED, OpportunityState.REALISED)

# How many opportunities of a scale are in each state; what lapsed is left out.
StatesByScale = Mapping[str, Mapping[str, int]]


def opportunity_states(rows: OpportunityQuerySet) -> StatesByScale:
    """Count the opportunities that a reader sees, by scale and state. One query."""
    counts: dict[str, Counter[str]] = {scale: Counter() for scale in Scale.values}
    grouped = rows.standing().order_by().values_list("scale", "state").annotate(number=Count("pk"))
    for scale, state, number in grouped:
        counts[scale][state] = number
    return counts


def realise(states: Mapping[str, int]) -> tuple[int, str]:
    """Return level and fact of one scale: are there opportunities, and do they get anywhere."""
    total = sum(states.values())
    if not total:
        return 0, "Nog geen kansen"
    worked_out = sum(states.get(state, 0) for state in WORKED_OUT)
    carried_out = sum(states.get(state, 0) for state in CARRIED_OUT)
    level = 3 if carried_out else 2 if worked_out else 1
    words = "kans" if total == 1 else "kansen"
    return level, (
        f"{total} {words}, {worked_out} in uitwerking, {carried_out} afgesproken of gerealiseerd"
    )
