"""Matching beside bare calls of the same solver: `python -m tests.bench.matching`.

Parks are drawn by rule, so that every run measures the same. `plain`: everybody takes one plot.
`mixed`: a quarter grows next to its own land, and combinations and swaps are needed for that.
`bare` is HiGHS alone on the same matrix. Runs without a site, a database or Django.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random
from typing import Any, Final

import numpy as np

from realisation.matching.connected import NEVER
from realisation.matching.flows import gain_of, matrix_of, plan_flows
from realisation.matching.highs import relax, search
from realisation.matching.listed import Kind, Listed
from realisation.matching.network import network_of
from realisation.matching.pairs import score_pairs
from realisation.matching.solve import Prepared, Proposal, prepare, solve
from realisation.matching.space import Limits, Mover, Plot, Space, Wish
from realisation.matching.streams import Stream

# Plots, and how often each case is measured: the median counts.
SIZES: Final = {200: 3, 500: 3, 2_000: 1}
ROUNDS: Final = 3
LIMIT_S: Final = 120.0
FREE_PER_CENT: Final = 8
SIDES: Final = ((0, 1), (1, 0), (0, -1), (-1, 0))


def measure() -> None:
    """Print what each case takes, one line of JSON per case."""
    for line in space_cases():
        print(json.dumps(line), flush=True)
    print(json.dumps(pairs_case()), flush=True)
    print(json.dumps(flows_case()), flush=True)


def space_cases() -> Iterator[dict[str, Any]]:
    """Return one line per kind of park and size."""
    for mixed in (False, True):
        for size, rounds in SIZES.items():
            yield _space_case(size, rounds, mixed=mixed)


def _space_case(plots: int, rounds: int, *, mixed: bool) -> dict[str, Any]:
    space = drawn_park(plots, mixed=mixed)
    limits = Limits() if mixed else Limits(max_plots=1)
    enumerate_s, ready = _median(partial(prepare, space, limits=limits), rounds)
    whole = partial(solve, space, limits=limits, time_limit_s=LIMIT_S)
    (ours, proposal), (bare_s, value), ratio = _in_turn(whole, partial(bare, ready), rounds)
    return {
        "what": f"space {'mixed' if mixed else 'plain'}",
        "plots": plots,
        "movers": len(space.movers),
        "options": len(ready.flat.weight),
        "ours_s": round(ours, 3),
        "options_s": round(enumerate_s, 3),
        "bare_s": round(bare_s, 3),
        "ratio": round(ratio, 2),
        "value": proposal.value,
        "same_value": value == proposal.value,
        "gap": proposal.gap,
        **_proofs(proposal),
    }


def _proofs(proposal: Proposal) -> dict[str, Any]:
    proofs = [it.proof.value for it in proposal.parts]
    found: dict[str, Any] = {it: proofs.count(it) for it in sorted(set(proofs))}
    return found | {"exhaustive": proposal.exhaustive, "moves": len(proposal.moves)}


def bare(ready: Prepared) -> int:
    """Return the weight that HiGHS alone reaches on the same matrices."""
    reached = 0
    for part in ready.parts:
        found = search(part.gain, part.matrix(), part.limit(), LIMIT_S)
        if found.chosen is not None:
            reached += int((part.weight * (found.chosen > 0.5)).sum())
    return reached


def _median(call: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    taken, found = [], None
    for _ in range(rounds):
        start = time.perf_counter()
        found = call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), found


def _in_turn(
    one: Callable[[], Any], other: Callable[[], Any], rounds: int
) -> tuple[tuple[float, Any], tuple[float, Any], float]:
    """Return the median time and the answer of both, and the median ratio of a round.

    They take turns at going first: what else the machine does then weighs on both alike.
    """
    taken: list[tuple[float, float]] = []
    for at in range(rounds):
        first, second = (one, other) if at % 2 == 0 else (other, one)
        times = [_median(first, 1), _median(second, 1)]
        mine, theirs = times if at % 2 == 0 else reversed(times)
        taken.append((mine[0], theirs[0]))
    ratio = statistics.median(mine / theirs for mine, theirs in taken)
    ours_s, bare_s = (statistics.median(each) for each in zip(*taken, strict=True))
    return (ours_s, mine[1]), (bare_s, theirs[1]), ratio


def drawn_park(plots: int, *, mixed: bool) -> Space:
    """Return a park on a grid: a company per plot, half as many movers as plots."""
    random = Random(plots)
    width = int(plots**0.5)
    names = [f"k{at:04d}" for at in range(plots)]
    free = set(random.sample(range(plots), plots * FREE_PER_CENT // 100))
    land = [
        Plot(
            id=name,
            area_m2=random.choice((1_500, 2_500, 4_000, 6_000, 10_000)),
            free=at in free,
            holder=None if at in free else f"c{at:04d}",
            category_rank=random.randint(2, 5),
            features=frozenset({"road"}) if random.random() < 0.2 else frozenset(),
            neighbours=frozenset(_around(at, width, names)),
        )
        for at, name in enumerate(names)
    ]
    held = [at for at in range(plots) if at not in free]
    moving = random.sample(held, plots * 2 // 5)
    movers = [_mover(random, land[at], mixed=mixed) for at in sorted(moving)]
    movers += [_newcomer(random, at) for at in range(plots // 2 - len(movers))]
    return Space(land, movers)


def _around(at: int, width: int, names: Sequence[str]) -> list[str]:
    row, column = divmod(at, width)
    near = [(row + down, column + right) for down, right in SIDES]
    places = [r * width + c for r, c in near if r >= 0 and 0 <= c < width]
    return [names[it] for it in places if it < len(names)]


def _mover(random: Random, plot: Plot, *, mixed: bool) -> Mover:
    party = plot.holder or ""
    own = frozenset({plot.id})
    kind = random.random() if mixed else 1.0
    if kind < 0.25:
        return Mover(
            id=party, party=party, wish=Wish.EXPAND, weight=random.randint(1, 12), anchors=own,
            min_area_m2=4_000, max_area_m2=14_000,
        )  # fmt: skip
    if kind < 0.45:
        return Mover(id=party, party=party, wish=Wish.SWAP, gives=own)
    return Mover(
        id=party, party=party, wish=Wish.MOVE, weight=random.randint(1, 12), gives=own,
        min_area_m2=plot.area_m2 * 5 // 4, max_area_m2=plot.area_m2 * 3,
        category_rank=plot.category_rank,
    )  # fmt: skip


def _newcomer(random: Random, at: int) -> Mover:
    area = random.choice((1_500, 2_500, 4_000))
    return Mover(
        id=f"n{at:04d}", party=f"n{at:04d}", wish=Wish.SETTLE, weight=random.randint(1, 12),
        min_area_m2=area, max_area_m2=area * 2, category_rank=random.randint(2, 4),
    )  # fmt: skip


def pairs_case() -> dict[str, Any]:
    """Score 500 demands for land against 500 supplies of land."""
    random = Random(500)
    demands = [_listed(random, f"d{at}", 2) for at in range(500)]
    supplies = [_listed(random, f"s{at}", 1) for at in range(500)]
    taken, found = _median(partial(score_pairs, demands, supplies))
    return {"what": "pairs 500 x 500", "ours_s": round(taken, 3), "pairs": len(found)}


def _listed(random: Random, name: str, widest: int) -> Listed:
    area = random.choice((1_500, 2_500, 4_000, 6_000, 10_000))
    return Listed(
        id=name, party=name, kind=Kind.LAND, area_min_m2=area, area_max_m2=area * widest,
        category_rank=random.randint(2, 5), x_m=random.randint(0, 2_000), y_m=0,
        willingness=random.randint(1, 3), urgency=random.randint(1, 5),
    )  # fmt: skip


def flows_case() -> dict[str, Any]:
    """Tie 200 sources to 200 sinks, half of them per month."""
    random = Random(200)
    sources, sinks = ([_stream(random, f"{it}{at}") for at in range(200)] for it in "ab")
    reach_m = {"heat": 600, "power": 1_500}
    network = network_of(sources, sinks, reach_m, NEVER, lambda _: None)
    limit = np.concatenate([network.supply, network.need])
    gain = gain_of(network)
    (taken, plan), (bare_s, _), ratio = _in_turn(
        partial(plan_flows, sources, sinks, reach_m),
        partial(relax, gain, matrix_of(network), limit, LIMIT_S),
        ROUNDS,
    )
    return {
        "what": "flows 200 x 200", "arcs": len(network.arcs), "ours_s": round(taken, 3),
        "bare_s": round(bare_s, 3), "ratio": round(ratio, 2), "links": len(plan.links),
        "met": plan.met, "wanted": plan.wanted, "optimal": plan.optimal,
    }  # fmt: skip


def _stream(random: Random, name: str) -> Stream:
    months = 12 if random.random() < 0.5 else 1
    return Stream(
        id=name, party=name, kind=random.choice(("heat", "power")),
        amounts=tuple(random.randint(0, 100_000) for _ in range(months)),
        x_m=random.randint(0, 3_000), y_m=random.randint(0, 1_000),
    )  # fmt: skip


if __name__ == "__main__":
    measure()
