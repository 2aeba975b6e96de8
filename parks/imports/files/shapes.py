"""Shapes through PostGIS, all of a file at once: to RD New, area, validity, repair.

Reads no table. A time limit guards against shapes made to take long.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.db import DataError, InternalError, OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from core.dutch import format_decimal
from parks.imports.files.entangled import most_crossings, rings_of
from parks.imports.files.limits import MAX_PAIRS
from parks.imports.files.results import FileRefusedError

WGS84: Final = 4326
SECONDS: Final = 10.0
_TOO_INTRICATE: Final = (
    "De vlakken in dit bestand zijn te ingewikkeld om te verwerken. Vereenvoudig ze in uw "
    "kaartprogramma."
)
# The country with some kilometres around it, in RD. Rough on purpose: it keeps out what lies
# abroad or in the sea by mistake, it does not draw a border.
_COUNTRY: Final = (
    "POLYGON((0 350000, 165000 350000, 165000 300000, 215000 300000, 222000 345000, "
    "222000 400000, 262000 422000, 285000 465000, 290000 600000, 262000 627000, 150000 627000, "
    "90000 590000, 55000 480000, 0 420000, 0 350000))"
)
_MEASURE: Final = """
with given as (
  select place, ST_SetSRID(ST_GeomFromWKB(decode(wkb, 'hex')), %(srid)s) as shape, open_at
  from unnest(string_to_array(%(wkbs)s, ','), string_to_array(%(opens)s, ',', ''))
    with ordinality as t(wkb, open_at, place)
), placed as (
  select place, case when %(srid)s = 28992 then shape else ST_Transform(shape, 28992) end as shape,
    ST_Transform(ST_GeomFromText(open_at, %(srid)s), 28992) as open_at
  from given
), judged as (
  select place, shape, open_at, valid, reason,
    coalesce(open_at, ST_SetSRID(location, 28992)) as wrong_at
  from placed, ST_IsValidDetail(shape)
)
select ST_AsEWKB(shape, 'NDR'), ST_Area(shape), valid, coalesce(reason, ''),
  ST_X(wrong_at), ST_Y(wrong_at),
  ST_X(ST_Transform(wrong_at, 4326)), ST_Y(ST_Transform(wrong_at, 4326)),
  ST_Covers(ST_GeomFromText(%(country)s, 28992), ST_Envelope(shape))
from judged order by place
"""
_REPAIR: Final = """
select ST_AsEWKB(shape, 'NDR'), ST_Area(shape) from (
  select place, ST_Multi(ST_CollectionExtract(
    ST_MakeValid(ST_GeomFromEWKB(ewkb), 'method=structure'), 3)) as shape
  from unnest(%(ewkbs)s::bytea[]) with ordinality as t(ewkb, place)
) as repaired order by place
"""
_COLLECT: Final = """
select ST_AsEWKB(shape, 'NDR'), ST_Area(shape), ST_IsValid(shape) from (
  select number, ST_Multi(ST_CollectionHomogenize(ST_Collect(ST_GeomFromEWKB(ewkb)))) as shape
  from unnest(%(ewkbs)s::bytea[], %(groups)s::int[]) as t(ewkb, number) group by number
) as collected order by number
"""
_UNITE: Final = """
select ST_AsEWKB(shape, 'NDR'), ST_Area(shape) from (
  select place, ST_Multi(ST_UnaryUnion(ST_GeomFromEWKB(ewkb))) as shape
  from unnest(%(ewkbs)s::bytea[]) with ordinality as t(ewkb, place)
) as united order by place
"""
_WORDS: Final = {
    "Self-intersection": "De grens kruist zichzelf",
    "Ring Self-intersection": "De grens raakt zichzelf",
    "Hole lies outside shell": "Een gat ligt buiten het vlak",
    "Holes are nested": "Een gat ligt in een ander gat",
    "Nested shells": "Een deel ligt binnen een ander deel",
    "Interior is disconnected": "Het vlak valt in losse stukken uiteen",
    "Duplicate Rings": "Een grens staat er twee keer",
    "Too few points in geometry component": "Een grens heeft te weinig verschillende punten",
}
_OPEN: Final = "De grens is niet gesloten: het eind is niet het begin"
LEAST_M2: Final = 0.01
NO_AREA: Final = "Het vlak heeft geen oppervlakte."


@dataclass(frozen=True, slots=True)
class Measured:
    """A shape in RD New. `reason` is empty for a shape that can be used; `ewkb` is always there.

    `mendable` when another course of its boundary might help. `place` is longitude and latitude.
    """

    ewkb: bytes
    area_m2: float
    reason: str = ""
    place: tuple[float, float] | None = None
    mendable: bool = False


@dataclass(frozen=True, slots=True)
class Repaired:
    """A valid shape made out of others."""

    ewkb: bytes
    area_m2: float


@dataclass(frozen=True, slots=True)
class Given:
    """A shape as bytes, and the point where a boundary was left open, in the same system."""

    wkb: bytes
    open_at: tuple[float, float] | None = None


def measure(shapes: Sequence[Given], *, srid: int) -> list[Measured]:
    """Bring shapes to RD New and say what is wrong with each. Raises FileRefusedError."""
    opens = [f"POINT({at[0]!r} {at[1]!r})" if (at := each.open_at) else "" for each in shapes]
    # As two texts: the driver quotes an array value by value.
    values = {"wkbs": ",".join(each.wkb.hex() for each in shapes), "opens": ",".join(opens)}
    rows = _rows(_MEASURE, values | {"srid": srid, "country": _COUNTRY})
    if rows is None:
        raise FileRefusedError(_TOO_INTRICATE)
    return [_measured(row, each) for row, each in zip(rows, shapes, strict=True)]


def repair(ewkbs: Sequence[bytes]) -> list[Repaired | None]:
    """Return for each shape a valid one, with no area where nothing is left of it.

    None where the shape is too entangled, or repairing fails.
    """
    return _reworked(_REPAIR, ewkbs)


def merge(groups: Sequence[Sequence[bytes]]) -> list[Repaired | None]:
    """Return each group of shapes as one shape; None where they are too entangled for that.

    Raises FileRefusedError.
    """
    flat = [(ewkb, at) for at, group in enumerate(groups) for ewkb in group]
    values = {"ewkbs": [ewkb for ewkb, _ in flat], "groups": [at for _, at in flat]}
    rows = _rows(_COLLECT, values) if flat else []
    if rows is None:
        raise FileRefusedError(_TOO_INTRICATE)
    merged: list[Repaired | None] = [Repaired(bytes(ewkb), area) for ewkb, area, _ in rows]
    overlapping = [at for at, row in enumerate(rows) if not row[2]]
    united = _reworked(_UNITE, [bytes(rows[at][0]) for at in overlapping])
    for at, whole in zip(overlapping, united, strict=True):
        merged[at] = whole
    return merged


def _reworked(sql: str, ewkbs: Sequence[bytes]) -> list[Repaired | None]:
    """Return what a statement makes of shapes; None for those past what the file may cost."""
    results: list[Repaired | None] = [None] * len(ewkbs)
    able, left = [], MAX_PAIRS
    for at, ewkb in enumerate(ewkbs):
        pairs = most_crossings(rings_of(ewkb))
        if pairs <= left:
            able.append(at)
            left -= pairs
    rows = _rows(sql, {"ewkbs": [ewkbs[at] for at in able]}) if able else []
    for at, (ewkb, area) in zip(able, rows or [], strict=False):
        results[at] = Repaired(bytes(ewkb), area)
    return results


def _measured(row: tuple[Any, ...], given: Given) -> Measured:
    ewkb, area, valid, reason, x, y, longitude, latitude, inside = row
    if not inside:
        return Measured(bytes(ewkb), area, "Het vlak ligt buiten Nederland.")
    if valid and area < LEAST_M2:
        return Measured(bytes(ewkb), area, NO_AREA)
    if valid and not given.open_at:
        return Measured(bytes(ewkb), area)
    what = _OPEN if given.open_at else _WORDS.get(reason, "De vorm klopt niet")
    if longitude is None:
        return Measured(bytes(ewkb), area, f"{what}.", mendable=True)
    why = f"{what}, bij {_at(x, y, longitude, latitude)}."
    return Measured(bytes(ewkb), area, why, (longitude, latitude), mendable=True)


def _at(x: float, y: float, longitude: float, latitude: float) -> str:
    return (
        f"x {format_decimal(x, 1)} en y {format_decimal(y, 1)} in RD "
        f"({format_decimal(latitude, 6)} NB, {format_decimal(longitude, 6)} OL)"
    )


def _rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]] | None:
    """Return what a question gives, or None when the database gives up on it."""
    try:
        with _time_limit(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())
    except (DataError, InternalError):
        return None
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            return None
        raise


@contextmanager
def _time_limit() -> Iterator[None]:
    """Limit what runs inside; the surrounding transaction keeps its own limit and goes on."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_setting('statement_timeout')")
        before = cursor.fetchone()[0]
        cursor.execute(
            "select set_config('statement_timeout', %s, true)", [f"{SECONDS * 1000:.0f}ms"]
        )
        yield
        cursor.execute("select set_config('statement_timeout', %s, true)", [before])
