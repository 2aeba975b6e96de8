"""How entangled a shape can be at most, told without laying lines over each other.

The geometry library looks for every crossing of every two lines, can't be stopped while it does,
and takes a quarter of an hour for a file of 1 MB that is made for it. So what is too entangled is
not given to it.
"""

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

_HEADER: Final = struct.Struct("<BIII")
_PART: Final = struct.Struct("<BII")
_COUNT: Final = struct.Struct("<I")
_POINT_BYTES: Final = 16


def most_crossings(rings: Iterable["array[float]"]) -> int:
    """Return a number that the crossings between the lines of these rings don't exceed.

    It is the number of pairs of lines that overlap in x, or in y when those are fewer.
    """
    listed = list(rings)
    return min(_overlaps(ring[axis::2] for ring in listed) for axis in (0, 1))


def _overlaps(axes: Iterable["array[float]"]) -> int:
    lows: list[float] = []
    highs: list[float] = []
    for values in axes:
        lows += map(min, values, values[1:])
        highs += map(max, values, values[1:])
    highs.sort()
    apart = sum(bisect_left(highs, low) for low in lows)
    return len(lows) * (len(lows) - 1) // 2 - apart


def rings_of(ewkb: bytes) -> Iterator["array[float]"]:
    """Yield the rings of a flat MultiPolygon with SRID as PostGIS writes it, x before y."""
    parts = _HEADER.unpack_from(ewkb)[3]
    at = _HEADER.size
    for _ in range(parts):
        rings = _PART.unpack_from(ewkb, at)[2]
        at += _PART.size
        for _ in range(rings):
            size = _COUNT.unpack_from(ewkb, at)[0] * _POINT_BYTES
            at += _COUNT.size
            yield array("d", ewkb[at : at + size])
            at += size
