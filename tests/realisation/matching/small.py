"""Short ways to draw a few plots and wishes for one rule at a time."""

from realisation.matching.space import Mover, Plot, Space, Wish


def plot(name: str, area_m2: int = 100, next_to: str = "", **fields: object) -> Plot:
    """Return a plot; vacant when nobody holds it."""
    values: dict[str, object] = {"free": "holder" not in fields} | fields
    return Plot(
        id=name,
        area_m2=area_m2,
        neighbours=frozenset(next_to.split()),
        **values,  # type: ignore[arg-type]
    )


def held(name: str, party: str, area_m2: int = 100, next_to: str = "", **fields: object) -> Plot:
    """Return a plot that somebody holds."""
    return plot(name, area_m2, next_to, holder=party, **fields)


def moves(party: str, gives: str, least: int, most: int, weight: int = 1, **more: object) -> Mover:
    """Return who gives up its plots for another."""
    return _mover(party, Wish.MOVE, weight, least, most, gives=frozenset(gives.split()), **more)


def settles(party: str, least: int, most: int, weight: int = 1, **more: object) -> Mover:
    """Return who comes from elsewhere."""
    return _mover(party, Wish.SETTLE, weight, least, most, **more)


def expands(party: str, own: str, least: int, most: int, weight: int = 1, **more: object) -> Mover:
    """Return who wants land next to its own."""
    return _mover(party, Wish.EXPAND, weight, least, most, anchors=frozenset(own.split()), **more)


def swaps(party: str, gives: str, **more: object) -> Mover:
    """Return who gives a plot for about as much land."""
    return _mover(party, Wish.SWAP, 0, None, None, gives=frozenset(gives.split()), **more)


def _mover(
    party: str, wish: Wish, weight: int, least: int | None, most: int | None, **more: object
) -> Mover:
    values: dict[str, object] = {"id": party} | more
    return Mover(
        party=party,
        wish=wish,
        weight=weight,
        min_area_m2=least,
        max_area_m2=most,
        **values,  # type: ignore[arg-type]
    )


def park(*parts: Plot | Mover) -> Space:
    """Return the park of these plots and wishes."""
    plots = [it for it in parts if isinstance(it, Plot)]
    return Space(plots, [it for it in parts if isinstance(it, Mover)])
