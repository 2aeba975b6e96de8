"""Makes an invented park through the same services as the pages do, phase after phase."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Establishment, Membership, Park
from parks.services.people import grant_role
from reports.demo.agreements import AgreementBuilder
from reports.demo.assessments import AssessmentBuilder
from reports.demo.figures import add_figures
from reports.demo.goals import GoalBuilder
from reports.demo.milestones import MilestoneBuilder, entries_of
from reports.demo.moments import Calendar
from reports.demo.opportunities import OpportunityBuilder
from reports.demo.places import make_park
from reports.demo.schema import EditionContent, ParkContent, Phase
from reports.demo.terrain import TerrainBuilder
from reports.demo.together import TogetherBuilder
from reports.demo.wishes import WishBuilder
from reports.services.editions import Adoption, publish_edition
from strategy.models import Goal

PUBLISHED_AT = dt.time(10, 0)


@transaction.atomic
def build_park(content: ParkContent, *, people: Mapping[str, User], calendar: Calendar) -> Park:
    """Add an invented park with its people, degrees, roadmap and editions; all of it or nothing."""
    park = make_park(content)
    author = people[content.author]
    with park_context(park.pk, user_id=author.pk), pghistory.context(user=author.pk):
        _ParkBuilder(park, content, people, calendar).build()
    return park


@dataclass(slots=True)
class _ParkBuilder:
    park: Park
    content: ParkContent
    people: Mapping[str, User]
    calendar: Calendar

    def build(self) -> None:
        terrain = TerrainBuilder(self.park, self.calendar)
        terrain.build(self.content.terrain)
        memberships = self._grant_roles(terrain)
        add_figures(
            self.content.figures,
            companies=terrain.companies,
            calendar=self.calendar,
            now=timezone.now(),
        )
        goals = GoalBuilder(self.park, self.calendar, memberships)
        assessments = AssessmentBuilder(self.park, self.calendar, self.people)
        milestones = MilestoneBuilder(self.park, self.calendar, memberships, goals.made)
        for phase, edition in self.content.phases():
            day = self.calendar.day(edition.published) if edition else self.calendar.today
            assessments.bring_to(day, self.content.together.assessments)
            goals.bring_to(phase, day, self.content.goals)
            milestones.bring_to(phase, day, list(entries_of(self.content)))
            if phase is Phase.SECOND:
                self._work_together(memberships, terrain.companies, goals.made)
                self._realise(memberships, terrain, goals.made)
            if edition:
                self._publish(edition, day)

    def _grant_roles(self, terrain: TerrainBuilder) -> dict[str, Membership]:
        """Return everybody's membership by key; the first role counts."""
        granted: dict[str, Membership] = {}
        for each in self.content.roles:
            membership = grant_role(
                park=self.park,
                user=self.people[each.person],
                role=each.role,
                since=self.calendar.day(each.since),
                establishment=terrain.companies[each.company] if each.company else None,
            )
            granted.setdefault(each.person, membership)
        return granted

    def _work_together(
        self,
        memberships: Mapping[str, Membership],
        companies: Mapping[str, Establishment],
        goals: Mapping[str, Goal],
    ) -> None:
        together, author = self.content.together, self.people[self.content.author]
        TogetherBuilder(self.park, self.calendar, self.people, memberships, companies).build(
            together, author
        )
        AgreementBuilder(self.park, self.calendar, memberships, goals).build(together)

    def _realise(
        self,
        memberships: Mapping[str, Membership],
        terrain: TerrainBuilder,
        goals: Mapping[str, Goal],
    ) -> None:
        wishes = WishBuilder(
            self.park, self.calendar, self.people[self.content.author], terrain, goals
        )
        wishes.build(self.content.realised)
        OpportunityBuilder(self.park, self.calendar, memberships, wishes).build(
            self.content.realised.opportunities
        )

    def _publish(self, edition: EditionContent, day: dt.date) -> None:
        adoption = Adoption(
            audience=Audience.MEMBERS,
            title=edition.title,
            adopted_by=edition.adopted_by,
            adopted_on=self.calendar.day(edition.adopted),
            note=edition.note,
        )
        published_at = timezone.make_aware(dt.datetime.combine(day, PUBLISHED_AT))
        publish_edition(
            park=self.park,
            adoption=adoption,
            by=self.people[self.content.author],
            now=published_at,
        )
