"""The double test: whether a party is willing, and whether it is able (BRIEF, lines 46-73).

Support is not capacity (lines 46-53): who steers on support alone sees a plan halt (lines 59-63).
So both are asked (line 69), what is lacking is compensated (line 70), facts come before opinions
(line 71), and what still has to grow is phased (line 72). Unknown is unknown: it never counts as
able, nor as willing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from realisation.choices import Able, DoubleAdvice, Support

# The names of the fields of `DoubleTest`, which are the slugs of `knowledge` too.
ASPECTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "time": "tijd",
        "money": "geld",
        "knowledge": "kennis",
        "staff": "personeel",
        "infrastructure": "infrastructuur",
    }
)
# The first that occurs among the aspects is the capacity as a whole: what is known to lack weighs
# most, and what nobody knows can't be enough.
WORST_FIRST: Final = (Able.LACKING, Able.UNKNOWN, Able.PARTLY, Able.ENOUGH)

_GO, _COMPENSATE = DoubleAdvice.GO, DoubleAdvice.COMPENSATE
_PHASE, _WAIT = DoubleAdvice.PHASE, DoubleAdvice.WAIT
# For each support and capacity. To compensate somebody has to want it (line 70); who doubts but is
# able, or is able in part, can take a first step (line 72); else asking or waiting comes first.
ADVICE: Final[Mapping[tuple[Support, Able], DoubleAdvice]] = MappingProxyType(
    {
        (Support.WILLING, Able.ENOUGH): _GO,
        (Support.WILLING, Able.PARTLY): _PHASE,
        (Support.WILLING, Able.LACKING): _COMPENSATE,
        (Support.WILLING, Able.UNKNOWN): _WAIT,
        (Support.HESITATES, Able.ENOUGH): _PHASE,
        (Support.HESITATES, Able.PARTLY): _PHASE,
        (Support.HESITATES, Able.LACKING): _WAIT,
        (Support.HESITATES, Able.UNKNOWN): _WAIT,
        (Support.UNWILLING, Able.ENOUGH): _WAIT,
        (Support.UNWILLING, Able.PARTLY): _WAIT,
        (Support.UNWILLING, Able.LACKING): _WAIT,
        (Support.UNWILLING, Able.UNKNOWN): _WAIT,
        (Support.UNKNOWN, Able.ENOUGH): _WAIT,
        (Support.UNKNOWN, Able.PARTLY): _WAIT,
        (Support.UNKNOWN, Able.LACKING): _WAIT,
        (Support.UNKNOWN, Able.UNKNOWN): _WAIT,
    }
)
_WILL: Final = {
    Support.WILLING: "wil",
    Support.HESITATES: "twijfelt",
    Support.UNWILLING: "wil niet",
}
_CAN: Final = {
    Able.LACKING: "Wat ontbreekt: {}.",
    Able.UNKNOWN: "Niet bekend: {}.",
    Able.PARTLY: "Deels aanwezig: {}.",
    Able.ENOUGH: "De partij kan het.",
}
_SO: Final[Mapping[DoubleAdvice, str]] = {
    _GO: "Willen en kunnen zijn er allebei.",
    _COMPENSATE: "Zoek wie kan aanvullen wat ontbreekt.",
    _PHASE: "Begin met een eerste stap die nu past.",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What support and capacity of one party ask for, and why, in words."""

    support: Support
    capacity: Able
    advice: DoubleAdvice
    reason: str


@dataclass(frozen=True, slots=True)
class Whole:
    """What the tests of all parties together ask for; `because` names who decides it."""

    advice: DoubleAdvice
    because: tuple[str, ...]
    reason: str


def capacity_of(aspects: Mapping[str, str]) -> Able:
    """Return the capacity as a whole of answers by aspect; an aspect without answer is unknown."""
    given = {aspects.get(name) or Able.UNKNOWN for name in ASPECTS}
    return next(able for able in WORST_FIRST if able in given)


def judge(support: str, aspects: Mapping[str, str]) -> Verdict:
    """Return what the answers on one party ask for. Raises ValueError for an unknown answer."""
    will, can = Support(support), capacity_of(aspects)
    advice = ADVICE[will, can]
    return Verdict(will, can, advice, _reason(will, can, advice, aspects))


def _reason(will: Support, can: Able, advice: DoubleAdvice, aspects: Mapping[str, str]) -> str:
    worst = [word for name, word in ASPECTS.items() if (aspects.get(name) or Able.UNKNOWN) == can]
    wants = f"De partij {_WILL[will]}." if will in _WILL else "Niemand vroeg of de partij wil."
    return f"{wants} {_CAN[can].format(', '.join(worst))} {_so(will, can, advice)}"


def _so(will: Support, can: Able, advice: DoubleAdvice) -> str:
    if advice in _SO:
        return _SO[advice]
    if will == Support.UNKNOWN:
        return "Vraag het voordat u verdergaat."
    if will == Support.UNWILLING:
        return "Luister eerst naar de reden."
    if can == Able.UNKNOWN:
        return "Zoek dat eerst uit."
    return "Neem eerst de twijfel weg: aanvullen helpt pas als de partij wil."


def judge_whole(verdicts: Mapping[str, Verdict | None]) -> Whole | None:
    """Return what all parties together ask for, by name; None without any party.

    A chain is as strong as its most careful link: the advice that goes least far counts. A party
    that was not tested is unknown, so one waits.
    """
    if not verdicts:
        return None
    advices = {name: each.advice if each else _WAIT for name, each in verdicts.items()}
    order = list(DoubleAdvice)
    advice = max(advices.values(), key=order.index)
    because = tuple(name for name, given in advices.items() if given == advice)
    untested = [name for name in because if verdicts[name] is None]
    return Whole(advice, because, _whole_reason(advice, because, untested, len(verdicts)))


def _whole_reason(
    advice: DoubleAdvice, because: Sequence[str], untested: Sequence[str], parties: int
) -> str:
    if advice == _GO:
        return "Alle partijen willen en kunnen."
    if untested:
        return f"Nog niet getoetst: {', '.join(untested)}. Vraag eerst of zij willen en kunnen."
    who = "alle partijen" if len(because) == parties else ", ".join(because)
    return f"De voorzichtigste partij bepaalt het tempo. Dit geldt voor {who}."
