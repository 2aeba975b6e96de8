"""The second half of `collective`: agreements, ideas, activities, a BIZ rehearsal and the story."""

import datetime as dt
import hashlib
from typing import Any, Final

from accounts.models import User
from collective import models as together
from collective.choices import (
    AgreementKind,
    Channel,
    CommitmentKind,
    FollowUpKind,
    FundingSource,
    MailKind,
    Payer,
    Segment,
    SignUpState,
)
from knowledge.choices import Theme
from parks.choices import Audience, Helix
from parks.jobs.models import JobState
from parks.models import Park
from tests.factories.canaries import canary
from tests.factories.pdf import pdf_with
from tests.factories.terrain import Terrain

BOTH: Final = (Audience.MEMBERS, Audience.TEAM)
DAY: Final = dt.date(2026, 4, 1)
MOMENT: Final = dt.datetime(2027, 4, 1, 14, tzinfo=dt.UTC)


def document_of(park: Park, by: User, what: str) -> dict[str, Any]:
    """Return the columns of a file that says whose it is."""
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


def agreements_rows(park: Park, by: User) -> dict[str, Any]:
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
            agreement=for_members, **document_of(park, by, "document")
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


def ideas_rows(park: Park) -> dict[str, Any]:
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


def activities_rows(park: Park, by: User, rows: dict[str, Any]) -> dict[str, Any]:
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


def biz_rows(park: Park) -> dict[str, Any]:
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


def story_rows(park: Park, terrain: Terrain) -> dict[str, Any]:
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
