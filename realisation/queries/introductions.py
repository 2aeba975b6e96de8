"""What the two parties of an introduction read of each other at each step, and nothing more.

The only way in which one party gets to see something of a listing that was not released to it.
Everything that a side reads follows from the step, from its own answer, and from whether it is
over: never from the answer of the other side.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from parks.access import Viewer
from parks.choices import Audience
from parks.models import ContactPerson, Membership, meant_for
from realisation.choices import DisclosureStep, ListingSide, ListingState, Willingness
from realisation.models import Introduction, IntroductionAnswer, Listing
from realisation.queries.listings import amount_in_words, thing_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWish:
    """What both read after mutual interest: the wish itself, without who it is."""

    title: str
    description: str
    thing: str
    amount: str
    from_on: dt.date | None
    until_on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom to speak to."""

    name: str
    function: str
    email: str
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherParty:
    """What both read when they are named: who it is and whom to speak to."""

    name: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSide:
    """One introduction as one of its sides reads it.

    `asked`: this side has not answered yet at this step. When `is_over` there is nothing of the
    other side at all.
    """

    id: UUID
    side: ListingSide
    listing_id: UUID
    listing_title: str
    text: str
    step: DisclosureStep
    is_over: bool
    asked: bool
    wish: OtherWish | None
    party: OtherParty | None

    @property
    def status(self) -> str:
        """Return how it stands for this side, in words."""
        if self.is_over:
            return "gestopt"
        if self.step == DisclosureStep.NAMED:
            return "u kent elkaar"
        return "uw antwoord gevraagd" if self.asked else "wacht op antwoord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """One introduction as the park manager, who arranges it, reads it."""

    introduction: Introduction
    demand: Listing
    supply: Listing
    is_over: bool
    answers: tuple[IntroductionAnswer, ...]
    waits_for: tuple[ListingSide, ...]


def is_over(introduction: Introduction, today: dt.date) -> bool:
    """Whether it ended, or one of the two is gone. Reads both listings with their company.

    Who knows each other's names keeps them when a wish is met or past its date; not when one
    withdrew or left the park.
    """
    if introduction.ended_at is not None:
        return True
    match = introduction.match
    named = introduction.step == DisclosureStep.NAMED
    return any(_is_gone(each, named, today) for each in (match.demand, match.supply))


def _is_gone(listing: Listing, named: bool, today: dt.date) -> bool:
    company = listing.establishment
    if company and company.is_gone:
        return True
    if listing.state == ListingState.WITHDRAWN:
        return True
    counts = listing.is_standing(today) and listing.willingness in Willingness.in_sight()
    return not named and not counts


def sides_of(viewer: Viewer, introduction: Introduction) -> tuple[ListingSide, ...]:
    """Return for which sides the viewer speaks herself."""
    match = introduction.match
    sides = ((ListingSide.DEMAND, match.demand), (ListingSide.SUPPLY, match.supply))
    return tuple(
        side
        for side, listing in sides
        if listing.establishment_id and viewer.speaks_for(listing.establishment_id)
    )


def visible_introductions(viewer: Viewer) -> list[Introduction]:
    """Return those that the viewer arranges or takes part in. Their order tells nothing."""
    rows = Introduction.objects.visible_to(viewer).select_related(
        "match__demand__establishment", "match__supply__establishment"
    )
    return list(rows.order_by("pk"))


def own_sides(
    viewer: Viewer,
    introductions: Sequence[Introduction],
    today: dt.date,
    *,
    with_people: bool = False,
) -> tuple[OwnSide, ...]:
    """Return what the viewer reads of introductions in which she takes part; hers to answer first.

    One query; `with_people`, whom to speak to, asks two more for each that is named.
    """
    answers = _answers(viewer, introductions)
    found = [
        _own_side(each, side, answers.get(each.pk, ()), today, with_people=with_people)
        for each in introductions
        for side in sides_of(viewer, each)
    ]
    # By what this side knows itself; the ids are random.
    return tuple(sorted(found, key=lambda it: (it.is_over, not it.asked, it.id)))


def _own_side(
    introduction: Introduction,
    side: ListingSide,
    answers: Iterable[IntroductionAnswer],
    today: dt.date,
    *,
    with_people: bool,
) -> OwnSide:
    match, step = introduction.match, DisclosureStep(introduction.step)
    is_demand = side == ListingSide.DEMAND
    mine, other = (match.demand, match.supply) if is_demand else (match.supply, match.demand)
    over = is_over(introduction, today)
    answered = any(it.step == step and it.side == side for it in answers)
    named = step == DisclosureStep.NAMED
    asks = not over and not named
    return OwnSide(
        id=introduction.pk,
        side=side,
        listing_id=mine.pk,
        listing_title=mine.title,
        text="" if over else introduction.supply_text if is_demand else introduction.demand_text,
        step=step,
        is_over=over,
        asked=asks and not answered,
        wish=None if over or step == DisclosureStep.BLIND else wish_of(other),
        party=_party(introduction, other, with_people) if named and not over else None,
    )


def wish_of(listing: Listing) -> OtherWish:
    """Return what the other side reads of a listing after mutual interest."""
    return OtherWish(
        title=listing.title,
        description=listing.description,
        thing=thing_in_words(listing),
        amount=amount_in_words(listing),
        from_on=listing.from_on,
        until_on=listing.until_on,
    )


def _party(introduction: Introduction, other: Listing, with_people: bool) -> OtherParty:
    """Return who it is, with the contact persons that it shows to other members."""
    if other.establishment_id is None or not with_people:
        return OtherParty(name=other.party_label, people=())
    rows = ContactPerson.objects.in_park(other.park_id).filter(
        meant_for(Audience.at_least(Audience.MEMBERS)), establishment=other.establishment_id
    )
    people = tuple(
        Person(name=it.name, function=it.function, email=it.email, telephone=it.telephone)
        for it in rows.for_list()
    )
    return OtherParty(name=other.party_label, people=people + _who_agreed(introduction, other))


def _who_agreed(introduction: Introduction, other: Listing) -> tuple[Person, ...]:
    """Return who said yes for the company to being named: she agreed to be written to.

    As long as she speaks for it.
    """
    members = Membership.objects.filter(park_id=other.park_id).current()
    speak = members.filter(establishment=other.establishment_id)
    rows = IntroductionAnswer.objects.in_park(other.park_id).filter(
        introduction=introduction, step=DisclosureStep.INTEREST, side=other.side, on_behalf=False,
        answered_by__in=speak.values("user"),
    )  # fmt: skip
    people = [each.answered_by for each in rows.select_related("answered_by")]
    return tuple(Person(name=str(it), function="", email=it.email, telephone="") for it in people)


def _answers(
    viewer: Viewer, introductions: Sequence[Introduction]
) -> Mapping[UUID, list[IntroductionAnswer]]:
    """Return the answers that the viewer may see: her own side's, all of them for the manager."""
    found: dict[UUID, list[IntroductionAnswer]] = {}
    rows = IntroductionAnswer.objects.visible_to(viewer).select_related("answered_by")
    ids = [each.pk for each in introductions]
    for answer in rows.filter(introduction__in=ids).order_by("answered_at", "pk"):
        found.setdefault(answer.introduction_id, []).append(answer)
    return found


def arranged(
    viewer: Viewer, introductions: Sequence[Introduction], today: dt.date
) -> tuple[Arranged, ...]:
    """Return introductions as who arranges them reads them; running ones first. One query."""
    answers = _answers(viewer, introductions)
    found = (_arranged(each, answers.get(each.pk, []), today) for each in introductions)
    return tuple(sorted(found, key=lambda it: (it.is_over, it.introduction.pk)))


def _arranged(
    introduction: Introduction, answers: Sequence[IntroductionAnswer], today: dt.date
) -> Arranged:
    over = is_over(introduction, today)
    said = {it.side for it in answers if it.step == introduction.step}
    ends = over or introduction.step == DisclosureStep.NAMED
    return Arranged(
        introduction=introduction,
        demand=introduction.match.demand,
        supply=introduction.match.supply,
        is_over=over,
        answers=tuple(answers),
        waits_for=() if ends else tuple(side for side in ListingSide if side not in said),
    )
