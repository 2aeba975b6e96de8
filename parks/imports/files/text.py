"""From bytes to text, and which signs of it can be kept."""

import codecs
import re
from typing import Final

from parks.imports.files.results import FileRefusedError

_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # starts as the mark of UTF-16 does, so it goes first
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_SAMPLE: Final = 4096
_NO_TEXT: Final = "Dit is geen tekstbestand. Sla de lijst op als CSV (UTF-8) of als Excel-werkmap."
# Control signs, halves of pairs and non-characters: PostgreSQL refuses some, nobody reads any.
_UNREADABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding: UTF-8, UTF-16 or -32, and else cp1252.

    Raises FileRefusedError when it is none of these.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    encoding = _unmarked_utf16(data[:_SAMPLE])
    if encoding:
        return _strict(data, encoding)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strict(data, "cp1252")


def _strict(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise FileRefusedError(_NO_TEXT) from error


def _unmarked_utf16(sample: bytes) -> str:
    """Latin text in UTF-16 has a zero in every other byte; no other text has one at all."""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half and odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if half and even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def is_readable(text: str) -> bool:
    """Say whether every sign can be stored and shown."""
    return _UNREADABLE.search(text) is None


def readable(text: str) -> str:
    """Return the text with U+FFFD for each sign that can't be stored or shown."""
    return _UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def shown(text: str, *, limit: int = 40) -> str:
    """Return what a file holds in a form that is short and safe to repeat in a message."""
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return clean if len(clean) <= limit else f"{clean[: limit - 1]}…"
