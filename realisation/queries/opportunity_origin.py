"""What an opportunity takes along from where it comes from: a match, an idea, a measure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from collective.choices import IdeaStage
from collective.models import Activity, Idea, IdeaCarrier
from knowledge.choices import Scale
from knowledge.realisation import measures
from parks.access import Viewer
from parks.choices import Audience, Helix
from parks.models import Plot, is_known_to
from realisation.choices import ListingSide, MatchState, PartOutcome, PartyRole
from realisation.models import (
    Listing,
    Match,
    Proposal,
    ProposalFlow,
    ProposalPart,
    ProposalPlot,
)
from realisation.queries.proposals import stored_proposals

ROLE_OF_SIDE: Final = {
    ListingSide.DEMAND.value: PartyRole.SEEKS,
    ListingSide.SUPPLY.value: PartyRole.OFFERS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A party that comes along; `fields` are those of `OpportunityParty`."""

    fields: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Under which name."""
        return str(self.fields["name"])

    @property
    def named(self) -> bool:
        """Whether the party agreed to be named."""
        return bool(self.fields["named"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """With what an opportunity starts: first values of the form, and what comes along.

    `keys` are the fields of `CameFrom`.
    """

    label: str = ""
    title: str = ""
    initial: Mapping[str, Any] = field(default_factory=dict)
    parties: tuple[Brought, ...] = ()
    plots: tuple[Plot, ...] = ()
    keys: Mapping[str, Any] = field(default_factory=dict)

    @property
    def has_blind(self) -> bool:
        """Whether a party comes along that did not agree to be named."""
        return not all(each.named for each in self.parties)


class NoSuchStartError(Exception):
    """The address names something that the viewer may not see, or that is not so far."""


def start_of(viewer: Viewer, query: Mapping[str, str]) -> Start:
    """Return with what an opportunity starts by the query of an address.

    Raises `NoSuchStartError`. Without any known key it starts empty.
    """
    for key, start in _STARTS.items():
        if given := query.get(key):
            return start(viewer, given)
    return Start()


def _row(rows: Any, given: str) -> Any:
    """The row with a key out of an address; what is no key is no row."""
    try:
        found = rows.filter(pk=UUID(given)).first()
    except ValueError:
        found = None
    if found is None:
        raise NoSuchStartError
    return found


def _measure(viewer: Viewer, slug: str) -> Start:
    measure = measures().get(slug)
    if measure is None:
        raise NoSuchStartError
    return Start(
        label="de maatregel",
        title=measure.title,
        initial={
            "title": measure.title,
            "what": f"{measure.what}\n\nEerste stap: {measure.first_step}",
            "scale": measure.scale.value,
            "theme": measure.theme.value,
            "capitals": [each.value for each in measure.gains],
        },
        keys={"measure": slug},
    )


def _idea(viewer: Viewer, given: str) -> Start:
    rows = Idea.objects.visible_to(viewer).filter(lapsed_on__isnull=True)
    idea = _row(rows.filter(stage=IdeaStage.HANDED_OVER), given)
    carriers = IdeaCarrier.objects.visible_to(viewer).filter(idea=idea).order_by("name", "pk")
    return Start(
        label="het idee",
        title=idea.title,
        initial={
            "title": idea.title,
            "what": idea.what,
            "theme": idea.theme,
            "scale": Scale.ENVIRONMENT,
            "next_action": idea.next_step[:300],
            "owner": idea.owner_id,
            "owner_other": idea.owner_other,
            "audience": idea.audience,
        },
        parties=tuple(
            _party(
                name=each.name,
                helix=each.helix,
                stakeholder=each.stakeholder if each.stakeholder_id else None,
                brings=each.how[:300],
            )
            for each in carriers.select_related("stakeholder")
        ),
        keys={"idea": idea},
    )


def _activity(viewer: Viewer, given: str) -> Start:
    activity = _row(Activity.objects.visible_to(viewer), given)
    return Start(
        label="de activiteit",
        title=activity.title,
        initial={
            "title": activity.title,
            "what": activity.outcome or activity.purpose,
            "owner": activity.owner_id,
            "owner_other": activity.owner_other,
            "audience": activity.audience,
        },
        keys={"activity": activity},
    )


def _match(viewer: Viewer, given: str) -> Start:
    pairs = Match.objects.visible_to(viewer).exclude(state=MatchState.DISMISSED)
    match = _row(pairs.for_list(), given)
    both = (match.demand, match.supply)
    return Start(
        label="de match",
        title=str(match),
        initial={"title": str(match)[:160], "what": _told(both), "scale": _scale(both)},
        parties=tuple(_of_listings(both)),
        plots=_plots(viewer, (each.plot_id for each in both)),
        keys={"match": match},
    )


def _proposal(viewer: Viewer, given: str) -> Start:
    proposal = _row(Proposal.objects.visible_to(viewer), given)
    if not stored_proposals([proposal], timezone.localdate())[0].stands:
        raise NoSuchStartError
    listings, plots = _of_proposal(proposal)
    return Start(
        label="het voorstel",
        title=str(proposal),
        initial={
            "title": f"{len(listings)} wensen in één keer: {listings[0].title}"[:160]
            if listings
            else "",
            "what": _told(listings),
            "scale": _scale(listings),
        },
        parties=tuple(_of_listings(listings)),
        plots=_plots(viewer, plots),
        keys={"proposal": proposal},
    )


def _of_proposal(proposal: Proposal) -> tuple[list[Listing], set[UUID]]:
    """Who takes part in a proposal, by land or by flow, and which plots change hands."""
    park = proposal.park_id
    parts = ProposalPart.objects.in_park(park).filter(proposal=proposal)
    takes_part = parts.exclude(outcome=PartOutcome.UNMET)
    flows = ProposalFlow.objects.in_park(park).filter(proposal=proposal)
    keys = set(takes_part.values_list("listing", flat=True))
    for pair in flows.values_list("supply", "demand"):
        keys.update(pair)
    rows = Listing.objects.in_park(park).filter(pk__in=keys)
    listings = list(rows.select_related("establishment", "plot").order_by("side", "title", "pk"))
    plots = ProposalPlot.objects.in_park(park).filter(part__in=takes_part.values("pk"))
    return listings, set(plots.values_list("plot", flat=True))


def _of_listings(listings: Sequence[Listing]) -> Iterable[Brought]:
    """One party per name; it may be named when it told all members itself.

    Who met the other by name agreed to be named to that one alone.
    """
    seen: set[str] = set()
    for each in listings:
        name = each.party_label
        if name.casefold() in seen:
            continue
        seen.add(name.casefold())
        yield _party(
            name=name[:160],
            helix=each.helix,
            establishment=each.establishment,
            stakeholder=each.stakeholder if each.stakeholder_id else None,
            listing=each,
            role=ROLE_OF_SIDE[each.side],
            brings=each.title,
            willingness=each.willingness,
            named=is_known_to(each.released_to, Audience.MEMBERS),
        )


def _party(**fields: Any) -> Brought:
    return Brought(fields={"helix": Helix.COMPANY, "named": True} | fields)


def _told(listings: Sequence[Listing]) -> str:
    return "\n".join(f"{each.get_side_display().capitalize()}: {each.title}" for each in listings)


def _scale(listings: Sequence[Listing]) -> str:
    return Scale.ENVIRONMENT if len({each.party_label for each in listings}) > 1 else Scale.NICHE


def _plots(viewer: Viewer, keys: Iterable[UUID | None]) -> tuple[Plot, ...]:
    wanted = {key for key in keys if key}
    if not wanted:
        return ()
    rows = Plot.objects.visible_to(viewer).for_list()
    return tuple(rows.filter(pk__in=wanted))


_STARTS: Final[Mapping[str, Callable[[Viewer, str], Start]]] = {
    "match": _match,
    "voorstel": _proposal,
    "idee": _idea,
    "activiteit": _activity,
    "maatregel": _measure,
}
