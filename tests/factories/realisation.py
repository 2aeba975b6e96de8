"""One of everything in what a park realises; every text is a canary.

What ends in `-members` is for members, in `-team` for the team; in `-company` it is what a company
keeps, or what would tell of a party that wants to stay unnamed: for the park manager alone.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from accounts.models import User
from knowledge.choices import Scale, Theme
from parks.choices import Audience, Helix, Release
from parks.jobs.models import JobState
from parks.models import Park
from realisation import models as realised
from realisation.choices import (
    DisclosureStep,
    LinkKind,
    ListingKind,
    ListingSide,
    Manner,
    MatchState,
    PartOutcome,
    PartyRole,
    ScanPlan,
    ScanTheme,
    Support,
    Willingness,
)
from strategy.models import Goal
from tests.factories.canaries import canary
from tests.factories.collective import Together
from tests.factories.terrain import Terrain

BOTH: Final = (Audience.MEMBERS, Audience.TEAM)
DAY: Final = dt.date(2026, 4, 1)
UNTIL: Final = dt.date(2099, 12, 31)
MOMENT: Final = dt.datetime(2026, 4, 1, 14, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Realised:
    """What a park realises. The company is nobody's of the cast: a competitor of all members."""

    fact: realised.AreaFact
    team_fact: realised.AreaFact
    fact_goal: realised.FactGoal
    scan_round: realised.ScanRound
    scan: realised.QuickScan
    level: realised.ScanLevel
    reminder_run: realised.ReminderRun
    reminder: realised.Reminder
    demand: realised.Listing
    supply: realised.Listing
    team_supply: realised.Listing
    match: realised.Match
    introduction: realised.Introduction
    introduction_answer: realised.IntroductionAnswer
    run: realised.MatchingRun
    proposal: realised.Proposal
    part: realised.ProposalPart
    proposal_plot: realised.ProposalPlot
    flow: realised.ProposalFlow
    opportunity: realised.Opportunity
    team_opportunity: realised.Opportunity
    blind_opportunity: realised.Opportunity
    party: realised.OpportunityParty
    team_party: realised.OpportunityParty
    opportunity_plot: realised.OpportunityPlot
    opportunity_goal: realised.OpportunityGoal
    link: realised.OpportunityLink
    round: realised.Round
    analysis: realised.SelfAnalysis
    test: realised.DoubleTest


def fill_realised(
    park: Park, by: User, terrain: Terrain, together: Together, goal: Goal
) -> Realised:
    """Make one of everything in what a park realises. Needs its context."""
    rows: dict[str, Any] = {}
    rows |= _baseline(park, goal)
    rows |= _scans(park, by, terrain)
    rows |= _listings(park, terrain)
    rows |= _matches(park, by, rows)
    rows |= _proposals(park, by, terrain, rows)
    rows |= _opportunities(park, terrain, together, rows)
    rows |= _ties(park, terrain, goal, rows)
    rows |= _rounds(park, rows)
    return Realised(**rows)


def _baseline(park: Park, goal: Goal) -> dict[str, Any]:
    fact, team_fact = (
        realised.AreaFact.objects.create(
            park=park,
            subject="green-share",
            on=DAY,
            value=12,
            source=canary(park, f"feit-bron-{audience}"),
            note=canary(park, f"feit-notitie-{audience}"),
            audience=audience,
        )
        for audience in BOTH
    )
    target = realised.FactGoal.objects.create(park=park, subject="green-share", goal=goal)
    return {"fact": fact, "team_fact": team_fact, "fact_goal": target}


def _scans(park: Park, by: User, terrain: Terrain) -> dict[str, Any]:
    asked = realised.ScanRound.objects.create(
        park=park, title=canary(park, "scanronde-members"), opened_on=DAY, version="2026-1"
    )
    scan = realised.QuickScan.objects.create(
        park=park,
        round=asked,
        establishment=terrain.establishment,
        situation=canary(park, "scan-situatie-company"),
        plan=ScanPlan.EXPAND,
        plan_note=canary(park, "scan-plan-company"),
        conditions=canary(park, "scan-voorwaarden-company"),
        finished_at=MOMENT,
    )
    run = realised.ReminderRun.objects.create(
        park=park, round=asked, requested_by=by, state=JobState.READY
    )
    return {
        "scan_round": asked,
        "scan": scan,
        "level": realised.ScanLevel.objects.create(
            park=park, scan=scan, theme=ScanTheme.ENERGY, urgency=5, energy=4
        ),
        "reminder_run": run,
        "reminder": realised.Reminder.objects.create(park=park, run=run, user=by, sent_at=MOMENT),
    }


def _listing(park: Park, side: ListingSide, release: str, **fields: Any) -> realised.Listing:
    return realised.Listing.objects.create(
        park=park,
        side=side,
        kind=ListingKind.LAND,
        title=canary(park, f"{side}-{release}"),
        description=canary(park, f"{side}-tekst-{release}"),
        conditions=canary(park, f"{side}-voorwaarden-{release}"),
        area_min_m2=5_000,
        area_max_m2=9_000,
        willingness=Willingness.WILLING,
        expires_on=UNTIL,
        released_to=release,
        **fields,
    )


def _listings(park: Park, terrain: Terrain) -> dict[str, Any]:
    return {
        "demand": _listing(
            park,
            ListingSide.DEMAND,
            Release.COMPANY,
            manner=Manner.EXPAND,
            establishment=terrain.establishment,
        ),
        "supply": _listing(
            park,
            ListingSide.SUPPLY,
            Release.MEMBERS,
            manner=Manner.SELL,
            name=canary(park, "aanbieder-members"),
            helix=Helix.GOVERNMENT,
            plot=terrain.plot,
        ),
        "team_supply": _listing(
            park,
            ListingSide.SUPPLY,
            Release.TEAM,
            manner=Manner.SELL,
            name=canary(park, "aanbieder-team"),
            plot=terrain.team_plot,
        ),
    }


def _matches(park: Park, by: User, rows: dict[str, Any]) -> dict[str, Any]:
    match = realised.Match.objects.create(
        park=park,
        demand=rows["demand"],
        supply=rows["supply"],
        state=MatchState.ASKED,
        score=80,
        reason=canary(park, "match-reden-company"),
        decided_by=by,
    )
    introduction = realised.Introduction.objects.create(
        park=park,
        match=match,
        demand_text=canary(park, "kennismaking-vraag-company"),
        supply_text=canary(park, "kennismaking-aanbod-company"),
    )
    answer = realised.IntroductionAnswer.objects.create(
        park=park,
        introduction=introduction,
        step=DisclosureStep.BLIND,
        side=ListingSide.SUPPLY,
        agrees=True,
        on_behalf=True,
        answered_by=by,
    )
    return {"match": match, "introduction": introduction, "introduction_answer": answer}


def _proposals(park: Park, by: User, terrain: Terrain, rows: dict[str, Any]) -> dict[str, Any]:
    run = realised.MatchingRun.objects.create(park=park, requested_by=by, state=JobState.READY)
    proposal = realised.Proposal.objects.create(
        park=park, run=run, rank=1, value=6, bound=6, reason=canary(park, "voorstel-reden-company")
    )
    part = realised.ProposalPart.objects.create(
        park=park,
        proposal=proposal,
        listing=rows["demand"],
        outcome=PartOutcome.MET,
        chain=1,
        turn=1,
    )
    return {
        "run": run,
        "proposal": proposal,
        "part": part,
        "proposal_plot": realised.ProposalPlot.objects.create(
            park=park, part=part, plot=terrain.plot, gets=True
        ),
        "flow": realised.ProposalFlow.objects.create(
            park=park,
            proposal=proposal,
            supply=rows["supply"],
            demand=rows["demand"],
            quantity=10,
            distance_m=120,
        ),
    }


def _opportunity(park: Park, audience: str, what: str, **fields: Any) -> realised.Opportunity:
    return realised.Opportunity.objects.create(
        park=park,
        title=canary(park, f"kans-{what}"),
        what=canary(park, f"kans-tekst-{what}"),
        next_action=canary(park, f"kans-actie-{what}"),
        scale=Scale.NICHE,
        theme=Theme.ENERGY,
        area=fields.pop("area", None),
        audience=audience,
        **fields,
    )


def _party(opportunity: realised.Opportunity, what: str, **fields: Any) -> Any:
    park = opportunity.park
    return realised.OpportunityParty.objects.create(
        park=park,
        opportunity=opportunity,
        name=canary(park, f"kanspartij-{what}"),
        brings=canary(park, f"kanspartij-brengt-{what}"),
        role=PartyRole.SEEKS,
        **fields,
    )


def _opportunities(
    park: Park, terrain: Terrain, together: Together, rows: dict[str, Any]
) -> dict[str, Any]:
    for_members = _opportunity(park, Audience.MEMBERS, "members", idea=together.idea)
    for_team = _opportunity(park, Audience.TEAM, "team", activity=together.team_activity)
    # Meant for all the world one day; as long as a party is unnamed, for the manager alone.
    blind = _opportunity(park, Audience.PUBLIC, "company", match=rows["match"])
    _party(
        blind, "company", named=False, establishment=terrain.establishment, listing=rows["demand"]
    )
    _party(for_members, "weg-company", left_on=DAY, left_reason=canary(park, "vertrek-company"))
    return {
        "opportunity": for_members,
        "team_opportunity": for_team,
        "blind_opportunity": blind,
        "party": _party(for_members, "members", establishment=terrain.establishment),
        "team_party": _party(for_team, "team"),
    }


def _ties(park: Park, terrain: Terrain, goal: Goal, rows: dict[str, Any]) -> dict[str, Any]:
    opportunity = rows["opportunity"]
    for each in (rows["team_opportunity"], rows["blind_opportunity"]):
        realised.OpportunityPlot.objects.create(park=park, opportunity=each, plot=terrain.plot)
    return {
        "opportunity_plot": realised.OpportunityPlot.objects.create(
            park=park, opportunity=opportunity, plot=terrain.plot
        ),
        "opportunity_goal": realised.OpportunityGoal.objects.create(
            park=park, opportunity=opportunity, goal=goal
        ),
        "link": realised.OpportunityLink.objects.create(
            park=park,
            source=opportunity,
            target=rows["team_opportunity"],
            kind=LinkKind.NEEDS,
            note=canary(park, "verband-team"),
        ),
    }


def _rounds(park: Park, rows: dict[str, Any]) -> dict[str, Any]:
    first = realised.Round.objects.create(
        park=park,
        opportunity=rows["opportunity"],
        number=1,
        found=canary(park, "ronde-members"),
    )
    realised.Round.objects.create(
        park=park, opportunity=rows["team_opportunity"], number=1, found=canary(park, "ronde-team")
    )
    return {
        "round": first,
        "analysis": realised.SelfAnalysis.objects.create(
            park=park, round=first, party=rows["party"], must=canary(park, "zelfanalyse-team")
        ),
        "test": realised.DoubleTest.objects.create(
            park=park,
            party=rows["party"],
            tested_on=DAY,
            support=Support.WILLING,
            note=canary(park, "toets-team"),
        ),
    }
