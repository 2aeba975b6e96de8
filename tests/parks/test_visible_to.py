"""Who sees which rows: every park-owned model and everybody of the cast, in one table.

A model that is not in the table fails. The rules are written down here once more, row by row and
in plain words, to be held against the queries of `parks.models.audience`.
"""

import ast
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings
from django.db import models

from core.park_context import park_context
from parks.access import Viewer, viewer_at
from parks.choices import Audience, FigureKind, Release, Role
from parks.isolation import park_owned_models
from parks.models import (
    CompanyFigure,
    ContactPerson,
    Establishment,
    Membership,
    Occupation,
    Ownership,
    Plot,
)
from parks.owned import ParkEvent
from tests.cast import Cast
from tests.factories.world import World

People = frozenset[str]
TEAM: Final = frozenset({"anna", "tess"})
READERS: Final[dict[str, People]] = {
    Release.COMPANY: frozenset(),
    Audience.TEAM: TEAM,
    Audience.AUTHORITY: TEAM | {"dina"},
    Audience.MEMBERS: TEAM | {"dina", "bram", "carla"},
    Audience.PUBLIC: TEAM | {"dina", "bram", "carla"},
}
EVERYBODY: Final = READERS[Audience.PUBLIC]
MANAGER: Final = frozenset({"anna"})


def by_audience(row: Any) -> People:
    return READERS[row.audience]


def who_speaks_for(*companies: Any) -> People:
    current = Membership.objects.filter(establishment__in=companies, ended_on=None)
    names = current.values_list("user__name", flat=True)
    return frozenset(str(name).lower() for name in names) & EVERYBODY


def of_organisation(row: Any) -> People:
    return by_audience(row) | who_speaks_for(*row.establishments.all())


def of_establishment(row: Any) -> People:
    return by_audience(row) | who_speaks_for(row)


def of_contact(row: Any) -> People:
    own = who_speaks_for(row.establishment)
    return (by_audience(row) & of_establishment(row.establishment)) | own


def of_figure(row: Any) -> People:
    own = who_speaks_for(row.establishment)
    return MANAGER | (READERS[row.released_to] & of_establishment(row.establishment)) | own


def of_plot(row: Any) -> People:
    users = [each.establishment for each in row.occupations.filter(until=None)]
    return by_audience(row) | who_speaks_for(*users)


def of_stakeholder(row: Any) -> People:
    own = of_organisation(row.organisation) if row.organisation else EVERYBODY
    return by_audience(row) & own


def of_note(row: Any) -> People:
    """The team, but not who speaks for the organisation that the note is about."""
    organisation = row.stakeholder.organisation
    about = who_speaks_for(*organisation.establishments.all()) if organisation else frozenset()
    return TEAM - (about - MANAGER)


def of_commitment(row: Any) -> People:
    return by_audience(row) & (by_audience(row.agreement) if row.agreement else EVERYBODY)


def of_milestone(row: Any) -> People:
    return by_audience(row) & (by_audience(row.goal) if row.goal else EVERYBODY)


def of_listing(row: Any) -> People:
    own = who_speaks_for(row.establishment)
    seen = READERS[row.released_to]
    seen &= of_establishment(row.establishment) if row.establishment else EVERYBODY
    seen &= of_plot(row.plot) if row.plot else EVERYBODY
    return MANAGER | seen | own


def of_introduction(row: Any) -> People:
    """The park manager, and who speaks for one of the two."""
    return MANAGER | who_speaks_for(row.match.demand.establishment, row.match.supply.establishment)


def of_introduction_answer(row: Any) -> People:
    """The park manager, and the side that gave it."""
    return MANAGER | who_speaks_for(getattr(row.introduction.match, row.side).establishment)


def of_opportunity(row: Any) -> People:
    """Nobody but the park manager while a party of it wants to stay unnamed."""
    return by_audience(row) & (MANAGER if row.parties.filter(named=False) else EVERYBODY)


def of_opportunity_party(row: Any) -> People:
    return of_opportunity(row.opportunity) & (MANAGER if row.left_on else EVERYBODY)


def of_party_note(row: Any) -> People:
    """The team, but not who speaks for the party that the note is about."""
    about = who_speaks_for(row.party.establishment)
    return (TEAM & of_opportunity_party(row.party)) - (about - MANAGER)


Rule = Callable[[Any], People]
SEEN_BY: Final[dict[str, Rule]] = {
    "Organisation": of_organisation,
    "Establishment": of_establishment,
    "ContactPerson": of_contact,
    "CompanyFigure": of_figure,
    "AggregateRelease": lambda row: EVERYBODY,
    "AggregateSource": lambda row: MANAGER,
    "Plot": of_plot,
    "Ownership": lambda row: of_plot(row.plot) & of_organisation(row.organisation),
    "Occupation": lambda row: of_plot(row.plot) & of_establishment(row.establishment),
    "Import": lambda row: TEAM,
    "Assessment": by_audience,
    "Answer": lambda row: by_audience(row.assessment),
    "Evidence": lambda row: by_audience(row.answer.assessment),
    "OrganisationDegree": by_audience,
    "ChosenForm": by_audience,
    "StepDecision": by_audience,
    "Stakeholder": of_stakeholder,
    "Position": of_note,
    "Contact": of_note,
    "Relation": lambda row: (
        by_audience(row) & of_stakeholder(row.source) & of_stakeholder(row.target)
    ),
    "Team": by_audience,
    "TeamMember": lambda row: by_audience(row.team),
    "Activity": by_audience,
    "SignUp": lambda row: TEAM,
    "FollowUp": lambda row: TEAM,
    "Communication": lambda row: TEAM,
    "MailItem": lambda row: TEAM,
    "MailStop": lambda row: TEAM,
    "Agreement": by_audience,
    "AgreementParty": lambda row: by_audience(row.agreement),
    "AgreementDocument": lambda row: by_audience(row.agreement),
    "Commitment": of_commitment,
    "Funding": of_commitment,
    "Idea": by_audience,
    "IdeaCarrier": lambda row: by_audience(row.idea),
    "BizRehearsal": lambda row: TEAM,
    "BizGroup": lambda row: TEAM,
    "ContributionClass": lambda row: TEAM,
    "Measurement": by_audience,
    "Goal": by_audience,
    "Milestone": of_milestone,
    "MilestoneDependency": lambda row: of_milestone(row.milestone) & of_milestone(row.depends_on),
    "GoalAgreement": lambda row: by_audience(row.goal) & by_audience(row.agreement),
    "GoalCommitment": lambda row: by_audience(row.goal) & of_commitment(row.commitment),
    "AreaFact": by_audience,
    "FactGoal": lambda row: by_audience(row.goal),
    "ScanRound": lambda row: EVERYBODY,
    "QuickScan": of_figure,
    "ScanLevel": lambda row: of_figure(row.scan),
    "Reminder": lambda row: TEAM,
    "Listing": of_listing,
    "Match": lambda row: TEAM & of_listing(row.demand) & of_listing(row.supply),
    "Introduction": of_introduction,
    "IntroductionAnswer": of_introduction_answer,
    "Proposal": lambda row: MANAGER,
    "ProposalPart": lambda row: MANAGER,
    "ProposalPlot": lambda row: MANAGER,
    "ProposalFlow": lambda row: MANAGER,
    "Opportunity": of_opportunity,
    "OpportunityParty": of_opportunity_party,
    "OpportunityPlot": lambda row: of_opportunity(row.opportunity) & of_plot(row.plot),
    "OpportunityGoal": lambda row: of_opportunity(row.opportunity) & by_audience(row.goal),
    "OpportunityLink": lambda row: of_opportunity(row.source) & of_opportunity(row.target),
    "Round": lambda row: of_opportunity(row.opportunity),
    "SelfAnalysis": of_party_note,
    "DoubleTest": of_party_note,
    "RoadmapEdition": by_audience,
    "Report": by_audience,
}
# Nobody asks these what they may see: the right at the door decides, or the row that leads here.
BY_RIGHT: Final = {
    "AuditEntry": "the log is for the park manager",
    "Merge": "the team merges; it tells of rows that the team sees",
    "ImportFile": "reached through its import",
    "ImportBlock": "reached through its import",
    "RememberedColumns": "reached by who imports",
    "Invitation": "people are for the park manager",
    "AccessRequest": "people are for the park manager",
    "Membership": "people are for the park manager",
    "Indicator": "reached through a goal or a measurement",
    "MailRun": "work of the server",
    "ReminderRun": "work of the server",
    "MatchingRun": "work of the server",
    "CalendarFeed": "reached by its secret address, or by who made it",
    "ParkStory": "its manager writes it; the world reads it once it is published",
    "FrontRunner": "reached through the story",
    "ParkExport": "a whole park is for its manager",
}
MODELS: Final = {
    model.__name__: model for model in park_owned_models() if not issubclass(model, ParkEvent)
}


pytestmark = pytest.mark.usefixtures("standing")


@pytest.fixture
def equipped(world: World, cast: Cast) -> World:
    """One of everything in both parks, and in Noord what two competitors have for themselves."""
    with park_context(cast.noord.pk):
        for number, user in enumerate((cast.bram, cast.carla)):
            company = Membership.objects.get(user=user).establishment
            assert company is not None
            _equip(world, company, number)
    return world


def _equip(world: World, company: Establishment, number: int) -> None:
    """Give a company something of every sort, at every audience."""
    park, since = world.park, dt.date(2026, 1, 1)
    for place, audience in enumerate(Audience.values):
        plot = Plot.objects.create(park=park, name=f"{number}-{place}", audience=audience)
        until = None if place % 2 else dt.date(2026, 2, 1)
        Occupation.objects.create(
            park=park, plot=plot, establishment=company, since=since, until=until
        )
        Ownership.objects.create(park=park, plot=plot, organisation=company.organisation)
        for where in (company, world.terrain.establishment, world.terrain.team_establishment):
            ContactPerson.objects.create(
                park=park, establishment=where, name="Receptie", audience=audience
            )
    for place, release in enumerate(Release.values):
        for where in (company, world.terrain.team_establishment):
            CompanyFigure.objects.create(
                park=park,
                establishment=where,
                kind=list(FigureKind)[place],
                year=2020 + number,
                value=place,
                released_to=release,
            )
    if number:
        Establishment.objects.filter(pk=company.pk).update(audience=Audience.PUBLIC)


def test_every_park_owned_model_has_a_rule() -> None:
    assert MODELS.keys() == SEEN_BY.keys() | BY_RIGHT.keys()
    assert not SEEN_BY.keys() & BY_RIGHT.keys()


@pytest.mark.parametrize("name", sorted(BY_RIGHT))
def test_what_goes_by_right_does_not_pretend_to_know_readers(name: str) -> None:
    assert not hasattr(MODELS[name]._default_manager, "visible_to")


@pytest.mark.parametrize("name", sorted(SEEN_BY))
def test_everybody_sees_exactly_the_rows_that_are_for_her(
    name: str, equipped: World, cast: Cast
) -> None:
    model: Any = MODELS[name]
    with park_context(cast.noord.pk, cast.zuid.pk):
        rows = list(model._base_manager.filter(park=cast.noord))
        meant = {row.pk: SEEN_BY[name](row) for row in rows}
        for who in sorted(EVERYBODY):
            viewer = viewer_at(getattr(cast, who), cast.noord)
            assert viewer is not None
            seen = list(model.objects.visible_to(viewer).values_list("pk", flat=True))
            assert len(seen) == len(set(seen)), f"{who} sees a row twice"
            assert set(seen) == {pk for pk, people in meant.items() if who in people}, who
    assert any("anna" in people for people in meant.values()) or name == "Import"


@pytest.mark.parametrize("name", sorted(SEEN_BY))
def test_a_manager_elsewhere_sees_nothing_here(name: str, equipped: World, cast: Cast) -> None:
    model: Any = MODELS[name]
    with park_context(cast.noord.pk, cast.zuid.pk):
        chris = viewer_at(cast.chris, cast.zuid)
        assert chris is not None
        assert {row.park_id for row in model.objects.visible_to(chris)} <= {cast.zuid.pk}


@pytest.mark.parametrize("who", ["chris", "eva", "fred"])
def test_an_outsider_is_nobody_here(who: str, cast: Cast) -> None:
    with park_context(cast.noord.pk):
        assert viewer_at(getattr(cast, who), cast.noord) is None


@pytest.mark.parametrize("name", sorted(SEEN_BY))
@pytest.mark.parametrize("role", [Role.TEAM, Role.ADVISER, Role.MEMBER])
def test_a_document_for_an_audience_holds_what_its_readers_see(
    name: str, role: Role, equipped: World, cast: Cast
) -> None:
    """Somebody of that role, who speaks for no company, sees the same rows."""
    model: Any = MODELS[name]
    reader = Viewer(park=cast.noord, user=cast.fred, roles=(role,))
    with park_context(cast.noord.pk):
        rows = model.objects.in_park(cast.noord.pk)
        if not hasattr(rows, "for_audiences"):
            return
        assert set(rows.for_audiences(reader.audiences)) == set(model.objects.visible_to(reader))


def test_a_competitor_never_sees_what_a_company_keeps(equipped: World, cast: Cast) -> None:
    with park_context(cast.noord.pk):
        bram, carla = (viewer_at(user, cast.noord) for user in (cast.bram, cast.carla))
        assert bram is not None
        assert carla is not None
        own = CompanyFigure.objects.visible_to(carla).filter(establishment__in=carla.establishments)
        shared = CompanyFigure.objects.visible_to(bram).filter(
            establishment__in=carla.establishments
        )
        assert {row.released_to for row in own} == set(Release.values)
        assert {row.released_to for row in shared} == {Release.MEMBERS, Release.PUBLIC}


# --- nothing ad hoc ---------------------------------------------------------------------------

APPS: Final = (
    "core",
    "accounts",
    "knowledge",
    "parks",
    "collective",
    "strategy",
    "realisation",
    "reports",
    "api",
)
LOOKUPS: Final = frozenset({"filter", "exclude", "get", "Q", "When", "get_object_or_404"})
ONE_PLACE: Final = "parks/models/audience.py"


def test_no_other_code_decides_who_reads_a_row() -> None:
    found = [
        f"{path.relative_to(settings.BASE_DIR)}:{node.lineno}"
        for app in APPS
        for path in sorted((settings.BASE_DIR / app).rglob("*.py"))
        if "migrations" not in path.parts and not str(path).endswith(ONE_PLACE)
        for node in _ad_hoc(path)
    ]
    assert found == []


def _ad_hoc(path: Path) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if _name(call) in LOOKUPS and _asks_for_readers(call)]


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def _asks_for_readers(call: ast.Call) -> bool:
    return any(
        word.arg and (word.arg.endswith("audience__in") or "released_to" in word.arg)
        for word in call.keywords
    )


def test_models_with_readers_of_their_own_have_the_vocabulary() -> None:
    """A model that gets an audience or a release gets `visible_to` with it."""
    for name, model in MODELS.items():
        names = {
            field.name for field in model._meta.get_fields() if isinstance(field, models.Field)
        }
        if names & {"audience", "released_to"}:
            assert name in SEEN_BY
