"""My parks, and the portfolio of an authority: who sees what."""

import datetime as dt
from collections.abc import Callable
from itertools import permutations

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import User
from collective.choices import AssessedBy
from collective.models import Assessment, OrganisationDegree, Side
from collective.queries.degree import current_degrees
from core.park_context import park_context
from knowledge.choices import Capital, Degree, Horizon
from parks.choices import Audience, AuthorityKind, Role
from parks.models import Adviser, Authority, Park
from parks.services.people import add_adviser, end_adviser, grant_role
from reports.models import AdoptedBy, RoadmapEdition
from reports.queries.portfolio import (
    own_parks,
    portfolio_rows,
)
from strategy.choices import GoalState
from strategy.models import Goal
from tests.factories.parks import AuthorityFactory, MembershipFactory

TODAY = dt.date(2026, 3, 2)
Login = Callable[[User], Client]


def page(client: Client, **query: str) -> str:
    response = client.get("/parken/", query)
    assert response.status_code == 200
    return response.content.decode()


def add_goal(park: Park, *, state: GoalState, audience: Audience = Audience.AUTHORITY) -> None:
    with park_context(park.pk):
        Goal.objects.create(
            park=park,
            statement="Minder verbruik",
            capital=Capital.NATURAL,
            horizon=Horizon.SHORT,
            state=state,
            audience=audience,
        )


def state_degree(
    park: Park, user: User, degree: Degree, *, on: dt.date, audience: Audience = Audience.AUTHORITY
) -> None:
    with park_context(park.pk):
        OrganisationDegree.objects.create(
            park=park,
            side=Side.BUSINESS,
            degree=degree,
            reason="Omdat het zo is.",
            stated_on=on,
            stated_by=user,
            audience=audience,
        )


def add_edition(park: Park, user: User, *, at: dt.datetime, audience: Audience) -> None:
    with park_context(park.pk):
        RoadmapEdition.objects.create(
            park=park,
            number=1,
            audience=audience,
            title="Routekaart",
            adopted_by=AdoptedBy.BOARD,
            adopted_on=TODAY,
            published_at=at,
            published_by=user,
            content={},
            sha256="0" * 64,
        )


@pytest.mark.django_db
def test_a_visitor_has_to_log_in(client: Client) -> None:
    response = client.get("/parken/")

    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=/parken/"


def test_who_belongs_nowhere_is_told_what_comes_here(fred: User, login: Login) -> None:
    text = page(login(fred))

    assert "U hoort nog bij geen terrein" in text
    assert "Voorbeeldpark" not in text


def test_a_member_sees_her_own_park_with_her_roles(cast: object, bram: User, login: Login) -> None:
    text = page(login(bram))

    assert "Voorbeeldpark Noord" in text
    assert "/p/noord/" in text
    assert "U bent lid" in text
    assert "Voorbeeldpark Zuid" not in text
    assert "<table" not in text


def test_several_roles_at_one_park_stand_on_one_card(noord: Park, zuid: Park, anna: User) -> None:
    MembershipFactory(park=noord, user=anna)
    with park_context(zuid.pk):
        grant_role(park=zuid, user=anna, role=Role.TEAM, since=TODAY)

    assert [(park.name, park.roles) for park in own_parks(anna)] == [
        ("Voorbeeldpark Noord", "parkmanager en lid"),
        ("Voorbeeldpark Zuid", "lid van het kernteam"),
    ]


def test_an_adviser_sees_the_parks_of_her_authority_and_no_others(
    cast: object, dina: User, eva: User, login: Login
) -> None:
    dinas, evas = page(login(dina)), page(login(eva))

    assert "Voorbeeldpark Noord" in dinas
    assert "Voorbeeldpark Zuid" not in dinas
    assert "Voorbeeldpark Zuid" in evas
    assert "Voorbeeldpark Noord" not in evas


def test_an_adviser_who_left_sees_nothing_at_the_next_request(
    noord: Park, dina: User, login: Login
) -> None:
    client = login(dina)
    assert "Voorbeeldpark Noord" in page(client)

    end_adviser(adviser=Adviser.objects.get(user=dina), today=TODAY)

    assert "Voorbeeldpark Noord" not in page(client)
    assert client.get("/p/noord/").status_code == 404


def test_an_authority_of_somebody_else_does_not_exist(
    cast: object, dina: User, eva: User, anna: User, login: Login
) -> None:
    evas = str(Authority.objects.get(advisers__user=eva).pk)

    for user in (dina, anna):
        for asked in (evas, "0", "", "x", "1\x00"):
            assert login(user).get("/parken/", {"authority": asked}).status_code == 404


def test_who_advises_for_two_authorities_chooses(cast: object, dina: User, login: Login) -> None:
    province = AuthorityFactory(kind=AuthorityKind.PROVINCE, name="Limburg", province="Limburg")
    add_adviser(authority=province, user=dina, since=TODAY)
    client = login(dina)

    assert "Voorbeeldpark Noord" in page(client)
    text = page(client, authority=str(province.pk))
    assert "Voorbeeldpark Zuid" in text
    assert "Voorbeeldpark Noord" not in text
    assert f'<input type="hidden" name="authority" value="{province.pk}">' in text


def test_the_parks_of_a_programme_are_those_that_take_part(
    zuid: Park, fred: User, login: Login
) -> None:
    programme = AuthorityFactory(
        kind=AuthorityKind.PROGRAMME, name="Groen Voorbeeld", municipality_codes=[]
    )
    programme.parks.add(zuid)
    add_adviser(authority=programme, user=fred, since=TODAY)

    text = page(login(fred))

    assert "Voorbeeldpark Zuid" in text
    assert "Voorbeeldpark Noord" not in text


def test_a_row_shows_only_what_is_meant_for_an_authority(noord: Park, anna: User) -> None:
    for state in (GoalState.AGREED, GoalState.ON_TRACK, GoalState.ON_TRACK, GoalState.DRAFT):
        add_goal(noord, state=state)
    add_goal(noord, state=GoalState.ON_TRACK, audience=Audience.PUBLIC)
    add_goal(noord, state=GoalState.AT_RISK, audience=Audience.TEAM)
    state_degree(noord, anna, Degree.FUNCTIONAL, on=TODAY)
    state_degree(noord, anna, Degree.MINIMAL, on=TODAY - dt.timedelta(days=400))
    state_degree(
        noord, anna, Degree.PROFESSIONAL, on=TODAY + dt.timedelta(days=1), audience=Audience.TEAM
    )
    early, late = (dt.datetime(2026, month, 1, 23, 30, tzinfo=dt.UTC) for month in (1, 2))
    add_edition(noord, anna, at=early, audience=Audience.MEMBERS)
    add_edition(noord, anna, at=late, audience=Audience.TEAM)

    (row,) = portfolio_rows([noord])

    assert row.goals is not None
    assert (row.goals.agreed, row.goals.on_track, row.goals.at_risk) == (1, 3, 0)
    assert (row.business_degree, row.public_degree) == ("Functioneel", None)
    assert row.edition_on == dt.date(2026, 1, 2)
    assert row.url == "/p/noord/"


def test_what_is_hidden_leaves_no_trace(noord: Park, anna: User) -> None:
    add_goal(noord, state=GoalState.AT_RISK, audience=Audience.TEAM)
    state_degree(noord, anna, Degree.MINIMAL, on=TODAY, audience=Audience.TEAM)

    (row,) = portfolio_rows([noord])

    assert (row.goals, row.business_degree, row.edition_on) == (None, None, None)


def test_rows_of_a_page_do_not_mix(noord: Park, zuid: Park) -> None:
    add_goal(noord, state=GoalState.AGREED)
    add_goal(zuid, state=GoalState.AT_RISK)
    add_goal(zuid, state=GoalState.AT_RISK)

    rows = {row.name: row.goals for row in portfolio_rows([zuid, noord])}

    assert rows["Voorbeeldpark Noord"].agreed == 1  # type: ignore[union-attr]
    assert rows["Voorbeeldpark Noord"].at_risk == 0  # type: ignore[union-attr]
    assert rows["Voorbeeldpark Zuid"].at_risk == 2  # type: ignore[union-attr]


@pytest.mark.parametrize("side", Side.values)
def test_the_portfolio_and_the_park_agree_whose_picture_of_a_side_counts(
    side: str, noord: Park, anna: User
) -> None:
    """Each order of statements by the park, by the adviser and from before the questionnaires."""
    pictures = (None, *AssessedBy)
    for chosen in (*permutations(pictures, 2), *permutations(pictures, 3)):
        with park_context(noord.pk), transaction.atomic():
            for number, by in enumerate(chosen):
                _state_by(noord, anna, side, by, on=TODAY - dt.timedelta(days=number))
            card = current_degrees(park_id=noord.pk, audiences=(Audience.AUTHORITY,))[side]
            (row,) = portfolio_rows([noord])
            shown = {Side.BUSINESS: row.business_degree, Side.PUBLIC: row.public_degree}
            assert shown[Side(side)] == card.label, chosen
            transaction.set_rollback(True)


def _state_by(park: Park, by: User, side: str, whose: AssessedBy | None, *, on: dt.date) -> None:
    degree = Degree.MINIMAL if whose is None else list(Degree)[1 + list(AssessedBy).index(whose)]
    made = None
    if whose is not None:
        made = Assessment.objects.create(
            park=park, side=side, by=whose, questionnaire="x", assessed_on=on, made_by=by
        )
    OrganisationDegree.objects.create(
        park=park, side=side, degree=degree, reason="Zo is het.", stated_on=on, stated_by=by,
        assessment=made, audience=Audience.AUTHORITY,
    )  # fmt: skip
