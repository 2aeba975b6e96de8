"""Fills the full park of the running site with demand, supply, matches and introductions."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.models import Establishment, Park
from realisation.choices import DisclosureStep, ListingKind, ListingSide, Manner, Willingness
from realisation.models import Introduction, Listing
from realisation.services.matches import ask_both, confirm_pair
from tests.site.cast import FULL_PARK, PEOPLE

DEMAND, SUPPLY, NEW_SUPPLY = "Proefvraag naar grond", "Proefaanbod van grond", "Nieuw proefaanbod"
FAR = dt.date(2099, 12, 31)


def fill_trading() -> None:
    """Make them, unless they are there."""
    park = Park.objects.defer("outline").get(slug=FULL_PARK)
    by = User.objects.get(email=PEOPLE["marit"].email)
    with transaction.atomic(), park_context(park.pk, user_id=by.pk):
        if not Listing.objects.filter(title=DEMAND).exists():
            _trade(park, by)


def _trade(park: Park, by: User) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    company = Establishment.objects.get(name="Proefbedrijf")
    demand = _land(park, ListingSide.DEMAND, DEMAND, establishment=company, manner=Manner.SETTLE)
    asked = _land(park, ListingSide.SUPPLY, SUPPLY, name="Proefeigenaar")
    _land(park, ListingSide.SUPPLY, NEW_SUPPLY, name="Proefeigenaar")
    confirmed = _land(park, ListingSide.SUPPLY, "Bevestigd proefaanbod", name="Proefgemeente")
    _land(park, ListingSide.SUPPLY, "Oud proefaanbod", name="Proefgemeente", expires_on=today)
    _land(
        park,
        ListingSide.DEMAND,
        "Proefvraag zonder bereidheid",
        name="Proefeigenaar",
        willingness=Willingness.NONE,
        state_reason="Er is geen geld voor",
    )
    confirm_pair(demand=demand, supply=confirmed, by=by, today=today)
    started = ask_both(demand=demand, supply=asked, by=by, now=now, today=today)
    Introduction.objects.filter(pk=started.pk).update(step=DisclosureStep.INTEREST)


def _land(park: Park, side: ListingSide, title: str, **fields: Any) -> Listing:
    values: dict[str, Any] = {
        "manner": Manner.SELL if side == ListingSide.SUPPLY else Manner.SETTLE,
        "kind": ListingKind.LAND,
        "description": "Bereikbaar voor zwaar verkeer.",
        "area_min_m2": 5_000,
        "area_max_m2": 8_000,
        "willingness": Willingness.WILLING,
        "expires_on": FAR,
        "released_to": "members",
    }
    made: Listing = Listing.objects.create(park=park, side=side, title=title, **(values | fields))
    return made
