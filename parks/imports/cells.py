"""One cell of a file: from text as people type it to the text that we compare and store.

Each reader takes what stands in the cell and a `Notes`, returns the value as text ("" for nothing)
and tells `Notes` in Dutch what is wrong or odd. Numbers have a point, dates are ISO.
"""

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from core.dutch import MONTHS
from parks import reference
from parks.choices import EmployeeClass

_SHOWN: Final = 40
_POSTCODE: Final = re.compile(r"([1-9][0-9]{3})\s?([A-Za-z]{2})")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2}|[a-z]+)[-/. ]([0-9]{4})")
_LOWEST_OF_CLASS: Final = (
    (1000, EmployeeClass.LARGEST), (500, EmployeeClass.LARGER), (250, EmployeeClass.LARGE),
    (100, EmployeeClass.HUNDRED), (50, EmployeeClass.FIFTY), (20, EmployeeClass.TWENTY),
    (10, EmployeeClass.TEN), (5, EmployeeClass.FIVE), (2, EmployeeClass.FEW),
    (1, EmployeeClass.ONE), (0, EmployeeClass.NONE),
)  # fmt: skip


class Notes:
    """Collects what is wrong and what is odd in one row."""

    __slots__ = ("reasons", "warnings")

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.warnings: list[str] = []


ReadCell = Callable[[str, Notes], str]


def shown(text: str, *, limit: int = _SHOWN) -> str:
    """Return what a file holds in a form that is safe to repeat in a message."""
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return clean if len(clean) <= limit else f"{clean[: limit - 1]}…"


def squeezed(text: str) -> str:
    """Return text with single spaces; also takes no-break spaces and line breaks."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """Return the key by which two names are the same: spaces and capitals don't count."""
    return squeezed(text).casefold()


def text_cell(what: str, limit: int) -> ReadCell:
    """Return the reader of one line of text of at most `limit` signs."""

    def read(text: str, notes: Notes) -> str:
        value = squeezed(text)
        if len(value) > limit:
            notes.reasons.append(f"{what}: langer dan {limit} tekens.")
            return ""
        if not value.isprintable():
            notes.reasons.append(f"{what}: bevat een onleesbaar teken.")
            return ""
        return value

    return read


def lines_cell(what: str, limit: int) -> ReadCell:
    """Return the reader of several lines of text of at most `limit` signs."""

    def read(text: str, notes: Notes) -> str:
        value = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if len(value) > limit:
            notes.reasons.append(f"{what}: langer dan {limit} tekens.")
            return ""
        if not value.replace("\n", "").replace("\t", "").isprintable():
            notes.reasons.append(f"{what}: bevat een onleesbaar teken.")
            return ""
        return value

    return read


def id_cell(text: str, _: Notes) -> str:
    """Return the id that our own export wrote; anything else is no id and says nothing."""
    value = text.strip().lower()
    return value if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value) else ""


def kvk_cell(text: str, notes: Notes) -> str:
    """Read a KvK number: 8 digits."""
    digits = re.sub(r"[\s.\-]", "", text)
    if re.fullmatch(r"[0-9]{8}", digits) or not digits:
        return digits
    if re.fullmatch(r"[0-9]{7}", digits):
        notes.warnings.append(f"KvK-nummer {digits} heeft 7 cijfers; gelezen als 0{digits}.")
        return f"0{digits}"
    notes.reasons.append(f"Een KvK-nummer heeft 8 cijfers: «{shown(text)}».")
    return ""


def establishment_number_cell(text: str, notes: Notes) -> str:
    """Read an establishment number: 12 digits."""
    digits = re.sub(r"[\s.\-]", "", text)
    if re.fullmatch(r"[0-9]{12}", digits) or not digits:
        return digits
    if re.fullmatch(r"[0-9]{8,11}", digits):
        notes.warnings.append(f"Vestigingsnummer {digits} is aangevuld met nullen vooraan.")
        return digits.zfill(12)
    notes.reasons.append(f"Een vestigingsnummer heeft 12 cijfers: «{shown(text)}».")
    return ""


def sbi_cell(text: str, notes: Notes) -> str:
    """Read an SBI code or title."""
    return _sbi(squeezed(text), notes)


def _sbi(words: str, notes: Notes) -> str:
    if not words:
        return ""
    try:
        return _sbi_code(words)
    except ValueError:
        notes.reasons.append(f"Onbekende SBI-code: «{shown(words)}».")
        return ""


@lru_cache(maxsize=4096)
def _sbi_code(words: str) -> str:
    return reference.parse_sbi(words)


def choice_cell(what: str, choices: type[models.TextChoices]) -> ReadCell:
    """Return the reader of a choice: our word for it, or its value."""
    known = {folded(label): value for value, label in choices.choices}
    known |= {folded(value): value for value in choices.values} | {"": ""}

    def read(text: str, notes: Notes) -> str:
        value = known.get(folded(text))
        if value is None:
            words = ", ".join(str(label) for label in choices.labels)
            notes.reasons.append(f"{what}: «{shown(text)}» is onbekend. Kies uit: {words}.")
            return ""
        return value

    return read


_employee_class: Final = choice_cell("werkzame personen", EmployeeClass)


def employees_cell(text: str, notes: Notes) -> str:
    """Read a class of employees, or a number of them."""
    plain = text.strip()
    if plain.isascii() and plain.isdigit() and len(plain) < 8:
        return next(each.value for lowest, each in _LOWEST_OF_CLASS if int(plain) >= lowest)
    return _employee_class(text, notes)


def postcode_cell(text: str, notes: Notes) -> str:
    """Read a postcode with or without a space, in small letters too."""
    value = squeezed(text)
    found = _POSTCODE.fullmatch(value)
    if found:
        return f"{found[1]} {found[2].upper()}"
    if value:
        notes.reasons.append(f"Geen geldige postcode: «{shown(value)}».")
    return ""


def website_cell(text: str, notes: Notes) -> str:
    """Read the address of a website; without a scheme it is https."""
    value = text.strip()
    if not value:
        return ""
    address = value if "://" in value else f"https://{value}"
    if len(address) > 200 or not _is_website(address):
        notes.reasons.append(f"Geen geldig adres van een website: «{shown(value)}».")
        return ""
    return address


@lru_cache(maxsize=4096)
def _is_website(address: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return False
    return True


def date_cell(what: str) -> ReadCell:
    """Return the reader of a date: 2027-12-31, 31-12-2027 or 31 december 2027."""

    def read(text: str, notes: Notes) -> str:
        value = squeezed(text).lower()
        if not value:
            return ""
        day = _date(value)
        if day is None or not 1900 <= day.year <= 2999:
            notes.reasons.append(f"{what}: «{shown(text)}» is geen datum zoals 31-12-2027.")
            return ""
        return day.isoformat()

    return read


def _date(value: str) -> dt.date | None:
    found = _DAY_FIRST.fullmatch(value)
    try:
        if not found:
            return dt.date.fromisoformat(value)
        month = MONTHS.index(found[2]) + 1 if found[2] in MONTHS else int(found[2])
        return dt.date(int(found[3]), month, int(found[1]))
    except ValueError:
        return None
