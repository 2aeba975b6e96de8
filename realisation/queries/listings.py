"""Read models of demand and supply: the long list, one of them, who may write which."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from core.dutch import format_exact
from knowledge.realisation import willingness_levels
from parks.access import Viewer
from parks.models import Establishment, Plot, released_for
from parks.queries.companies import has_words
from parks.queries.history import states_of
from parks.queries.plots import M2_PER_HA
from realisation.choices import Feature, ListingKind, ListingState, Willingness
from realisation.models import Listing
from realisation.models.listings import EXPIRES_SOON, ListingQuerySet

STANDING: Final = "nu"
EXPIRED: Final = "verlopen"
ALL: Final = "alles"
SMALL_M2: Final = 1_000


@dataclass(frozen=True, slots=True)
class ListingSearch:
    """What somebody looks for; without values: all that stands now."""

    words: str = ""
    side: str = ""
    kind: str = ""
    subject: str = ""
    willingness: str = ""
    state: str = STANDING


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingLine:
    """One demand or supply in a list. `may_renew`: the reader writes it and it still runs."""

    id: UUID
    title: str
    side: str
    side_label: str
    thing: str
    amount: str
    party: str
    willingness_label: str
    in_sight: bool
    state: str
    state_label: str
    is_past: bool
    expires_on: dt.date
    expires_soon: bool
    may_renew: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingCard:
    """One demand or supply with all that its reader may know and do."""

    listing: Listing
    line: ListingLine
    features: tuple[str, ...]
    advice: str
    stakeholder_id: UUID | None
    may_write: bool
    may_remove: bool
    reads_history: bool


def find_listings(viewer: Viewer, search: ListingSearch, today: dt.date) -> ListingQuerySet:
    """Return the demands and supplies that fit and that the viewer may see, newest first."""
    rows: ListingQuerySet = Listing.objects.visible_to(viewer).for_list(viewer)
    wanted = {
        "side": search.side,
        "kind": search.kind,
        "subject": search.subject,
        "willingness": search.willingness,
    }
    rows = rows.filter(
        has_words(search.words, "title", "description", "name", "establishment__name", "quality"),
        **{name: value for name, value in wanted.items() if value},
    )
    return _in_state(rows, search.state, today)


def _in_state(rows: ListingQuerySet, state: str, today: dt.date) -> ListingQuerySet:
    if state == STANDING:
        return rows.standing_on(today)
    if state == EXPIRED:
        return rows.filter(state=ListingState.OPEN, expires_on__lt=today)
    return rows.filter(state=state) if state in ListingState else rows


def own_to_renew(viewer: Viewer, today: dt.date) -> ListingQuerySet:
    """Return what the viewer writes for and what stops counting within a month, soonest first."""
    rows: ListingQuerySet = Listing.objects.visible_to(viewer).for_list(viewer)
    if not viewer.may_edit:
        rows = rows.filter(establishment__in=viewer.establishments)
    soon = rows.standing_on(today).filter(expires_on__lte=today + EXPIRES_SOON)
    return soon.order_by("expires_on", "pk")


def listing_lines(
    viewer: Viewer, listings: Sequence[Listing], today: dt.date
) -> tuple[ListingLine, ...]:
    """Return the lines of what the reader may see. No query: needs `for_list`."""
    return tuple(_line(viewer, each, today) for each in listings)


def _line(viewer: Viewer, each: Listing, today: dt.date) -> ListingLine:
    state, label = _state(each, today)
    return ListingLine(
        id=each.pk,
        title=each.title,
        side=each.side,
        side_label=each.get_side_display(),
        thing=thing_in_words(each),
        amount=_amount(each),
        party=each.party_label,
        willingness_label=each.get_willingness_display(),
        in_sight=each.willingness in Willingness.in_sight(),
        state=state,
        state_label=label,
        is_past=state != "open",
        expires_on=each.expires_on,
        expires_soon=state == "open" and each.expires_soon(today),
        may_renew=each.state == ListingState.OPEN and may_write(viewer, each),
    )


def _state(each: Listing, today: dt.date) -> tuple[str, str]:
    """Return how it stands as a badge: past its date and of who left are states too."""
    if each.state == ListingState.MET:
        return "done", str(ListingState.MET.label)
    if each.state == ListingState.WITHDRAWN:
        return "dropped", str(ListingState.WITHDRAWN.label)
    if each.establishment and each.establishment.is_gone:
        return "ended", "bedrijf is vertrokken"
    return ("open", "open") if each.expires_on >= today else ("late", "verlopen")


def listing_card(viewer: Viewer, listing: Listing, today: dt.date) -> ListingCard:
    """Return one demand or supply that the viewer may see."""
    writes = may_write(viewer, listing)
    level = willingness_levels().get(listing.willingness)
    return ListingCard(
        listing=listing,
        line=_line(viewer, listing, today),
        features=tuple(str(Feature(each).label) for each in listing.features),
        advice=level.advice if level else "",
        stakeholder_id=listing.stakeholder_id if viewer.may_edit else None,
        may_write=writes,
        may_remove=may_remove(viewer, listing),
        reads_history=writes and reads_history(viewer, listing),
    )


def may_write(viewer: Viewer, listing: Listing) -> bool:
    """Whether a viewer who sees it writes it: the company's own people, and the team."""
    if listing.establishment_id:
        return viewer.may_write_for(listing.establishment_id)
    return viewer.may_edit


def may_remove(viewer: Viewer, listing: Listing) -> bool:
    """Whether a viewer takes it off the list altogether: the company itself, the park manager.

    What people were asked about can't be removed, and that they were asked is not for the team.
    """
    company = listing.establishment_id
    return viewer.reads_confidential or bool(company and viewer.speaks_for(company))


def may_release(viewer: Viewer, listing: Listing) -> bool:
    """Whether a viewer decides who reads it: never the team for a company."""
    if listing.establishment_id:
        return viewer.may_answer_for(listing.establishment_id)
    return viewer.may_edit


def reads_history(viewer: Viewer, listing: Listing) -> bool:
    """Whether the viewer could read all of its past states: some may have been confidential."""
    if viewer.reads_confidential:
        return True
    if listing.establishment_id and viewer.speaks_for(listing.establishment_id):
        return True
    hidden = states_of(listing).exclude(released_for(viewer.audiences))
    return viewer.may_edit and not hidden.exists()


def own_companies(viewer: Viewer) -> tuple[Establishment, ...]:
    """Return the companies for which the viewer speaks that are still here, by name."""
    rows = Establishment.objects.in_park(viewer.park.pk).present()
    return tuple(rows.filter(pk__in=viewer.establishments).order_by("name", "pk"))


def plot_choices(viewer: Viewer) -> "Sequence[Plot]":
    """Return the plots that the viewer may offer: a member her company's, the team any.

    Those in use now and those that its organisation owns; without their shape.
    """
    rows = Plot.objects.visible_to(viewer).for_list()
    if viewer.may_edit:
        return rows  # type: ignore[no-any-return]  # a queryset
    companies = viewer.establishments
    used = Plot.objects.in_park(viewer.park.pk).filter(
        occupations__establishment__in=companies, occupations__until__isnull=True
    )
    owned = Plot.objects.in_park(viewer.park.pk).filter(
        ownerships__organisation__establishments__in=companies, ownerships__until__isnull=True
    )
    mine = {*used.values_list("pk", flat=True), *owned.values_list("pk", flat=True)}
    return rows.filter(pk__in=mine)  # type: ignore[no-any-return]  # a queryset


def thing_in_words(listing: Listing) -> str:
    """Return what sort of thing it is about: "grond", "warmte"."""
    return str(listing.get_subject_display() or listing.get_kind_display())


def _amount(listing: Listing) -> str:
    """Return how much; land without limits is about as large as its plot."""
    said = amount_in_words(listing)
    if said or listing.kind != ListingKind.LAND or not listing.plot or not listing.plot.area_m2:
        return said
    drawn = listing.plot.area_m2
    whole = int(round(drawn, 0 if drawn < SMALL_M2 else -2))
    return area_in_words(whole, whole)


def amount_in_words(listing: Listing) -> str:
    """Return how much: "0,5 tot 1 ha", "120 MWh per jaar"; empty when nothing was filled in.

    People count land in hectares and buildings in square metres.
    """
    if listing.area_min_m2 is not None or listing.area_max_m2 is not None:
        in_m2 = listing.kind == ListingKind.BUILDING
        return area_in_words(listing.area_min_m2, listing.area_max_m2, always_m2=in_m2)
    if listing.quantity is None:
        return ""
    parts = (format_exact(listing.quantity), listing.get_unit_display(), listing.get_per_display())
    return " ".join(str(part) for part in parts if part)


def area_in_words(least: int | None, most: int | None, *, always_m2: bool = False) -> str:
    """Return an area between two limits in m2, in hectares from 1,000 m2 on."""
    in_m2 = always_m2 or max(least or 0, most or 0) < SMALL_M2
    unit = "m²" if in_m2 else "ha"
    shown = [
        format_exact(_whole(each, in_m2)) if each is not None else None for each in (least, most)
    ]
    if shown[0] and shown[1]:
        same = shown[0] == shown[1]
        return f"{shown[0]} {unit}" if same else f"{shown[0]} tot {shown[1]} {unit}"
    return f"ten minste {shown[0]} {unit}" if shown[0] else f"ten hoogste {shown[1]} {unit}"


def _whole(area_m2: int, in_m2: bool) -> Decimal:
    return Decimal(area_m2) if in_m2 else Decimal(area_m2) / M2_PER_HA
