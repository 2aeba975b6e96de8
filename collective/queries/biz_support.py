"""Whether a vote would show "sufficient support" for a BIZ.

Wet op de bedrijveninvesteringszones, articles 4 and 5 (https://wetten.overheid.nl/BWBR0035933).
There is sufficient support when (5.1.a) at least half of those liable spoke for or against, (5.1.b)
AT LEAST two thirds of them spoke for, and (5.1.c) the WOZ value behind the votes for is higher than
that behind the votes against. The words of b are "ten minste tweederde deel daarvan": exactly two
thirds is enough, though notices of some municipalities paraphrase it as "more than two thirds".
Where owners and users are both liable (5.2), at least half of either group must have spoken, and at
least half of those for. Blank votes speak neither for nor against. All arithmetic is in whole
numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from collective.choices import Payer
from core.dutch import format_decimal, format_eur

BOTH: Final = 2


@dataclass(frozen=True, slots=True)
class Votes:
    """How a group of those liable voted. WOZ values in whole euros."""

    payer: str
    liable: int
    votes_for: int
    votes_against: int
    woz_for_eur: Decimal
    woz_against_eur: Decimal

    @property
    def cast(self) -> int:
        """How many spoke for or against."""
        return self.votes_for + self.votes_against

    @property
    def silent(self) -> int:
        """How many did not speak yet."""
        return self.liable - self.cast


class Legal(StrEnum):
    """The legal conditions."""

    TURNOUT = "turnout"
    MAJORITY = "majority"
    WORTH = "worth"
    GROUP_TURNOUT = "group_turnout"
    GROUP_MAJORITY = "group_majority"


@dataclass(frozen=True, slots=True)
class Condition:
    """One legal condition: what it asks, what was counted, and what is still needed.

    `needed` is the number of votes (for the WOZ value: euros) that it still takes, with `how` in
    words; 0 and "" when it holds.
    """

    test: Legal
    title: str
    asks: str
    counted: str
    holds: bool
    needed: int
    how: str


@dataclass(frozen=True, slots=True)
class Support:
    """The outcome of a rehearsal."""

    conditions: tuple[Condition, ...]

    @property
    def is_sufficient(self) -> bool:
        """Whether every condition holds; a rehearsal without a group never does."""
        return bool(self.conditions) and all(each.holds for each in self.conditions)


def support_of(groups: Sequence[Votes]) -> Support:
    """Return per legal condition how a vote would go; no groups give no conditions."""
    if not groups:
        return Support(())
    total = _together(groups)
    conditions = [
        _turnout(total, Legal.TURNOUT, "Opkomst"),
        _majority(total, Legal.MAJORITY, "Meerderheid", (2, 3)),
        _worth(total),
    ]
    if len(groups) == BOTH:
        conditions.extend(_of_each_group(groups))
    return Support(tuple(conditions))


def _of_each_group(groups: Sequence[Votes]) -> Iterator[Condition]:
    for group in groups:
        who = str(Payer(group.payer).label)
        yield _turnout(group, Legal.GROUP_TURNOUT, f"Opkomst van de {who}")
        yield _majority(group, Legal.GROUP_MAJORITY, f"Voorstemmers onder de {who}", (1, 2))


def _together(groups: Sequence[Votes]) -> Votes:
    return Votes(
        payer="",
        liable=sum(group.liable for group in groups),
        votes_for=sum(group.votes_for for group in groups),
        votes_against=sum(group.votes_against for group in groups),
        woz_for_eur=sum((group.woz_for_eur for group in groups), Decimal()),
        woz_against_eur=sum((group.woz_against_eur for group in groups), Decimal()),
    )


def _turnout(votes: Votes, test: Legal, title: str) -> Condition:
    """At least half of those liable spoke for or against."""
    # Of nobody no half can have spoken: then one vote is needed, as soon as somebody is liable.
    needed = max(_up(votes.liable, 2) - votes.cast, 0) if votes.liable else 1
    return Condition(
        test=test,
        title=title,
        asks="Ten minste de helft van de bijdrageplichtigen stemt voor of tegen.",
        counted=f"{_count(votes.cast)} van {_count(votes.liable)}"
        f"{_share(votes.cast, votes.liable)}",
        holds=not needed,
        needed=needed,
        how=_turnout_words(votes, needed) if needed else "",
    )


def _turnout_words(votes: Votes, needed: int) -> str:
    if not votes.liable:
        return "Vul eerst in hoeveel bijdrageplichtigen er zijn."
    return f"Er {_is_are(needed)} nog {_votes(needed)} nodig, voor of tegen."


def _majority(votes: Votes, test: Legal, title: str, part: tuple[int, int]) -> Condition:
    """At least a part of the votes cast is for."""
    top, bottom = part
    holds = votes.cast > 0 and bottom * votes.votes_for >= top * votes.cast
    needed = 0 if holds else _more_for(votes, part)
    share = "tweederde" if part == (2, 3) else "de helft"
    return Condition(
        test=test,
        title=title,
        asks=f"Ten minste {share} van wie stemt, stemt voor.",
        counted=f"{_count(votes.votes_for)} voor van {_count(votes.cast)}"
        f"{_share(votes.votes_for, votes.cast)}",
        holds=holds,
        needed=needed,
        how="" if holds else _majority_words(votes, part, needed),
    )


def _more_for(votes: Votes, part: tuple[int, int]) -> int:
    """Return how many more votes for make the part, when nobody changes her mind.

    From bottom * (for + n) >= top * (cast + n).
    """
    top, bottom = part
    lacking = top * votes.cast - bottom * votes.votes_for
    return max(_up(lacking, bottom - top), 1)


def _majority_words(votes: Votes, part: tuple[int, int], needed: int) -> str:
    if needed <= votes.silent:
        return f"Er {_is_are(needed)} nog {_votes(needed)} voor nodig van wie nog niet stemde."
    top, bottom = part
    turned = max(_up(top * votes.liable, bottom) - votes.votes_for - votes.silent, 1)
    if not votes.liable or turned > votes.votes_against:
        return "Vul eerst in hoeveel bijdrageplichtigen er zijn."
    return (
        "Nieuwe stemmen zijn niet genoeg. Ook als alle anderen voor stemmen,"
        f" {'moet' if turned == 1 else 'moeten'} nog {_votes(turned)} van tegen naar voor."
    )


def _worth(votes: Votes) -> Condition:
    """The WOZ value behind the votes for is higher than that behind the votes against."""
    holds = votes.woz_for_eur > votes.woz_against_eur
    needed = 0 if holds else int(votes.woz_against_eur - votes.woz_for_eur) + 1
    return Condition(
        test=Legal.WORTH,
        title="WOZ-waarde",
        asks="Wie voor stemt, heeft samen meer WOZ-waarde dan wie tegen stemt.",
        counted=f"{format_eur(votes.woz_for_eur)} voor, {format_eur(votes.woz_against_eur)} tegen",
        holds=holds,
        needed=needed,
        how=""
        if holds
        else f"Bij de voorstemmers is nog ten minste {format_eur(Decimal(needed))} aan WOZ-waarde"
        " nodig.",
    )


def _up(number: int, by: int) -> int:
    """Divide and round up."""
    return -(-number // by)


def _count(number: int) -> str:
    return format_decimal(Decimal(number))


def _share(part: int, whole: int) -> str:
    """Return " (66,6 %)"; of nothing there is no share. Cut, or 49.96 would be shown as half."""
    if not whole:
        return ""
    tenths = Decimal(part * 1000 // whole) / 10
    return f" ({format_decimal(tenths, 1)} %)"


def _votes(number: int) -> str:
    return "1 stem" if number == 1 else f"{_count(number)} stemmen"


def _is_are(number: int) -> str:
    return "is" if number == 1 else "zijn"
