"""What all kinds of content share: a slug that never changes, and where the facts come from.

The slug of an item is its file name. Texts are Dutch and plain (no HTML); a template escapes them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from django.db.models import TextChoices

from knowledge.choices import SourceDocument

# Number of lines of each source document: a reference past the end is a slip of the pen.
DOCUMENT_LINES: Mapping[SourceDocument, int] = MappingProxyType(
    {
        SourceDocument.SB: 4935,
        SourceDocument.PVB: 86,
        SourceDocument.BRIEF: 86,
        SourceDocument.TB: 3037,
        SourceDocument.WVT: 1854,
    }
)
_LINE_RANGE = re.compile(r"([1-9][0-9]*)-([1-9][0-9]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact comes from: a document, its lines `"first-last"` and perhaps a figure."""

    document: SourceDocument
    lines: str
    figure: int | None = None

    def __post_init__(self) -> None:
        match = _LINE_RANGE.fullmatch(self.lines)
        if match is None:
            raise ValueError(f"lines must read first-last, not {self.lines!r}")
        first, last = int(match[1]), int(match[2])
        if first > last:
            raise ValueError(f"lines {self.lines} run backwards")
        if last > (length := DOCUMENT_LINES[self.document]):
            raise ValueError(f"lines {self.lines}: {self.document} has {length} lines")
        if self.figure is not None and self.figure < 1:
            raise ValueError(f"figure must be 1 or more, not {self.figure}")


def _cited(document: SourceDocument, figures: list[int]) -> str:
    if not figures:
        return str(document.label)
    *most, last = map(str, figures)
    return f"{document.label}, figuur {', '.join(most)}{' en ' if most else ''}{last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every kind has: a slug that never changes, and its sources."""

    slug: str
    source: tuple[Source, ...]

    @property
    def source_label(self) -> str:
        """Where the item comes from, for on screen: "Methodeboek Samen Beter, figuur 41 en 49".

        Lines are for who checks the content; a reader has the book, not our copy of it.
        """
        figures: dict[SourceDocument, set[int]] = {}
        for each in self.source:
            figures.setdefault(each.document, set()).update([each.figure] if each.figure else [])
        return "; ".join(_cited(document, sorted(found)) for document, found in figures.items())

    @property
    def heading(self) -> str:
        """The Dutch title of the item in a list."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedItem(Item):
    """An item whose slug is a value of a fixed vocabulary; name and order come from there."""

    vocabulary: ClassVar[type[TextChoices]]

    def __post_init__(self) -> None:
        self.vocabulary(self.slug)

    @property
    def name(self) -> str:
        return str(self.vocabulary(self.slug).label)

    @property
    def order(self) -> int:
        """Place in the vocabulary, from 1."""
        return self.vocabulary.values.index(self.slug) + 1

    @property
    def heading(self) -> str:
        return self.name
