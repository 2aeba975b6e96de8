"""What makes a pair fit besides land, and all criteria in order."""

from decimal import Decimal
from typing import Final

from core.dutch import format_date, format_decimal
from realisation.matching.judging import FAILS, FULL, Criterion, Reach, Rule
from realisation.matching.land_criteria import (
    area,
    category,
    features,
    next_to_own,
    tell_area,
    tell_category,
    tell_features,
    tell_next_to_own,
)
from realisation.matching.listed import COLD, WILLING, Listed, distance_m

# A price so much above the idea scores nothing: each per cent above costs two points.
POINTS_PER_CENT_ABOVE: Final = 2
# Without a reach of its own, something scores nothing at this distance.
FAR_M: Final = 2_000


def willingness(demand: Listed, supply: Listed, _: Reach) -> int | None:
    """The least willing of the two says how far it can go."""
    least = min(demand.willingness, supply.willingness)
    return FULL * least // (len(WILLING) - 1) if least else FAILS


def tell_willingness(demand: Listed, supply: Listed, _: Reach) -> str:
    if not demand.willingness or not supply.willingness:
        who = "vrager" if not demand.willingness else "aanbieder"
        return f"Bij de {who} is geen bereidheid in zicht: ga niet verder."
    asks, offers = WILLING[demand.willingness], WILLING[supply.willingness]
    if asks == offers:
        return f"Wie vraagt én wie aanbiedt {asks}."
    return f"Wie vraagt {asks}; wie aanbiedt {offers}."


def period(demand: Listed, supply: Listed, _: Reach) -> int | None:
    """Two periods must share a day; an open end goes on."""
    starts = [it.from_on for it in (demand, supply) if it.from_on]
    ends = [it.until_on for it in (demand, supply) if it.until_on]
    if not starts and not ends:
        return None
    return FAILS if starts and ends and max(starts) > min(ends) else FULL


def tell_period(demand: Listed, supply: Listed, reach: Reach) -> str:
    found = period(demand, supply, reach)
    if found is None:
        return "Geen van beide noemt een periode."
    starts = [it.from_on for it in (demand, supply) if it.from_on]
    ends = [it.until_on for it in (demand, supply) if it.until_on]
    if found == FAILS:
        stop, start = format_date(min(ends)), format_date(max(starts))
        return f"Het ene stopt op {stop}, het andere begint op {start}."
    begins = f" vanaf {format_date(max(starts))}" if starts else ""
    stops = f" tot en met {format_date(min(ends))}" if ends else ""
    return f"Het kan voor beide{begins}{stops}."


def quality(demand: Listed, supply: Listed, _: Reach) -> int | None:
    """Heat must be warm enough, cold must be cold enough."""
    asked, offered = demand.temperature_c, supply.temperature_c
    if asked is None or offered is None:
        return None
    good = offered <= asked if demand.subject == COLD else offered >= asked
    return FULL if good else FAILS


def tell_quality(demand: Listed, supply: Listed, reach: Reach) -> str:
    found = quality(demand, supply, reach)
    if found is None:
        return "De temperatuur is niet van allebei bekend."
    cold = demand.subject == COLD
    if found == FULL:
        word = "koud genoeg" if cold else "warm genoeg"
    else:
        word = "te warm" if cold else "te koud"
    return f"{supply.temperature_c} °C is {word}: gevraagd is {demand.temperature_c} °C."


def amount(demand: Listed, supply: Listed, _: Reach) -> int | None:
    """How much of what is asked is there; a part is welcome too."""
    if not demand.amount or supply.amount is None or demand.unit != supply.unit:
        return None
    return min(FULL, int(FULL * supply.amount / demand.amount))


def tell_amount(demand: Listed, supply: Listed, reach: Reach) -> str:
    found = amount(demand, supply, reach)
    if found is None:
        differs = demand.amount and supply.amount is not None
        if differs:
            return "De hoeveelheden staan in verschillende eenheden."
        return "De hoeveelheid is niet van allebei bekend."
    return f"Het aanbod is genoeg voor {found}% van wat gevraagd is."


def distance(demand: Listed, supply: Listed, reach: Reach) -> int | None:
    """Nearer is better; what can't go farther than its reach fails beyond it."""
    far, limit = distance_m(demand, supply), reach.get(demand.subject)
    if far is None:
        return None
    if limit is not None and far > limit:
        return FAILS
    return max(0, FULL - FULL * far // max(limit if limit is not None else FAR_M, 1))


def tell_distance(demand: Listed, supply: Listed, reach: Reach) -> str:
    far = distance_m(demand, supply)
    if far is None:
        return "De afstand is niet bekend."
    if distance(demand, supply, reach) == FAILS:
        limit = format_decimal(reach[demand.subject])
        return f"De afstand is {format_decimal(far)} m; hooguit {limit} m heeft zin."
    return f"De afstand is {format_decimal(far)} m."


def price(demand: Listed, supply: Listed, _: Reach) -> int | None:
    """What is asked for it against what somebody has in mind to pay."""
    idea, asked = demand.price_eur_m2, supply.price_eur_m2
    if not idea or asked is None:
        return None
    above = max(Decimal(0), asked - idea) * FULL / idea
    return max(0, FULL - int(POINTS_PER_CENT_ABOVE * above))


def tell_price(demand: Listed, supply: Listed, reach: Reach) -> str:
    idea, asked = demand.price_eur_m2, supply.price_eur_m2
    if not idea or asked is None:
        return "De prijs is niet van allebei bekend."
    within = "past binnen" if asked <= idea else "ligt boven"
    return f"De prijs van {_euros(asked)} per m² {within} het prijsidee van {_euros(idea)}."


def _euros(value: Decimal) -> str:
    return f"{format_decimal(value, 0 if value == value.to_integral_value() else 2)} euro"


def urgency(demand: Listed, supply: Listed, _: Reach) -> int | None:
    """What is urgent for who asks comes first."""
    return FULL * (demand.urgency - 1) // 4


def tell_urgency(demand: Listed, supply: Listed, _: Reach) -> str:
    return f"Voor wie vraagt is de urgentie {demand.urgency} op een schaal van 1 tot 5."


# What is cheap to judge and often fails stands first.
RULES: Final = (
    Rule(Criterion.WILLINGNESS, 3, willingness, tell_willingness),
    Rule(Criterion.AREA, 3, area, tell_area),
    Rule(Criterion.CATEGORY, 0, category, tell_category),
    Rule(Criterion.FEATURES, 0, features, tell_features),
    Rule(Criterion.NEXT_TO_OWN, 0, next_to_own, tell_next_to_own),
    Rule(Criterion.QUALITY, 0, quality, tell_quality),
    Rule(Criterion.PERIOD, 0, period, tell_period),
    Rule(Criterion.DISTANCE, 1, distance, tell_distance),
    Rule(Criterion.AMOUNT, 3, amount, tell_amount),
    Rule(Criterion.PRICE, 2, price, tell_price),
    Rule(Criterion.URGENCY, 2, urgency, tell_urgency),
)
