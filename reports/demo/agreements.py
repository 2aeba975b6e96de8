"""Makes what a park of the demo agreed, who gives what, who pays and what is thought up."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from collective.choices import AgreementState, CommitmentState
from collective.models import Agreement, IdeaCarrier
from collective.services.agreements import add_agreement, add_party
from collective.services.commitments import add_commitment
from collective.services.funding import add_funding
from collective.services.ideas import add_idea
from parks.choices import Audience
from parks.models import Membership, Park
from parks.queries.readers import AudienceReader
from reports.demo.agreements_schema import (
    AgreementContent,
    CommitmentContent,
    FundingContent,
    IdeaContent,
    PartyContent,
)
from reports.demo.moments import Calendar
from reports.demo.together_schema import TogetherContent
from strategy.models import Goal


@dataclass(slots=True)
class AgreementBuilder:
    """Makes agreements with their parties and commitments, money and ideas."""

    park: Park
    calendar: Calendar
    memberships: Mapping[str, Membership]
    goals: Mapping[str, Goal]

    def build(self, content: TogetherContent) -> None:
        """Make all of it."""
        for agreement in content.agreements:
            self._agree(agreement)
        for money in content.funding:
            self._fund(money)
        for idea in content.ideas:
            self._think(idea)

    def _agree(self, content: AgreementContent) -> None:
        typed = {
            "kind": content.kind,
            "title": content.title,
            "summary": self.calendar.fill(content.summary),
            "starts_on": self.calendar.day_or_none(content.starts),
            "ends_on": self.calendar.day_or_none(content.ends),
            "themes": list(content.themes),
            "remark": content.remark,
            "audience": content.audience,
        }
        agreement = add_agreement(
            park=self.park, typed=typed, goals=self._goals(content.goals), viewer=self._team()
        )
        for party in content.parties:
            add_party(agreement=agreement, typed=self._party(party))
        for commitment in content.commitments:
            self._promise(agreement, commitment)
        if all(party.signed for party in content.parties):
            agreement.state = AgreementState.SIGNED
            agreement.save(update_fields=["state"])

    def _party(self, content: PartyContent) -> dict[str, object]:
        return {
            "name": content.name,
            "helix": content.helix,
            "stands_for": content.stands_for,
            "signed_on": self.calendar.day_or_none(content.signed),
            "signed_by": content.signed_by,
        }

    def _promise(self, agreement: Agreement, content: CommitmentContent) -> None:
        settled = content.kept or content.dropped
        state = CommitmentState.KEPT if content.kept else CommitmentState.DROPPED
        typed = {
            "agreement": agreement,
            "name": content.name,
            "helix": content.helix,
            "kind": content.kind,
            "what": content.what,
            "quantity": content.quantity or None,
            "due_on": self.calendar.day(content.due),
            "state": state if settled else CommitmentState.OPEN,
            "settled_on": self.calendar.day_or_none(settled),
            "dropped_reason": content.reason,
            "audience": content.audience,
        }
        add_commitment(
            park=self.park, typed=typed, goals=self._goals(content.goals), viewer=self._team()
        )

    def _fund(self, content: FundingContent) -> None:
        typed = {
            "source": content.source,
            "what": content.what,
            "year": self.calendar.day(content.year).year,
            "planned_eur": content.planned,
            "received_eur": content.received,
            "note": content.note,
            "audience": content.audience,
        }
        add_funding(park=self.park, typed=typed)

    def _think(self, content: IdeaContent) -> None:
        typed = {
            "title": content.title,
            "what": content.what,
            "theme": content.theme or "",
            "stage": content.stage,
            "next_step": content.next_step,
            "owner": self.memberships.get(content.owner),
            "lapsed_on": self.calendar.day_or_none(content.lapsed),
            "lapsed_reason": content.reason,
            "audience": content.audience,
        }
        idea = add_idea(park=self.park, typed=typed)
        for carrier in content.carriers:
            IdeaCarrier.objects.create(
                park=self.park, idea=idea, name=carrier.name, helix=carrier.helix, how=carrier.how
            )

    def _goals(self, keys: tuple[str, ...]) -> list[UUID]:
        return [self.goals[key].pk for key in keys]

    def _team(self) -> AudienceReader:
        return AudienceReader.of(self.park, Audience.TEAM)
