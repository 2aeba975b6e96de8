"""The time to make the demo's roadmap, beside WeasyPrint alone on the same HTML.

Runs inside Django: `manage.py shell -c "from tests.bench.pdf import measure; measure()"`.
"""

import json
import statistics
import time
from collections.abc import Callable, Mapping

from django.db import transaction
from weasyprint import CSS, HTML

from core.park_context import park_context
from parks.models import Park
from reports import rendering, storage
from reports.models import Report
from reports.paper.html import document_html
from reports.queries.canonical import content_hash, from_json
from reports.queries.content import RoadmapDocument
from tests.site.cast import FULL_PARK

ROUNDS = 5


def measure() -> None:
    """Print the median seconds of both as JSON."""
    park = Park.objects.get(slug=FULL_PARK)
    with park_context(park.pk), transaction.atomic():
        reports = Report.objects.in_park(park.pk).filter(edition__isnull=False)
        report = reports.select_related("edition").latest("edition__number")
        content = report.edition.content
        html = document_html(from_json(RoadmapDocument, content), sha256=content_hash(content))
        ways = {"product": lambda: product(report), "engine": lambda: engine(html)}
        print(json.dumps(in_turns(ways)))


def in_turns(ways: Mapping[str, Callable[[], None]]) -> dict[str, float]:
    """Return the median seconds of each way, after one round that doesn't count."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS + 1):
        for name in sorted(ways, reverse=number % 2 == 0):
            seconds = timed(ways[name])
            if number:
                taken[name].append(seconds)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def product(report: Report) -> None:
    """Do what the worker does between claiming a job and recording its file."""
    made = rendering.render_report(report, progress=lambda _: None)
    storage.store("reports/bench.pdf", made.content)


def engine(html: str) -> None:
    """Let the engine alone do its work, with the same style sheet and the same kind of PDF."""
    style = CSS(string=rendering.STYLE_SHEET.read_text(encoding="utf-8"))
    HTML(string=html).write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")


def timed(way: Callable[[], None]) -> float:
    """Return how many seconds something takes."""
    start = time.perf_counter()
    way()
    return time.perf_counter() - start
