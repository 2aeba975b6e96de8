"""The first page of working together and the page about the degree of both sides."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from collective.choices import AssessedBy, Side
from collective.models import OrganisationDegree
from collective.queries.overview import subjects
from collective.services.assessments import sign_assessment
from core.park_context import park_context
from knowledge.choices import Degree
from parks.access import viewer_at
from parks.choices import Audience
from tests.cast import Cast
from tests.collective.assessing import DEGREES, answer, draft, enough_for, signed

HOME = "/p/noord/samenwerking/"
Login = Callable[[User], Client]


def sign(cast: Cast, who: User, degree: str, **changed: object) -> OrganisationDegree:
    with park_context(cast.noord.pk):
        return signed(cast.noord, who, degree, **changed)


def differing(cast: Cast) -> None:
    """Let the park call itself functional, and the adviser disagree on one condition."""
    sign(cast, cast.anna, Degree.FUNCTIONAL)
    with park_context(cast.noord.pk):
        made = draft(cast.noord, cast.dina, by=AssessedBy.ADVISER)
        answers = enough_for(Side.BUSINESS, Degree.FUNCTIONAL)
        answers["core-team"] = {"value": "partly", "amount": 2, "note": "Twee komen nooit."}
        answers["wider-partners"] = {"value": "unknown"}
        answer(made, answers)
        sign_assessment(
            park=cast.noord, assessment=made, by=cast.dina, assessed_on=made.assessed_on,
            note="", audience=Audience.AUTHORITY, now=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("address", [HOME, DEGREES])
def test_a_park_without_assessments_is_told_what_they_are_for(
    address: str, cast: Cast, login: Login
) -> None:
    page = login(cast.anna).get(address).content.decode()
    assert page.count(": nog niet vastgesteld</h3>") == 2
    assert "Bijvoorbeeld:" in page


def test_the_first_page_names_what_keeps_each_side_from_the_next_degree(
    cast: Cast, login: Login
) -> None:
    sign(cast, cast.anna, Degree.FUNCTIONAL)
    sign(cast, cast.dina, Degree.MINIMAL, side=Side.PUBLIC, by=AssessedBy.ADVISER)
    page = login(cast.bram).get(HOME).content.decode()
    assert "Ondernemers: functioneel" in page
    assert "Nog geen 60 procent van de bedrijven doet mee en betaalt mee." in page
    assert "Overheid: minimaal" in page
    assert "Er is nog geen vaste contactpersoon met een vervanger." in page


def test_every_subject_of_the_first_page_can_be_opened(cast: Cast, login: Login) -> None:
    client = login(cast.anna)
    page = client.get(HOME).content.decode()
    with park_context(cast.noord.pk):
        viewer = viewer_at(cast.anna, cast.noord)
        assert viewer is not None
        found = subjects(viewer, now=timezone.now())
    assert len(found) == 11
    for subject in found:
        address = reverse(subject.route, args=["noord"])
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200, subject.route


def test_a_reader_gets_no_subject_that_she_may_not_open(cast: Cast, login: Login) -> None:
    client = login(cast.bram)
    with park_context(cast.noord.pk):
        viewer = viewer_at(cast.bram, cast.noord)
        assert viewer is not None
        routes = [subject.route for subject in subjects(viewer, now=timezone.now())]
    assert "collective:biz" not in routes
    for route in routes:
        assert client.get(reverse(route, args=["noord"])).status_code == 200, route


def test_the_page_says_when_the_picture_of_the_other_counts(cast: Cast, login: Login) -> None:
    sign(cast, cast.anna, Degree.FUNCTIONAL, side=Side.PUBLIC)
    page = login(cast.bram).get(DEGREES).content.decode()
    assert "Dit is het beeld van het terrein zelf." in page
    sign(cast, cast.dina, Degree.MINIMAL, side=Side.PUBLIC, by=AssessedBy.ADVISER)
    page = login(cast.bram).get(DEGREES).content.decode()
    assert "Overheid: minimaal" in page
    assert "Dit is het beeld van" not in page


def test_where_two_pictures_differ_is_a_subject_for_talk(cast: Cast, login: Login) -> None:
    differing(cast)
    reply = login(cast.dina).get(DEGREES)
    found = reply.context["pictures"][0].differences
    assert [(each.statement.slug, each.decides) for each in found] == [
        ("core-team", True),
        ("wider-partners", False),
    ]
    page = reply.content.decode()
    assert "Onderwerpen voor gesprek (2)" in page
    assert "Deels, 2 ondernemers" in page
    assert "Twee komen nooit." in page


def test_a_picture_that_is_not_for_a_reader_is_not_beside_the_other(
    cast: Cast, login: Login
) -> None:
    differing(cast)
    page = login(cast.bram).get(DEGREES).content.decode()
    assert "Twee komen nooit." not in page
    assert "Onderwerpen voor gesprek" not in page
    assert "of deelt dat niet met u" in page


def test_the_chart_and_its_table_tell_the_same(cast: Cast, login: Login) -> None:
    sign(cast, cast.anna, Degree.MINIMAL, assessed_on=dt.date(2025, 1, 10))
    sign(cast, cast.anna, Degree.FUNCTIONAL, assessed_on=dt.date(2026, 1, 10))
    page = login(cast.bram).get(DEGREES).content.decode()
    for words in ("minimaal vanaf 10 januari 2025", "functioneel vanaf 10 januari 2026"):
        assert words in page
    assert '<time datetime="2025-01-10">10 januari 2025</time>' in page
    assert "0 van de 12 voorwaarden voor functioneel vervuld." in page


def test_a_statement_from_before_there_were_questionnaires_stays_readable(
    cast: Cast, login: Login
) -> None:
    with park_context(cast.noord.pk):
        OrganisationDegree.objects.create(
            park=cast.noord, side=Side.BUSINESS, degree=Degree.FUNCTIONAL,
            reason="<script>alert(1)</script> {{ settings }}", stated_on=dt.date(2025, 1, 1),
            stated_by=cast.anna, audience=Audience.MEMBERS,
        )  # fmt: skip
    page = login(cast.bram).get(DEGREES).content.decode()
    assert "Zonder vragenlijst" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ settings }}" in page


def test_a_member_reads_what_is_meant_for_members_alone(cast: Cast, login: Login) -> None:
    open_to_members = sign(cast, cast.anna, Degree.MINIMAL)
    for_team = sign(cast, cast.anna, Degree.FUNCTIONAL, audience=Audience.TEAM)
    client = login(cast.bram)
    page = client.get(DEGREES).content.decode()
    assert "Ondernemers: minimaal" in page
    assert str(for_team.assessment_id) not in page
    assert client.get(f"{DEGREES}{open_to_members.assessment_id}/").status_code == 200
    assert client.get(f"{DEGREES}{for_team.assessment_id}/").status_code == 404


def test_the_free_statement_of_before_is_gone(cast: Cast, login: Login) -> None:
    assert login(cast.anna).get(f"{DEGREES}nieuw/").status_code == 404


@pytest.mark.parametrize("address", [HOME, DEGREES])
def test_a_page_asks_as_much_of_two_assessments_as_of_twenty(
    address: str, cast: Cast, login: Login
) -> None:
    client = login(cast.anna)

    def fill(number: int) -> None:
        for side in Side:
            for by in AssessedBy:
                for _ in range(number):
                    sign(cast, cast.anna, Degree.FUNCTIONAL, side=side, by=by)

    def bill() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    fill(1)
    few = bill()
    fill(4)
    assert bill() == few
