"""The only place that makes PDFs: HTML in, a tagged PDF/UA-1 file out.

Nothing is fetched. The engine may read two assets of our own from memory and is refused anything
else, so that no text of a person can make it read a file or an address.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pikepdf
from django.conf import settings
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.models import Report, ReportKind
from reports.paper.html import document_html
from reports.paper.opportunity_map import opportunity_map_html
from reports.paper.organisation import organisation_html
from reports.queries.canonical import content_hash, from_json
from reports.queries.content import OrganisationDocument, RoadmapDocument
from reports.queries.opportunity_map_content import OpportunityMapDocument

Progress = Callable[[int], None]

STYLE_SHEET: Final = settings.BASE_DIR / "static" / "css" / "print.css"


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished file and its number of pages."""

    content: bytes
    pages: int


class OwnAssetsOnly(URLFetcher):  # type: ignore[misc]  # the engine has no types
    """Refuses every address but those of our own assets, which are in memory."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return an asset of ours. Raises ValueError for anything else, which is then left out."""
        assets = _assets()
        if url not in assets:
            raise ValueError(f"Reports fetch nothing: {url}")
        return URLFetcherResponse(url, assets[url], {"Content-Type": "image/svg+xml"})


def render_report(report: Report, *, progress: Progress) -> Pdf:
    """Return the PDF of a report. `progress` is told how far it is, in per cents."""
    content = report.edition.content if report.edition else report.content
    sha256 = content_hash(content)
    progress(10)
    if report.kind == ReportKind.ORGANISATION:
        html = organisation_html(from_json(OrganisationDocument, content), sha256=sha256)
    elif report.kind == ReportKind.OPPORTUNITY_MAP:
        html = opportunity_map_html(from_json(OpportunityMapDocument, content), sha256=sha256)
    else:
        html = document_html(from_json(RoadmapDocument, content), sha256=sha256)
    progress(25)
    return make_pdf(html, progress=progress)


def make_pdf(html: str, *, progress: Progress = lambda _: None) -> Pdf:
    """Return HTML as a tagged PDF/UA-1 file."""
    fonts, fetcher = FontConfiguration(), OwnAssetsOnly()
    style = CSS(string=_style_sheet(), font_config=fonts, url_fetcher=fetcher)
    source = HTML(string=html, url_fetcher=fetcher)
    pages = source.render(font_config=fonts, stylesheets=[style], pdf_variant="pdf/ua-1")
    progress(70)
    raw = pages.write_pdf(pdf_variant="pdf/ua-1")
    progress(90)
    return _finished(raw)


@cache
def _style_sheet() -> str:
    return str(STYLE_SHEET.read_text(encoding="utf-8"))


@cache
def _assets() -> dict[str, bytes]:
    return {"asset:concept.svg": render_to_string("reports/pdf/concept.svg").encode()}


def _finished(raw: bytes) -> Pdf:
    """Add what the engine leaves out: the scope of table headers (PDF/UA-1, 7.5)."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        for header, scope in _headers(pdf.Root.StructTreeRoot, in_head=False):
            header.A.Scope = scope
        target = io.BytesIO()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Pdf(content=target.getvalue(), pages=len(pdf.pages))


def _headers(element: Any, *, in_head: bool) -> Iterator[tuple[Any, pikepdf.Name]]:
    """Yield every table header with its scope: columns in a table head, else rows."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from _headers(child, in_head=in_head)
    elif isinstance(element, pikepdf.Dictionary):
        role = element.get("/S")
        if role == pikepdf.Name.TH:
            yield element, pikepdf.Name.Column if in_head else pikepdf.Name.Row
        if "/K" in element:
            yield from _headers(element.K, in_head=in_head or role == pikepdf.Name.THead)
