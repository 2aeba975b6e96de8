"""A row as a file holds it, before headings and limits are laid upon it."""

from dataclasses import dataclass, field

from parks.imports.files.results import Problem


@dataclass(frozen=True, slots=True)
class RawRow:
    """Cells of one row; those after the last one of the file are simply not there."""

    number: int
    cells: list[str]
    problems: list[Problem] = field(default_factory=list)
    number_columns: frozenset[int] = frozenset()
