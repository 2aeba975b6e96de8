"""Numbers, money and dates in Dutch notation, and reading numbers as people type them.

One place for screen, PDF, visuals and imports, independent of the active Django locale: a report
made by a worker must read the same as the page.
"""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS: Final = (
    "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
)  # fmt: skip

_MAX_LENGTH = 40
_SPACES = "\u00a0\u202f\u2009"
_NOT_A_NUMBER = "Vul een getal in, bijvoorbeeld 1.234,56."
_AMBIGUOUS = "Dit getal is niet te lezen. Gebruik een komma voor de decimalen: 1.234,56."
_TOO_LONG = f"Dit getal is te lang: gebruik hooguit {_MAX_LENGTH} tekens."

_GROUPED = {sep: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(sep)}[0-9]{{3}})+") for sep in ". ,"}
_DIGITS = re.compile(r"[0-9]+")


def format_decimal(value: Decimal | float, places: int = 0) -> str:
    """A number with `places` decimals: 1234.5 -> "1.234,5". Halves round away from zero.

    Raises ValueError for NaN and infinity: a missing value has its own word, never a number.
    """
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not number.is_finite():
        raise ValueError("Alleen een eindig getal heeft een notatie.")
    # Decimal.quantize refuses more digits than the context precision; f-formatting does not.
    rounded = _round_half_up(number, places)
    text = f"{rounded:,.{places}f}".translate(str.maketrans(",.", ".,"))
    return text.removeprefix("-") if rounded == 0 else text


def format_exact(value: Decimal) -> str:
    """A number with the decimals that it has, without trailing zeros: "12,5"."""
    exponent = value.normalize().as_tuple().exponent
    return format_decimal(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def format_quantity(value: Decimal | None, unit: str = "") -> str:
    """A quantity with the decimals that it has and its unit: "12,5 kWh"; empty for None."""
    return "" if value is None else f"{format_exact(value)} {unit}".rstrip()


def _round_half_up(number: Decimal, places: int) -> Decimal:
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or -exponent <= places:
        return number
    scaled = Decimal((sign, digits, exponent + places)).to_integral_value(ROUND_HALF_UP)
    return Decimal((sign, scaled.as_tuple().digits, -places))


def format_eur(amount: Decimal, places: int | None = None) -> str:
    """Euros with a no-break space: "€ 12.500"; cents only where there are any.

    Give `places` where amounts stand under each other and must line up.
    """
    if places is None:
        places = 0 if amount == amount.to_integral_value() else 2
    return f"€\u00a0{format_decimal(amount, places)}"


def format_date(day: date) -> str:
    """22 november 2026"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_date_short(day: date) -> str:
    """22 nov 2026"""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def format_quarter(day: date) -> str:
    """The quarter in which a day falls: "4e kwartaal 2026"."""
    return f"{(day.month - 1) // 3 + 1}e kwartaal {day.year}"


def parse_decimal(text: str) -> Decimal:
    """Read a number in Dutch or English notation, with or without a euro sign.

    "1.234,56", "1,234.56", "1234.56", "1 234,5" and "12,-" are all read. One dot before exactly
    three digits is the Dutch thousands mark ("1.234" is 1234); one comma is the decimal mark.
    Raises ValueError with a Dutch message, fit to show at the field.
    """
    if len(text) > _MAX_LENGTH:
        raise ValueError(_TOO_LONG)
    body = text.translate(dict.fromkeys(map(ord, _SPACES), " ")).strip()
    body = body.removeprefix("€").strip()
    sign, body = _split_sign(body)
    body = body.removeprefix("€").strip()
    if not re.fullmatch(r"[0-9., ]+(?:,--?)?", body) or not re.search(r"[0-9]", body):
        raise ValueError(_NOT_A_NUMBER)
    whole, fraction = _split_fraction(re.sub(r",--?$", "", body))
    # Built from text and not calculated with: the decimal context would round past 28 digits.
    number = Decimal(f"{sign}{_ungroup(whole)}{'.' if fraction else ''}{fraction}")
    return number if number else number.copy_abs()


def _split_sign(body: str) -> tuple[str, str]:
    if body[:1] in ("-", "\u2212"):
        return "-", body[1:].strip()
    return "", body.removeprefix("+").strip()


def _split_fraction(body: str) -> tuple[str, str]:
    """Grouped whole part and decimals; of two different marks the last is the decimal one."""
    mark = _decimal_mark(body)
    if not mark:
        return body, ""
    whole, _, fraction = body.rpartition(mark)
    if not _DIGITS.fullmatch(fraction) or mark in whole:
        raise ValueError(_AMBIGUOUS)
    return whole or "0", fraction


def _decimal_mark(body: str) -> str:
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        return "," if body.rindex(",") > body.rindex(".") else "."
    if commas == 1:
        return ","
    if dots == 1 and not _GROUPED["."].fullmatch(body):
        return "."
    return ""


def _ungroup(whole: str) -> str:
    """Digits without thousands marks; marks that do not stand before three digits are refused."""
    if _DIGITS.fullmatch(whole):
        return whole
    for separator, pattern in _GROUPED.items():
        if pattern.fullmatch(whole):
            return whole.replace(separator, "")
    raise ValueError(_AMBIGUOUS)
