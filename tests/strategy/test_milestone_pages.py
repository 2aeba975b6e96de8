"""Making, changing, finishing and deleting a milestone in the browser."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Park
from strategy.choices import DatePrecision
from strategy.models import Milestone
from tests.factories.strategy import (
    GoalFactory,
    MilestoneDependencyFactory,
    MilestoneFactory,
)

TODAY = dt.date(2026, 11, 22)
HTMX = {"HX-Request": "true"}
FIELDS = {
    "title": "Daken gekeurd",
    "goal": "",
    "precision": "quarter",
    "quarter": "2",
    "year": "2027",
    "audience": "",
}


@pytest.fixture
def browser(anna: User, login: Callable[[User], Client]) -> Client:
    return login(anna)


def address(park: Park, milestone: Milestone | None = None, rest: str = "") -> str:
    return f"/p/{park.slug}/strategie/mijlpalen/{milestone.pk if milestone else 'nieuw'}/{rest}"


def fields_of(milestone: Milestone, **changes: str) -> dict[str, str]:
    """Return what the form of a stored milestone sends, with changes."""
    return FIELDS | {"title": milestone.title, "audience": "team", "version": "1"} | changes


def stored(park: Park, **which: object) -> Milestone:
    with park_context(park.pk):
        return Milestone.objects.select_related("goal").get(**which)


def test_a_quarter_is_stored_as_its_last_day(noord: Park, browser: Client) -> None:
    answer = browser.post(address(noord), FIELDS)
    assert (answer.status_code, answer["Location"]) == (302, "/p/noord/strategie/routekaart/")
    milestone = stored(noord)
    assert milestone.due_on == dt.date(2027, 6, 30)
    assert milestone.precision == DatePrecision.QUARTER


def test_an_exact_day_is_read_in_dutch_notation(noord: Park, browser: Client) -> None:
    browser.post(address(noord), FIELDS | {"precision": "day", "day": "8 maart 2028", "year": "x"})
    milestone = stored(noord)
    assert (milestone.due_on, milestone.precision) == (dt.date(2028, 3, 8), DatePrecision.DAY)


def test_the_form_opens_with_the_goal_of_the_address(noord: Park, browser: Client) -> None:
    goal = GoalFactory(park=noord, statement="Alle daken benut")
    page = browser.get(f"{address(noord)}?doel={goal.pk}").content.decode()
    assert f'<option value="{goal.pk}" selected>Alle daken benut</option>' in page


@pytest.mark.parametrize("doel", ["", "x", "0", "00000000-0000-0000-0000-000000000000", "%00"])
def test_a_made_up_goal_in_the_address_is_ignored(noord: Park, browser: Client, doel: str) -> None:
    assert browser.get(f"{address(noord)}?doel={doel}").status_code == 200


@pytest.mark.parametrize(
    ("chosen", "expected"), [("", Audience.MEMBERS), ("authority", Audience.AUTHORITY)]
)
def test_the_audience_is_the_goals_unless_chosen(
    noord: Park, browser: Client, chosen: str, expected: Audience
) -> None:
    goal = GoalFactory(park=noord, audience=Audience.MEMBERS)
    answer = browser.post(address(noord), FIELDS | {"goal": str(goal.pk), "audience": chosen})
    assert answer["Location"] == f"/p/noord/strategie/doelen/{goal.pk}/"
    assert stored(noord).audience == expected


def test_the_edit_form_shows_what_is_stored(noord: Park, browser: Client) -> None:
    first = MilestoneFactory(park=noord, title="Vergunning")
    milestone = MilestoneFactory(park=noord, title="Panelen", blocked_reason="Net is vol")
    MilestoneDependencyFactory(park=noord, milestone=milestone, depends_on=first)
    page = browser.get(address(noord, milestone)).content.decode()
    assert 'value="Panelen"' in page
    assert 'value="Net is vol"' in page
    assert f'name="depends_on" value="{first.pk}" checked' in page
    assert '<option value="2" selected>' in page


def test_a_milestone_is_changed_with_its_dependencies(noord: Park, browser: Client) -> None:
    first, milestone = MilestoneFactory(park=noord), MilestoneFactory(park=noord)
    typed = fields_of(milestone, title="Nieuwe naam", blocked_reason="Net is vol")
    answer = browser.post(address(noord, milestone), typed | {"depends_on": [str(first.pk)]})
    assert answer.status_code == 302
    changed = stored(noord, pk=milestone.pk)
    assert (changed.title, changed.blocked_reason, changed.version) == (
        "Nieuwe naam",
        "Net is vol",
        2,
    )
    with park_context(noord.pk):
        assert list(changed.dependencies.values_list("depends_on", flat=True)) == [first.pk]


def test_a_circle_is_refused_at_the_field_with_the_way_round(noord: Park, browser: Client) -> None:
    a, b = (MilestoneFactory(park=noord, title=title) for title in ("Vergunning", "Panelen"))
    MilestoneDependencyFactory(park=noord, milestone=b, depends_on=a)
    typed = fields_of(a, title="Getypt") | {"depends_on": [str(b.pk)]}
    answer = browser.post(address(noord, a), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Vergunning → Panelen → Vergunning" in page
    assert 'value="Getypt"' in page
    assert f'name="depends_on" value="{b.pk}" checked' in page
    assert stored(noord, pk=a.pk).title == "Vergunning"


def test_the_second_editor_sees_both_and_can_save_again(noord: Park, browser: Client) -> None:
    milestone = MilestoneFactory(park=noord, title="Oud")
    browser.post(address(noord, milestone), fields_of(milestone, title="Van de eerste"))
    typed = fields_of(milestone, title="Van de tweede", owner_other="Werkgroep")
    answer = browser.post(address(noord, milestone), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Van de eerste" in page
    assert 'value="Van de tweede"' in page
    assert 'value="Werkgroep"' in page
    assert 'name="version" value="2"' in page
    assert browser.post(address(noord, milestone), typed | {"version": "2"}).status_code == 302
    assert stored(noord, pk=milestone.pk).title == "Van de tweede"


@time_machine.travel(TODAY, tick=False)
def test_done_goes_back_to_where_the_visitor_was(noord: Park, browser: Client) -> None:
    milestone = MilestoneFactory(park=noord)
    back = "/p/noord/strategie/routekaart/?capital=human"
    answer = browser.post(address(noord, milestone, "gedaan/"), {"done": "1", "next": back})
    assert answer["Location"] == back
    assert stored(noord).done_on == TODAY
    browser.post(address(noord, milestone, "gedaan/"), {"done": "0"})
    assert stored(noord).done_on is None


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.test/",
        "//example.test",
        "/\\example.test",
        "/\t/example.test",
        "https:/portfolio/",
        "javascript:alert(1)",
        "\x00",
        "///x.test",
        "foo",
        "home",
        "strategy:matrix",
        "?x=1",
        "/" + "x" * 20_000,
    ],
)
def test_a_way_back_that_is_no_path_of_this_site_is_not_followed(
    noord: Park, browser: Client, elsewhere: str
) -> None:
    milestone = MilestoneFactory(park=noord)
    answer = browser.post(address(noord, milestone, "gedaan/"), {"next": elsewhere})
    assert answer["Location"] == "/p/noord/strategie/routekaart/"


def test_done_brings_the_goal_with_its_new_progress_with_htmx(noord: Park, browser: Client) -> None:
    goal = GoalFactory(park=noord)
    milestone = MilestoneFactory(park=noord, goal=goal, title="Vergunning")
    answer = browser.post(
        address(noord, milestone, "gedaan/"), {"done": "1"}, headers=HTMX, follow=True
    )
    part = answer.content.decode().strip()
    assert part.startswith('<div id="goal"')
    assert "Weer open" in part
    assert "‘Vergunning’ is klaar." in part


def test_a_refused_row_comes_back_in_its_own_place(noord: Park, browser: Client) -> None:
    first = MilestoneFactory(park=noord, title="Eerst")
    last = MilestoneFactory(park=noord, goal=GoalFactory(park=noord))
    MilestoneDependencyFactory(park=noord, milestone=last, depends_on=first)
    answer = browser.post(address(noord, last, "gedaan/"), {"done": "1"}, headers=HTMX)
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == f"#milestone-{last.pk}"
    row = answer.content.decode().strip()
    assert f'<tr id="milestone-{last.pk}">' in row
    assert "Wacht op: Eerst" in row


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_cannot_be_done_yet_says_what_must_come_first(
    noord: Park, browser: Client, headers: dict[str, str]
) -> None:
    first, last = (MilestoneFactory(park=noord, title=title) for title in ("Eerst", "Laatst"))
    MilestoneDependencyFactory(park=noord, milestone=last, depends_on=first)
    answer = browser.post(address(noord, last, "gedaan/"), {"done": "1"}, headers=headers)
    assert answer.status_code == 422
    assert "‘Laatst’ kan pas klaar zijn als dit klaar is: Eerst." in answer.content.decode()
    assert stored(noord, pk=last.pk).done_on is None


def test_deleting_asks_first_and_names_what_waits(noord: Park, browser: Client) -> None:
    first, last = MilestoneFactory(park=noord), MilestoneFactory(park=noord, title="Laatst")
    MilestoneDependencyFactory(park=noord, milestone=last, depends_on=first)
    page = browser.get(address(noord, first, "verwijderen/")).content.decode()
    assert "<li>Laatst</li>" in page
    assert stored(noord, pk=first.pk)
    assert browser.post(address(noord, first, "verwijderen/")).status_code == 302
    with park_context(noord.pk):
        assert not Milestone.objects.filter(pk=first.pk).exists()


def test_the_form_needs_as_many_queries_at_2_and_at_60_milestones(
    noord: Park, browser: Client
) -> None:
    milestone = MilestoneFactory(park=noord, goal=GoalFactory(park=noord))
    MilestoneFactory(park=noord)
    with CaptureQueriesContext(connection) as few:
        browser.get(address(noord, milestone))
    for _ in range(58):
        MilestoneFactory(park=noord, goal=GoalFactory(park=noord))
    with CaptureQueriesContext(connection) as many:
        browser.get(address(noord, milestone))
    assert len(many) == len(few), [query["sql"] for query in many]


@pytest.mark.parametrize(
    ("name", "status"), [("tess", 302), ("bram", 403), ("dina", 403), ("chris", 404), ("fred", 404)]
)
def test_only_who_works_on_the_park_makes_milestones(
    request: pytest.FixtureRequest,
    noord: Park,
    login: Callable[[User], Client],
    name: str,
    status: int,
) -> None:
    visitor = login(request.getfixturevalue(name))
    assert visitor.post(address(noord), FIELDS).status_code == status
