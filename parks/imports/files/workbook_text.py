"""What stands in a cell of a workbook, as a person would type it."""

import datetime as dt
import math
import re
from decimal import Decimal
from functools import cache
from typing import Final

from openpyxl.styles import numbers
from openpyxl.utils.datetime import from_excel

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PADDED: Final = re.compile(r"0{2,20}")
_WHOLE: Final = 10**15  # a workbook holds no more digits than this
_LONGEST: Final = 40


@cache
def is_date_format(number_format: str) -> bool:
    """Say whether cells with this format hold a date or a time, and not a number or a duration."""
    is_date = bool(numbers.is_date_format(number_format))
    return is_date and not numbers.is_timedelta_format(number_format)


def unescape(text: str) -> str:
    """Return the text with _x000D_ and the like as the signs for which they stand."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def number_text(raw: str, number_format: str, epoch: dt.datetime) -> str:
    """Return a stored number as text: a date, a percentage or a number with a decimal comma.

    Zeros before a number are kept where the format of the cell shows them. Raises ValueError for
    what is no number and OverflowError for one that is not finite.
    """
    plain = raw.strip()
    number = float(f"{float(plain):.15g}")  # no sheet shows more digits than these
    if not math.isfinite(number):
        raise OverflowError("Geen eindig getal.")
    if is_date_format(number_format):
        return _moment(number, epoch) or plain_number(number)
    first = number_format.partition(";")[0]
    if _PADDED.fullmatch(first) and plain.isascii() and plain.isdigit():
        return plain.zfill(len(first))
    if "%" in first:
        return f"{_plain(Decimal(repr(number)) * 100)}%"
    return plain_number(number)


def plain_number(number: float) -> str:
    """Return a number with a decimal comma, without thousands marks or trailing zeros.

    What is not finite stays the word that Python has for it, which no reader takes for a number.
    """
    if isinstance(number, float) and number.is_integer() and abs(number) < _WHOLE:
        number = int(number)
    return str(number) if isinstance(number, int) else _plain(Decimal(repr(number)))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if len(text) <= _LONGEST else str(number).replace(".", ",")


def _moment(serial: float, epoch: dt.datetime) -> str:
    """Return a date, a time or both; "" when the number is none of these."""
    try:
        moment = from_excel(serial, epoch)
    except (OverflowError, ValueError):
        return ""
    if isinstance(moment, dt.time):
        return moment.isoformat("auto")
    if not isinstance(moment, dt.datetime) or serial < 0:
        return ""
    if moment.time() == dt.time():
        return moment.date().isoformat()
    return moment.isoformat(" ", "auto")
