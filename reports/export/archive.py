"""Writes a park's export: the same park at the same moment gives the same bytes."""

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, Final
from uuid import UUID

from django.utils import timezone

from collective.models import AgreementDocument, Evidence
from core.snapshot import snapshot
from parks.jobs.working import Progress
from parks.models import ImportFile
from reports import storage
from reports.export.plan import TABLES, history_tables
from reports.export.readme import readme
from reports.export.rows import People, park_record, records
from reports.models import ParkExport, Report
from reports.queries.canonical import json_line

LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can hold
READABLE: Final = 0o100644 << 16
UNSAFE: Final = re.compile(r"[^\w.-]+", re.ASCII)
BLOCK: Final = 1024 * 1024
# Files in the database: folder, model, and the lookups of the row they belong to and their name.
STORED: Final[tuple[tuple[str, Any, str, str], ...]] = (
    ("ingelezen", ImportFile, "run_id", "run__filename"),
    ("bewijs", Evidence, "pk", "filename"),
    ("afspraken", AgreementDocument, "pk", "filename"),
)


class Entry:
    """A file inside the archive while it is written; nothing of it stays in memory."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._digest = hashlib.sha256()

    def write(self, content: bytes) -> None:
        """Add to the end of the file."""
        self._digest.update(content)
        self._raw.write(content)

    @property
    def sha256(self) -> str:
        """The hash of what was written so far."""
        return self._digest.hexdigest()


class Archive:
    """A zip file that grows entry by entry. `contents` says what it holds so far."""

    def __init__(self, target: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self.contents: list[dict[str, Any]] = []

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @contextmanager
    def entry(self, name: str) -> Iterator[tuple[Entry, dict[str, Any]]]:
        """Add a file: yields what takes its bytes, and its line in the table of contents."""
        info = zipfile.ZipInfo(name, LONG_AGO)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, READABLE
        line: dict[str, Any] = {"name": name}
        with self._zip.open(info, "w", force_zip64=True) as raw:
            entry = Entry(raw)
            yield entry, line
        self.contents.append(line | {"sha256": entry.sha256})

    def add_text(self, name: str, text: str) -> None:
        """Add a text file."""
        with self.entry(name) as (entry, _):
            entry.write(text.encode())

    def add_records(self, name: str, found: Iterable[dict[str, Any]]) -> int:
        """Add a JSON list with a record on each line; return how many there are."""
        number = 0
        with self.entry(name) as (entry, line):
            for number, record in enumerate(found, start=1):  # counts after the loop
                entry.write(b"[\n" if number == 1 else b",\n")
                entry.write(json_line(record).encode())
            entry.write(b"\n]\n" if number else b"[]\n")
            line["rows"] = number
        return number


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of a report: its name in the archive, where it is stored, and the report's id."""

    name: str
    stored: str
    report: str


def write_export(export: ParkExport, target: BinaryIO, *, progress: Progress) -> None:
    """Write all that a park has as a zip. Needs the park's context, outside a transaction."""
    progress(5)
    with Archive(target) as archive:
        with snapshot():
            park = park_record(export.park_id)
            numbers = _add_data(archive, export.park_id, park)
            made = _made_files(export.park_id)
        progress(60)
        missing = [each.name for each in made if not _add_file(archive, each)]
        progress(95)
        day = timezone.localdate(export.requested_at)
        guide = readme(park=park["name"], day=day, numbers=numbers, missing=missing)
        archive.add_text("README.txt", guide)
        archive.add_records("inhoud.json", tuple(archive.contents))


def _add_data(archive: Archive, park_id: int, park: dict[str, Any]) -> dict[str, int]:
    """Add all that the database has of the park; return the number of rows in each table."""
    people = People()
    archive.add_records("park.json", [park])
    numbers = {
        table.path: archive.add_records(
            f"{table.path}.json", records(table, park_id=park_id, people=people)
        )
        for table in (*TABLES, *history_tables())
    }
    archive.add_records("personen.json", people.records(park_id))
    for folder, model, row, filename in STORED:
        _add_stored_files(archive, folder, model.objects.filter(park_id=park_id), row, filename)
    return numbers


def _add_stored_files(archive: Archive, folder: str, files: Any, row: str, filename: str) -> None:
    """Add what the database keeps of files; `row` and `filename` are lookups."""
    found = files.order_by("pk").values_list(row, filename, "content")
    for row_id, name, content in found.iterator(chunk_size=1):
        safe = UNSAFE.sub("_", name).lstrip(".")
        with archive.entry(f"bestanden/{folder}/{row_id}-{safe}") as (entry, line):
            line["row"] = str(row_id)
            entry.write(bytes(content))


def _made_files(park_id: int) -> list[MadeFile]:
    reports = Report.objects.in_park(park_id).exclude(file="").order_by("requested_at", "pk")
    rows = reports.values_list("pk", "file", "edition__number", "edition__audience")
    return [
        MadeFile(f"bestanden/{_name(pk, number, audience)}.pdf", file, str(pk))
        for pk, file, number, audience in rows
    ]


def _name(pk: UUID, number: int | None, audience: str) -> str:
    return f"editie-{number}-{audience}" if number else f"concept-{pk}"


def _add_file(archive: Archive, made: MadeFile) -> bool:
    """Add a file of a report. False when it has gone from the disk."""
    file = storage.open_file(made.stored)
    if file is None:
        return False
    with file, archive.entry(made.name) as (entry, line):
        line["report"] = made.report
        while block := file.read(BLOCK):
            entry.write(block)
    return True
