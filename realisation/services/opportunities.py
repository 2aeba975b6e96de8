"""Opportunities from idea to realised, and out (TB steps 3-6).

Whoever moves an opportunity or changes its parties holds it while she does.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final
from uuid import UUID

from django.contrib.gis.geos import MultiPolygon
from django.db import transaction

from collective.models import Activity, Idea, Stakeholder
from core.refusals import RefusedError
from parks.choices import AuditAction, Helix
from parks.models import Establishment, Park, Plot, Reader
from parks.services.audit import record
from parks.services.shapes import ShapeChangedError, version_of
from realisation.choices import OpportunityState, PartyRole, Willingness
from realisation.models import (
    Listing,
    Match,
    Opportunity,
    OpportunityGoal,
    OpportunityParty,
    OpportunityPlot,
    Proposal,
)
from realisation.queries.opportunities import STATES
from realisation.queries.opportunity_gate import WITHOUT_CONDITIONS, lacking
from realisation.services.proposals import mark_adopted
from strategy.models import Goal

# Names neither who nor what: who reads it may not know who withdrew.
CHANGED: Final = (
    "Een vraag of aanbod waarop deze kans rust, is net gewijzigd of ingetrokken. Er is niets"
    " opgeslagen. Begin opnieuw."
)
LAPSED_FIRST: Final = "Deze kans is vervallen. Pak haar eerst weer op."
FELL_BACK: Final = "Terug naar idee: er zijn geen twee partijen meer waarvan er één wil investeren."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewParty:
    """A party with which an opportunity starts."""

    name: str
    helix: str = Helix.COMPANY
    establishment: Establishment | None = None
    stakeholder: Stakeholder | None = None
    listing: Listing | None = None
    role: str = PartyRole.JOINS
    brings: str = ""
    willingness: str = Willingness.EXPLORING
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CameFrom:
    """Where an opportunity came from; `measure` is a slug of the knowledge."""

    match: Match | None = None
    proposal: Proposal | None = None
    idea: Idea | None = None
    activity: Activity | None = None
    measure: str = ""


BY_HAND: Final = CameFrom()


@transaction.atomic
def create_opportunity(
    *,
    park: Park,
    typed: Mapping[str, Any],
    parties: Sequence[NewParty] = (),
    plots: Collection[Plot] = (),
    came_from: CameFrom = BY_HAND,
) -> Opportunity:
    """Make an opportunity in the state of idea.

    The parties come with it under the names that all readers will see. A proposal counts as adopted
    from then on: of each, one opportunity is made. Raises `RefusedError` when that is done already,
    or when somebody withdrew what was read before this was called.
    """
    _hold_wishes(park, [each.listing for each in parties if each.listing])
    origin = _fields(came_from)
    if came_from.proposal is not None:
        mark_adopted(proposal=came_from.proposal)
    made: Opportunity = Opportunity.objects.create(park=park, **origin, **typed)
    for party in parties:
        OpportunityParty.objects.create(park=park, opportunity=made, **_fields(party))
    for plot in plots:
        OpportunityPlot.objects.create(park=park, opportunity=made, plot=plot)
    return made


def _hold_wishes(park: Park, read: Sequence[Listing]) -> None:
    """Hold demands and supplies that come along, and refuse when one is not as it was read."""
    rows = Listing.objects.in_park(park.pk).filter(pk__in=[each.pk for each in read])
    now = {each.pk: each for each in rows.select_for_update(of=("self",)).order_by("pk")}
    for each in read:
        held = now.get(each.pk)
        if held is None or (held.state, held.released_to) != (each.state, each.released_to):
            raise RefusedError(CHANGED)


def _fields(given: NewParty | CameFrom) -> dict[str, Any]:
    """Return the fields with rows as they are, which `asdict` would copy."""
    return {each.name: getattr(given, each.name) for each in fields(given)}


@transaction.atomic
def move_opportunity(*, opportunity: Opportunity, forward: bool, reason: str) -> Opportunity:
    """Move an opportunity one state and keep why. Raises `RefusedError` with what it lacks."""
    held = hold_opportunity(opportunity)
    if held.state == OpportunityState.LAPSED:
        raise RefusedError(LAPSED_FIRST)
    state = next_state(held.state, forward=forward)
    if state is None:
        raise RefusedError("Verder dan dit kan de kans niet.")
    if forward and (missing := lacking(held)):
        raise RefusedError(*missing)
    return _in_state(held, state, reason)


def next_state(state: str, *, forward: bool) -> OpportunityState | None:
    """Return the state after or before one; None past either end and for what has lapsed."""
    if state == OpportunityState.LAPSED:
        return None
    at = STATES.index(OpportunityState(state)) + (1 if forward else -1)
    return STATES[at] if 0 <= at < len(STATES) else None


@transaction.atomic
def lapse_opportunity(*, opportunity: Opportunity, reason: str, learned: str) -> Opportunity:
    """Let an opportunity lapse; why and what was learned stay. Raises `RefusedError`."""
    held = hold_opportunity(opportunity)
    if held.state == OpportunityState.LAPSED:
        raise RefusedError("Deze kans is al vervallen.")
    if learned:
        held.learned = learned
        held.save(update_fields=["learned"])
    return _in_state(held, OpportunityState.LAPSED, reason)


@transaction.atomic
def revive_opportunity(*, opportunity: Opportunity, reason: str) -> Opportunity:
    """Take an opportunity up again as an idea, from where it has to show itself anew.

    Raises `RefusedError`. What was learned stays.
    """
    held = hold_opportunity(opportunity)
    if held.state != OpportunityState.LAPSED:
        raise RefusedError("Deze kans is niet vervallen.")
    return _in_state(held, OpportunityState.IDEA, reason)


def fall_back(held: Opportunity) -> bool:
    """Make an opportunity an idea again when it no longer meets the conditions; say whether.

    Call it with the opportunity held, after its parties changed. The reason names nobody: who left
    is for the park manager alone.
    """
    if held.state in WITHOUT_CONDITIONS or not lacking(held):
        return False
    _in_state(held, OpportunityState.IDEA, FELL_BACK)
    return True


@transaction.atomic
def remove_opportunity(*, park: Park, opportunity: Opportunity) -> None:
    """Remove an opportunity with its parties, rounds and ties. Its history stays."""
    record(park=park, action=AuditAction.DELETE, target=opportunity)
    opportunity.delete()


@transaction.atomic
def set_plots(*, opportunity: Opportunity, chosen: Collection[UUID], viewer: Reader) -> None:
    """Let an opportunity lie on exactly these of the plots that the viewer sees.

    Plots that she may not see stay; other ids are ignored.
    """
    hold_opportunity(opportunity)
    visible = Plot.objects.visible_to(viewer)
    rows = OpportunityPlot.objects.in_park(opportunity.park_id).filter(opportunity=opportunity)
    rows.filter(plot__in=visible.values("pk")).exclude(plot__in=chosen).delete()
    there = set(rows.values_list("plot", flat=True))
    for plot in visible.filter(pk__in=chosen).exclude(pk__in=there).defer("geometry"):
        OpportunityPlot.objects.create(park=viewer.park, opportunity=opportunity, plot=plot)


@transaction.atomic
def set_goals(*, opportunity: Opportunity, chosen: Collection[UUID], viewer: Reader) -> None:
    """Let an opportunity serve exactly these of the goals that the viewer sees.

    Goals that she may not see stay; other ids are ignored.
    """
    hold_opportunity(opportunity)
    visible = Goal.objects.visible_to(viewer)
    rows = OpportunityGoal.objects.in_park(opportunity.park_id).filter(opportunity=opportunity)
    rows.filter(goal__in=visible.values("pk")).exclude(goal__in=chosen).delete()
    there = set(rows.values_list("goal", flat=True))
    for goal in visible.filter(pk__in=chosen).exclude(pk__in=there):
        OpportunityGoal.objects.create(park=viewer.park, opportunity=opportunity, goal=goal)


@transaction.atomic
def save_area(
    *, opportunity: Opportunity, area: MultiPolygon | None, expected_version: str
) -> None:
    """Store the drawn area in RD New, or take it away.

    Raises `ShapeChangedError` when somebody else drew since.
    """
    held = hold_opportunity(opportunity)
    if version_of(held.area) != expected_version:
        raise ShapeChangedError
    held.area = area
    held.save(update_fields=["area"])


def hold_opportunity(opportunity: Opportunity) -> Opportunity:
    """Return an opportunity as it stands, which nobody else changes until the request is done."""
    rows = Opportunity.objects.in_park(opportunity.park_id).select_for_update(of=("self",))
    held: Opportunity = rows.get(pk=opportunity.pk)
    return held


def _in_state(held: Opportunity, state: OpportunityState, reason: str) -> Opportunity:
    held.state, held.state_reason = state, reason
    held.save(update_fields=["state", "state_reason"])
    return held
