"""What changed about the two sides of a judged pair since the park manager decided.

A decision was about what stood there then: who edits a demand afterwards must not keep a "yes" to
something else.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from parks.queries.history import events_of, label_of, value_of
from realisation.models import Listing, Match

# What tells nothing of what is asked or offered itself: who reads it, how long it holds, its state.
BESIDE: Final = frozenset({"expires_on", "state", "state_reason", "released_to", "source"})
COMPARED: Final = tuple(name for name in Listing.in_history if name not in BESIDE)


def changed_since(matches: Sequence[Match]) -> Mapping[UUID, tuple[str, ...]]:
    """Return per match in words what of demand or supply was edited since. One query.

    For who may see both sides; reads `demand` and `supply`.
    """
    if not matches:
        return {}
    ids = {pk for each in matches for pk in (each.demand_id, each.supply_id)}
    events = events_of(Listing).filter(park_id=matches[0].park_id, pgh_obj_id__in=ids)
    states: dict[UUID, list[Any]] = {}
    for event in events.order_by("pgh_id"):
        states.setdefault(event.pgh_obj_id, []).append(event)
    return {each.pk: tuple(_edited(each, states)) for each in matches}


def _edited(match: Match, states: Mapping[UUID, Sequence[Any]]) -> Iterable[str]:
    for side, listing in (("vraag", match.demand), ("aanbod", match.supply)):
        then = _state_at(states.get(listing.pk, ()), match.decided_at)
        if then is None:
            continue
        names = [name for name in COMPARED if _stored(then, name) != _stored(listing, name)]
        if names:
            yield f"{side}: {', '.join(map(_inside, names))}"


def _inside(name: str) -> str:
    """Return the label of a field as it stands inside a sentence."""
    label = label_of(Listing, name)
    return label[:1].lower() + label[1:]


def _state_at(states: Sequence[Any], moment: dt.datetime) -> Any:
    before = [state for state in states if state.pgh_created_at <= moment]
    return before[-1] if before else None


def _stored(source: Any, name: str) -> Any:
    # The key of a related row: reading the row itself would ask a query for each.
    key = f"{name}_id"
    return value_of(source, key if hasattr(source, key) else name)
