"""What is too big for a PDF is refused when somebody asks, with what is long and what to do."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Park
from reports.models import Report, RoadmapEdition
from reports.paper.html import document_html
from reports.queries import size
from reports.queries.content import Change, GoalFact, MilestoneFact
from reports.queries.size import TooLargeError, require_printable
from reports.rendering import STYLE_SHEET
from tests.factories.reports import a_document, a_goal, a_milestone
from tests.factories.strategy import SmartGoalFactory

Login = Callable[[User], Client]
LIST = "/p/noord/rapporten/"
EDITION = {
    "audience": "members",
    "title": "Mijn titel",
    "adopted_by": "board",
    "adopted_on": "20-11-2026",
    "note": "",
}


def _goals(number: int, **changes: Any) -> tuple[GoalFact, ...]:
    return tuple(a_goal(each, **changes) for each in range(1, number + 1))


def _milestones(number: int, **changes: Any) -> tuple[MilestoneFact, ...]:
    return tuple(a_milestone(each, None, **changes) for each in range(1, number + 1))


def _refusal(**parts: Any) -> str:
    with pytest.raises(TooLargeError) as caught:
        require_printable(replace(a_document(goals=0, milestones=0), **parts))
    return str(caught.value)


def test_a_large_park_with_everything_changed_still_fits() -> None:
    goals = _goals(200, statement="doel " * 30, explanation="uitleg " * 80)
    changes = tuple(Change("goal_changed", "anders " * 20) for _ in range(800))
    milestones = _milestones(600, title="mijlpaal " * 9)
    require_printable(replace(a_document(), goals=goals, milestones=milestones, changes=changes))


def test_goals_that_no_reader_sees_count_for_nothing() -> None:
    dropped = _goals(2_000, state="dropped")
    require_printable(replace(a_document(), goals=dropped))


def test_long_explanations_are_named_with_the_longest_first() -> None:
    goals = (
        *_goals(450, explanation="x" * 3_000),
        a_goal(998, statement="Het langste doel", explanation="x" * 4_000),
        a_goal(999, statement="y" * 200, explanation="x" * 3_999),
    )
    message = _refusal(goals=goals)
    assert re.match(
        r"Deze routekaart is te groot voor een pdf: 1,\d keer wat erin past\. "
        r"De meeste ruimte gaat naar de 452 doelen\. Kort de toelichting in, "
        r"het eerst bij “Het langste doel”, “y{59}…”, “",
        message,
    )
    assert message.endswith("of laat doelen vervallen. Of kies lezers die minder zien.")


def test_many_short_lines_count_for_the_paper_that_they_take() -> None:
    assert "de 20 doelen" in _refusal(goals=_goals(20, explanation="a\n" * 2_000))


def test_many_milestones_and_all_that_they_wait_for_count() -> None:
    assert "de 3000 mijlpalen" in _refusal(milestones=_milestones(3_000, title="Kort"))
    everything = tuple(f"milestone-{number:03}" for number in range(1, 301))
    waiting = _milestones(300, title="x" * 200, state="open", depends_on=everything)
    assert "laat ze op minder andere wachten" in _refusal(milestones=waiting)


def test_changes_count() -> None:
    changes = tuple(Change("goal_changed", "x" * 600) for _ in range(4_000))
    assert "de 4000 veranderingen sinds de vorige editie" in _refusal(changes=changes)


@pytest.mark.parametrize(
    ("path", "data"),
    [(f"{LIST}edities/nieuw/", EDITION), (f"{LIST}concept/", {"audience": "members"})],
)
def test_who_asks_for_too_much_is_told_at_the_field_and_nothing_is_kept(
    noord: Park,
    anna: User,
    login: Login,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    data: dict[str, str],
) -> None:
    SmartGoalFactory(park=noord, statement="Zon op elk dak", audience=Audience.MEMBERS)
    monkeypatch.setattr(size, "BUDGET", 1_000)
    response = login(anna).post(path, data)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_audience' in page
    assert "Deze routekaart is te groot voor een pdf" in page
    assert "Kort de toelichting in, het eerst bij “Zon op elk dak”" in page
    assert data.get("title", "") in page
    with park_context(noord.pk):
        assert not RoadmapEdition.objects.exists()
        assert not Report.objects.exists()


def test_what_can_be_long_is_laid_out_in_time_that_grows_with_its_length() -> None:
    """The engine takes the square of the length to balance columns and to break one paragraph."""
    assert not re.search(r"(?<![-.])columns:", STYLE_SHEET.read_text(encoding="utf-8"))
    note = replace(a_document().edition, note="eerst\n\nlaatst")  # type: ignore[type-var]  # it has one
    document = a_document(goals=0, milestones=0, edition=note)
    html = document_html(
        replace(document, goals=_goals(1, explanation="een\ntwee\n\ndrie")), sha256="0" * 64
    )
    assert "<br" not in html
    assert [html.count(f">{text}</p>") for text in ("een", "twee", "drie", "")] == [1, 1, 1, 0]
    assert all(f">{text}</span>" in html for text in ("eerst", "laatst"))
