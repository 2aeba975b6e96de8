"""The Dutch municipalities and their provinces, from the project's own data file.

Source: Statistics Netherlands' list of municipalities (code GMxxxx, name, province), 342 rows.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA_FILE = Path(__file__).parent / "data" / "municipalities.csv"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality: `code` is GM with four digits."""

    code: str
    name: str
    province: str


@lru_cache(maxsize=1)
def municipalities() -> dict[str, Municipality]:
    """Return all municipalities by code."""
    with DATA_FILE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: Municipality(**row) for row in csv.DictReader(lines)}


@lru_cache(maxsize=1)
def provinces() -> tuple[str, ...]:
    """Return the names of the twelve provinces in alphabetical order."""
    return tuple(sorted({each.province for each in municipalities().values()}))


@lru_cache(maxsize=12)
def codes_in_province(province: str) -> tuple[str, ...]:
    """Return the codes of the municipalities in a province; none for an unknown name."""
    return tuple(code for code, each in municipalities().items() if each.province == province)


def names_of(codes: list[str]) -> str:
    """Return the names of municipalities for on screen: "Nijmegen, Wijchen"."""
    known = municipalities()
    return ", ".join(known[code].name if code in known else code for code in codes)


def provinces_in(codes: list[str]) -> list[str]:
    """Return the provinces of municipalities in alphabetical order; unknown codes have none."""
    known = municipalities()
    return sorted({known[code].province for code in codes if code in known})


def provinces_of(codes: list[str]) -> str:
    """Return the names of the provinces of municipalities for on screen."""
    return ", ".join(provinces_in(codes))
