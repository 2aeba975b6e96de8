"""From rows of text to the facts of a park, or the reasons why not."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from core.dutch import parse_decimal
from parks import reference
from parks.imports.table import FileRefusedError, Line, read_lines

COLUMNS: Final = (
    "RIN_NUMMER", "JAAR", "PLAN_NAAM", "GEM_CODES", "PROV_NAMEN",
    "HA_BRUTO", "HA_NETTO", "HA_TOTTUIT", "WLOC_TYPE",
)  # fmt: skip
MAX_NAME: Final = 120
MAX_RIN: Final = 2_147_483_647
MAX_HA: Final = 100_000
YEARS: Final = range(1950, 2101)
UNKNOWN_TYPE: Final = "ONBEKEND"
_SHOWN: Final = 40
_LIST_MARKS: Final = re.compile(r"[,/|]")
_LOCATION_TYPE: Final = re.compile(r"[A-Z][0-9]{0,2}")
_FOUR_PLACES: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class ParkFacts:
    """What the register says about one park; areas in hectares, the RIN is the key."""

    rin: int
    name: str
    municipality_codes: tuple[str, ...]
    gross_ha: Decimal | None
    net_ha: Decimal | None
    available_ha: Decimal | None
    location_type: str
    register_year: int | None


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """One row as read: facts, or the reasons why there are none. Reasons and warnings are Dutch."""

    line: int
    label: str
    facts: ParkFacts | None
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class _Notes:
    """Collects what is wrong and what is odd in one row."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.warnings: list[str] = []


def parse_rows(data: bytes) -> list[ParsedRow]:
    """Read a register file (CSV with `;` and decimal commas) without touching the database.

    Raises FileRefusedError when the file as a whole can't be read; what is wrong with one row
    stands in that row. Of rows with the same RIN none is taken: nobody knows which one is right.
    """
    lines = read_lines(data)
    heading = next(lines, None)
    if heading is None:
        raise FileRefusedError("Het bestand is leeg.")
    columns = _columns_of(heading)
    rows = [_parse_row(line, columns, width=len(heading.cells)) for line in lines]
    if not rows:
        raise FileRefusedError("Het bestand heeft een kopregel, maar geen rijen.")
    return _refuse_doubles(rows)


def _columns_of(heading: Line) -> dict[str, int]:
    names = [cell.strip().upper() for cell in heading.cells]
    missing = [name for name in COLUMNS if name not in names]
    if len(missing) == len(COLUMNS):
        raise FileRefusedError(
            "Dit is geen lijst van bedrijventerreinen: de eerste regel hoort te zijn "
            f"{';'.join(COLUMNS)} (met puntkomma's)."
        )
    if missing:
        raise FileRefusedError(f"In de kopregel ontbreken: {', '.join(missing)}.")
    doubled = [name for name in COLUMNS if names.count(name) > 1]
    if doubled:
        raise FileRefusedError(f"In de kopregel staan dubbel: {', '.join(doubled)}.")
    return {name: names.index(name) for name in COLUMNS}


def _parse_row(line: Line, columns: Mapping[str, int], *, width: int) -> ParsedRow:
    if len(line.cells) != width:
        reason = f"De rij heeft {len(line.cells)} velden, de kopregel {width}."
        return ParsedRow(line.number, _shown("; ".join(line.cells)), None, (reason,))
    # split() also takes no-break spaces and line breaks inside a quoted cell.
    cells = {name: " ".join(line.cells[at].split()) for name, at in columns.items()}
    label = _shown(f"{cells['PLAN_NAAM']} (RIN {cells['RIN_NUMMER']})", limit=2 * MAX_NAME)
    if not all(cell.isprintable() for cell in cells.values()):
        return ParsedRow(line.number, label, None, ("De rij bevat een onleesbaar teken.",))
    notes = _Notes()
    facts = ParkFacts(
        rin=_rin(cells["RIN_NUMMER"], notes),
        name=_name(cells["PLAN_NAAM"], notes),
        municipality_codes=_municipalities(cells["GEM_CODES"], cells["PROV_NAMEN"], notes),
        gross_ha=_hectares(cells["HA_BRUTO"], "bruto ha", notes),
        net_ha=_hectares(cells["HA_NETTO"], "netto ha", notes),
        available_ha=_hectares(cells["HA_TOTTUIT"], "uitgeefbaar ha", notes),
        location_type=_location_type(cells["WLOC_TYPE"], notes),
        register_year=_year(cells["JAAR"], notes),
    )
    if facts.gross_ha is not None and facts.net_ha is not None and facts.net_ha > facts.gross_ha:
        notes.warnings.append("Netto is groter dan bruto; zo overgenomen.")
    return ParsedRow(
        line.number,
        label,
        None if notes.reasons else facts,
        tuple(notes.reasons),
        tuple(notes.warnings),
    )


def _refuse_doubles(rows: Sequence[ParsedRow]) -> list[ParsedRow]:
    lines: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.facts:
            lines[row.facts.rin].append(row.line)
    return [
        replace(row, facts=None, reasons=(_double(row.facts.rin, lines[row.facts.rin]),))
        if row.facts and len(lines[row.facts.rin]) > 1
        else row
        for row in rows
    ]


def _double(rin: int, lines: Sequence[int]) -> str:
    where = ", ".join(map(str, lines[:10]))
    return f"RIN {rin} staat {len(lines)} keer in het bestand (regels {where})."


def _shown(text: str, *, limit: int = _SHOWN) -> str:
    """Return what a file holds in a form that is safe to repeat in a message."""
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return clean if len(clean) <= limit else f"{clean[: limit - 1]}…"


def _rin(text: str, notes: _Notes) -> int:
    if re.fullmatch(r"[0-9]{1,10}", text) and 0 < int(text) <= MAX_RIN:
        return int(text)
    notes.reasons.append(f"Geen geldig RIN-nummer: «{_shown(text)}».")
    return 0


def _name(text: str, notes: _Notes) -> str:
    if not text:
        notes.reasons.append("De naam ontbreekt.")
    if len(text) > MAX_NAME:
        notes.reasons.append(f"De naam is langer dan {MAX_NAME} tekens.")
    return text


def _municipalities(codes_text: str, provinces_text: str, notes: _Notes) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(_listed(codes_text.upper())))
    known = reference.municipalities()
    unknown = [_shown(code) for code in codes if code not in known]
    if not codes:
        notes.reasons.append("De gemeentecode ontbreekt.")
    if unknown:
        notes.reasons.append(f"Onbekende gemeentecode: {', '.join(unknown[:5])}.")
    if codes and not unknown:
        _check_provinces(codes, provinces_text, notes)
    return codes


def _check_provinces(codes: Sequence[str], text: str, notes: _Notes) -> None:
    given = {"Friesland" if name == "Fryslân" else name for name in _listed(text)}
    expected = {reference.municipalities()[code].province for code in codes}
    if given and given != expected:
        notes.warnings.append(
            f"Provincie «{_shown(text)}» past niet bij de gemeente; "
            f"die ligt in {', '.join(sorted(expected))}."
        )


def _listed(text: str) -> list[str]:
    return [part.strip() for part in _LIST_MARKS.split(text) if part.strip()]


def _hectares(text: str, what: str, notes: _Notes) -> Decimal | None:
    if not text:
        return None
    # A lone dot may be a decimal mark or a thousands mark: a factor of a thousand, so we ask.
    if "." in text and "," not in text:
        notes.reasons.append(f"{what}: schrijf «{_shown(text)}» met een komma voor de decimalen.")
        return None
    try:
        value = parse_decimal(text)
    except ValueError:
        notes.reasons.append(f"{what} is geen getal: «{_shown(text)}».")
        return None
    if not 0 <= value <= MAX_HA:
        notes.reasons.append(f"{what} ligt niet tussen 0 en {MAX_HA}: «{_shown(text)}».")
        return None
    return value.quantize(_FOUR_PLACES, ROUND_HALF_UP)


def _location_type(text: str, notes: _Notes) -> str:
    code = text.upper()
    if code in ("", UNKNOWN_TYPE):
        return ""
    if not _LOCATION_TYPE.fullmatch(code):
        notes.warnings.append(f"Onbekend type werklocatie «{_shown(text)}»; leeg gelaten.")
        return ""
    return code


def _year(text: str, notes: _Notes) -> int | None:
    if not text:
        return None
    if re.fullmatch(r"[0-9]{4}", text) and int(text) in YEARS:
        return int(text)
    notes.reasons.append(f"Geen geldig peiljaar: «{_shown(text)}».")
    return None
