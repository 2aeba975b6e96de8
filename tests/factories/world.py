"""One of everything that a park can own, for the isolation nets.

A new park-owned model must be added here: the nets fail on a table without a row.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from collective.models import OrganisationDegree, Side
from core.park_context import park_context
from knowledge.choices import Capital, Degree, Horizon
from parks.choices import Audience
from parks.models import Membership, Park
from reports.models import AdoptedBy, Report, ReportKind, RoadmapEdition
from strategy.models import Goal, Indicator, Measurement, Milestone, MilestoneDependency


@dataclass(frozen=True)
class World:
    """What stands in one park; every text carries the park's canary."""

    park: Park
    team_goal: Goal
    members_goal: Goal
    measurement: Measurement
    team_milestone: Milestone
    members_milestone: Milestone
    edition: RoadmapEdition
    authority_edition: RoadmapEdition
    draft: Report
    edition_report: Report


def canary(park: Park, field: str) -> str:
    """Return a text that gives a leak away: whose it is and which field."""
    return f"KANARIE-{park.slug}-{field}"


def fill(park: Park, by: User) -> World:
    """Make one of everything in a park."""
    with park_context(park.pk), transaction.atomic():
        team_goal, members_goal = _goal(park, Audience.TEAM), _goal(park, Audience.MEMBERS)
        team_milestone = _milestone(park, team_goal, Audience.TEAM)
        members_milestone = _milestone(park, members_goal, Audience.MEMBERS)
        MilestoneDependency.objects.create(
            park=park, milestone=members_milestone, depends_on=team_milestone
        )
        OrganisationDegree.objects.create(
            park=park,
            side=Side.BUSINESS,
            degree=Degree.MINIMAL,
            reason=canary(park, "reden"),
            stated_on=dt.date(2026, 1, 1),
            stated_by=by,
        )
        edition = _edition(park, by, Audience.MEMBERS)
        return World(
            park=park,
            team_goal=team_goal,
            members_goal=members_goal,
            measurement=Measurement.objects.get(),
            team_milestone=team_milestone,
            members_milestone=members_milestone,
            edition=edition,
            authority_edition=_edition(park, by, Audience.AUTHORITY),
            draft=_report(park, by, kind=ReportKind.DRAFT, content={}, audience=Audience.TEAM),
            edition_report=_report(
                park, by, kind=ReportKind.EDITION, edition=edition, audience=Audience.MEMBERS
            ),
        )


def _goal(park: Park, audience: Audience) -> Goal:
    indicator, _ = Indicator.objects.get_or_create(
        park=park, name=canary(park, "indicator"), unit="kWh"
    )
    Measurement.objects.get_or_create(
        park=park,
        indicator=indicator,
        measured_on=dt.date(2026, 3, 1),
        defaults={"value": 12, "source": canary(park, "bron")},
    )
    return Goal.objects.create(
        park=park,
        statement=canary(park, f"doel-{audience}"),
        explanation=canary(park, f"toelichting-{audience}"),
        capital=Capital.NATURAL,
        horizon=Horizon.SHORT,
        indicator=indicator,
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
