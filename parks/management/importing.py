"""What the commands about files share."""

import datetime as dt
import json
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience, Crs, ImportKind, Role, Verdict
from parks.imports import mapping as columns
from parks.imports.fields import Kind
from parks.imports.files import FileRefusedError
from parks.imports.files.limits import MAX_BYTES
from parks.imports.mapping import KINDS, MappingRefusedError
from parks.imports.plan import KEEP, Row
from parks.imports.storing import stored_rows
from parks.models import Import, Membership, Park
from parks.queries.imports import label_of, shown_value
from parks.services.imports import (
    ImportClosedError,
    Sent,
    apply_import,
    receive_file,
    undo_import,
)

TOO_LARGE = "Het bestand is groter dan 20 MB. Splits het in kleinere bestanden."


def read_file(path: Path) -> bytes:
    """Read no more than the limit, whatever the file turns out to be. Raises CommandError."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} is niet te lezen: {error.strerror}.") from error
    if len(data) > MAX_BYTES:
        raise CommandError(f"{TOO_LARGE} Er is niets ingevoerd.")
    return data


def in_words(kind: Kind, row: Row) -> str:
    """Return what happens with a row as one line of text."""
    notes = []
    for each in row.changes:
        old, new = (shown_value(kind, each.field, value) for value in (each.old, each.new))
        kept = f" (blijft {old})" if each.how == KEEP else ""
        notes.append(f"{label_of(kind, each.field)} {old} -> {new}{kept}")
    notes += row.why_not
    notes += [f"let op: {each}" for each in (*row.warnings, *row.remarks)]
    text = f"regel {row.number}: {Verdict(row.verdict).label} - {row.label}"
    return f"{text}: {'; '.join(notes)}" if notes else text


def counted(counts: dict[str, int], verdicts: Iterable[Verdict]) -> str:
    """Return how many rows there are of some verdicts, in words."""
    return ", ".join(f"{counts.get(verdict, 0)} {verdict.label}" for verdict in verdicts)


def chosen_columns(kind: Kind, headings: Sequence[str], given: str) -> list[str]:
    """Return for each column the field that it fills: as its heading says, or as `given`.

    `given` is JSON: {"heading of the file": "field"}. Raises CommandError.
    """
    mapping = columns.guess(kind, headings)
    try:
        said = json.loads(given) if given else {}
    except ValueError as error:
        raise CommandError('--mapping is geen JSON zoals {"Kolom": "veld"}.') from error
    names = {field.name for field in kind.fields} | {""}
    for heading, field in said.items() if isinstance(said, dict) else ():
        if heading not in headings or field not in names:
            raise CommandError(f"--mapping: onbekende kolom of onbekend veld: {heading}: {field}.")
        mapping[headings.index(heading)] = field
    return mapping


class ParkImportCommand(BaseCommand):
    """Brings a file into one park: look, apply, or take the last one back."""

    kind: ImportKind

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", metavar="BESTAND")
        parser.add_argument("--park", required=True, help="adres van het terrein: /p/<adres>/")
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument(
            "--dry-run", action="store_true", help="toon alleen wat er zou gebeuren; bewaar niets"
        )
        ways.add_argument("--apply", action="store_true", help="lees het bestand ook in")
        ways.add_argument(
            "--undo", action="store_true", help="draai het laatst ingelezen bestand terug"
        )
        parser.add_argument("--mapping", default="", help='kolommen als JSON: {"Kolom": "veld"}')
        parser.add_argument("--source", default="", help="van wie de lijst komt")
        parser.add_argument("--source-date", type=dt.date.fromisoformat, help="peildatum")
        parser.add_argument("--audience", choices=Audience.values, default=Audience.TEAM)
        parser.add_argument("--crs", choices=Crs.values, default=Crs.AUTO)
        parser.add_argument("--skip-refused", action="store_true", help="sla geweigerde rijen over")
        parser.add_argument("--email", help="namens wie; anders namens een parkmanager")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        asked = Namespace(**options)
        park = Park.objects.defer("outline").filter(slug=asked.park).first()
        if park is None:
            raise CommandError(f"Er is geen terrein met het adres {asked.park}.")
        with park_context(park.pk):
            by = self._person(park, asked.email)
            if asked.undo:
                self._undo(park, by)
            elif asked.file is None:
                raise CommandError("Geef een bestand op, of --undo.")
            else:
                self._bring_in(park, by, asked)

    def _person(self, park: Park, email: str | None) -> User:
        held = Membership.objects.filter(park=park).current().select_related("user")
        if email:
            held = held.filter(user__email__iexact=email, role__in=(Role.PARK_MANAGER, Role.TEAM))
        else:
            held = held.filter(role=Role.PARK_MANAGER)
        found = held.order_by("since", "pk").first()
        if found is None:
            raise CommandError("Geef met --email op namens wie: iemand van het kernteam.")
        return found.user

    def _bring_in(self, park: Park, by: User, asked: Namespace) -> None:
        with transaction.atomic():
            run = self._planned(park, by, asked)
            for row in stored_rows(run):
                self.stdout.write(in_words(KINDS[self.kind], row))
            self.stdout.write(counted(run.counts, Verdict))
            if asked.dry_run:
                transaction.set_rollback(True)
        if asked.dry_run:
            self.stdout.write("Proef: er is niets ingevoerd.")
        elif asked.apply:
            self._apply(run, by, asked.skip_refused)
        else:
            path = f"/p/{park.slug}/terrein/inlezen/{run.pk}/"
            self.stdout.write(f"Nog niet ingelezen. Kijk het na op {path} of gebruik --apply.")

    def _planned(self, park: Park, by: User, asked: Namespace) -> Import:
        sent = Sent(
            data=read_file(asked.file),
            filename=asked.file.name,
            source=asked.source,
            source_date=asked.source_date,
            audience=asked.audience,
            crs=asked.crs,
        )
        kind = KINDS[self.kind]
        try:
            return receive_file(
                park=park,
                kind=self.kind,
                sent=sent,
                by=by,
                mapping=lambda headings: chosen_columns(kind, headings, asked.mapping),
                at_once=True,
            )
        except (FileRefusedError, MappingRefusedError) as error:
            raise CommandError(f"{error} Er is niets ingevoerd.") from error

    def _apply(self, run: Import, by: User, skip_refused: bool) -> None:
        if run.refused and not skip_refused:
            raise CommandError(f"Geweigerde rijen: {run.refused}. Er is niets ingevoerd.")
        if not run.to_write:
            self.stdout.write("Er is niets om in te lezen.")
            return
        apply_import(run=run, by=by, skip_refused=skip_refused, at_once=True)
        if run.message:
            raise CommandError(run.message)
        self.stdout.write(f"Ingelezen op {timezone.localtime():%d-%m-%Y %H:%M}.")

    def _undo(self, park: Park, by: User) -> None:
        run = Import.objects.in_park(park.pk).applied().filter(kind=self.kind).first()
        if run is None:
            raise CommandError("Er is niets om terug te draaien.")
        try:
            undo_import(run=run, by=by, at_once=True)
        except ImportClosedError as error:
            raise CommandError(
                "Alleen het laatst ingelezen bestand kan worden teruggedraaid."
            ) from error
        if run.message:
            raise CommandError(run.message)
        self.stdout.write(
            f"Teruggedraaid: {run.outcome['removed']} weg, {run.outcome['restored']} hersteld."
        )
        for label, why in run.outcome["kept"]:
            self.stdout.write(f"blijft: {label}: {why}")
