"""What happens with each row of a list of plots."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Final

from django.contrib.gis.geos import GEOSGeometry
from django.db import connection

from core.dutch import format_decimal
from parks.choices import Verdict
from parks.imports.cells import folded
from parks.imports.company_verdicts import NAMELESS, add_write, verdict_of
from parks.imports.fields import GEOMETRY, Field, as_it_is, compact
from parks.imports.holders import Holders
from parks.imports.kinds.common import refuse_doubles
from parks.imports.kinds.plots import PLOT, PLOTS
from parks.imports.known import Known, differences, rows_of
from parks.imports.plan import WRITE, Change, Row, Write

STORED: Final = tuple(PLOTS.stored(PLOT.name))
# The shape is compared by its digest; `old` and `new` of its change are areas for people.
SHAPE: Final = Field(name=GEOMETRY, heading="grens", read=lambda text, _: text, same=as_it_is)
DIGEST: Final = "coalesce(encode(sha256(ST_AsEWKB(geometry)), 'hex'), '')"
# A shape that went to WGS84 and back is another one by some micrometres.
TOLERANCE_M: Final = 0.005
# The distance looks at every pair of points; past this many two shapes are equal only sign by sign.
MAX_PAIRS: Final = 25_000_000
OTHER_SHAPES: Final = """
select it.id::text, encode(ST_AsEWKB(it.geometry), 'hex') from parks_plot it
join unnest(%s::uuid[], %s::text[]) as file (id, shape) on file.id = it.id
where it.park_id = %s and it.geometry is not null and (
    ST_NPoints(it.geometry)::bigint * ST_NPoints(file.shape::geometry) > %s
    or ST_HausdorffDistance(it.geometry, file.shape::geometry) >= %s
)
"""


class PlotVerdicts:
    """Compares rows with the plots of a park. `on`: from when owners and users of the file hold."""

    def __init__(self, park_id: int, *, on: dt.date) -> None:
        self._park_id = park_id
        self._known: dict[str, Known] = {}
        self._area: dict[str, float] = {}
        self._by_number: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        self._other: dict[str, str] = {}  # plots of which the file gives another shape: theirs
        self._holders = Holders(park_id, on=on)
        self._load()

    def _load(self) -> None:
        found = rows_of(
            PLOT,
            STORED,
            where="park_id = %s",
            parameters=[self._park_id],
            also=[DIGEST, "area_m2"],
        )
        for known, (digest, area_m2) in found:
            known.values[GEOMETRY] = digest
            self._known[known.pk] = known
            self._area[known.pk] = area_m2 or 0.0
            self._by_name.setdefault(folded(known.values["name"]), []).append(known.pk)
            if number := compact(known.values["cadastral_number"]):
                self._by_number[number] = known.pk

    def judge(self, rows: list[Row]) -> list[Row]:
        """Give each row its verdict; return the plots that are not in the file."""
        for row in rows:
            if not row.why_not:
                self._find(row)
        refuse_doubles(rows, "Deze kavel")
        self._find_other_shapes(rows)
        self._holders.load_when_asked(rows)
        for row in rows:
            if not row.why_not:
                self._compare(row)
            row.verdict = verdict_of(row)
        return self._missing({row.target for row in rows})

    def _find(self, row: Row) -> None:
        values = row.values
        number, name = values.get("cadastral_number", ""), values.get("name", "")
        own = values.get("id", "")
        found = [own] if own in self._known else []
        if not found and compact(number) in self._by_number:
            found = [self._by_number[compact(number)]]
        if not found and name:
            found = [pk for pk in self._by_name.get(folded(name), ()) if self._fits(pk, number)]
        if len(found) > 1:
            row.against.append(
                f"Er zijn {len(found)} kavels met de naam «{name}». Vul het kadastrale nummer in."
            )
        elif not found and not name and not number:
            row.against.append(NAMELESS)
        else:
            row.target = found[0] if found else compact(number) or folded(name)

    def _fits(self, plot: str, number: str) -> bool:
        known = compact(self._known[plot].values["cadastral_number"])
        return not known or not number or known == compact(number)

    def _find_other_shapes(self, rows: Sequence[Row]) -> None:
        asked = [
            (row.target, row.shape)
            for row in rows
            if row.shape
            and row.target in self._known
            and self._known[row.target].values[GEOMETRY] not in ("", digest_of(row.shape))
        ]
        if asked:
            plots, shapes = zip(*asked, strict=True)
            with connection.cursor() as cursor:
                cursor.execute(
                    OTHER_SHAPES, [list(plots), list(shapes), self._park_id, MAX_PAIRS, TOLERANCE_M]
                )
                self._other = dict(cursor.fetchall())

    def _compare(self, row: Row) -> None:
        known = self._known.get(row.target)
        if known is None:
            row.target = row.new_id(PLOT.name)
            row.writes.append(Write(PLOT.name, row.target))
            self._holders.begin(row)
            return
        row.changes += differences(STORED, known, row.values, row.taken)
        row.changes += self._shape_change(row, known)
        row.changes += self._holders.changes(row, known)
        add_write(row, PLOT.name, known, row.changes)
        if writes_shape(row):
            row.writes[-1].base = known.base() | {"shape": self._other.get(known.pk, "")}

    def _shape_change(self, row: Row, known: Known) -> list[Change]:
        is_equal = known.values[GEOMETRY] and known.pk not in self._other
        if not row.shape or is_equal:
            return []
        changes = differences([SHAPE], known, {GEOMETRY: digest_of(row.shape)}, row.taken)
        area_m2 = GEOSGeometry(row.shape).area if changes else 0.0
        old = in_m2(self._area[known.pk]) if known.values[GEOMETRY] else ""
        return [Change(GEOMETRY, old, in_m2(area_m2), each.how) for each in changes]

    def _missing(self, found: set[str]) -> list[Row]:
        return [
            Row(0, known.values["name"], target=known.pk, verdict=Verdict.MISSING)
            for known in self._known.values()
            if known.pk not in found
        ]


def digest_of(shape: str) -> str:
    """Return the digest of a shape (hexadecimal EWKB), as `DIGEST` gives it of a stored one."""
    return hashlib.sha256(bytes.fromhex(shape)).hexdigest()


def in_m2(area_m2: float) -> str:
    """Return an area for on screen."""
    return f"{format_decimal(area_m2)} m²"


def writes_shape(row: Row) -> bool:
    """Whether the shape of a row changes what is drawn."""
    return any(each.field == GEOMETRY and each.how == WRITE for each in row.changes)
