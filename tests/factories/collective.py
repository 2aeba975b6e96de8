"""One of everything in how a park works together; every text is a canary.

Of what has an audience there are two: one for members, one for the team.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from collective import models as together
from collective.choices import (
    AnswerValue,
    AssessedBy,
    ContactKind,
    RelationKind,
    Segment,
    Side,
    Stance,
    StepVerdict,
    TeamKind,
)
from knowledge.choices import Degree
from parks.choices import Audience, Helix
from parks.models import Park
from tests.factories.canaries import canary
from tests.factories.collective_work import (
    BOTH,
    DAY,
    activities_rows,
    agreements_rows,
    biz_rows,
    document_of,
    ideas_rows,
    story_rows,
)
from tests.factories.terrain import Terrain


@dataclass(frozen=True)
class Together:
    """How a park works together: rows for members, and beside them rows for the team alone."""

    degree: together.OrganisationDegree
    assessment: together.Assessment
    team_assessment: together.Assessment
    answer: together.Answer
    evidence: together.Evidence
    form: together.ChosenForm
    decision: together.StepDecision
    stakeholder: together.Stakeholder
    team_stakeholder: together.Stakeholder
    position: together.Position
    relation: together.Relation
    contact: together.Contact
    team: together.Team
    hidden_team: together.Team
    member: together.TeamMember
    activity: together.Activity
    team_activity: together.Activity
    sign_up: together.SignUp
    follow_up: together.FollowUp
    communication: together.Communication
    run: together.MailRun
    mail_item: together.MailItem
    feed: together.CalendarFeed
    agreement: together.Agreement
    team_agreement: together.Agreement
    party: together.AgreementParty
    document: together.AgreementDocument
    commitment: together.Commitment
    team_commitment: together.Commitment
    funding: together.Funding
    idea: together.Idea
    team_idea: together.Idea
    carrier: together.IdeaCarrier
    rehearsal: together.BizRehearsal
    group: together.BizGroup
    contribution: together.ContributionClass
    story: together.ParkStory
    front_runner: together.FrontRunner


def fill_together(park: Park, by: User, terrain: Terrain) -> Together:
    """Make one of everything in how a park works together. Needs its context."""
    rows: dict[str, Any] = {}
    rows |= _degree(park, by)
    rows |= _stakeholders(park, by, terrain)
    rows |= _teams(park)
    rows |= agreements_rows(park, by)
    rows |= ideas_rows(park)
    rows |= activities_rows(park, by, rows)
    rows |= biz_rows(park)
    rows |= story_rows(park, terrain)
    return Together(**rows)


def _degree(park: Park, by: User) -> dict[str, Any]:
    for_members, for_team = (
        together.Assessment.objects.create(
            park=park,
            side=Side.BUSINESS,
            by=AssessedBy.PARK,
            questionnaire="business-2026-1",
            assessed_on=DAY,
            note=canary(park, f"beoordeling-{audience}"),
            audience=audience,
            made_by=by,
        )
        for audience in BOTH
    )
    answers = [
        together.Answer.objects.create(
            park=park,
            assessment=assessment,
            statement="contact-point",
            value=AnswerValue.YES,
            note=canary(park, f"antwoord-{assessment.audience}"),
            link=f"https://kanarie-{park.slug}-antwoordlink-{assessment.audience}.example",
        )
        for assessment in (for_members, for_team)
    ]
    return {
        "assessment": for_members,
        "team_assessment": for_team,
        "answer": answers[0],
        "evidence": together.Evidence.objects.create(
            answer=answers[0], **document_of(park, by, "bewijs")
        ),
        "degree": together.OrganisationDegree.objects.create(
            park=park,
            side=Side.BUSINESS,
            degree=Degree.MINIMAL,
            reason=canary(park, "reden-team"),
            stated_on=dt.date(2026, 1, 1),
            stated_by=by,
            audience=Audience.TEAM,
        ),
        "form": together.ChosenForm.objects.create(
            park=park,
            form="business-association",
            name=canary(park, "vorm-team"),
            note=canary(park, "vormnotitie-team"),
            audience=Audience.TEAM,
        ),
        "decision": together.StepDecision.objects.create(
            park=park,
            step="form-core-team",
            verdict=StepVerdict.DISMISSED,
            reason=canary(park, "stap-team"),
            quiet_until=dt.date(2027, 1, 1),
            decided_by=by,
        ),
    }


def _stakeholders(park: Park, by: User, terrain: Terrain) -> dict[str, Any]:
    for_members, for_team = (
        together.Stakeholder.objects.create(
            park=park,
            name=canary(park, f"belanghebbende-{audience}"),
            organisation=terrain.organisation if audience == Audience.TEAM else None,
            function=canary(park, f"belang-functie-{audience}"),
            helix=Helix.COMPANY,
            brings=canary(park, f"brengt-{audience}"),
            gets=canary(park, f"haalt-{audience}"),
            owner_other=canary(park, "relatiebeheer-team"),
            audience=audience,
        )
        for audience in BOTH
    )
    return {
        "stakeholder": for_members,
        "team_stakeholder": for_team,
        "position": together.Position.objects.create(
            park=park,
            stakeholder=for_members,
            since=DAY,
            interest=4,
            influence=2,
            realising=3,
            blocking=1,
            segment=Segment.SLEEPER,
            stance=Stance.DOUBTS,
            drivers=canary(park, "drijfveer-team"),
            undercurrents=canary(park, "onderstroom-team"),
            reason=canary(park, "positie-team"),
            assessed_by=by,
        ),
        "relation": together.Relation.objects.create(
            park=park,
            source=for_members,
            target=for_team,
            kind=RelationKind.DEPENDENCY,
            what=canary(park, "relatie-team"),
            audience=Audience.MEMBERS,
        ),
        "contact": together.Contact.objects.create(
            park=park,
            stakeholder=for_members,
            on=DAY,
            kind=ContactKind.VISIT,
            summary=canary(park, "contactverslag-team"),
            follow_up=canary(park, "vervolgactie-team"),
            noted_by=by,
        ),
    }


def _teams(park: Park) -> dict[str, Any]:
    shown, hidden = (
        together.Team.objects.create(
            park=park,
            kind=TeamKind.CORE,
            name=canary(park, f"groep-{audience}"),
            purpose=canary(park, f"groepdoel-{audience}"),
            audience=audience,
        )
        for audience in BOTH
    )
    members = [
        together.TeamMember.objects.create(
            park=park,
            team=team,
            name=canary(park, f"groepslid-{team.audience}"),
            organisation_name=canary(park, f"groepslid-namens-{team.audience}"),
            helix=Helix.COMPANY,
            discipline=canary(park, f"vakgebied-{team.audience}"),
            mandate=canary(park, f"mandaat-{team.audience}"),
        )
        for team in (shown, hidden)
    ]
    return {"team": shown, "hidden_team": hidden, "member": members[0]}
