"""The signs of the roadmap: bars of goals, marks of milestones, and the legend that explains them.

State is in the outline, the filling and a word; colour only supports it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from core.svg import palette
from core.svg._draw import Svg, el, join, number, points
from core.svg._roadmap import (
    GOAL_STATES,
    MARK_STATES,
    GoalBar,
    GoalState,
    MarkState,
    Precision,
    RoadmapData,
)
from core.svg._text import label, text_width

BAR_HEIGHT: Final = 12.0
_STRIP = 4.0
_SAMPLE = 30.0
_LEGEND_ROW = 20.0
_SIZE = 11.5


def bar(goal: GoalBar, x0: float, x1: float, y: float, accent: str) -> Svg:
    """A goal's bar from x0 to x1; without a due date it has no right edge."""
    parts = [_shape(goal.state, x0, x1, y, accent, ends=goal.due is not None)]
    if _has_strip(goal):
        done = (x1 - x0) * min(goal.progress or 0.0, 1.0)
        parts.append(el("rect", x=x0, y=y + BAR_HEIGHT - _STRIP, width=done, height=_STRIP,
                        fill=accent))  # fmt: skip
    return join(*parts)


def _shape(
    state: GoalState, x0: float, x1: float, y: float, accent: str, *, ends: bool = True
) -> Svg:
    stroke = {"at_risk": palette.ALERT, "dropped": palette.LINE}.get(state, accent)
    body = el("rect", x=x0, y=y, width=x1 - x0, height=BAR_HEIGHT, rx=2 if ends else None,
              **_fill(state, accent))  # fmt: skip
    middle = y + BAR_HEIGHT / 2
    inside = {
        # A thick dashed line is a row of stripes: one element, where a pattern needs an id.
        "at_risk": el("line", x1=x0, x2=x1, y1=middle, y2=middle, stroke=palette.ALERT,
                      stroke_width=BAR_HEIGHT, stroke_dasharray="1.5 4.5"),
        "dropped": el("line", x1=x0 - 3, x2=x1 + 3, y1=middle, y2=middle, stroke=palette.MUTED,
                      stroke_width=1.5),
    }.get(state, Svg())  # fmt: skip
    close = "z" if ends else ""
    edge = el(
        "path",
        d=f"M{number(x1)},{number(y)}H{number(x0)}v{number(BAR_HEIGHT)}H{number(x1)}{close}",
        fill="none",
        stroke=stroke,
        stroke_width=1.2,
        stroke_linejoin="round",
        stroke_dasharray="4 3" if state == "draft" else None,
    )
    return join(body, inside, edge)


def _fill(state: GoalState, accent: str) -> dict[str, str | float | None]:
    if state == "achieved":
        return {"fill": accent}
    if state == "on_track":
        return {"fill": accent, "fill_opacity": 0.2}
    return {"fill": palette.WHITE}


def milestone(state: MarkState, precision: Precision, x: float, y: float) -> Svg:
    """A diamond on its day or a circle in its quarter: filled, hollow, crossed or with a dot."""
    colour = palette.ALERT if state in ("blocked", "late") else palette.INK
    paint: dict[str, str | float | None] = {
        "fill": palette.INK if state == "done" else palette.WHITE,
        "stroke": palette.WHITE if state == "done" else colour,
        "stroke_width": 1.0 if state == "done" else 1.6,
    }
    if precision == "quarter":
        shape = el("circle", cx=x, cy=y, r=5.6 if state == "done" else 5, **paint)
    else:
        r = 7.2 if state == "done" else 6.4
        corners = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
        shape = el("polygon", points=points(corners), **paint)
    return join(shape, _inner_sign(state, x, y, colour))


def _inner_sign(state: MarkState, x: float, y: float, colour: str) -> Svg:
    if state == "late":
        return el("circle", cx=x, cy=y, r=2, fill=colour)
    if state == "blocked":
        cross = f"M{number(x - 2.6)},{number(y - 2.6)}l5.2,5.2m0,-5.2l-5.2,5.2"
        return el("path", d=cross, fill="none", stroke=colour, stroke_width=1.6)
    return Svg()


@dataclass(frozen=True)
class _Sign:
    """One entry of the legend; `draw` puts its sample at a place."""

    words: str
    lead: float
    draw: Callable[[float, float], Svg]


def used_signs(data: RoadmapData) -> list[_Sign]:
    """The signs that this roadmap uses, in a fixed order."""
    states = {goal.state for goal in data.goals()}
    marks = {(mark.state, mark.precision) for mark in data.marks()}
    signs = [_goal_sign(state) for state in GOAL_STATES if state in states]
    if any(_has_strip(goal) for goal in data.goals()):
        signs.append(_Sign("streep onderin: voortgang", _SAMPLE + 7, _strip_sample))
    signs += [
        _mark_sign(f"mijlpaal: {name}", state, "day")
        for state, name in MARK_STATES.items()
        if state in {used for used, _ in marks}
    ]
    if any(precision == "quarter" for _, precision in marks):
        signs.append(_mark_sign("rond: ergens in dat kwartaal", "open", "quarter"))
    return signs


def legend_height(signs: list[_Sign], width: float) -> float:
    """Room that the legend needs under the roadmap, in drawing units."""
    rows = [row for _, row, _ in _places(signs, width)]
    return (max(rows) + 1) * _LEGEND_ROW + 4 if rows else 4


def legend(signs: list[_Sign], top: float, width: float) -> Svg:
    """The signs with their words, in as many lines as needed."""
    parts: list[Svg] = []
    for x, row, sign in _places(signs, width):
        y = top + row * _LEGEND_ROW
        parts.append(sign.draw(x, y))
        parts.append(label(sign.words, x + sign.lead, y + 14, size=_SIZE))
    return el("g", *parts)


def _places(signs: list[_Sign], width: float) -> Iterator[tuple[float, int, _Sign]]:
    x, row = 12.0, 0
    for sign in signs:
        needed = sign.lead + text_width(sign.words, _SIZE) + 20
        if x + needed > width and x > 12:
            x, row = 12.0, row + 1
        yield x, row, sign
        x += needed


def _goal_sign(state: GoalState) -> _Sign:
    def draw(x: float, y: float) -> Svg:
        top = y + (_LEGEND_ROW - BAR_HEIGHT) / 2
        return _shape(state, x, x + _SAMPLE, top, palette.STRATEGY.solid)

    return _Sign(f"doel: {GOAL_STATES[state]}", _SAMPLE + 7, draw)


def _mark_sign(words: str, state: MarkState, precision: Precision) -> _Sign:
    return _Sign(words, 17, lambda x, y: milestone(state, precision, x + 6, y + _LEGEND_ROW / 2))


def _strip_sample(x: float, y: float) -> Svg:
    top = y + (_LEGEND_ROW + BAR_HEIGHT) / 2 - _STRIP
    return el("rect", x=x, y=top, width=_SAMPLE, height=_STRIP, fill=palette.STRATEGY.solid)


def _has_strip(goal: GoalBar) -> bool:
    return bool(goal.progress) and goal.state not in ("achieved", "dropped")
