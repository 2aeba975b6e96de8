"""Whether land or a building fits: area, category, features and where it lies."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from core.dutch import format_decimal, format_exact
from realisation.matching.judging import FAILS, FULL, Reach
from realisation.matching.listed import Listed

# More than so many times what is asked is no fit at all.
TOO_LARGE: Final = 2


def area(demand: Listed, supply: Listed, _: Reach) -> int | None:
    """Too little never fits; more than asked scores less, and fails at more than twice."""
    if not demand.has_area or not supply.has_area:
        return None
    most = supply.area_max_m2
    if demand.area_min_m2 is not None and most is not None and most < demand.area_min_m2:
        return FAILS
    least, wanted = supply.area_min_m2 or 0, demand.area_max_m2
    if wanted is None or least <= wanted:
        return FULL
    return FAILS if least > TOO_LARGE * wanted else FULL * wanted // least


def tell_area(demand: Listed, supply: Listed, reach: Reach) -> str:
    found = area(demand, supply, reach)
    if found is None:
        return "De oppervlakte is niet van allebei bekend."
    offered, asked = area_text(supply), area_text(demand)
    if found == FULL:
        return f"{offered} past bij wat gevraagd is: {asked}."
    if found != FAILS:
        return f"{offered} is meer dan gevraagd is: {asked}."
    most = supply.area_max_m2
    if most is not None and demand.area_min_m2 is not None and most < demand.area_min_m2:
        return f"{offered} is te weinig; gevraagd is {asked}."
    return f"{offered} is meer dan twee keer wat gevraagd is: {asked}."


def area_text(listed: Listed) -> str:
    """Return an area or a range in words: "0,5 tot 1 ha"."""
    least, most = listed.area_min_m2, listed.area_max_m2
    if least is None or most is None:
        known = least if most is None else most
        limit = "ten minste" if most is None else "ten hoogste"
        return f"{limit} {_area(known or 0)}"
    if least == most:
        return _area(least)
    low, high = _area(least), _area(most)
    same_unit = low.rsplit(" ", 1)[1] == high.rsplit(" ", 1)[1]
    return f"{low.rsplit(' ', 1)[0] if same_unit else low} tot {high}"


def _area(area_m2: int) -> str:
    """Return hectares with two decimals at most, below a tenth of one square metres."""
    if area_m2 < 1_000:
        return f"{format_decimal(area_m2)} m²"
    hectares = (Decimal(area_m2) / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{format_exact(hectares)} ha"


def category(demand: Listed, supply: Listed, _: Reach) -> int | None:
    """What is allowed must be at least as heavy as what is needed."""
    if demand.category_rank is None or supply.category_rank is None:
        return None
    return FULL if supply.category_rank >= demand.category_rank else FAILS


def tell_category(demand: Listed, supply: Listed, reach: Reach) -> str:
    if demand.category_rank is None:
        return "Er is geen milieucategorie gevraagd."
    found = category(demand, supply, reach)
    if found is None:
        return f"Nodig is milieucategorie {demand.category}; wat hier mag, is niet bekend."
    if found == FAILS:
        return f"Hier mag milieucategorie {supply.category}; nodig is {demand.category}."
    return f"Milieucategorie {demand.category} is nodig en {supply.category} mag hier."


def features(demand: Listed, supply: Listed, _: Reach) -> int | None:
    """All that is asked must be there."""
    if not demand.features:
        return None
    return FULL if demand.features <= supply.features else FAILS


def tell_features(demand: Listed, supply: Listed, _: Reach) -> str:
    if not demand.features:
        return "Er zijn geen kenmerken gevraagd."
    missing = sorted(demand.features - supply.features)
    if missing:
        return f"Dit ontbreekt: {', '.join(missing)}."
    return f"Dit is er, zoals gevraagd: {', '.join(sorted(demand.features))}."


def next_to_own(demand: Listed, supply: Listed, _: Reach) -> int | None:
    """Land that must be next to its own touches one of its plots."""
    if not demand.next_to_own:
        return None
    return FULL if demand.own_plots & supply.neighbours else FAILS


def tell_next_to_own(demand: Listed, supply: Listed, reach: Reach) -> str:
    found = next_to_own(demand, supply, reach)
    if found is None:
        return "Het hoeft niet naast de eigen kavel te liggen."
    grenst = "grenst" if found == FULL else "grenst niet"
    return f"Het {grenst} aan een eigen kavel van wie vraagt."
