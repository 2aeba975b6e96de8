"""`manage.py import_parks`: take over parks from a file of the public register."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction

from parks.imports.register import apply_import, plan_import
from parks.imports.table import MAX_BYTES, TOO_LARGE, FileRefusedError
from parks.imports.verdicts import RowVerdict, VerdictKind, count_verdicts


class Command(BaseCommand):
    help = (
        "Neemt bedrijventerreinen over uit een registerbestand (CSV). Alles of niets: "
        "bij een geweigerde rij wordt niets ingevoerd."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="BESTAND")
        parser.add_argument(
            "--dry-run", action="store_true", help="toon alleen wat er zou gebeuren"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            verdicts = plan_import(_read(options["file"]))
        except FileRefusedError as error:
            raise CommandError(f"{error} Er is niets ingevoerd.") from error
        for verdict in verdicts:
            self.stdout.write(in_words(verdict))
        counts = count_verdicts(verdicts)
        self.stdout.write(", ".join(f"{number} {kind.value}" for kind, number in counts.items()))
        if refused := counts[VerdictKind.REFUSED]:
            raise CommandError(f"Geweigerde rijen: {refused}. Er is niets ingevoerd.")
        if options["dry_run"]:
            self.stdout.write("Proef: er is niets ingevoerd.")
        else:
            apply_import(verdicts)


def in_words(verdict: RowVerdict) -> str:
    """Return a verdict as one line of text."""
    changes = [f"{each.label} {each.old} -> {each.new}" for each in verdict.changes]
    notes = [*changes, *verdict.reasons, *(f"let op: {each}" for each in verdict.warnings)]
    text = f"regel {verdict.line}: {verdict.kind.value} - {verdict.label}"
    return f"{text}: {'; '.join(notes)}" if notes else text


def _read(path: Path) -> bytes:
    """Read no more than the limit, whatever the file turns out to be."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} is niet te lezen: {error.strerror}.") from error
    if len(data) > MAX_BYTES:
        raise FileRefusedError(TOO_LARGE)
    return data
