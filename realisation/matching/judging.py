"""How a criterion of a pair looks: a score, and a sentence that says why.

A criterion gives 0 to 100, FAILS (then it is no pair) or None (not asked, or not known: then it
doesn't count). A person decides, so what is not known stops nothing here; it is said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from realisation.matching.listed import Listed

FAILS: Final = -1
FULL: Final = 100
Reach = Mapping[str, int]
Judge = Callable[[Listed, Listed, Reach], int | None]
Tell = Callable[[Listed, Listed, Reach], str]


class Criterion(StrEnum):
    """What a pair is judged on."""

    WILLINGNESS = "willingness"
    PERIOD = "period"
    AREA = "area"
    CATEGORY = "category"
    FEATURES = "features"
    NEXT_TO_OWN = "next_to_own"
    QUALITY = "quality"
    AMOUNT = "amount"
    DISTANCE = "distance"
    PRICE = "price"
    URGENCY = "urgency"


@dataclass(frozen=True, slots=True)
class Rule:
    """One criterion. `weight` is its share in the score; 0: it only lets through or not."""

    criterion: Criterion
    weight: int
    judge: Judge
    tell: Tell
