"""How entangled a shape can be is told beforehand, and never too low."""

from array import array
from itertools import pairwise

import pytest
from django.contrib.gis.geos import LineString, MultiPolygon, Polygon
from hypothesis import given
from hypothesis import strategies as st

from parks.imports.files.entangled import most_crossings, rings_of

PLACES = st.tuples(st.integers(0, 50), st.integers(0, 50))


def flat(points: list[tuple[int, int]]) -> "array[float]":
    return array("d", [float(value) for point in points for value in point])


def crossings(points: list[tuple[int, int]]) -> int:
    lines = [LineString(*pair) for pair in pairwise(points) if pair[0] != pair[1]]
    return sum(one.intersects(other) for at, one in enumerate(lines) for other in lines[:at])


@given(points=st.lists(PLACES, min_size=4, max_size=12))
def test_there_are_never_more_crossings_than_foretold(points: list[tuple[int, int]]) -> None:
    assert crossings(points) <= most_crossings([flat(points)])


def test_a_plain_outline_of_many_points_is_not_entangled() -> None:
    there = [(at, at % 3) for at in range(2_000)]
    back = [(at, 1_000 + at % 3) for at in range(1_999, -1, -1)]

    assert most_crossings([flat([*there, *back, there[0]])]) < 20_000


def test_a_comb_upon_a_comb_is_entangled() -> None:
    comb = [(at, (at % 2) * 1_000) for at in range(1_000)]

    assert most_crossings([flat(comb), flat([(y, x) for x, y in comb])]) > 400_000


@pytest.mark.parametrize("parts", [1, 3])
def test_the_rings_of_a_stored_shape_are_found(parts: int) -> None:
    polygons = [
        Polygon(
            [(at, 0), (at, 9), (at + 9, 9), (at, 0)],
            [(at + 1, 3), (at + 1, 4), (at + 2, 4), (at + 1, 3)],
        )
        for at in range(0, 20 * parts, 20)
    ]  # fmt: skip
    stored = bytes(MultiPolygon(polygons, srid=28992).ewkb)

    found = [list(ring) for ring in rings_of(stored)]

    assert found == [
        [value for point in ring.coords for value in point] for each in polygons for ring in each
    ]
