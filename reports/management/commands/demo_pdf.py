"""`manage.py demo_pdf`: have a worker make the PDF of the demo's newest edition, and say where."""

import time
from typing import Any, Final

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction

from core.park_context import park_context
from parks.choices import Audience
from parks.jobs.models import JobState
from parks.models import Park
from reports import storage
from reports.models import Report, RoadmapEdition
from reports.services.jobs import request_edition_pdf, retry_report

PAUSE_S: Final = 0.5


class Command(BaseCommand):
    help = (
        "Laat een worker de pdf van de nieuwste editie van de demo maken en toont waar die staat."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--wait", type=int, default=120, metavar="SECONDEN", help="hoe lang te wachten"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = _request()
        report = _wait(report, seconds=options["wait"])
        if report.state != JobState.READY:
            raise CommandError(report.message or _still(report, options["wait"]))
        self.stdout.write(str(storage.location(report.file)))


def _request() -> Report:
    """Return the job of the newest edition for members of an example park."""
    parks = Park.objects.filter(is_example=True).values_list("pk", flat=True)
    with park_context(*parks), transaction.atomic():
        editions = RoadmapEdition.objects.filter(audience=Audience.MEMBERS)
        edition = editions.select_related("published_by").order_by("-number", "park_id").first()
        if edition is None:
            raise CommandError("Er is nog geen editie in de demo. Draai eerst manage.py seed_demo.")
        report = request_edition_pdf(edition=edition, by=edition.published_by)
        is_lost = report.state == JobState.READY and not storage.exists(report.file)
        if is_lost or report.state == JobState.FAILED:
            return retry_report(report=report, by=edition.published_by)
        return report


def _wait(report: Report, *, seconds: int) -> Report:
    """Look until the job is finished or the time is up."""
    deadline = time.monotonic() + seconds
    while not report.is_finished and time.monotonic() < deadline:
        time.sleep(PAUSE_S)
        with park_context(report.park_id), transaction.atomic():
            report = Report.objects.in_park(report.park_id).defer("content").get(pk=report.pk)
    return report


def _still(report: Report, seconds: int) -> str:
    return (
        f"Na {seconds} seconden is de pdf nog niet klaar ({report.get_state_display().lower()}). "
        "Draait er een Celery-worker voor de wachtrij pdf?"
    )
