"""Nonsense in the form of a milestone: a message at the field, nothing lost, nothing stored."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.choices import Role
from parks.models import Membership, Park
from strategy.models import Milestone
from tests.factories.strategy import GoalFactory, MilestoneFactory

GOOD = {
    "title": "Daken gekeurd",
    "goal": "",
    "precision": "quarter",
    "quarter": "2",
    "year": "2027",
    "audience": "team",
}
HTML = '<script>alert(1)</script> {{ 7|add:"7" }} {% now "Y" %}'


@pytest.fixture
def browser(anna: User, login: Callable[[User], Client]) -> Client:
    return login(anna)


def refused(browser: Client, park: Park, field: str, **typed: object) -> str:
    """Send a form that must be refused at `field`, and return the page."""
    answer = browser.post(f"/p/{park.slug}/strategie/mijlpalen/nieuw/", GOOD | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    with park_context(park.pk):
        assert not Milestone.objects.filter(title=GOOD["title"]).exists()
    return page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("title", "nul\x00teken"),
        ("quarter", "5"),
        ("quarter", ""),
        ("quarter", "Q2"),
        ("year", "99999"),
        ("year", "9" * 5000),
        ("year", "-1"),
        ("year", "twintig"),
        ("year", ""),
        ("precision", "eeuw"),
        ("goal", "geen-uuid"),
        ("goal", "00000000-0000-0000-0000-000000000000"),
        ("goal", "\x00"),
        ("owner", "1"),
        ("depends_on", "geen-uuid"),
        ("depends_on", "\x00"),
        ("owner_other", "x" * 121),
        ("blocked_reason", "x" * 501),
        ("audience", "iedereen"),
    ],
)
def test_nonsense_is_refused_at_the_field(
    noord: Park, browser: Client, field: str, value: str
) -> None:
    refused(browser, noord, field, **{field: value})


@pytest.mark.parametrize("day", ["", "31-02-2027", "2027-13-01", "morgen", "01-01-99999"])
def test_a_day_that_does_not_exist_is_refused(noord: Park, browser: Client, day: str) -> None:
    refused(browser, noord, "day", precision="day", day=day)


def test_another_parks_goal_person_and_milestone_are_unknown_choices(
    noord: Park, zuid: Park, chris: User, browser: Client
) -> None:
    goal, milestone = GoalFactory(park=zuid), MilestoneFactory(park=zuid)
    with park_context(zuid.pk):
        person = Membership.objects.get(park=zuid, user=chris)
    for field, key in (("goal", goal.pk), ("owner", person.pk), ("depends_on", milestone.pk)):
        page = refused(browser, noord, field, **{field: str(key)})
        assert "Deze keuze bestaat niet (meer)." in page


def test_a_milestone_waits_for_fifty_others_at_most(noord: Park, browser: Client) -> None:
    many = [str(MilestoneFactory(park=noord).pk) for _ in range(51)]
    assert "Kies er niet meer dan 50." in refused(browser, noord, "depends_on", depends_on=many)
    fitting = GOOD | {"depends_on": many[:50]}
    assert browser.post(f"/p/{noord.slug}/strategie/mijlpalen/nieuw/", fitting).status_code == 302


def test_a_milestone_cannot_be_given_to_two_owners(
    noord: Park, tess: User, browser: Client
) -> None:
    with park_context(noord.pk):
        person = Membership.objects.get(park=noord, user=tess, role=Role.TEAM)
    refused(browser, noord, "owner_other", owner=str(person.pk), owner_other="Werkgroep")


def test_who_can_unblock_needs_a_reason_for_the_block(noord: Park, browser: Client) -> None:
    refused(browser, noord, "blocked_reason", blocked_by="De netbeheerder")


def test_what_was_typed_comes_back_as_typed(noord: Park, browser: Client) -> None:
    page = refused(browser, noord, "year", year="99999", owner_other=HTML)
    assert 'value="99999"' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:&quot;7&quot; }}" in page
    assert "<script>alert(1)" not in page


def test_html_in_a_title_is_text_everywhere(noord: Park, browser: Client) -> None:
    browser.post(f"/p/{noord.slug}/strategie/mijlpalen/nieuw/", GOOD | {"title": HTML})
    page = browser.get(f"/p/{noord.slug}/strategie/routekaart/").content.decode()
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 2
    assert "<script>alert(1)" not in page
    assert "{{ 7|add:" in page


@pytest.mark.parametrize("version", ["", "0", "x", "99999999999"])
def test_a_made_up_version_is_refused(noord: Park, browser: Client, version: str) -> None:
    milestone = MilestoneFactory(park=noord)
    url = f"/p/{noord.slug}/strategie/mijlpalen/{milestone.pk}/"
    assert browser.post(url, GOOD | {"version": version}).status_code == 422


def test_a_version_that_never_was_is_a_conflict(noord: Park, browser: Client) -> None:
    milestone = MilestoneFactory(park=noord, title="Oud")
    url = f"/p/{noord.slug}/strategie/mijlpalen/{milestone.pk}/"
    answer = browser.post(url, GOOD | {"version": "77", "waited_for_ids": "x -- \"'"})
    assert answer.status_code == 409
