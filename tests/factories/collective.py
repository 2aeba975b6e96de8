"""One of everything in how a park works together; every text is a canary.

Of what has an audience there are two: one for members, one for the team.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from collective import models as together
from collective.choices import (
    AgreementKind,
    AnswerValue,
    AssessedBy,
    Channel,
    CommitmentKind,
    ContactKind,
    FollowUpKind,
    FundingSource,
    MailKind,
    Payer,
    RelationKind,
    Segment,
    Side,
    SignUpState,
    Stance,
    StepVerdict,
    TeamKind,
)
from knowledge.choices import Degree, Theme
from parks.choices import Audience, Helix
from parks.jobs.models import JobState
from parks.models import Park
from tests.factories.canaries import canary
from tests.factories.pdf import pdf_with
from tests.factories.terrain import Terrain

BOTH = (Audience.MEMBERS, Audience.TEAM)
DAY = dt.date(2026, 4, 1)
MOMENT = dt.datetime(2027, 4, 1, 14, tzinfo=dt.UTC)


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
    rows |= _agreements(park, by)
    rows |= _ideas(park)
    rows |= _activities(park, by, rows)
    rows |= _biz(park)
    rows |= _story(park, terrain)
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
            answer=answers[0], **_document(park, by, "bewijs")
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


def _document(park: Park, by: User, what: str) -> dict[str, Any]:
    content = pdf_with(canary(park, f"{what}-inhoud"))
    return {
        "park": park,
        "filename": f"{canary(park, what)}.pdf",
        "media_type": "application/pdf",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": content,
        "added_by": by,
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


def _agreements(park: Park, by: User) -> dict[str, Any]:
    for_members, for_team = (
        together.Agreement.objects.create(
            park=park,
            kind=AgreementKind.GREEN_DEAL,
            title=canary(park, f"afspraak-{audience}"),
            summary=canary(park, f"afspraaktekst-{audience}"),
            themes=[Theme.ENERGY],
            remark=canary(park, f"afspraakopmerking-{audience}"),
            audience=audience,
        )
        for audience in BOTH
    )
    commitments = [
        together.Commitment.objects.create(
            park=park,
            name=canary(park, f"toezegger-{audience}"),
            helix=Helix.COMPANY,
            agreement=agreement,
            kind=CommitmentKind.DATA,
            what=canary(park, f"toezegging-{audience}"),
            due_on=dt.date(2027, 1, 1),
            audience=audience,
        )
        for audience, agreement in zip(BOTH, (for_members, for_team), strict=True)
    ]
    parties = [
        together.AgreementParty.objects.create(
            park=park,
            agreement=agreement,
            name=canary(park, f"partij-{agreement.audience}"),
            helix=Helix.COMPANY,
            stands_for=canary(park, f"partij-waarvoor-{agreement.audience}"),
            signed_by=canary(park, f"tekenaar-{agreement.audience}"),
        )
        for agreement in (for_members, for_team)
    ]
    return {
        "agreement": for_members,
        "team_agreement": for_team,
        "party": parties[0],
        "document": together.AgreementDocument.objects.create(
            agreement=for_members, **_document(park, by, "document")
        ),
        "commitment": commitments[0],
        "team_commitment": commitments[1],
        "funding": together.Funding.objects.create(
            park=park,
            source=FundingSource.MUNICIPAL,
            what=canary(park, "dekking-team"),
            note=canary(park, "dekkingnotitie-team"),
            year=2026,
            audience=Audience.TEAM,
        ),
    }


def _ideas(park: Park) -> dict[str, Any]:
    for_members, for_team = (
        together.Idea.objects.create(
            park=park,
            title=canary(park, f"idee-{audience}"),
            what=canary(park, f"ideetekst-{audience}"),
            next_step=canary(park, f"ideestap-{audience}"),
            audience=audience,
        )
        for audience in BOTH
    )
    carriers = [
        together.IdeaCarrier.objects.create(
            park=park,
            idea=idea,
            name=canary(park, f"drager-{idea.audience}"),
            helix=Helix.COMPANY,
            how=canary(park, f"drager-hoe-{idea.audience}"),
        )
        for idea in (for_members, for_team)
    ]
    return {"idea": for_members, "team_idea": for_team, "carrier": carriers[0]}


def _activities(park: Park, by: User, rows: dict[str, Any]) -> dict[str, Any]:
    for_members, for_team = (
        together.Activity.objects.create(
            park=park,
            title=canary(park, f"activiteit-{audience}"),
            purpose=canary(park, f"activiteitdoel-{audience}"),
            starts_at=MOMENT,
            ends_at=MOMENT + dt.timedelta(hours=2),
            place=canary(park, f"activiteitplaats-{audience}"),
            outcome=canary(park, f"activiteituitkomst-{audience}"),
            audience=audience,
        )
        for audience in BOTH
    )
    sign_up = together.SignUp.objects.create(
        park=park,
        activity=for_members,
        name=canary(park, "aangemeld-team"),
        email=f"kanarie-{park.slug}-aanmelding-team@example.test",
        stakeholder=rows["stakeholder"],
        state=SignUpState.COMING,
        answered_at=MOMENT,
    )
    run = together.MailRun.objects.create(park=park, requested_by=by, state=JobState.READY)
    together.MailStop.objects.create(
        park=park,
        email=f"kanarie-{park.slug}-afgemeld-team@example.test",
        kind=MailKind.ACTIVITIES,
    )
    return {
        "activity": for_members,
        "team_activity": for_team,
        "sign_up": sign_up,
        "run": run,
        "mail_item": together.MailItem.objects.create(
            park=park, sign_up=sign_up, kind=MailKind.ACTIVITIES, run=run, sent_at=MOMENT
        ),
        "follow_up": together.FollowUp.objects.create(
            park=park,
            activity=for_members,
            kind=FollowUpKind.IDEA,
            what=canary(park, "vervolg-team"),
            idea=rows["team_idea"],
            contact=rows["contact"],
        ),
        "communication": together.Communication.objects.create(
            park=park,
            segments=[Segment.SLEEPER],
            message=canary(park, "boodschap-team"),
            channel=Channel.CALL,
            planned_on=DAY,
            owner_other=canary(park, "boodschapper-team"),
        ),
        "feed": together.CalendarFeed.objects.create(
            park=park,
            user=by,
            token_hash=hashlib.sha256(canary(park, "agenda").encode()).hexdigest(),
            created_by=by,
        ),
    }


def _biz(park: Park) -> dict[str, Any]:
    rehearsal = together.BizRehearsal.objects.create(
        park=park, name=canary(park, "biz-team"), held_on=DAY, note=canary(park, "bizuitleg-team")
    )
    return {
        "rehearsal": rehearsal,
        "group": together.BizGroup.objects.create(
            park=park, rehearsal=rehearsal, payer=Payer.USERS, liable=60, votes_for=40
        ),
        "contribution": together.ContributionClass.objects.create(
            park=park, rehearsal=rehearsal, payer=Payer.USERS, amount_eur=250
        ),
    }


def _story(park: Park, terrain: Terrain) -> dict[str, Any]:
    """A story that is not published: a draft is for its manager."""
    return {
        "story": together.ParkStory.objects.create(
            park=park,
            history=canary(park, "verhaal-toen-team"),
            now=canary(park, "verhaal-nu-team"),
            future=canary(park, "verhaal-straks-team"),
        ),
        "front_runner": together.FrontRunner.objects.create(
            park=park,
            establishment=terrain.establishment,
            shown_name=canary(park, "koploper-team"),
            text=canary(park, "koplopertekst-team"),
            consent_on=DAY,
            consent_by=canary(park, "koploper-toestemming-team"),
        ),
    }
