"""What is fixed for the whole country: municipalities with their provinces, and kinds of business.

Sources, both of Statistics Netherlands: the list of municipalities (code GMxxxx, name, province),
342 rows; the Standard Industrial Classification, SBI 2008 (code, title, section), 1,457 rows.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA_FILE = Path(__file__).parent / "data" / "municipalities.csv"
SBI_FILE = Path(__file__).parent / "data" / "sbi2008.csv"


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


@dataclass(frozen=True, slots=True)
class Sbi:
    """A kind of business of SBI 2008: a section (one letter) or two to five digits, as text."""

    code: str
    title: str
    section: str

    @property
    def shown(self) -> str:
        """The code as Statistics Netherlands writes it: 25.11, 01.45.2."""
        return ".".join(part for part in (self.code[:2], self.code[2:4], self.code[4:]) if part)

    @property
    def label(self) -> str:
        """Code and title: "25.11 – Vervaardiging van metalen constructies"."""
        return f"{self.shown} – {self.title}"


@lru_cache(maxsize=1)
def sbi_codes() -> dict[str, Sbi]:
    """Return all kinds of business by code; the sections too, by their letter."""
    with SBI_FILE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: Sbi(**row) for row in csv.DictReader(lines)}


@lru_cache(maxsize=1)
def sbi_sections() -> tuple[Sbi, ...]:
    """Return the 21 sections in their order."""
    return tuple(each for each in sbi_codes().values() if each.code.isalpha())


@lru_cache(maxsize=32)
def sbi_divisions(section: str) -> tuple[str, ...]:
    """Return the two-digit codes of a section; none for an unknown letter."""
    known = sbi_codes().values()
    return tuple(each.code for each in known if each.section == section and len(each.code) == 2)


def sbi_label(code: str) -> str:
    """Return a code with its title for on screen; an unknown code as it is."""
    known = sbi_codes().get(code)
    return known.label if known else code


def sbi_section_title(code: str) -> str:
    """Return the title of the section in which a code lies; empty for an unknown one."""
    known = sbi_codes().get(code)
    return sbi_codes()[known.section].title if known else ""


def parse_sbi(text: str) -> str:
    """Return the code, without dots, of what people type: 2511, 25.11, "25.11 – Title" or a title.

    Raises ValueError in Dutch for what the classification does not have, and for a section, which
    is too wide to tell what a company does.
    """
    words = " ".join(text.split())
    numbered = re.match(r"[0-9][0-9.]*", words)
    if numbered:
        code = numbered[0].replace(".", "")
    else:
        code = _codes_of_titles().get(words.casefold(), "")
    if not code.isdigit() or code not in sbi_codes():
        raise ValueError(f"SBI-code ‘{words}’ bestaat niet in de lijst van 2008.")
    return code


@lru_cache(maxsize=1)
def _codes_of_titles() -> dict[str, str]:
    # Where a group and its only member have one title, the shortest code is the one.
    return {each.title.casefold(): each.code for each in reversed(list(sbi_codes().values()))}


def find_sbi(words: str, *, most: int = 20) -> list[Sbi]:
    """Return kinds of business, no sections: those of a code, or with all words in the title."""
    asked = words.casefold().split()
    digits = words.replace(".", "").strip()
    if digits.isdigit():
        found: Iterable[Sbi] = (each for each in _businesses() if each.code.startswith(digits))
    else:
        found = (
            each for each in _businesses() if all(word in each.title.casefold() for word in asked)
        )
    return [each for _, each in zip(range(most), found, strict=False)] if asked else []


@lru_cache(maxsize=1)
def _businesses() -> tuple[Sbi, ...]:
    return tuple(each for each in sbi_codes().values() if each.code.isdigit())


def sbi_codes_about(words: Iterable[str]) -> list[str]:
    """Return the codes, sections left out, whose title holds every word."""
    asked = [word.casefold() for word in words]
    return [
        each.code for each in _businesses() if all(word in each.title.casefold() for word in asked)
    ]
