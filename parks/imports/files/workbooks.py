"""A workbook (XLSX): which sheets, texts, formats and dates it has; `sheets` reads the rows.

Our own reader on defusedxml, and not openpyxl's: docs/decisions/0012 says why.
"""

import datetime as dt
import posixpath
from dataclasses import dataclass
from typing import Final
from xml.sax.xmlreader import AttributesImpl

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from parks.imports.files.archives import Archive
from parks.imports.files.limits import MAX_CELL_LENGTH, MAX_CELLS, MAX_TEXT
from parks.imports.files.results import FileRefusedError
from parks.imports.files.workbook_parts import DAMAGED, PartHandler, read_part
from parks.imports.files.workbook_text import unescape

_FOLDER: Final = "xl"
_TOO_MUCH: Final = "De werkmap bevat te veel tekst. Stuur alleen de lijst die u wilt inlezen."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as the workbook lists it."""

    title: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """All that the rows of a sheet refer to. `formats` holds the number format of each style."""

    sheets: tuple[Sheet, ...]
    strings: list[str]
    formats: list[str]
    epoch: dt.datetime


def read_workbook(archive: Archive) -> Workbook:
    """Read everything but the rows. Raises FileRefusedError."""
    contents, targets, strings, styles = _Contents(), _Targets(), _Strings(), _Styles()
    for part, handler, needed in (
        ("workbook.xml", contents, True),
        ("_rels/workbook.xml.rels", targets, True),
        ("sharedStrings.xml", strings, False),
        ("styles.xml", styles, False),
    ):
        name = f"{_FOLDER}/{part}"
        if name in archive.names:
            read_part(archive, name, handler)
        elif needed:
            raise FileRefusedError(DAMAGED)
    sheets = tuple(
        Sheet(title, targets.parts[link], hidden)
        for title, link, hidden in contents.sheets
        if targets.parts.get(link, "") in archive.names
    )
    epoch = MAC_EPOCH if contents.since_1904 else WINDOWS_EPOCH
    return Workbook(sheets, strings.strings, styles.formats, epoch)


class _Contents(PartHandler):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def opened(self, name: str, attributes: AttributesImpl) -> None:
        if name == "sheet":
            link = next(
                (attributes[key] for key in attributes.getNames() if key.endswith(":id")), ""
            )
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), link, hidden))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in ("1", "true")


class _Targets(PartHandler):
    """Which link leads to which part; only sheets of rows, no charts."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: dict[str, str] = {}

    def opened(self, name: str, attributes: AttributesImpl) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.join(_FOLDER, target)
            self.parts[attributes.get("Id", "")] = posixpath.normpath(path)


class TextHandler(PartHandler):
    """Gathers the text of `t` elements, leaving out phonetic hints (`rPh`)."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[str] = []
        self._phonetic = False
        self._left = MAX_TEXT

    def opened(self, name: str, attributes: AttributesImpl) -> None:
        if name == "rPh":
            self._phonetic = True
        elif name == "t" and not self._phonetic:
            self.gathering = True

    def closed(self, name: str) -> None:
        if name == "rPh":
            self._phonetic = False
        elif name == "t" and self.gathering:
            self._pieces.append(self.taken())

    def text(self) -> str:
        """Return the text since the last call, one sign past the limit if it is too long."""
        whole = "".join(self._pieces)
        self._pieces.clear()
        kept = unescape(whole)[: MAX_CELL_LENGTH + 1]
        self._left -= len(kept)
        if self._left < 0:
            raise FileRefusedError(_TOO_MUCH)
        return kept


class _Strings(TextHandler):
    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []

    def closed(self, name: str) -> None:
        super().closed(name)
        if name == "si":
            self.strings.append(self.text())
            if len(self.strings) > MAX_CELLS:
                raise FileRefusedError(_TOO_MUCH)


class _Styles(PartHandler):
    """Number formats by style; only those in `cellXfs` are used by cells."""

    def __init__(self) -> None:
        super().__init__()
        self.formats: list[str] = []
        self._own: dict[int, str] = {}
        self._in_cells = False

    def opened(self, name: str, attributes: AttributesImpl) -> None:
        if name == "numFmt":
            self._own[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            number = int(attributes.get("numFmtId", "0"))
            self.formats.append(self._own.get(number) or BUILTIN_FORMATS.get(number, ""))

    def closed(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False
