"""Draws a roadmap: a head with bands and dates, a row per goal, arrows, and a legend."""

from dataclasses import dataclass, field
from datetime import date

from core.dutch import format_date, format_decimal, format_quarter
from core.svg import palette
from core.svg._draw import Frame, Svg, drawing, el, join, link, number
from core.svg._roadmap import (
    GOAL_STATES,
    MARK_STATES,
    PARK_MILESTONES,
    GoalBar,
    MilestoneMark,
    RoadmapData,
)
from core.svg._roadmap_head import HEAD_HEIGHT, heading, today_line
from core.svg._roadmap_marks import BAR_HEIGHT, bar, legend, legend_height, milestone, used_signs
from core.svg._text import label, short_label, text_width
from core.svg._timescale import TimeScale, quarter_middle

_ROW = 20.0
_GROUP_ROW = 26.0
_TEXT, _SMALL = 12.0, 11.5
_MARK_GAP = 12.0  # the least distance between two marks of one goal


@dataclass
class _Layout:
    """Columns, the scale, and what has been drawn so far."""

    scale: TimeScale
    label_width: float
    state_x: float
    state_width: float
    waits_for: dict[str, list[str]]
    y: float = HEAD_HEIGHT
    rows: list[Svg] = field(default_factory=list)
    marks: list[Svg] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    places: dict[str, tuple[float, float]] = field(default_factory=dict)


def roadmap(data: RoadmapData, *, uid: str, width: float = 1000) -> Svg:
    """Draw the roadmap `width` units wide; its height follows from the number of rows.

    Text is 11 units or more, so choose the width at which it will be shown (1000 on a screen or on
    a landscape page, 680 on a portrait page). Raises ValueError for bands that do not follow on.
    """
    layout = _layout(data, width)
    _add_rows(layout, data)
    foot = layout.y + 14
    signs = used_signs(data)
    height = foot + legend_height(signs, width)
    frame = Frame(
        kind="roadmap",
        uid=uid,
        title=f"Routekaart van {format_date(data.start)} tot {format_date(layout.scale.end)}",
        description=_description(data),
        width=width,
        height=height,
        has_links=any(goal.href for goal in data.goals()),
    )
    return drawing(
        frame,
        heading(layout.scale, layout.lines, layout.state_x, layout.y + 4),
        el("g", *layout.rows),
        _arrows(data, layout),
        today_line(data.today, layout.scale, layout.y + 4),
        el("g", *layout.marks),
        legend(signs, foot, width),
    )


def _layout(data: RoadmapData, width: float) -> _Layout:
    label_width = width * 0.3
    state_width = 112.0 if width >= 900 else 76.0
    chart_x = label_width + state_width + 16
    names = {mark.id: mark.label for mark in data.marks()}
    waits_for: dict[str, list[str]] = {}
    for first, second in data.dependencies:
        if first in names:
            waits_for.setdefault(second, []).append(names[first])
    return _Layout(
        scale=TimeScale(data.start, data.bands, chart_x, width - 8),
        label_width=label_width,
        state_x=label_width + 8,
        state_width=state_width,
        waits_for=waits_for,
    )


def _add_rows(layout: _Layout, data: RoadmapData) -> None:
    if data.park_milestones:
        _add_heading(layout, PARK_MILESTONES, palette.INK, "")
        for mark in data.park_milestones:
            _add_park_milestone(layout, mark)
    for group in data.groups:
        count = len(group.goals)
        words = "geen doelen" if not count else "1 doel" if count == 1 else f"{count} doelen"
        _add_heading(layout, group.name, group.accent, words)
        for goal in group.goals:
            _add_goal(layout, goal, group.accent)


def _add_heading(layout: _Layout, name: str, accent: str, count: str) -> None:
    top = layout.y
    room = layout.scale.x0 - 30 - text_width(count, _SMALL)
    layout.rows.append(
        join(
            el("rect", x=0, y=top + 2, width=layout.scale.x1, height=_GROUP_ROW - 4,
               fill=palette.PAPER),
            el("rect", x=0, y=top + 2, width=4, height=_GROUP_ROW - 4, fill=accent),
            short_label(name, 12, top + 17.5, size=12.5, width=room, bold=True, fill=accent),
            label(count, layout.scale.x0 - 10, top + 17.5, size=_SMALL, anchor="end",
                  fill=palette.MUTED),
        )
    )  # fmt: skip
    layout.y += _GROUP_ROW


def _add_park_milestone(layout: _Layout, mark: MilestoneMark) -> None:
    state = MARK_STATES[mark.state]
    layout.rows.append(join(_row_label(layout, mark.label), _row_state(layout, state)))
    _place_mark(layout, mark, layout.scale.x(_day(mark)))
    _end_row(layout)


def _add_goal(layout: _Layout, goal: GoalBar, accent: str) -> None:
    scale = layout.scale
    words = _goal_words(goal)
    x0 = scale.x(min(goal.start, goal.due or goal.start))
    x1 = scale.x1 if goal.due is None else max(scale.x(goal.due), x0 + 4)
    shape = bar(goal, min(x0, x1 - 4), x1, layout.y + (_ROW - BAR_HEIGHT) / 2, accent)
    layout.rows.append(
        join(
            link(goal.href, words, _row_label(layout, goal.label)),
            _row_state(layout, _state_text(layout, goal)),
            el("g", el("title", words), shape),
        )
    )
    marks = sorted(goal.milestones, key=_day)
    for mark, x in zip(marks, _spread([scale.x(_day(m)) for m in marks], scale), strict=True):
        _place_mark(layout, mark, x)
    _end_row(layout)


def _row_label(layout: _Layout, text: str) -> Svg:
    return short_label(text, 12, layout.y + 14, size=_TEXT, width=layout.label_width - 14)


def _row_state(layout: _Layout, text: str) -> Svg:
    return short_label(text, layout.state_x, layout.y + 14, size=_SMALL, width=layout.state_width,
                       fill=palette.MUTED)  # fmt: skip


def _end_row(layout: _Layout) -> None:
    layout.y += _ROW
    layout.lines.append(layout.y)


def _state_text(layout: _Layout, goal: GoalBar) -> str:
    state = GOAL_STATES[goal.state]
    if goal.progress is None or goal.state in ("achieved", "dropped"):
        return state
    long = f"{state} {format_decimal(goal.progress * 100)}\u00a0%"
    return long if text_width(long, _SMALL) <= layout.state_width else state


def _goal_words(goal: GoalBar) -> str:
    until = format_date(goal.due) if goal.due else "geen einddatum"
    words = f"{goal.label}: {GOAL_STATES[goal.state]}, {format_date(goal.start)} tot {until}"
    if goal.due is None:
        words = f"{goal.label}: {GOAL_STATES[goal.state]}, vanaf {format_date(goal.start)}, {until}"
    if goal.progress is not None:
        words += f", voortgang {format_decimal(goal.progress * 100)}\u00a0%"
    return words


def _day(mark: MilestoneMark) -> date:
    return mark.due if mark.precision == "day" else quarter_middle(mark.due)


def _spread(xs: list[float], scale: TimeScale) -> list[float]:
    """Marks of one goal that would cover each other move apart, and stay on the time line."""
    placed: list[float] = []
    for x in xs:
        placed.append(max(x, placed[-1] + _MARK_GAP) if placed else x)
    limit = scale.x1
    for n in range(len(placed) - 1, -1, -1):
        placed[n] = min(placed[n], limit)
        limit = placed[n] - _MARK_GAP
    return placed


def _place_mark(layout: _Layout, mark: MilestoneMark, x: float) -> None:
    y = layout.y + _ROW / 2
    layout.places[mark.id] = (x, y)
    when = format_quarter(mark.due) if mark.precision == "quarter" else format_date(mark.due)
    words = f"{mark.label}: {MARK_STATES[mark.state]}, {when}"
    if waits := layout.waits_for.get(mark.id):
        words += f", wacht op {', '.join(waits)}"
    layout.marks.append(el("g", el("title", words), milestone(mark.state, mark.precision, x, y)))


def _arrows(data: RoadmapData, layout: _Layout) -> Svg:
    drawn = [
        _arrow(layout.places[first], layout.places[second])
        for first, second in data.dependencies
        if first in layout.places and second in layout.places
    ]
    return el("g", *drawn, fill="none", stroke=palette.MUTED, stroke_width=1) if drawn else Svg()


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> Svg:
    """A thin curve with a small head: to the right, or down or up where there is no room."""
    if end[0] - start[0] < 30:
        return _steep_arrow(start, end)
    x0, y0, x1, y1 = start[0] + 6, start[1], end[0] - 12, end[1]
    bend = min(60.0, (x1 - x0) / 2)
    curve = (
        f"M{number(x0)},{number(y0)}C{number(x0 + bend)},{number(y0)} "
        f"{number(x1 - bend)},{number(y1)} {number(x1)},{number(y1)}"
    )
    head = f"M{number(x1 + 4)},{number(y1)}l-5,-3v6z"
    return join(el("path", d=curve), el("path", d=head, fill=palette.MUTED, stroke="none"))


def _steep_arrow(start: tuple[float, float], end: tuple[float, float]) -> Svg:
    way = 1 if end[1] > start[1] else -1
    x0, y0, x1, y1 = start[0], start[1] + 7 * way, end[0], end[1] - 12 * way
    curve = (
        f"M{number(x0)},{number(y0)}C{number(x0)},{number(y0 + 12 * way)} "
        f"{number(x1)},{number(y1 - 12 * way)} {number(x1)},{number(y1)}"
    )
    head = f"M{number(x1)},{number(y1 + 4 * way)}l-3,{-5 * way}h6z"
    return join(el("path", d=curve), el("path", d=head, fill=palette.MUTED, stroke="none"))


def _description(data: RoadmapData) -> str:
    goals, marks = list(data.goals()), list(data.marks())
    parts = [f"Vandaag is {format_date(data.today)}.", f"Aantal doelen: {len(goals)}."]
    parts += [f"{group.name}: {len(group.goals)}." for group in data.groups]
    parts.append(_counts("Stand van de doelen", [GOAL_STATES[goal.state] for goal in goals]))
    parts.append(f"Aantal mijlpalen: {len(marks)}.")
    parts.append(_counts("Stand van de mijlpalen", [MARK_STATES[mark.state] for mark in marks]))
    return " ".join(part for part in parts if part)


def _counts(heading: str, names: list[str]) -> str:
    found = {name: names.count(name) for name in dict.fromkeys(names)}
    if not found:
        return ""
    return f"{heading}: " + ", ".join(f"{count} {name}" for name, count in found.items()) + "."
