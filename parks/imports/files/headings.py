"""Names for columns: never empty, each different."""

from collections.abc import Sequence
from typing import Final

from parks.imports.files.text import readable, shown

_LONGEST: Final = 200


def unique_headings(given: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return a name for each column, and notes on those that had to be told apart."""
    names: dict[str, None] = {}
    notes: list[str] = []
    for at, text in enumerate(given):
        wanted = " ".join(readable(text).split())[:_LONGEST]
        name = base = wanted or f"Kolom {at + 1}"
        again = 1
        while name in names:
            again += 1
            name = f"{base} ({again})"
        if wanted and name != wanted:
            notes.append(f"De kop «{shown(wanted)}» staat er vaker; de {again}e heet nu «{name}».")
        names[name] = None
    return tuple(names), notes
