"""From a quick scan to the long list: plans and offers become demands and supplies.

Nothing is made before somebody saw it and chose. What was made is the company's own to change,
and stays between the company and the park manager until it is released.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from parks.models import Occupation, Park
from realisation.choices import (
    ListingKind,
    ListingSide,
    ListingSource,
    Manner,
    MoneyOrder,
    ScanOffer,
    ScanPlan,
    Subject,
    TakenBy,
    Willingness,
)
from realisation.models import Listing, QuickScan
from realisation.models.listings import LASTS

LONGEST_CONDITIONS: Final = 1000
NO_WILLINGNESS: Final = "Volgens de quickscan kan het bedrijf er nu niets in steken."
OFFERS: Final = {
    ScanOffer.SPACE: (ListingKind.BUILDING, "", "Biedt ruimte aan"),
    ScanOffer.HEAT: (ListingKind.FLOW, Subject.HEAT, "Heeft warmte over"),
    ScanOffer.POWER: (ListingKind.FLOW, Subject.POWER, "Heeft stroom over"),
    ScanOffer.RESIDUAL: (ListingKind.FLOW, Subject.MATERIAL, "Heeft een reststroom over"),
    ScanOffer.ROOF: (ListingKind.SERVICE, Subject.ROOF, "Biedt dakvlak aan"),
    ScanOffer.EXPERTISE: (ListingKind.EXPERTISE, Subject.ADVICE, "Biedt kennis en mensen aan"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A demand or supply that a scan gives rise to; `key` tells it from the others of the scan."""

    key: str
    title: str
    side: str
    side_label: str
    fields: dict[str, Any] = field(hash=False)

    @property
    def label(self) -> str:
        """What it is, for somebody who has to choose."""
        return f"{self.side_label.capitalize()}: {self.title}"


def drafts_of(scan: QuickScan) -> tuple[Draft, ...]:
    """Return what a scan gives rise to and is not on the list yet. Two queries."""
    made = {_key(row) for row in Listing.objects.in_park(scan.park_id).filter(scan=scan)}
    plots = tuple(
        Occupation.objects.in_park(scan.park_id)
        .filter(establishment=scan.establishment_id, until__isnull=True)
        .order_by("plot__name", "plot_id")
        .values_list("plot_id", flat=True)
    )
    found = (*_from_plan(scan, plots[0] if len(plots) == 1 else None), *_from_offers(scan))
    return tuple(each for each in found if each.key not in made)


@transaction.atomic
def create_listings_from_scan(
    *, park: Park, scan: QuickScan, keys: Collection[str], today: dt.date
) -> tuple[Listing, ...]:
    """Put these drafts on the list, and return them. What stands there already is left alone."""
    held = QuickScan.objects.in_park(park.pk).select_for_update(of=("self",)).get(pk=scan.pk)
    return tuple(
        Listing.objects.create(
            park=park,
            scan=held,
            establishment_id=held.establishment_id,
            source=_source(held),
            expires_on=today + LASTS,
            **_willingness(held),
            **each.fields,
        )
        for each in drafts_of(held)
        if each.key in keys
    )


def _key(row: Listing) -> str:
    return "-".join((row.side, row.kind, row.subject, row.manner))


def _draft(title: str, side: ListingSide, kind: ListingKind, **fields: Any) -> Draft:
    shape = {"side": side, "kind": kind, "title": title, **fields}
    key = "-".join(str(shape.get(name, "")) for name in ("side", "kind", "subject", "manner"))
    return Draft(key, title, str(side.value), str(side.label), shape)


def _from_plan(scan: QuickScan, plot: UUID | None) -> Iterator[Draft]:
    land, demand, supply = ListingKind.LAND, ListingSide.DEMAND, ListingSide.SUPPLY
    common = {
        "description": scan.plan_note,
        "conditions": scan.plan_conditions[:LONGEST_CONDITIONS],
        "from_on": dt.date(scan.plan_year, 1, 1) if scan.plan_year else None,
    }
    wanted = common | {"area_min_m2": scan.plan_area_m2, "category": scan.plan_category}
    given = common | {"plot_id": plot}
    if scan.plan == ScanPlan.EXPAND:
        yield _draft("Zoekt grond om uit te breiden", demand, land, manner=Manner.EXPAND,
                     next_to_own=True, **wanted)  # fmt: skip
    elif scan.plan == ScanPlan.MOVE:
        yield _draft("Zoekt een andere kavel", demand, land, manner=Manner.MOVE, **wanted)
        if plot:  # a swap names the plot that it gives
            yield _draft("Geeft de eigen kavel als er een andere komt", supply, land,
                         manner=Manner.SWAP, **given)  # fmt: skip
    elif scan.plan == ScanPlan.SHRINK:
        yield _draft("Heeft grond over", supply, land, manner=Manner.SELL,
                     area_max_m2=scan.plan_area_m2, **given)  # fmt: skip
    elif scan.plan == ScanPlan.LEAVE:
        yield _draft("Laat de kavel achter", supply, land, manner=Manner.SELL,
                     area_max_m2=scan.plan_area_m2, **given)  # fmt: skip


def _from_offers(scan: QuickScan) -> Iterator[Draft]:
    for offer in ScanOffer:
        if offer in scan.offers:
            kind, subject, title = OFFERS[offer]
            yield _draft(
                title,
                ListingSide.SUPPLY,
                kind,
                subject=subject,
                description=scan.offer_note,
                conditions=scan.conditions[:LONGEST_CONDITIONS],
            )


def _source(scan: QuickScan) -> str:
    return ListingSource.TALK if scan.taken_by == TakenBy.TALK else ListingSource.SCAN


def _willingness(scan: QuickScan) -> dict[str, str]:
    """No further than the scan goes: who decided or has the money says so at the listing."""
    given = (scan.gives_time, scan.gives_information, scan.gives_knowledge)
    if scan.gives_money == MoneyOrder.NONE and all(each is False for each in given):
        return {"willingness": Willingness.NONE, "state_reason": NO_WILLINGNESS}
    return {"willingness": Willingness.EXPLORING}
