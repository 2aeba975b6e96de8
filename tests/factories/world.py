"""One of everything that a park can own, for the isolation nets.

A new park-owned model must be added here: the nets fail on a table without a row.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from knowledge.choices import Capital, Horizon
from parks.choices import Audience, AuthorityKind, Role
from parks.models import AccessRequest, Adviser, Authority, Invitation, Membership, Park
from parks.services.invitations import hash_of
from reports.models import AdoptedBy, ParkExport, Report, ReportKind, RoadmapEdition
from strategy.models import (
    Goal,
    GoalAgreement,
    GoalCommitment,
    Indicator,
    Measurement,
    Milestone,
    MilestoneDependency,
)
from tests.factories.canaries import canary
from tests.factories.collective import Together, fill_together
from tests.factories.parks import EstablishmentFactory, MembershipFactory
from tests.factories.realisation import Realised, fill_realised
from tests.factories.terrain import Terrain, fill_terrain

# What was measured, as rare as a canary. From 0 to 100,000 they are 12 and 98 per cent of the way.
VALUES = {Audience.MEMBERS: 12_345, Audience.TEAM: 98_765}


@dataclass(frozen=True)
class World:
    """What stands in one park; every text carries the park's canary."""

    park: Park
    team_goal: Goal
    members_goal: Goal
    measurement: Measurement
    team_measurement: Measurement
    team_milestone: Milestone
    members_milestone: Milestone
    edition: RoadmapEdition
    authority_edition: RoadmapEdition
    draft: Report
    edition_report: Report
    export: ParkExport
    membership: Membership
    invitation: Invitation
    terrain: Terrain
    together: Together
    realised: Realised
    access_request: AccessRequest
    adviser: Adviser


def fill(park: Park, by: User) -> World:
    """Make one of everything in a park."""
    with park_context(park.pk), transaction.atomic():
        indicator = Indicator.objects.create(park=park, name=canary(park, "indicator"), unit="kWh")
        team_goal = _goal(park, indicator, Audience.TEAM)
        members_goal = _goal(park, indicator, Audience.MEMBERS)
        measurement = _measurement(indicator, Audience.MEMBERS, dt.date(2026, 3, 1))
        # Newer than the other, so that a reader who got it by mistake would be shown it everywhere.
        team_measurement = _measurement(indicator, Audience.TEAM, dt.date(2026, 3, 2))
        team_milestone = _milestone(park, team_goal, Audience.TEAM)
        members_milestone = _milestone(park, members_goal, Audience.MEMBERS)
        MilestoneDependency.objects.create(
            park=park, milestone=members_milestone, depends_on=team_milestone
        )
        terrain = fill_terrain(park, by)
        together = fill_together(park, by, terrain)
        _link_goals(members_goal, together)
        realised = fill_realised(park, by, terrain, together, members_goal)
        edition = _edition(park, by, Audience.MEMBERS)
        return World(
            park=park,
            team_goal=team_goal,
            members_goal=members_goal,
            measurement=measurement,
            team_measurement=team_measurement,
            team_milestone=team_milestone,
            members_milestone=members_milestone,
            edition=edition,
            authority_edition=_edition(park, by, Audience.AUTHORITY),
            draft=_report(park, by, kind=ReportKind.DRAFT, content={}, audience=Audience.TEAM),
            edition_report=_report(
                park, by, kind=ReportKind.EDITION, edition=edition, audience=Audience.MEMBERS
            ),
            export=ParkExport.objects.create(park=park, requested_by=by),
            membership=_member(park),
            invitation=_invitation(park, by),
            terrain=terrain,
            together=together,
            realised=realised,
            access_request=_access_request(park),
            adviser=_adviser(park),
        )


def _link_goals(goal: Goal, together: Together) -> None:
    """What happened together serves a goal, and led to milestones."""
    park = goal.park
    GoalAgreement.objects.create(park=park, goal=goal, agreement=together.agreement)
    GoalCommitment.objects.create(park=park, goal=goal, commitment=together.commitment)
    for origin in ({"step": together.decision}, {"follow_up": together.follow_up}):
        Milestone.objects.create(
            park=park,
            title=canary(park, "mijlpaal-uit-samenwerking-team"),
            due_on=dt.date(2027, 6, 30),
            **origin,
        )


def _member(park: Park) -> Membership:
    """Somebody outside the cast, so that the walk can end her role."""
    person = User.objects.create_user(f"lid-{park.slug}@example.test", name=canary(park, "lid"))
    return MembershipFactory(park=park, user=person)


def _invitation(park: Park, by: User) -> Invitation:
    now = timezone.now()
    return Invitation.objects.create(
        park=park,
        email=f"kanarie-{park.slug}@example.test",
        name=canary(park, "uitnodiging"),
        role=Role.MEMBER,
        establishment=EstablishmentFactory(park=park),
        token_hash=hash_of(canary(park, "link")),
        invited_by=by,
        sent_at=now,
        expires_at=now + dt.timedelta(days=7),
    )


def _adviser(park: Park) -> Adviser:
    """Somebody outside the cast who advises this park alone."""
    person = User.objects.create_user(f"adviseur-{park.slug}@example.test", name=f"A {park.name}")
    authority = Authority.objects.create(kind=AuthorityKind.PROGRAMME, name=f"Programma {park}")
    authority.parks.add(park)
    adviser: Adviser = Adviser.objects.create(authority=authority, user=person)
    return adviser


def _access_request(park: Park) -> AccessRequest:
    return AccessRequest.objects.create(
        park=park,
        email=f"kanarie-vraagt-{park.slug}@example.test",
        name=canary(park, "vrager"),
        company=canary(park, "vrager-bedrijf"),
        message=canary(park, "vrager-toelichting"),
    )


def _measurement(indicator: Indicator, audience: Audience, day: dt.date) -> Measurement:
    return Measurement.objects.create(
        park=indicator.park,
        indicator=indicator,
        measured_on=day,
        value=VALUES[audience],
        source=canary(indicator.park, f"bron-{audience}"),
        note=canary(indicator.park, f"notitie-{audience}"),
        audience=audience,
    )


def _goal(park: Park, indicator: Indicator, audience: Audience) -> Goal:
    return Goal.objects.create(
        park=park,
        statement=canary(park, f"doel-{audience}"),
        explanation=canary(park, f"toelichting-{audience}"),
        capital=Capital.NATURAL,
        horizon=Horizon.SHORT,
        indicator=indicator,
        baseline=0,
        target=100_000,
        owner=Membership.objects.filter(park=park).first(),
        audience=audience,
    )


def _milestone(park: Park, goal: Goal, audience: Audience) -> Milestone:
    return Milestone.objects.create(
        park=park,
        goal=goal,
        title=canary(park, f"mijlpaal-{audience}"),
        due_on=dt.date(2027, 3, 31),
        blocked_reason=canary(park, f"blokkade-{audience}"),
        blocked_by=canary(park, f"wie-{audience}"),
        audience=audience,
    )


def _edition(park: Park, by: User, audience: Audience) -> RoadmapEdition:
    return RoadmapEdition.objects.create(
        park=park,
        number=1,
        audience=audience,
        title=canary(park, f"editie-{audience}"),
        adopted_by=AdoptedBy.BOARD,
        adopted_on=dt.date(2026, 2, 2),
        published_by=by,
        content=edition_content(park, audience),
        sha256="0" * 64,
    )


def edition_content(park: Park, audience: Audience) -> dict[str, object]:
    """Return the content of an edition as it would be published today."""
    from reports.queries.canonical import to_json
    from reports.queries.document import roadmap_document

    document = roadmap_document(park=park, audience=audience, today=dt.date(2026, 2, 2))
    return to_json(document)


def _report(park: Park, by: User, **fields: object) -> Report:
    return Report.objects.create(
        park=park, requested_by=by, request_key=canary(park, str(fields["kind"])), **fields
    )
