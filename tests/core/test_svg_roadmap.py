"""The roadmap: goals as bars, milestones as marks, on a time line with scales of its own."""

from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from core.svg import (
    GoalBar,
    Group,
    MilestoneMark,
    RoadmapData,
    horizon_bands,
    roadmap,
    roadmap_pages,
)
from core.svg._roadmap import GOAL_STATES, MARK_STATES, GoalState, MarkState, Precision

SVG = "{http://www.w3.org/2000/svg}"
START = date(2026, 11, 22)


def _mark(
    name: str, due: date, state: MarkState = "open", precision: Precision = "day"
) -> MilestoneMark:
    return MilestoneMark(name, f"Mijlpaal {name}", due, precision, state)


def _goal(n: int, marks: int = 3) -> GoalBar:
    start = START + timedelta(days=n % 30 * 20)
    return GoalBar(
        f"Doel {n}", start, start + timedelta(days=400), "on_track", 0.4, f"/doel/{n}/",
        tuple(_mark(f"{n}-{k}", start + timedelta(days=90 * k + 30)) for k in range(marks)),
    )  # fmt: skip


def _data(goals: int, groups: int = 6) -> RoadmapData:
    parts = [
        Group(f"Kapitaal {g}", tuple(map(_goal, range(g, goals, groups)))) for g in range(groups)
    ]
    chain = tuple((f"{n}-0", f"{n + 1}-2") for n in range(0, goals - 1, 4))
    return RoadmapData(START, START, horizon_bands(START), tuple(parts), (), chain)


def _titles(data: RoadmapData) -> list[str]:
    return [t.text or "" for t in ET.fromstring(roadmap(data, uid="m")).findall(f".//{SVG}title")]


def _one(goal: GoalBar) -> RoadmapData:
    return replace(_data(0, 0), groups=(Group("Natuurlijk", (goal,)),))


def test_two_hundred_goals_and_six_hundred_milestones_grow_linearly() -> None:
    small, large = (len(roadmap(_data(n), uid="m")) for n in (50, 200))
    assert large < 4.2 * small
    root = ET.fromstring(roadmap(_data(200), uid="m"))
    assert len(root.findall(f".//{SVG}a")) == 200
    assert sum("Mijlpaal" in (t.text or "") for t in root.findall(f".//{SVG}title")) == 600


@pytest.mark.parametrize("state", list(GOAL_STATES))
def test_every_state_of_a_goal_looks_different_and_is_named(state: GoalState) -> None:
    drawings = {
        other: roadmap(_one(replace(_goal(1, 0), state=other, progress=None)), uid="m")
        for other in GOAL_STATES
    }
    assert GOAL_STATES[state] in drawings[state]
    bare = {name: text.replace(GOAL_STATES[name], "") for name, text in drawings.items()}
    assert len(set(bare.values())) == len(GOAL_STATES)


@pytest.mark.parametrize("state", list(MARK_STATES))
def test_every_state_of_a_milestone_is_named_with_its_date(state: MarkState) -> None:
    goal = replace(_goal(1), milestones=(_mark("a", date(2027, 3, 1), state),))
    assert f"Mijlpaal a: {MARK_STATES[state]}, 1 maart 2027" in _titles(_one(goal))


def test_a_milestone_with_a_quarter_is_round_and_names_the_quarter() -> None:
    goal = replace(_goal(1), milestones=(_mark("a", date(2027, 3, 1), precision="quarter"),))
    root = ET.fromstring(roadmap(_one(goal), uid="m"))
    assert "Mijlpaal a: open, 1e kwartaal 2027" in _titles(_one(goal))
    assert root.findall(f".//{SVG}circle")


def test_a_milestone_says_what_it_waits_for() -> None:
    goal = replace(
        _goal(1), milestones=(_mark("a", date(2027, 3, 1)), _mark("b", date(2028, 3, 1)))
    )
    data = replace(_one(goal), dependencies=(("a", "b"), ("elsewhere", "a")))
    assert "Mijlpaal b: open, 1 maart 2028, wacht op Mijlpaal a" in _titles(data)
    assert "Mijlpaal a: open, 1 maart 2027" in _titles(data)


def test_a_goal_without_due_date_runs_on_and_says_so() -> None:
    titles = _titles(_one(replace(_goal(1, 0), due=None, progress=None)))
    assert "Doel 1: op koers, vanaf 12 december 2026, geen einddatum" in titles


def test_unknown_progress_is_not_shown_as_zero_per_cent() -> None:
    drawn = roadmap(_one(replace(_goal(1, 0), progress=None)), uid="m")
    assert "%" not in drawn
    assert "0\u00a0%" in roadmap(_one(replace(_goal(1, 0), progress=0.0)), uid="m")


def test_a_long_label_is_shortened_and_kept_whole_in_its_title() -> None:
    label = "Een doel met een heel lange naam " * 6
    drawn = roadmap(_one(replace(_goal(1, 0), label=label)), uid="m")
    assert "…</text>" in drawn
    assert label in _titles(_one(replace(_goal(1, 0), label=label)))


def test_marks_on_the_same_day_stand_beside_each_other() -> None:
    marks = tuple(_mark(str(n), date(2060, 1, 1), precision="quarter") for n in range(3))
    root = ET.fromstring(roadmap(_one(replace(_goal(1), milestones=marks)), uid="m"))
    xs = sorted(float(c.get("cx", "0")) for c in root.findall(f".//{SVG}circle"))[-3:]
    assert xs[1] - xs[0] >= 12
    assert xs[2] <= 1000


def test_today_is_drawn_only_when_it_is_on_the_time_line() -> None:
    assert "vandaag" in roadmap(_data(2), uid="m")
    past = replace(_data(2), today=START - timedelta(days=1))
    assert ">vandaag<" not in roadmap(past, uid="m")


def test_dates_before_after_and_in_the_wrong_order_stay_on_the_time_line() -> None:
    goal = replace(_goal(1), start=date(2090, 1, 1), due=date(1990, 1, 1))
    root = ET.fromstring(roadmap(_one(goal), uid="m"))
    rects = root.findall(f".//{SVG}rect")
    assert all(0 <= float(r.get("x", "0")) <= 1000 for r in rects)
    assert all(float(r.get("width", "0")) >= 0 for r in rects)


def test_the_near_future_gets_more_room_than_the_far_future() -> None:
    due = (START + timedelta(days=180), START + timedelta(days=360))
    later = (START + timedelta(days=4000), START + timedelta(days=4180))
    places = []
    for dates in (due, later):
        marks = tuple(_mark(str(n), day, precision="quarter") for n, day in enumerate(dates))
        groups = (Group("a", (replace(_goal(1), milestones=marks[:1]),)),
                  Group("b", (replace(_goal(2), milestones=marks[1:]),)))  # fmt: skip
        root = ET.fromstring(roadmap(replace(_data(0, 0), groups=groups), uid="m"))
        first, second = (float(c.get("cx", "0")) for c in root.findall(f".//{SVG}circle")[:2])
        places.append(second - first)
    assert places[0] > 5 * places[1]


def test_bands_that_do_not_follow_each_other_are_refused() -> None:
    bands = tuple(reversed(horizon_bands(START)))
    with pytest.raises(ValueError, match="after the one before"):
        roadmap(replace(_data(1), bands=bands), uid="m")


def test_a_start_on_29_february_gives_bands_too() -> None:
    assert horizon_bands(date(2028, 2, 29))[0].end == date(2029, 2, 28)


def test_an_empty_roadmap_is_still_a_drawing() -> None:
    assert ET.fromstring(roadmap(_data(0, 0), uid="m"))[1].text


@pytest.mark.parametrize("rows", [2, 3, 10, 1000])
def test_pages_hold_every_goal_once_in_order_and_not_too_many_rows(rows: int) -> None:
    data = replace(_data(41), park_milestones=tuple(_mark(f"p{n}", START) for n in range(5)))
    pages = roadmap_pages(data, rows)
    assert [g.label for p in pages for g in p.goals()] == [g.label for g in data.goals()]
    assert [m.id for p in pages for m in p.marks()].count("p3") == 1
    for page in pages:
        headings = len(page.groups) + bool(page.park_milestones)
        goals = sum(1 for _ in page.goals())
        assert headings + goals + len(page.park_milestones) <= rows


def test_a_group_that_runs_on_says_so() -> None:
    names = [group.name for page in roadmap_pages(_data(6, 1), 4) for group in page.groups]
    assert names == ["Kapitaal 0", "Kapitaal 0 (vervolg)"]


def test_equal_goals_on_several_pages_are_not_lost_or_doubled() -> None:
    goal = _goal(1, 0)
    data = replace(_data(0, 0), groups=(Group("a", (goal, goal, goal)), Group("a", (goal,))))
    pages = [[(group.name, len(group.goals)) for group in p.groups] for p in roadmap_pages(data, 3)]
    assert pages == [[("a", 2)], [("a (vervolg)", 1)], [("a", 1)]]
