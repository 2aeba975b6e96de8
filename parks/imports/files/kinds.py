"""What sort of file somebody sent, and what to say about a sort that isn't read here."""

from pathlib import PurePath
from typing import Final

from parks.imports.files.archives import Archive, is_archive, member_of, open_archive
from parks.imports.files.limits import MAX_ARCHIVE_FILES, MAX_BYTES, MAX_WORKBOOK_PARTS
from parks.imports.files.results import FileKind, FileRefusedError

TOO_LARGE: Final = "Het bestand is groter dan 20 MB. Splits het in kleinere bestanden."
_AS_TABLE: Final = "Sla de lijst op als Excel-werkmap (.xlsx) of als CSV (UTF-8)."
_AS_GEOJSON: Final = "Sla de kaartlaag in uw kaartprogramma op als GeoJSON, in RD of WGS84."
_STARTS: Final = {
    b"%PDF": f"Dit is een PDF. {_AS_TABLE}",
    b"\xd0\xcf\x11\xe0": (
        "Dit is een oud Excel-bestand (.xls), of een werkmap met een wachtwoord. "
        "Haal het wachtwoord weg en sla de lijst op als Excel-werkmap (.xlsx)."
    ),
    b"SQLite format 3": f"Dit is een GeoPackage of een andere database. {_AS_GEOJSON}",
    b"\x00\x00\x27\x0a": f"Dit is een deel van een shapefile. {_AS_GEOJSON}",
    b"7z\xbc\xaf\x27\x1c": "Dit is een 7z-bestand. Stuur het bestand zelf, of een zip.",
    b"Rar!": "Dit is een rar-bestand. Stuur het bestand zelf, of een zip.",
    b"\x1f\x8b": "Dit is een gzip-bestand. Stuur het bestand zelf, of een zip.",
    b"\x89PNG": f"Dit is een plaatje. {_AS_TABLE}",
    b"\xff\xd8\xff": f"Dit is een foto. {_AS_TABLE}",
    b"{\\rtf": f"Dit is een tekstdocument. {_AS_TABLE}",
}
_MARKUP: Final = f"Dit is een XML-bestand, zoals GML of KML. {_AS_GEOJSON}"
_PARTS: Final = {
    "content.xml": f"Dit is een OpenDocument-bestand (.ods). {_AS_TABLE}",
    "xl/workbook.bin": f"Dit is een binaire werkmap (.xlsb). {_AS_TABLE}",
    "word/document.xml": f"Dit is een Word-document. {_AS_TABLE}",
    "doc.kml": f"Dit is een KMZ-bestand. {_AS_GEOJSON}",
}
_SUFFIXES: Final = (".csv", ".txt", ".xlsx", ".xlsm", ".geojson", ".json")
WORKBOOK: Final = "xl/workbook.xml"


def detect_kind(data: bytes, *, filename: str) -> FileKind:
    """Return what a file is, looking inside a zip. Raises FileRefusedError."""
    return open_file(data, filename=filename)[0]


def open_file(data: bytes, *, filename: str) -> tuple[FileKind, bytes]:
    """Return what a file is and its bytes, taken out of a zip when it came in one.

    Raises FileRefusedError when it is too large, empty, damaged or of a sort not read here.
    """
    if len(data) > MAX_BYTES:
        raise FileRefusedError(TOO_LARGE)
    if not is_archive(data):
        return _plain_kind(data, filename), data
    if _looks_like_workbook(data):
        return FileKind.XLSX, data
    with open_archive(data, max_files=MAX_ARCHIVE_FILES) as archive:
        _refuse_foreign(archive)
        name, inner = member_of(archive, _SUFFIXES, limit=MAX_BYTES)
    if not is_archive(inner):
        return _plain_kind(inner, name), inner
    if _looks_like_workbook(inner):
        return FileKind.XLSX, inner
    raise FileRefusedError("In het zipbestand zit nog een zipbestand. Stuur het bestand zelf.")


def _plain_kind(data: bytes, filename: str) -> FileKind:
    if not data.strip():
        raise FileRefusedError("Het bestand is leeg.")
    for start, advice in _STARTS.items():
        if data.startswith(start):
            raise FileRefusedError(advice)
    head = data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"<"):
        raise FileRefusedError(_MARKUP)
    by_name = PurePath(filename).suffix.lower() in (".geojson", ".json")
    if head.startswith(b"{") or (by_name and head.startswith(b"[")):
        return FileKind.GEOJSON
    return FileKind.CSV


def _looks_like_workbook(data: bytes) -> bool:
    with open_archive(data, max_files=MAX_WORKBOOK_PARTS) as archive:
        return WORKBOOK in archive.names


def _refuse_foreign(archive: Archive) -> None:
    for name in archive.names:
        lowered = name.lower()
        if lowered in _PARTS:
            raise FileRefusedError(_PARTS[lowered])
        if lowered.endswith(".shp"):
            raise FileRefusedError(f"Dit is een shapefile. {_AS_GEOJSON}")
