"""Contribution classes of a BIZ: what is wrong with a table of them, and what they bring in.

The ordinance of the municipality sets the tariff: one amount for all, or one that depends on the
WOZ value (Wet op de bedrijveninvesteringszones). Euros per year, without VAT.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from collective.choices import Payer
from core.dutch import format_eur


@dataclass(frozen=True, slots=True)
class Class:
    """What an object pays per year; `woz_to_eur` belongs to the next class, None has no limit."""

    woz_from_eur: Decimal
    woz_to_eur: Decimal | None
    amount_eur: Decimal
    objects_count: int

    @property
    def proceeds_eur(self) -> Decimal:
        """What all objects of the class pay together per year."""
        return self.amount_eur * self.objects_count


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a table of classes: at which line (from 0) and which field."""

    line: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Proceeds:
    """The classes of one group of payers with what they bring in per year."""

    payer: str
    label: str
    classes: tuple[Class, ...]

    @property
    def objects_count(self) -> int:
        """How many objects pay."""
        return sum(each.objects_count for each in self.classes)

    @property
    def total_eur(self) -> Decimal:
        """What comes in per year."""
        return sum((each.proceeds_eur for each in self.classes), Decimal())

    @property
    def average_eur(self) -> Decimal | None:
        """What an object pays on average per year, in cents; None without objects."""
        if not self.objects_count:
            return None
        return (self.total_eur / self.objects_count).quantize(Decimal("0.01"))


def faults_in(classes: Sequence[Class]) -> tuple[Fault, ...]:
    """Return why a table leaves a WOZ value without a class or gives it two; () when it doesn't.

    The lines may come in any order. An empty table is no fault: nothing is known yet.
    """
    return tuple(_faults(classes))


def _faults(classes: Sequence[Class]) -> Iterator[Fault]:
    backwards = [
        line
        for line, each in enumerate(classes)
        if each.woz_to_eur is not None and each.woz_to_eur <= each.woz_from_eur
    ]
    for line in backwards:
        yield Fault(line, "woz_to_eur", "Dit bedrag moet hoger zijn dan 'vanaf'.")
    if backwards or not classes:
        return
    order = sorted(range(len(classes)), key=lambda line: classes[line].woz_from_eur)
    first, last = order[0], order[-1]
    if classes[first].woz_from_eur:
        yield Fault(
            first,
            "woz_from_eur",
            "Laat de eerste klasse bij 0 beginnen. Betalen kleine objecten niets? Vul dan een"
            " bijdrage van 0 in.",
        )
    for before, after in pairwise(order):
        if fault := _between(classes, before, after):
            yield fault
    if classes[last].woz_to_eur is not None:
        yield Fault(last, "woz_to_eur", "Laat dit leeg: de hoogste klasse heeft geen grens.")


def _between(classes: Sequence[Class], before: int, after: int) -> Fault | None:
    """Return what is wrong where one class ends and the next begins."""
    end, begin = classes[before].woz_to_eur, classes[after].woz_from_eur
    if end is None:
        return Fault(
            before, "woz_to_eur", f"Vul {format_eur(begin)} in: daar begint de volgende klasse."
        )
    if end < begin:
        return Fault(
            after,
            "woz_from_eur",
            f"Van {format_eur(end)} tot {format_eur(begin)} is er geen klasse. Laat deze beginnen"
            f" bij {format_eur(end)}.",
        )
    if end > begin:
        return Fault(
            after,
            "woz_from_eur",
            f"Van {format_eur(begin)} tot {format_eur(end)} zijn er twee klassen. Laat deze"
            f" beginnen bij {format_eur(end)}.",
        )
    return None


def proceeds_of(payer: str, classes: Sequence[Class]) -> Proceeds:
    """Return the classes of a group from low to high with their sums."""
    in_order = tuple(sorted(classes, key=lambda each: each.woz_from_eur))
    return Proceeds(payer, str(Payer(payer).label), in_order)
