"""Whatever the park looks like: what a blind text says of kind, size and place fits five."""

from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from parks.disclosure import MINIMUM
from realisation.queries.crowd import Neighbour, among_kind, among_size, ring_of

HERE = (0.0, 0.0)
SMALL, LARGE = (0, 1_000), (1_000, 5_000)
companies = st.lists(
    st.tuples(
        st.sampled_from(["Industrie", "Handel", ""]),
        st.sampled_from([None, 0, 100, 200, 300, 500, 900, 1_500]),
        st.sampled_from([SMALL, LARGE, None]),
    ),
    max_size=24,
)


def crowd_of(found: list[tuple[str, int | None, tuple[int, int | None] | None]]) -> list[Neighbour]:
    return [
        Neighbour(
            UUID(int=at),
            UUID(int=at),
            section,
            None if away is None else (float(away), 0.0),
            frozenset({size}),
        )
        for at, (section, away, size) in enumerate(found)
    ]


def told_of(crowd: list[Neighbour], of: Neighbour, *, with_size: bool) -> tuple[object, ...]:
    kind_told, left = among_kind(crowd, of.section)
    size_told = False
    [size] = of.sizes
    if with_size and size:
        size_told, left = among_size(left, size)
    elif with_size:
        _, left = among_size(left, (-1, -1))
    ring = ring_of(left, HERE, of.place) if of.place else None
    return of.section if kind_told else "", size if size_told else None, ring


@given(found=companies, with_size=st.booleans())
@settings(max_examples=400, deadline=None)
def test_who_knows_all_but_the_party_keeps_five_guesses(
    found: list[tuple[str, int | None, tuple[int, int | None] | None]], with_size: bool
) -> None:
    crowd = crowd_of(found)
    texts = [told_of(crowd, each, with_size=with_size) for each in crowd]
    for text in texts:
        assert texts.count(text) >= min(MINIMUM, len(crowd))
