"""What happens with each row of a file of the public register."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from django.contrib.gis.geos import GEOSGeometry

from parks import reference
from parks.imports.company_verdicts import add_write, verdict_of
from parks.imports.fields import GEOMETRY
from parks.imports.kinds.common import refuse_doubles
from parks.imports.kinds.parks import PARK, PARKS
from parks.imports.known import Known, differences, rows_of
from parks.imports.plan import Change, Row, Write
from parks.imports.plot_verdicts import SHAPE, digest_of, in_m2, writes_shape

STORED: Final = tuple(PARKS.stored(PARK.name))
OUTLINE: Final = "coalesce(encode(ST_AsEWKB(outline), 'hex'), '')"
SQUARE_METRES: Final = {"gross_m2": "gross_ha", "net_m2": "net_ha"}


def finish_park(municipality_code: str) -> Callable[[Row], None]:
    """Return what looks at a row of the register as a whole.

    `municipality_code` is where the parks lie of which the file says no municipality.
    """

    def finish(row: Row) -> None:
        values = row.values
        for square_metres, hectares in SQUARE_METRES.items():
            area = values.pop(square_metres, None)
            if area and not values.get(hectares):
                values[hectares] = area
        if municipality_code and not values.get("municipality_codes"):
            values["municipality_codes"] = municipality_code
        _check_provinces(row, values.pop("province", ""))
        gross, net = values.get("gross_ha"), values.get("net_ha")
        if gross and net and Decimal(net) > Decimal(gross):
            row.warnings.append("Netto is groter dan bruto; zo overgenomen.")
        if not values.get("rin") and not any("RIN" in reason for reason in row.reasons):
            row.reasons.append("Het RIN-nummer ontbreekt.")
        row.label = f"{values.get('name') or 'terrein'} (RIN {values.get('rin', '')})"

    return finish


def _check_provinces(row: Row, given: str) -> None:
    codes = [code for code in row.values.get("municipality_codes", "").split("|") if code]
    expected = reference.provinces_in(codes)
    if given and codes and given != "|".join(expected):
        row.warnings.append(
            f"Provincie «{given.replace('|', ', ')}» past niet bij de gemeente; die ligt in"
            f" {', '.join(expected)}."
        )


def known_parks(rins: Sequence[int], *, lock: bool = False) -> dict[str, tuple[Known, str]]:
    """Return the parks with these numbers, by number, each with its outline (hexadecimal EWKB)."""
    found = rows_of(
        PARK,
        STORED,
        where="rin = any(%s)",
        parameters=[list(rins)],
        also=["rin::text", OUTLINE, "array_to_string(municipality_codes, '|')"],
        lock=lock,
    )
    parks = {}
    for known, (rin, outline, codes) in found:
        digest = digest_of(outline) if outline else ""
        known.values |= {GEOMETRY: digest, "municipality_codes": codes}
        for name in ("gross_ha", "net_ha", "available_ha"):
            known.values[name] = _without_zeros(known.values[name])
        parks[rin] = (known, outline)
    return parks


class ParkVerdicts:
    """Compares rows with the parks that are known."""

    def __init__(self, rows: list[Row], *, lock: bool = False) -> None:
        rins = [int(row.values["rin"]) for row in rows if row.values.get("rin")]
        self._known = known_parks(rins, lock=lock)

    def judge(self, rows: list[Row]) -> list[Row]:
        """Give each row its verdict. A register file is a part of the country: none is missing."""
        for row in rows:
            row.target = "" if row.why_not else row.values["rin"]
        refuse_doubles(rows, "Dit RIN-nummer")
        for row in rows:
            if not row.why_not:
                self._compare(row)
            row.verdict = verdict_of(row)
        return []

    def _compare(self, row: Row) -> None:
        if row.target not in self._known:
            self._compare_new(row)
            return
        known, outline = self._known[row.target]
        row.changes += differences(STORED, known, row.values, row.taken)
        digest = {GEOMETRY: digest_of(row.shape)} if row.shape else {}
        for each in differences([SHAPE], known, digest, row.taken):
            old = in_m2(GEOSGeometry(outline).area) if outline else ""
            new = in_m2(GEOSGeometry(row.shape).area)
            row.changes.append(Change(GEOMETRY, old, new, each.how))
        before, after = known.values["register_year"], row.values.get("register_year", "")
        if before and after and int(after) < int(before):
            row.remarks.append(f"Peiljaar {after} is ouder dan wat er staat ({before}).")
        add_write(row, PARK.name, known, row.changes)
        if writes_shape(row):
            row.writes[-1].base = known.base() | {"shape": outline}

    def _compare_new(self, row: Row) -> None:
        if not row.values.get("name"):
            row.against.append("De naam ontbreekt.")
        if not row.values.get("municipality_codes"):
            row.against.append("De gemeentecode ontbreekt.")
        row.writes.append(Write(PARK.name, row.target))


def _without_zeros(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
