"""What every matching asks of a demand or supply: whose it is, where it is, how far it goes.

The search for space (`matching_space`), for flows (`matching_flows`) and the pairs
(`matching_pairs`) build on it. Ids in and out of the matching are those of listings and plots, as
text.
"""

from collections.abc import Iterable
from uuid import UUID

from realisation.choices import Willingness
from realisation.models import Listing
from realisation.queries.ground import Ground


def party_of(listing: Listing) -> str:
    """Return whose it is: all that one organisation asks and offers is of one party."""
    if listing.establishment is not None:
        return f"o:{listing.establishment.organisation_id}"
    return f"n:{listing.name.casefold()}"


def own_plots_of(listing: Listing, ground: Ground) -> frozenset[UUID]:
    """Return what its party uses or owns now. Reads its establishment."""
    company = listing.establishment
    return ground.own_plots(company.pk, company.organisation_id) if company else frozenset()


def place_of(listing: Listing, ground: Ground) -> tuple[float | None, float | None]:
    """Return where it is: its own plot, else the middle of what its party uses or owns."""
    plots = [listing.plot_id] if listing.plot_id else own_plots_of(listing, ground)
    return ground.place_of(plots) or (None, None)


def grade(listing: Listing) -> int:
    """Return how far a party wants to go: 0 (none in sight) to 3 (decided)."""
    return Willingness.values.index(listing.willingness)


def as_texts(ids: Iterable[UUID]) -> frozenset[str]:
    """Return ids as the matching knows them."""
    return frozenset(str(each) for each in ids)
