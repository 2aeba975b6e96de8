"""Which column of a file fills which field."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from parks.imports.fields import Kind
from parks.imports.kinds.companies import COMPANIES
from parks.imports.kinds.parks import PARKS
from parks.imports.kinds.plots import PLOTS

KINDS: Final = {kind.name: kind for kind in (COMPANIES, PLOTS, PARKS)}


class MappingRefusedError(ValueError):
    """A choice of columns by which no row can be read; the message is Dutch."""


def plain(heading: str) -> str:
    """Return a heading without capitals, accents and signs."""
    letters = unicodedata.normalize("NFKD", heading)
    return re.sub(r"[^a-z0-9]+", "", letters.casefold())


@lru_cache(maxsize=8)
def _known_headings(kind: str) -> dict[str, str]:
    known: dict[str, str] = {}
    fields = KINDS[kind].fields
    for field in fields:
        for word in (field.name, *field.synonyms):
            known.setdefault(plain(word), field.name)
    # Our own headings win from anybody's synonym.
    return known | {plain(field.heading): field.name for field in fields}


def guess(kind: Kind, headings: Sequence[str]) -> list[str]:
    """Return for each column the field that its heading stands for, or "". No field twice."""
    known = _known_headings(kind.name)
    found: list[str] = []
    for heading in headings:
        field = known.get(plain(heading), "")
        found.append("" if field in found else field)
    return found


def check(kind: Kind, mapping: Sequence[str], *, has_shapes: bool = False) -> None:
    """Raise MappingRefusedError when rows can't be told apart by these columns."""
    used = [name for name in mapping if name]
    twice = sorted({kind.field(name).label for name in used if used.count(name) > 1})
    if twice:
        raise MappingRefusedError(f"Kies deze maar één keer: {', '.join(twice)}.")
    if not set(used) & set(kind.keys):
        words = ", ".join(kind.field(name).label for name in kind.keys)
        raise MappingRefusedError(
            f"Kies voor minstens één kolom waaraan een rij te herkennen is: {words}."
        )
    keys_only = set(used) <= {"id"}
    if keys_only and not has_shapes:
        raise MappingRefusedError("Kies ook een kolom met een gegeven.")


def signature(headings: Sequence[str]) -> str:
    """Return what two files with the same heading row share."""
    words = json.dumps([plain(heading) for heading in headings])
    return hashlib.sha256(words.encode()).hexdigest()
