"""What a mutant is."""

from collections.abc import Callable
from dataclasses import dataclass


def nothing() -> None:
    """Change no code: the mutant is made of SQL."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One hole: SQL that is run as the owner of the tables, or a change of the loaded code.

    `aim` are options and paths for pytest: the tests that ought to notice it soonest.
    """

    net: str
    name: str
    aim: tuple[str, ...]
    sql: str = ""
    patch: Callable[[], None] = nothing
