"""The former mail-order site at Rollepaal in Dedemsvaart, as plots drawn for the tests.

A poultry processor wants two hectares next to its own land; a road lies in between. The road can
only lie elsewhere on a strip of the pipe maker, who wants as much land in return, next to its own.
Facts: Toolbox part II, lines 2290-2330, 2376-2393 and 2497-2540.
"""

from dataclasses import replace

from realisation.matching.space import Mover, Plot, Space, Use, Wish

HA = 10_000

PLUKON, MUNICIPALITY, WAVIN = "plukon", "gemeente", "wavin"
ROLLEPAAL, PRIVATE = "rollepaal-bv", "particulier"


def _plot(name: str, area_ha: float, next_to: str, **fields: object) -> Plot:
    values: dict[str, object] = {"category_rank": 5} | fields
    return Plot(
        id=name,
        area_m2=round(area_ha * HA),
        neighbours=frozenset(next_to.split()),
        **values,  # type: ignore[arg-type]
    )


PLOTS = (
    _plot("plukon-1", 3.1, "road", holder=PLUKON),
    _plot("road", 0.3, "plukon-1 site-north site-strip", holder=MUNICIPALITY, use=Use.ROAD),
    _plot("site-north", 1.8, "road site-middle", free=True),
    _plot("site-middle", 0.6, "site-north rollepaal-1 site-corner site-strip", free=True),
    _plot("site-corner", 0.12, "site-middle outside-1", free=True),
    _plot("site-strip", 0.33, "site-middle wavin-1 road", free=True),
    _plot("wavin-1", 7.5, "site-strip wavin-edge", holder=WAVIN),
    _plot("wavin-edge", 0.32, "wavin-1 outside-2", holder=WAVIN, features=frozenset({"road"})),
    _plot("rollepaal-1", 1.4, "site-middle outside-3", holder=ROLLEPAAL),
    _plot("outside-1", 0.8, "site-corner", holder="garage"),
    _plot("outside-2", 2.2, "wavin-edge", holder="transport"),
    _plot("outside-3", 0.5, "rollepaal-1", holder="drukker"),
)

MOVERS = (
    Mover(
        id="plukon wants two hectares",
        party=PLUKON,
        wish=Wish.EXPAND,
        weight=12,
        anchors=frozenset({"plukon-1"}),
        min_area_m2=2 * HA,
        max_area_m2=round(2.5 * HA),
        category_rank=4,
    ),
    Mover(
        id="the road may move",
        party=MUNICIPALITY,
        wish=Wish.RELOCATE,
        gives=frozenset({"road"}),
        features=frozenset({"road"}),
    ),
    Mover(
        id="wavin swaps its edge",
        party=WAVIN,
        wish=Wish.SWAP,
        gives=frozenset({"wavin-edge"}),
        anchors=frozenset({"wavin-1"}),
        next_to_own=True,
    ),
    Mover(
        id="rollepaal grows",
        party=ROLLEPAAL,
        wish=Wish.EXPAND,
        weight=8,
        anchors=frozenset({"rollepaal-1"}),
        min_area_m2=round(0.6 * HA),
        max_area_m2=HA,
        category_rank=3,
    ),
    Mover(
        id="somebody wants a corner",
        party=PRIVATE,
        wish=Wish.SETTLE,
        weight=3,
        min_area_m2=round(0.1 * HA),
        max_area_m2=round(0.15 * HA),
    ),
)


def rollepaal(*, unwilling: str = "") -> Space:
    """Return the site; with all wishes of a party kept as they are but not willing."""
    movers = [replace(it, willing=it.party != unwilling) for it in MOVERS]
    return Space(PLOTS, movers)
