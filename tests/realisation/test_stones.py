"""How far the three stones of realisation are follows from the opportunities that a reader sees."""

import pytest

from core.park_context import park_context
from knowledge.choices import Scale
from parks.choices import Audience
from realisation.choices import OpportunityState
from realisation.models import Opportunity
from realisation.queries.stones import opportunity_states, realise
from tests.factories.world import World


@pytest.mark.parametrize(
    ("states", "level"),
    [
        ({}, 0),
        ({OpportunityState.IDEA: 3}, 1),
        ({OpportunityState.OPPORTUNITY: 1}, 1),
        ({OpportunityState.WORKING: 1}, 2),
        ({OpportunityState.IDEA: 9, OpportunityState.CASE: 1}, 2),
        ({OpportunityState.AGREED: 1}, 3),
        ({OpportunityState.IDEA: 1, OpportunityState.REALISED: 1}, 3),
    ],
)
def test_the_level_follows_the_furthest_opportunity(states: dict[str, int], level: int) -> None:
    assert realise(states)[0] == level


def test_the_fact_counts_what_it_rests_on() -> None:
    states: dict[str, int] = {
        OpportunityState.IDEA: 1,
        OpportunityState.WORKING: 2,
        OpportunityState.AGREED: 1,
    }
    assert realise(states)[1] == "4 kansen, 2 in uitwerking, 1 afgesproken of gerealiseerd"
    assert realise({OpportunityState.IDEA: 1})[1].startswith("1 kans, 0 in uitwerking")


@pytest.mark.usefixtures("standing")
def test_a_level_counts_what_its_readers_see(world: World) -> None:
    """Neither lapsed opportunities nor those with a party that wants to stay unnamed count."""
    world.realised.team_opportunity.state = OpportunityState.LAPSED
    world.realised.team_opportunity.state_reason = "geen geld"
    with park_context(world.park.pk):
        rows = Opportunity.objects.in_park(world.park.pk)
        for_team = rows.for_audiences(Audience.values)
        for_members = rows.for_audiences(Audience.at_least(Audience.MEMBERS))
        at_first = opportunity_states(for_team)
        world.realised.team_opportunity.save()
        later, members = opportunity_states(for_team), opportunity_states(for_members)
    assert sum(at_first[Scale.NICHE].values()) == 2
    assert sum(later[Scale.NICHE].values()) == sum(members[Scale.NICHE].values()) == 1
