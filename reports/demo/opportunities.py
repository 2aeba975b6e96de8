"""Makes the opportunities of a park of the demo, in the order in which they got on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.gis.geos import MultiPolygon

from parks.models import Membership, Park
from parks.services.shapes import version_of
from realisation.choices import OpportunityState, RoundStep
from realisation.models import Opportunity, OpportunityParty, Round
from realisation.queries.opportunities import STATES
from realisation.services.opportunities import (
    CameFrom,
    NewParty,
    create_opportunity,
    lapse_opportunity,
    move_opportunity,
    save_area,
)
from realisation.services.opportunity_parties import add_link
from realisation.services.rounds import add_analysis, add_test, decide_round, start_round
from reports.demo import realised_schema as schema
from reports.demo.moments import Calendar
from reports.demo.places import area_of
from reports.demo.wishes import WishBuilder

ABLE = ("time", "money", "knowledge", "staff", "infrastructure")


@dataclass(slots=True)
class OpportunityBuilder:
    """Makes opportunities; `made` holds them by key."""

    park: Park
    calendar: Calendar
    memberships: Mapping[str, Membership]
    wishes: WishBuilder
    made: dict[str, Opportunity] = field(default_factory=dict)

    def build(self, contents: Sequence[schema.OpportunityContent]) -> None:
        """Make them, and then what ties them together."""
        for content in contents:
            self._add(content)
        for content in contents:
            for link in content.links:
                typed = {"target": self.made[link.to], "kind": link.kind, "note": link.note}
                add_link(source=self.made[content.key], typed=typed)

    def _add(self, content: schema.OpportunityContent) -> None:
        typed = {
            "title": content.title,
            "what": content.text,
            "scale": content.scale,
            "theme": content.theme,
            "capitals": list(content.capitals),
            "next_action": content.action,
            "next_action_on": self.calendar.day_or_none(content.action_on),
            "audience": content.audience,
            **self._owner(content.owner),
        }
        opportunity = create_opportunity(
            park=self.park,
            typed=typed,
            parties=[self._party(each) for each in content.parties],
            plots=[self.wishes.terrain.plots[name] for name in content.plots],
            came_from=CameFrom(measure=content.measure),
        )
        self.made[content.key] = opportunity
        for key in content.goals:
            opportunity.goals.create(park=self.park, goal=self.wishes.goals[key])
        if content.corners:
            area = MultiPolygon(area_of(content.corners))
            save_area(opportunity=opportunity, area=area, expected_version=version_of(None))
        self._test(opportunity, content)
        self._advance(opportunity, content)

    def _owner(self, owner: str) -> dict[str, Any]:
        membership = self.memberships.get(owner)
        return {"owner": membership, "owner_other": "" if membership else owner}

    def _party(self, content: schema.PartyContent) -> NewParty:
        return NewParty(
            name=content.name,
            helix=content.helix,
            establishment=self.wishes.terrain.companies.get(content.name),
            listing=self.wishes.listings.get(content.listing),
            role=content.role,
            brings=content.brings,
            willingness=content.willingness,
            named=not content.unnamed,
        )

    def _test(self, opportunity: Opportunity, content: schema.OpportunityContent) -> None:
        tested = {each.name: each.test for each in content.parties if each.test}
        for party in OpportunityParty.objects.in_park(self.park.pk).filter(opportunity=opportunity):
            if test := tested.get(party.name):
                typed = {
                    "tested_on": self.calendar.day(test.date),
                    "support": test.support,
                    **dict(zip(ABLE, test.able, strict=True)),
                    "note": test.note,
                }
                add_test(party=party, typed=typed)

    def _advance(self, opportunity: Opportunity, content: schema.OpportunityContent) -> None:
        """Bring it as far as it came, step by step, with its rounds on the way."""
        lapsed = content.state == OpportunityState.LAPSED
        for state in () if lapsed else STATES[1 : STATES.index(content.state) + 1]:
            reason = content.reason if state == content.state else ""
            move_opportunity(opportunity=opportunity, forward=True, reason=reason)
        for each in content.rounds:
            self._turn(opportunity, each)
        if lapsed:
            lapse_opportunity(
                opportunity=opportunity, reason=content.reason, learned=content.learned
            )

    def _turn(self, opportunity: Opportunity, content: schema.RoundContent) -> None:
        turn = self._open_turn(opportunity, content.process_step)
        turn.found, turn.weighed = content.found, content.weighed
        turn.principles = list(content.principles)
        turn.step = RoundStep.WEIGH if content.weighed else RoundStep.SEEK
        turn.save()
        self._analyse(turn, content)
        if content.decision:
            decide_round(
                turn=turn,
                decision=content.decision,
                decided_by=content.by,
                decided_on=self.calendar.day(content.decided),
                why=content.why,
                learned=content.learned,
            )

    def _analyse(self, turn: Round, content: schema.RoundContent) -> None:
        parties = {each.name: each for each in turn.opportunity.parties.all()}
        for each in content.analyses:
            typed = {"must": each.must, "may": each.may, "wants": each.wants, "can": each.can}
            add_analysis(turn=turn, party=parties[each.party], typed=typed)

    def _open_turn(self, opportunity: Opportunity, process_step: int) -> Round:
        """Return the round that the last decision opened, or begin one."""
        rounds = Round.objects.in_park(self.park.pk).filter(opportunity=opportunity)
        waiting: Round | None = rounds.filter(decision="").first()
        if waiting:
            waiting.process_step = process_step
            return waiting
        return start_round(opportunity=opportunity, process_step=process_step)
