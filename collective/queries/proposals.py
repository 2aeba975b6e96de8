"""Which next steps a park is proposed: a pure function of where it stands.

Each proposal rests on a ground that it names: something in the records that asks for action, a
condition that keeps a side from its next degree, something that is not there yet, or only the
degree itself. The order is fixed, so that the same park gets the same list on screen and on paper.

The method book tells which activities, tools and style suit a degree (SB fig 30, 32 and 71); that
grounds come in this order and how many of each there are is the platform's own choice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final, Protocol

from knowledge.choices import Actor, Degree, Side, Sign
from knowledge.loader import activity_catalogue, advice_for, styles, tools
from knowledge.steps_schemas import Advice

MOST_STEPS: Final = 5
# So that what is overdue leaves room for what brings the park further.
MOST_ALARMS: Final = 2

ALARMS: Final = frozenset(
    {
        Sign.NOT_ASSESSED,
        Sign.LATE_COMMITMENTS,
        Sign.AGREEMENT_ENDS,
        Sign.FORM_ENDS,
        Sign.NOT_SPOKEN_TO,
        Sign.NO_OUTCOME,
    }
)
_ORGANISED: Final[Mapping[str, str]] = {
    Side.BUSINESS: "Past bij ondernemers die {} georganiseerd zijn.",
    Side.PUBLIC: "Past bij een overheid die {} georganiseerd is.",
}


class Kind(IntEnum):
    """What a proposal rests on, the most pressing first."""

    ALARM = 0
    CONDITION = 1
    ABSENCE = 2
    DEGREE = 3


class Missing(Protocol):
    """A condition that keeps a side from its next degree: which statement, and what it lacks."""

    @property
    def statement(self) -> str: ...

    @property
    def needed(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SideSituation:
    """Where a side stands for a reader. Without a degree nothing is known of it.

    `missing` is None while no questionnaire says what is missing.
    """

    degree: Degree | None = None
    missing: Sequence[Missing] | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What proposals follow from: only what the reader may see.

    `signs` holds what the records show, in words. Steps in `closed` are not proposed: they were
    taken over or put aside. `for_members` puts what a company can do itself on top.
    """

    sides: Mapping[str, SideSituation]
    signs: Mapping[tuple[str, Sign], str]
    closed: frozenset[str] = frozenset()
    for_members: bool = False


@dataclass(frozen=True, slots=True)
class Help:
    """An activity or a tool that helps with a step. `page` lies below the park's home."""

    title: str
    what: str
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A next step. Without `slug` it can't be decided on; `page` lies below the park's home."""

    title: str
    why: str
    how: tuple[str, ...]
    who: str
    source: str
    ground: str = ""
    slug: str = ""
    side: str = ""
    effort: str = ""
    page: str = ""
    tone: str = ""
    activities: tuple[Help, ...] = ()
    tools: tuple[Help, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a step rests on, in words; `place` is how far down its own list that stands."""

    kind: Kind
    words: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class _Candidate:
    advice: Advice
    degree: Degree
    ground: _Ground

    @property
    def kind(self) -> Kind:
        return self.ground.kind


def proposals(situation: Situation, *, at_most: int = MOST_STEPS) -> tuple[Proposal, ...]:
    """Return the steps that are proposed now, the first one first.

    When both sides have something to do, each gets at least one of them.
    """
    every = sorted(_candidates(situation), key=lambda each: _rank(each, situation))
    alarms = [each for each in every if each.kind == Kind.ALARM][:MOST_ALARMS]
    others = [each for each in every if each.kind != Kind.ALARM]
    picked = [*alarms, *others][:at_most]
    return tuple(_proposal(each) for each in _with_both_sides(picked, others))


def shortened(proposed: Sequence[Proposal], at_most: int) -> tuple[Proposal, ...]:
    """Return the first of a list of proposals; both sides stay in it if they were."""
    kept = list(proposed[:at_most])
    sides = {each.side for each in kept}
    left_out = [each for each in proposed[at_most:] if each.side not in sides]
    if len(kept) > 1 and left_out:
        kept[-1] = left_out[0]
    return tuple(kept)


def _candidates(situation: Situation) -> Iterator[_Candidate]:
    for side in Side:
        standing = situation.sides.get(side, SideSituation())
        degree = standing.degree or Degree.MINIMAL
        general = 0
        for advice in advice_for(degree, side):
            ground = _ground(advice, standing, situation)
            if ground is None or advice.slug in situation.closed:
                continue
            if ground.kind == Kind.DEGREE:
                ground = replace(ground, place=general)
                general += 1
            yield _Candidate(advice, degree, ground)


def _ground(advice: Advice, standing: SideSituation, situation: Situation) -> _Ground | None:
    """Return what an advice rests on now; None when it rests on nothing."""
    for place, condition in enumerate(standing.missing or ()):
        if condition.statement in advice.fulfils:
            return _Ground(Kind.CONDITION, condition.needed, place)
    if advice.when and (shown := situation.signs.get((advice.side, advice.when))):
        return _Ground(Kind.ALARM if advice.when in ALARMS else Kind.ABSENCE, shown)
    unknown = standing.missing is None and bool(advice.fulfils)
    if not unknown and not advice.is_general:
        return None
    if situation.for_members and advice.who == Actor.MEMBER:
        return _Ground(Kind.ALARM, "Dit kunt u zelf doen, vandaag nog.", place=1)
    return _Ground(Kind.DEGREE, general_ground(advice.side, standing.degree))


def general_ground(side: str, degree: Degree | None) -> str:
    """Return why a step is proposed that only the degree asks for."""
    if degree is None:
        return "Past bij een terrein dat nog moet beginnen met samenwerken."
    return _ORGANISED[side].format(degree.label.lower())


def _rank(each: _Candidate, situation: Situation) -> tuple[int, int, int, int, int]:
    """The most pressing first, then the side that is behind, then the order of the method."""
    standing = situation.sides.get(each.advice.side, SideSituation())
    level = Degree.values.index(standing.degree) if standing.degree else -1
    side = Side.values.index(each.advice.side)
    return each.kind, level, each.ground.place, side, each.advice.order


def _with_both_sides(
    picked: list[_Candidate], others: Sequence[_Candidate]
) -> Sequence[_Candidate]:
    """Let the last one make room for the side that would go without, if that has a real ground."""
    present = {each.advice.side for each in picked}
    for each in others:
        if each.advice.side not in present and each.kind != Kind.DEGREE:
            return [*picked[:-1], each]
    return picked


def _proposal(each: _Candidate) -> Proposal:
    advice = each.advice
    return Proposal(
        slug=advice.slug,
        title=advice.title,
        ground=each.ground.words,
        why=advice.why,
        how=advice.how,
        who=str(advice.who.label),
        side=str(advice.side.label),
        effort=str(advice.effort.label),
        source=advice.source_label,
        page=advice.page,
        tone=styles()[each.degree].tone,
        activities=tuple(_activity(slug) for slug in advice.activities),
        tools=tuple(_tool(slug) for slug in advice.tools),
    )


def _activity(slug: str) -> Help:
    item = activity_catalogue()[slug]
    return Help(item.title, item.what, f"samenwerking/activiteiten/nieuw/?uit={slug}")


def _tool(slug: str) -> Help:
    item = tools()[slug]
    return Help(item.name, item.what, item.page)
