"""Files that show what an answer says: add, hand out, remove."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms.documents import DocumentForm
from collective.models import Assessment, Evidence
from collective.services.assessments import (
    EvidenceRefusedError,
    add_evidence,
    remove_evidence,
)
from collective.views.assessment_door import (
    address_of,
    told_when_closed,
    visible_assessment,
    writable_assessment,
)
from collective.views.assessments import sections_of
from collective.views.documents import serve_document
from core.htmx import UNPROCESSABLE
from knowledge.questionnaire_schemas import Section, Statement
from parks.access import ParkRequest, Right, park_page
from parks.views.asking import Removal, ask
from parks.views.records import posted


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
@told_when_closed
def evidence_add(request: ParkRequest, pk: UUID, statement: str) -> HttpResponse:
    """Add a file that shows what the answer to a statement says."""
    assessment = writable_assessment(request, pk)
    asked, section = _statement(assessment, statement)
    back = f"{address_of(request, pk)}?deel={section.slug}#{asked.slug}"
    form = DocumentForm(posted(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            added = add_evidence(
                assessment=assessment,
                statement=asked.slug,
                document=form.document,
                by=request.viewer.user,
            )
        except EvidenceRefusedError as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, f"{added.filename} is toegevoegd.")
            return redirect(back)
    context = {"form": form, "statement": asked, "back": back}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "collective/degree/evidence_form.html", context, status=status)


@require_safe
@park_page(Right.READ)
def evidence_file(request: ParkRequest, pk: UUID, evidence: UUID) -> HttpResponse:
    """Hand out a file of an answer as a download."""
    return serve_document(
        request.viewer, _evidence(request, visible_assessment(request, pk), evidence)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
@told_when_closed
def evidence_delete(request: ParkRequest, pk: UUID, evidence: UUID) -> HttpResponse:
    """Ask whether a file of a draft may go, and remove it."""
    assessment = writable_assessment(request, pk)
    found = _evidence(request, assessment, evidence)
    park = request.viewer.park
    question = Removal(
        title="Bestand verwijderen?",
        text=f"{found.filename} verdwijnt uit deze beoordeling.",
        back=address_of(request, pk),
        done=f"{found.filename} is verwijderd.",
        act=lambda _: remove_evidence(assessment=assessment, evidence=found, park=park),
    )
    return ask(request, question)


def _evidence(request: ParkRequest, assessment: Assessment, pk: UUID) -> Evidence:
    rows = Evidence.objects.visible_to(request.viewer)
    evidence: Evidence = get_object_or_404(rows, pk=pk, answer__assessment=assessment)
    return evidence


def _statement(assessment: Assessment, slug: str) -> tuple[Statement, Section]:
    for section in sections_of(assessment).values():
        for statement in section.statements:
            if statement.slug == slug:
                return statement, section
    raise Http404
