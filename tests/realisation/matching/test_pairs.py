"""A demand and a supply: what must fit, how well it fits, and the sentence that says so."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realisation.matching.judging import Criterion
from realisation.matching.listed import Kind, Listed
from realisation.matching.pairs import Judged, Pair, near_misses, score_pairs

DEMAND = Listed(id="d", party="asks", kind=Kind.LAND, area_min_m2=5_000, area_max_m2=10_000)
SUPPLY = Listed(id="s", party="offers", kind=Kind.LAND, area_min_m2=6_200, area_max_m2=6_200)
HEAT = replace(DEMAND, kind=Kind.FLOW, subject="heat", area_min_m2=None, area_max_m2=None)
WASTE_HEAT = replace(SUPPLY, kind=Kind.FLOW, subject="heat", area_min_m2=None, area_max_m2=None)
SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)


def judged(demand: Listed, supply: Listed, criterion: Criterion, **reach: int) -> Judged:
    """Return one criterion of two listings, whether they make a pair or not."""
    pair = Pair(demand, supply, 0, (), reach)
    return next(it for it in pair.criteria if it.criterion is criterion)


def score(demand: Listed, supply: Listed, **reach: int) -> int | None:
    """Return the score of the pair; None when it is none."""
    found = score_pairs([demand], [supply], reach)
    return found[0].score if found else None


@pytest.mark.parametrize(
    ("least", "most", "points", "sentence"),
    [
        (6_200, 6_200, 100, "0,62 ha past bij wat gevraagd is: 0,5 tot 1 ha."),
        (3_000, 7_000, 100, "0,3 tot 0,7 ha past bij wat gevraagd is: 0,5 tot 1 ha."),
        (12_500, 12_500, 80, "1,25 ha is meer dan gevraagd is: 0,5 tot 1 ha."),
        (20_000, 20_000, 50, "2 ha is meer dan gevraagd is: 0,5 tot 1 ha."),
        (
            20_001,
            None,
            None,
            "ten minste 2 ha is meer dan twee keer wat gevraagd is: 0,5 tot 1 ha.",
        ),
        (500, 900, None, "500 tot 900 m² is te weinig; gevraagd is 0,5 tot 1 ha."),
        (900, 4_999, None, "900 m² tot 0,5 ha is te weinig; gevraagd is 0,5 tot 1 ha."),
        (None, 5_000, 100, "ten hoogste 0,5 ha past bij wat gevraagd is: 0,5 tot 1 ha."),
    ],
)
def test_the_area_is_explained_in_hectares(
    least: int | None, most: int | None, points: int | None, sentence: str
) -> None:
    found = judged(DEMAND, replace(SUPPLY, area_min_m2=least, area_max_m2=most), Criterion.AREA)
    assert (found.score, found.passes, found.sentence) == (points, points is not None, sentence)


DAY = dt.date(2027, 5, 1)
HARD = {
    "category": (
        replace(DEMAND, category="4.1", category_rank=4),
        replace(SUPPLY, category="3.2", category_rank=3),
        Criterion.CATEGORY,
        "Hier mag milieucategorie 3.2; nodig is 4.1.",
    ),
    "features": (
        replace(DEMAND, features=frozenset({"kade", "spoor"})),
        replace(SUPPLY, features=frozenset({"spoor"})),
        Criterion.FEATURES,
        "Dit ontbreekt: kade.",
    ),
    "next to own": (
        replace(DEMAND, next_to_own=True, own_plots=frozenset({"p1"})),
        replace(SUPPLY, neighbours=frozenset({"p2"})),
        Criterion.NEXT_TO_OWN,
        "Het grenst niet aan een eigen kavel van wie vraagt.",
    ),
    "period": (
        replace(DEMAND, from_on=DAY + dt.timedelta(1)),
        replace(SUPPLY, until_on=DAY),
        Criterion.PERIOD,
        "Het ene stopt op 1 mei 2027, het andere begint op 2 mei 2027.",
    ),
    "willingness": (
        DEMAND,
        replace(SUPPLY, willingness=0),
        Criterion.WILLINGNESS,
        "Bij de aanbieder is geen bereidheid in zicht: ga niet verder.",
    ),
    "temperature": (
        replace(HEAT, temperature_c=70),
        replace(WASTE_HEAT, temperature_c=69),
        Criterion.QUALITY,
        "69 °C is te koud: gevraagd is 70 °C.",
    ),
    "too warm to cool": (
        replace(HEAT, subject="cold", temperature_c=6),
        replace(WASTE_HEAT, subject="cold", temperature_c=7),
        Criterion.QUALITY,
        "7 °C is te warm: gevraagd is 6 °C.",
    ),
    "distance": (
        replace(HEAT, x_m=0, y_m=0),
        replace(WASTE_HEAT, x_m=1_000, y_m=1),
        Criterion.DISTANCE,
        "De afstand is 1.000 m; hooguit 999 m heeft zin.",
    ),
}


@pytest.mark.parametrize("name", HARD)
def test_what_fails_makes_no_pair_and_says_why(name: str) -> None:
    demand, supply, criterion, sentence = HARD[name]
    assert score_pairs([demand], [supply], {"heat": 999}) == ()
    (miss,) = near_misses([demand], [supply], {"heat": 999})
    assert miss.failed == (criterion,)
    (failed,) = [it for it in miss.criteria if not it.passes]
    assert (failed.criterion, failed.score, failed.sentence) == (criterion, None, sentence)


PASSES = {
    "category": (replace(HARD["category"][0]), replace(SUPPLY, category="4.1", category_rank=4)),
    "features": (HARD["features"][0], replace(SUPPLY, features=frozenset({"kade", "spoor", "x"}))),
    "next to own": (HARD["next to own"][0], replace(SUPPLY, neighbours=frozenset({"p1"}))),
    "period": (HARD["period"][0], replace(SUPPLY, until_on=DAY + dt.timedelta(1))),
    "willingness": (DEMAND, replace(SUPPLY, willingness=1)),
    "temperature": (HARD["temperature"][0], replace(WASTE_HEAT, temperature_c=70)),
    "too warm to cool": (
        HARD["too warm to cool"][0],
        replace(WASTE_HEAT, subject="cold", temperature_c=6),
    ),
    "distance": (HARD["distance"][0], replace(WASTE_HEAT, x_m=999, y_m=0)),
}


@pytest.mark.parametrize("name", PASSES)
def test_what_just_passes_makes_a_pair(name: str) -> None:
    demand, supply = PASSES[name]
    assert score(demand, supply, heat=999) is not None
    assert near_misses([demand], [supply], {"heat": 999}) == ()


@pytest.mark.parametrize("name", HARD)
def test_what_is_not_known_stops_nothing(name: str) -> None:
    demand, _, criterion, _ = HARD[name]
    bare = WASTE_HEAT if demand.kind is Kind.FLOW else SUPPLY
    bare = replace(bare, subject=demand.subject)
    if criterion in {Criterion.FEATURES, Criterion.NEXT_TO_OWN}:
        demand = replace(demand, features=frozenset(), next_to_own=False)
    found = score_pairs([demand], [bare], {"heat": 999})
    assert len(found) == 1
    if criterion is not Criterion.WILLINGNESS and criterion is not Criterion.PERIOD:
        assert judged(demand, bare, criterion, heat=999).score is None


@pytest.mark.parametrize(
    "other",
    [
        replace(SUPPLY, kind=Kind.BUILDING),
        replace(SUPPLY, subject="heat"),
        replace(SUPPLY, party="asks"),
    ],
    ids=["kind", "subject", "own"],
)
def test_another_kind_or_the_same_party_is_not_even_a_near_miss(other: Listed) -> None:
    assert score_pairs([DEMAND], [other]) == near_misses([DEMAND], [other]) == ()


def test_the_score_is_the_mean_by_weight_of_what_is_known() -> None:
    """Willingness 33 x 3, area 100 x 3, price 80 x 2, urgency 50 x 2: 659 / 10."""
    demand = replace(DEMAND, price_eur_m2=Decimal(100))
    supply = replace(SUPPLY, price_eur_m2=Decimal(110))
    assert score(demand, supply) == 66
    price = judged(demand, supply, Criterion.PRICE)
    assert price.score == 80
    assert price.sentence == "De prijs van 110 euro per m² ligt boven het prijsidee van 100 euro."


def test_other_sentences_read_well() -> None:
    demand = replace(HEAT, amount=Decimal(200), unit="GJ", urgency=5, willingness=3, x_m=0, y_m=0)
    supply = replace(WASTE_HEAT, amount=Decimal(120), unit="GJ", x_m=300, y_m=400)
    told = {it.criterion: it.sentence for it in Pair(demand, supply, 0, (), {}).criteria}
    assert told[Criterion.AMOUNT] == "Het aanbod is genoeg voor 60% van wat gevraagd is."
    assert told[Criterion.DISTANCE] == "De afstand is 500 m."
    assert told[Criterion.URGENCY] == "Voor wie vraagt is de urgentie 5 op een schaal van 1 tot 5."
    assert (
        told[Criterion.WILLINGNESS] == "Wie vraagt heeft besloten; wie aanbiedt wil het verkennen."
    )
    assert told[Criterion.PRICE] == "De prijs is niet van allebei bekend."
    assert told[Criterion.PERIOD] == "Geen van beide noemt een periode."
    other_unit = judged(demand, replace(supply, unit="kWh"), Criterion.AMOUNT)
    assert other_unit.sentence == "De hoeveelheden staan in verschillende eenheden."
    begins = judged(replace(DEMAND, from_on=DAY), SUPPLY, Criterion.PERIOD)
    assert begins.sentence == "Het kan voor beide vanaf 1 mei 2027."


AMOUNTS = st.integers(1, 1_000)


@SETTINGS
@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_better_fit_never_scores_less(one: int, other: int, asked: int) -> None:
    low, high = sorted((one, other))

    def points(demand: Listed, **fields: object) -> int:
        supply = WASTE_HEAT if demand.kind is Kind.FLOW else SUPPLY
        found = score(demand, replace(supply, **fields))  # type: ignore[arg-type]
        return -1 if found is None else found

    flow = replace(HEAT, amount=Decimal(asked), unit="GJ", x_m=0, y_m=0)
    by_amount = [points(flow, amount=Decimal(it), unit="GJ") for it in (low, high)]
    assert by_amount == sorted(by_amount)
    by_distance = [points(flow, x_m=it, y_m=0) for it in (high, low)]
    assert by_distance == sorted(by_distance)
    land = replace(DEMAND, price_eur_m2=Decimal(asked))
    by_price = [points(land, price_eur_m2=Decimal(it)) for it in (high, low)]
    assert by_price == sorted(by_price)
    willing = [points(DEMAND, willingness=it) for it in (0, 1, 2, 3)]
    assert willing == sorted(willing)
    urgent = [points(replace(DEMAND, urgency=it)) for it in (1, 2, 3, 4, 5)]
    assert urgent == sorted(urgent)
    narrow = replace(DEMAND, area_min_m2=1, area_max_m2=asked)
    by_area = [points(narrow, area_min_m2=it, area_max_m2=it) for it in (high, low)]
    assert by_area == sorted(by_area)


def _listings(random: Random, side: str) -> list[Listed]:
    return [
        Listed(
            id=f"{side}{at}",
            party=f"p{random.randint(0, 4)}",
            kind=Kind.LAND,
            area_min_m2=random.randint(1, 9),
            area_max_m2=random.randint(9, 20),
            willingness=random.randint(0, 3),
            urgency=random.randint(1, 5),
        )
        for at in range(12)
    ]


@SETTINGS
@given(st.integers(0, 10_000))
def test_every_comparable_pair_is_a_pair_or_a_near_miss_in_any_order(seed: int) -> None:
    random = Random(seed)
    demands, supplies = _listings(random, "d"), _listings(random, "s")
    pairs, misses = score_pairs(demands, supplies), near_misses(demands, supplies)
    told = [(it.demand.id, it.supply.id) for it in (*pairs, *misses)]
    assert sorted(told) == sorted(
        (one.id, other.id) for one in demands for other in supplies if one.party != other.party
    )
    assert [it.score for it in pairs] == sorted((it.score for it in pairs), reverse=True)
    assert all(0 <= it.score <= 100 and it.failed == () for it in pairs)
    assert [len(it.failed) for it in misses] == sorted(len(it.failed) for it in misses)
    asked, offered = random.sample(demands, 12), random.sample(supplies, 12)
    assert score_pairs(asked, offered) == pairs
    assert near_misses(asked, offered) == misses


@pytest.mark.parametrize("fields", [{"willingness": 4}, {"urgency": 0}, {"urgency": 6}])
def test_grades_that_do_not_exist_are_refused(fields: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="Bereidheid of urgentie"):
        replace(DEMAND, **fields)  # type: ignore[arg-type]
