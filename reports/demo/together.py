"""Makes what a park of the demo does together: stakeholders, teams, activities, agreements."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.models import User
from collective.choices import ActivityState
from collective.models import BizGroup, BizRehearsal, Communication, Stakeholder
from collective.services.activities import add_activity
from collective.services.biz import add_rehearsal
from collective.services.forms import choose_form
from collective.services.positions import add_position
from collective.services.relations import add_relation
from collective.services.stakeholders import add_stakeholder
from collective.services.story import add_front_runner, add_story, publish_story
from collective.services.teams import add_member, add_team
from parks.models import Establishment, Membership, Park
from reports.demo import together_schema as schema
from reports.demo.agreements_schema import RehearsalContent, StoryContent, VotesContent
from reports.demo.moments import Calendar

PUBLISHED_AT = dt.time(9, 0)


@dataclass(slots=True)
class TogetherBuilder:
    """Makes all of it in the order in which the one needs the other."""

    park: Park
    calendar: Calendar
    people: Mapping[str, User]
    memberships: Mapping[str, Membership]
    companies: Mapping[str, Establishment]
    stakeholders: dict[str, Stakeholder] = field(default_factory=dict)

    def build(self, content: schema.TogetherContent, author: User) -> None:
        """Make it, in the name of `author` where nobody else is named."""
        for form in content.forms:
            self._choose(form)
        for stakeholder in content.stakeholders:
            self._add_stakeholder(stakeholder, author)
        for relation in content.relations:
            self._relate(relation)
        for team in content.teams:
            self._add_team(team)
        for activity in content.activities:
            self._add_activity(activity)
        for message in content.messages:
            self._plan(message)
        for rehearsal in content.rehearsals:
            self._rehearse(rehearsal)
        for story in content.stories:
            self._tell(story, author)

    def _choose(self, content: schema.FormContent) -> None:
        typed = {
            "form": content.form,
            "name": content.name,
            "since": self.calendar.day_or_none(content.since),
            "until": self.calendar.day_or_none(content.until),
            "contribution_eur": content.contribution,
            "members": content.members,
            "note": content.note,
            "audience": content.audience,
        }
        choose_form(park=self.park, typed=typed)

    def _add_stakeholder(self, content: schema.StakeholderContent, author: User) -> None:
        company = self.companies.get(content.company)
        typed = {
            "name": content.name,
            "organisation": company.organisation if company else None,
            "helix": content.helix,
            "function": content.function,
            "brings": content.brings,
            "gets": content.gets,
            "owner": self.memberships.get(content.owner),
            "next_contact_on": self.calendar.day_or_none(content.next_contact),
            "audience": content.audience,
        }
        row = add_stakeholder(park=self.park, typed=typed)
        self.stakeholders[content.name] = row
        for position in content.positions:
            self._place(row, position, author)
        for contact in content.contacts:
            self._note(row, contact)

    def _place(self, row: Stakeholder, content: schema.PositionContent, author: User) -> None:
        interest, influence, realising, blocking = content.numbers
        typed = {
            "since": self.calendar.day(content.since),
            "interest": interest,
            "influence": influence,
            "realising": realising,
            "blocking": blocking,
            "segment": content.segment,
            "stance": content.stance,
            "drivers": content.drivers,
            "undercurrents": content.undercurrents,
            "reason": content.reason,
        }
        add_position(stakeholder=row, by=author, typed=typed)

    def _note(self, row: Stakeholder, content: schema.ContactContent) -> None:
        row.contacts.create(
            park=self.park,
            on=self.calendar.day(content.day),
            kind=content.kind,
            summary=content.summary,
            follow_up=content.follow_up,
            follow_up_on=self.calendar.day_or_none(content.follow_up_on),
            followed_up_on=self.calendar.day_or_none(content.done),
            noted_by=self.people[content.by],
        )

    def _relate(self, content: schema.RelationContent) -> None:
        typed = {
            "source": self.stakeholders[content.source],
            "target": self.stakeholders[content.target],
            "kind": content.kind,
            "strength": content.strength,
            "what": content.what,
            "audience": content.audience,
        }
        add_relation(park=self.park, typed=typed)

    def _add_team(self, content: schema.TeamContent) -> None:
        typed = {
            "kind": content.kind,
            "name": content.name,
            "theme": content.theme or "",
            "purpose": content.purpose,
            "rhythm": content.rhythm,
            "audience": content.audience,
        }
        team = add_team(park=self.park, typed=typed)
        for seat in content.seats:
            add_member(team=team, typed=self._seat(seat))

    def _seat(self, content: schema.SeatContent) -> dict[str, Any]:
        return {
            "membership": self.memberships.get(content.person),
            "name": content.name,
            "organisation_name": content.organisation,
            "helix": content.helix,
            "roles": list(content.roles),
            "ingredients": list(content.ingredients),
            "discipline": content.discipline,
            "hours_per_week": content.hours or None,
            "mandate": content.mandate,
            "since": self.calendar.day_or_none(content.since),
            "until": self.calendar.day_or_none(content.until),
        }

    def _add_activity(self, content: schema.ActivityContent) -> None:
        starts_at = self._at(content.day, dt.time(content.start))
        held = starts_at.date() < self.calendar.today
        past = ActivityState.HELD if held else ActivityState.PLANNED
        typed = {
            "title": content.title,
            "purpose": content.purpose,
            "starts_at": starts_at,
            "ends_at": starts_at + dt.timedelta(hours=content.hours),
            "place": content.place,
            "segments": list(content.segments),
            "capacity": content.capacity,
            "state": ActivityState.CANCELLED if content.cancelled else past,
            "cancelled_reason": content.cancelled,
            "outcome": content.outcome,
            "audience": content.audience,
        }
        add_activity(park=self.park, catalogue=content.catalogue, typed=typed)

    def _plan(self, content: schema.MessageContent) -> None:
        Communication.objects.create(
            park=self.park,
            message=content.message,
            channel=content.channel,
            segments=list(content.segments),
            degree=content.degree or "",
            owner=self.memberships.get(content.owner),
            planned_on=self.calendar.day(content.planned),
            done_on=self.calendar.day_or_none(content.done),
        )

    def _rehearse(self, content: RehearsalContent) -> None:
        rehearsal = self._rehearsal(content)
        for votes in content.votes:
            BizGroup.objects.create(
                park=self.park,
                rehearsal=rehearsal,
                payer=votes.payer,
                liable=votes.liable,
                votes_for=votes.votes_for,
                votes_against=votes.votes_against,
                woz_for_eur=votes.woz_for,
                woz_against_eur=votes.woz_against,
            )
            self._set_classes(rehearsal, votes)

    def _rehearsal(self, content: RehearsalContent) -> BizRehearsal:
        typed = {
            "name": content.name,
            "held_on": self.calendar.day(content.held),
            "starts_on": self.calendar.day_or_none(content.starts),
            "note": content.note,
        }
        return add_rehearsal(park=self.park, typed=typed, payers=())

    def _set_classes(self, rehearsal: BizRehearsal, votes: VotesContent) -> None:
        for each in votes.classes:
            rehearsal.classes.create(
                park=self.park,
                payer=votes.payer,
                woz_from_eur=each.woz_from,
                woz_to_eur=each.woz_to,
                amount_eur=each.amount,
                objects_count=each.objects,
            )

    def _tell(self, content: StoryContent, author: User) -> None:
        typed = {"history": content.history, "now": content.now, "future": content.future}
        story = add_story(park=self.park, typed=typed)
        for place, runner in enumerate(content.front_runners):
            company = self.companies[runner.company]
            shown = {
                "establishment": company,
                "shown_name": company.name,
                "text": runner.text,
                "consent_on": self.calendar.day(runner.consent),
                "consent_by": runner.consent_by,
                "order": place,
            }
            add_front_runner(park=self.park, typed=shown)
        at = self._at(content.published, PUBLISHED_AT)
        publish_story(story=story, park=self.park, by=author, now=at)

    def _at(self, moment: str, time: dt.time) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(self.calendar.day(moment), time))
