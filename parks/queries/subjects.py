"""The subjects of a part of the platform, each with one fact, for its first page."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parks.access import Right, Viewer


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: where it is, what it is for, and one fact."""

    route: str
    title: str
    text: str
    fact: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A subject with the function that finds its fact, and who may open it."""

    route: str
    title: str
    text: str
    fact: Callable[[Viewer, dt.datetime], str]
    right: Right = Right.READ


def subjects_for(
    viewer: Viewer, entries: Sequence[Entry], *, now: dt.datetime
) -> tuple[Subject, ...]:
    """Return the subjects that a viewer may open. As many queries as the facts take."""
    return tuple(
        Subject(entry.route, entry.title, entry.text, entry.fact(viewer, now))
        for entry in entries
        if viewer.may(entry.right)
    )


def counted(count: int, one: str, many: str, none: str) -> str:
    """Return a number with its word, "1 team", or `none` for zero."""
    if not count:
        return none
    return f"{count} {one if count == 1 else many}"
