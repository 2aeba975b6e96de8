"""Cells of a file of the public register: numbers, years, areas, municipalities."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from core.dutch import parse_decimal
from parks import reference
from parks.imports.cells import Notes, ReadCell, folded, shown, squeezed

MAX_HA: Final = 100_000
MAX_RIN: Final = 2_147_483_647
YEARS: Final = range(1950, 2101)
FOUR_PLACES: Final = Decimal("0.0001")
_LIST_MARKS: Final = re.compile(r"[,/|]")


def number_cell(what: str, *, largest: int) -> ReadCell:
    """Return the reader of a whole number from 1."""

    def read(text: str, notes: Notes) -> str:
        value = text.strip()
        if re.fullmatch(r"[0-9]{1,10}", value) and 0 < int(value) <= largest:
            return str(int(value))
        notes.reasons.append(f"Geen geldig {what}: «{shown(value)}».")
        return ""

    return read


def year_cell(text: str, notes: Notes) -> str:
    """Read a year; a date gives its year, with a word about it."""
    value = squeezed(text)
    found = re.search(r"(?<![0-9])(19[5-9][0-9]|20[0-9]{2}|2100)(?![0-9])", value)
    if not value or (re.fullmatch(r"[0-9]{4}", value) and int(value) in YEARS):
        return value
    if not found:
        notes.reasons.append(f"Geen geldig peiljaar: «{shown(value)}».")
        return ""
    notes.warnings.append(f"Peiljaar «{shown(value)}» gelezen als {found[0]}.")
    return found[0]


def hectares_cell(what: str) -> ReadCell:
    """Return the reader of hectares in Dutch notation."""

    def read(text: str, notes: Notes) -> str:
        # A lone dot may be a decimal mark or a thousands mark: a factor of a thousand, so we ask.
        if "." in text and "," not in text:
            asked = f"{what}: schrijf «{shown(text)}» met een komma voor de decimalen."
            notes.reasons.append(asked)
            return ""
        return _area(text, what, Decimal(1), notes)

    return read


def square_metres_cell(what: str) -> ReadCell:
    """Return the reader of square metres, which become hectares."""

    def read(text: str, notes: Notes) -> str:
        cleaned = re.sub(r"\s*m(2|²)\s*$", "", text.strip(), flags=re.IGNORECASE)
        return _area(cleaned, what, Decimal(10_000), notes)

    return read


def _area(text: str, what: str, per_hectare: Decimal, notes: Notes) -> str:
    if not text.strip():
        return ""
    try:
        value = parse_decimal(text.strip()) / per_hectare
    except ValueError:
        notes.reasons.append(f"{what} is geen getal: «{shown(text)}».")
        return ""
    if not 0 <= value <= MAX_HA:
        notes.reasons.append(f"{what} ligt niet tussen 0 en {MAX_HA} ha: «{shown(text)}».")
        return ""
    return plain_number(value.quantize(FOUR_PLACES, ROUND_HALF_UP))


def plain_number(value: Decimal) -> str:
    """Return a number as text without trailing zeros, never with an exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def listed(text: str) -> list[str]:
    """Return the parts of a cell that holds several."""
    return [part.strip() for part in _LIST_MARKS.split(text) if part.strip()]


def municipalities_cell(text: str, notes: Notes) -> str:
    """Read codes of municipalities, or their names; several stand side by side with "|"."""
    by_name = _municipality_codes()
    found = [by_name.get(folded(part), part.upper()) for part in listed(text)]
    unknown = [shown(code) for code in found if code not in reference.municipalities()]
    if unknown:
        notes.reasons.append(f"Onbekende gemeentecode: {', '.join(unknown[:5])}.")
        return ""
    return "|".join(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _municipality_codes() -> Mapping[str, str]:
    return {folded(each.name): code for code, each in reference.municipalities().items()}


def location_type_cell(text: str, notes: Notes) -> str:
    """Read the type of a work location; an unknown one is left out, with a word about it."""
    code = squeezed(text).upper()
    if code in ("", "ONBEKEND"):
        return ""
    if not re.fullmatch(r"[A-Z][0-9]{0,2}", code):
        notes.warnings.append(f"Onbekend type werklocatie «{shown(text)}»; leeg gelaten.")
        return ""
    return code


def province_cell(text: str, _: Notes) -> str:
    """Return the names of provinces as our list has them; they are only compared."""
    names = {"Friesland" if name == "Fryslân" else name for name in listed(text)}
    return "|".join(sorted(names))


def in_dutch(text: str) -> str:
    """Show a number with a decimal comma."""
    return text.replace(".", ",")
