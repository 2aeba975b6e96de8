"""`manage.py import_parks`: take over parks from a file of the public register."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction

from parks.choices import Crs, ImportStep, Verdict
from parks.imports.files import FileRefusedError
from parks.imports.kinds.parks import PARKS
from parks.imports.mapping import MappingRefusedError
from parks.imports.storing import stored_rows
from parks.management.importing import chosen_columns, counted, in_words, read_file
from parks.models import RegisterImport
from parks.services.imports import Sent
from parks.services.register import apply_register, receive_register, undo_register

SAID = (Verdict.NEW, Verdict.CHANGED, Verdict.KEPT, Verdict.UNCHANGED, Verdict.REFUSED)


class Command(BaseCommand):
    help = (
        "Neemt bedrijventerreinen over uit een registerbestand (CSV, XLSX of GeoJSON). Alles of"
        " niets: bij een geweigerde rij wordt niets ingevoerd."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", metavar="BESTAND")
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument("--dry-run", action="store_true", help="toon alleen wat er zou gebeuren")
        ways.add_argument(
            "--undo", action="store_true", help="draai het laatst ingelezen bestand terug"
        )
        parser.add_argument("--mapping", default="", help='kolommen als JSON: {"Kolom": "veld"}')
        parser.add_argument("--crs", choices=Crs.values, default=Crs.AUTO)
        parser.add_argument("--municipality", default="", help="gemeentecode als die ontbreekt")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = Namespace(**options)
        if asked.undo:
            self._undo()
        elif asked.file is None:
            raise CommandError("Geef een bestand op, of --undo.")
        else:
            self._bring_in(asked)

    @transaction.atomic
    def _bring_in(self, asked: Namespace) -> None:
        run = self._planned(asked)
        for row in stored_rows(run):
            self.stdout.write(in_words(PARKS, row))
        self.stdout.write(counted(run.counts, SAID))
        if run.refused:
            raise CommandError(f"Geweigerde rijen: {run.refused}. Er is niets ingevoerd.")
        if asked.dry_run:
            transaction.set_rollback(True)
            self.stdout.write("Proef: er is niets ingevoerd.")
        elif run.to_write and (why_not := apply_register(run=run, by=None)):
            raise CommandError(why_not)

    def _planned(self, asked: Namespace) -> RegisterImport:
        sent = Sent(data=read_file(asked.file), filename=asked.file.name, crs=asked.crs)
        try:
            return receive_register(
                sent=sent,
                by=None,
                municipality_code=asked.municipality,
                mapping=lambda headings: chosen_columns(PARKS, headings, asked.mapping),
            )
        except (FileRefusedError, MappingRefusedError) as error:
            raise CommandError(f"{error} Er is niets ingevoerd.") from error

    def _undo(self) -> None:
        applied = RegisterImport.objects.filter(step=ImportStep.APPLIED)
        run = applied.order_by("-applied_at", "-pk").first()
        if run is None:
            raise CommandError("Er is niets om terug te draaien.")
        undo_register(run=run, by=None)
        self.stdout.write(
            f"Teruggedraaid: {run.outcome['removed']} weg, {run.outcome['restored']} hersteld."
        )
        for label, why in run.outcome["kept"]:
            self.stdout.write(f"blijft: {label}: {why}")
