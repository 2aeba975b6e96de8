"""Small parks for property tests: everything that a rule speaks of turns up often."""

from dataclasses import replace

from hypothesis import strategies as st

from realisation.matching.space import Mover, Plot, Space, Use, Wish

FEATURES = st.frozensets(st.sampled_from(["quay", "road"]), max_size=2)
RANK = st.sampled_from([None, 2, 3])


@st.composite
def parks(draw: st.DrawFn, plots: int = 6, newcomers: int = 3) -> Space:
    """Draw a park in which every company has at most one wish, and some come from elsewhere."""
    ids = [f"p{at}" for at in range(draw(st.integers(1, plots)))]
    pairs = [(one, other) for one in ids for other in ids if one < other]
    edges = draw(st.sets(st.sampled_from(pairs), max_size=9)) if pairs else set()
    holders = draw(st.lists(st.sampled_from(["", "", "a", "b", "c"]), min_size=6, max_size=6))
    land = [
        Plot(
            id=it,
            area_m2=draw(st.integers(1, 4)),
            free=not holder and draw(st.booleans()),
            holder=holder or None,
            use=draw(st.sampled_from([Use.LAND, Use.LAND, Use.ROAD])),
            category_rank=draw(RANK),
            features=draw(FEATURES),
            neighbours=frozenset(other for one, other in edges if one == it),
        )
        for it, holder in zip(ids, holders, strict=False)
    ]
    movers = [
        draw(staying(party, [it.id for it in land if it.holder == party]))
        for party in sorted({it.holder for it in land if it.holder})
    ]
    movers += [
        draw(wishes(f"new-{at}", "new", Wish.SETTLE))
        for at in range(draw(st.integers(0, newcomers)))
    ]
    return Space(land, movers)


@st.composite
def staying(draw: st.DrawFn, party: str, own: list[str]) -> Mover:
    """Draw the wish of a company with land."""
    wish = draw(st.sampled_from([Wish.EXPAND, Wish.MOVE, Wish.MOVE, Wish.SWAP, Wish.RELOCATE]))
    mover = draw(wishes(party, party, wish))
    if wish is Wish.EXPAND:
        return replace(mover, anchors=frozenset(own))
    given = draw(st.integers(1, len(own)))
    return replace(mover, gives=frozenset(own[:given]), anchors=frozenset(own[given:]))


@st.composite
def wishes(draw: st.DrawFn, name: str, party: str, wish: Wish) -> Mover:
    """Draw what somebody asks."""
    least = draw(st.sampled_from([None, 1, 2, 3, 5]))
    return Mover(
        id=name,
        party=party,
        wish=wish,
        weight=draw(st.sampled_from([0, 1, 2, 3, 5])),
        willing=draw(st.sampled_from([True, True, True, True, False])),
        min_area_m2=least,
        max_area_m2=draw(st.sampled_from([None, None, (least or 0) + 1])),
        category_rank=draw(st.sampled_from([None, None, 2, 3])),
        features=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"quay"})])),
        next_to_own=draw(st.sampled_from([False, False, True])),
        one_of=draw(st.sampled_from(["", "", "either"])) if wish is Wish.SETTLE else "",
    )
