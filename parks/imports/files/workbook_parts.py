"""The parts of a workbook (XLSX), each read as a stream: nothing is built that nobody asked for."""

from collections.abc import Iterator
from typing import Any, Final
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from parks.imports.files.archives import Archive
from parks.imports.files.results import FileRefusedError

DAMAGED: Final = (
    "De werkmap is beschadigd. Open hem in Excel, sla hem opnieuw op als .xlsx en probeer het "
    "nog eens."
)
# What a damaged part makes the code below raise: numbers and names that are not there.
_FAILURES: Final = (SAXParseException, DefusedXmlException, ValueError, KeyError, IndexError)


class PartHandler(ContentHandler):
    """Calls `opened` and `closed` with names without prefix, and gathers text where asked."""

    def __init__(self) -> None:
        super().__init__()
        self.gathering = False
        self.gathered: list[str] = []

    def opened(self, name: str, attributes: AttributesImpl) -> None:
        """Meet the start of an element."""

    def closed(self, name: str) -> None:
        """Meet the end of an element."""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  # the name that SAX calls
        self.opened(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802  # the name that SAX calls
        self.closed(name.rpartition(":")[2])

    def characters(self, content: str) -> None:
        if self.gathering:
            self.gathered.append(content)

    def taken(self) -> str:
        """Return the gathered text and stop gathering."""
        text = "".join(self.gathered)
        self.gathered.clear()
        self.gathering = False
        return text


def read_part(archive: Archive, name: str, handler: PartHandler) -> None:
    """Let a handler read a whole part. Raises FileRefusedError."""
    for _ in steps_of(archive, name, handler):
        pass


def steps_of(archive: Archive, name: str, handler: PartHandler) -> Iterator[None]:
    """Let a handler read a part piece by piece, so that a caller can take what it has so far."""
    parser: Any = make_parser()
    parser.forbid_dtd = True
    parser.reset()
    parser.setContentHandler(handler)
    try:
        for chunk in archive.chunks(name):
            parser.feed(chunk)
            yield
        parser.close()
        yield
    except FileRefusedError:
        raise
    except _FAILURES as error:
        raise FileRefusedError(DAMAGED) from error
