"""Filling in a questionnaire: start, answer, add evidence, sign, read, remove a draft."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collective.forms.assessments import SectionForm, SignForm, StartForm, initial_of
from collective.models import Answer, Assessment, OrganisationDegree, Side
from collective.queries.assessment_history import assessment_history as history_of
from collective.queries.assessments import Sheet, assessments_for, picture_of, sheet_of
from collective.services.assessments import (
    AssessmentClosedError,
    UnansweredError,
    remove_draft,
    save_answers,
    sign_assessment,
    start_assessment,
)
from collective.views.assessment_door import (
    CLOSED,
    address_of,
    makes,
    own_assessment,
    told_when_closed,
    visible_assessment,
    writable_assessment,
)
from core.htmx import UNPROCESSABLE, is_fragment_request
from knowledge.loader import current_questionnaire, questionnaires
from knowledge.questionnaire_schemas import Section
from parks.access import ParkRequest, Right, park_page
from parks.views.asking import Removal, ask
from parks.views.records import history_page, posted

TEMPLATES = "collective/degree"


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
def start(request: ParkRequest, side: str) -> HttpResponse:
    """Start a picture of one side; who has a draft already goes on with that one."""
    if side not in Side.values:
        raise Http404
    viewer, by, today = request.viewer, picture_of(request.viewer), timezone.localdate()
    own = assessments_for(viewer).filter(side=side, by=by).newest_first()
    draft = own.filter(signed_at=None).first()
    if draft is not None:
        return redirect(address_of(request, draft.pk))
    earlier = own.signed().first()
    initial = {"assessed_on": today, "audience": viewer.audiences[0], "copy_earlier": True}
    form = StartForm(
        posted(request),
        today=today,
        audiences=viewer.audiences,
        has_earlier=earlier is not None,
        initial=initial,
    )
    if form.is_bound and form.is_valid():
        started = start_assessment(
            park=viewer.park,
            side=side,
            by=by,
            made_by=viewer.user,
            assessed_on=form.cleaned_data["assessed_on"],
            audience=form.cleaned_data["audience"],
            copied_from=earlier if form.cleaned_data.get("copy_earlier") else None,
        )
        return redirect(address_of(request, started.pk))
    context = {
        "form": form,
        "side_label": Side(side).label,
        "by_label": by.label,
        "questionnaire": current_questionnaire(side),
        "back": reverse("collective:degree", args=[viewer.park.slug]),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, f"{TEMPLATES}/start.html", context, status=status)


@require_safe
@park_page(Right.READ)
def detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show an assessment; who may answer gets the first section that is not complete."""
    assessment = visible_assessment(request, pk)
    sheet = sheet_of(assessment)
    if assessment.signed_at or not makes(request, assessment):
        return render(request, f"{TEMPLATES}/sheet.html", {"sheet": sheet})
    slug = request.GET.get("deel") or _first_open(sheet)
    section = _section(assessment, slug)
    return _section_page(request, sheet, SectionForm(section, _answers(assessment)))


@require_POST
@park_page(Right.ASSESS)
def save(request: ParkRequest, pk: UUID, section: str) -> HttpResponse:
    """Store a section; goes on to the next one, or tells what was stored while typing."""
    assessment = own_assessment(request, pk)
    form = SectionForm(_section(assessment, section), _answers(assessment), request.POST)
    try:
        is_valid = _stored(request, assessment, form)
    except AssessmentClosedError:
        return _too_late(request, own_assessment(request, pk), form)
    if is_fragment_request(request):
        return _saved(request, assessment, form, is_valid=is_valid)
    if not is_valid:
        return _section_page(request, sheet_of(assessment), form, UNPROCESSABLE)
    return redirect(_after(request, assessment, section))


def _stored(request: ParkRequest, assessment: Assessment, form: SectionForm) -> bool:
    """Whether all of it is stored; the form says what is not. Raises `AssessmentClosedError`."""
    if assessment.signed_at:
        raise AssessmentClosedError
    if not form.is_valid():
        return False
    clashes = save_answers(assessment=assessment, typed=form.typed(), by=request.viewer.user)
    if clashes:
        form.clashed(clashes, _answers(assessment))
    return not clashes


def _too_late(request: ParkRequest, signed: Assessment, form: SectionForm) -> HttpResponse:
    """Tell that somebody signed meanwhile; what was typed stays on the page, to be copied."""
    sheet = sheet_of(signed)
    if is_fragment_request(request):
        context = {"sheet": sheet, "closed": CLOSED}
        return render(request, f"{TEMPLATES}/section.html#saved", context, status=UNPROCESSABLE)
    return _section_page(request, sheet, form, UNPROCESSABLE, closed=CLOSED)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
@told_when_closed
def sign(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show what follows from the answers, ask, and make it final."""
    assessment = own_assessment(request, pk)
    form = SignForm(
        posted(request),
        today=timezone.localdate(),
        audiences=request.viewer.audiences,
        initial=initial_of(assessment),
    )
    try:
        stated = _signed(request, assessment, form)
    except AssessmentClosedError:
        if not form.is_bound:
            raise
        return _sign_page(request, own_assessment(request, pk), form, closed=CLOSED)
    if stated is None:
        return _sign_page(request, assessment, form)
    messages.success(
        request,
        f"De beoordeling is ondertekend. {stated.get_side_display()}:"
        f" {stated.get_degree_display().lower()}.",
    )
    return redirect("collective:degree", request.viewer.park.slug)


def _signed(
    request: ParkRequest, assessment: Assessment, form: SignForm
) -> OrganisationDegree | None:
    """Sign it; None when it is only asked, or when the form says what is wrong.

    Raises `AssessmentClosedError`.
    """
    if assessment.signed_at:
        raise AssessmentClosedError
    if not form.is_bound or not form.is_valid():
        return None
    park, by = request.viewer.park, request.viewer.user
    try:
        return sign_assessment(
            park=park, assessment=assessment, by=by, now=timezone.now(), **form.cleaned_data
        )
    except UnansweredError:
        form.add_error(None, "Beantwoord eerst alle stellingen. “Weet ik niet” mag ook.")
        return None


def _sign_page(
    request: ParkRequest, assessment: Assessment, form: SignForm, closed: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "sheet": sheet_of(assessment),
        "back": address_of(request, assessment.pk),
        "closed": closed,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, f"{TEMPLATES}/sign.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
@told_when_closed
def delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a draft may go, and remove it."""
    assessment = writable_assessment(request, pk)
    park = request.viewer.park
    question = Removal(
        title="Concept verwijderen?",
        text="De antwoorden en de bestanden die erbij horen, verdwijnen. Wat eerder ondertekend"
        " is, blijft staan.",
        back=address_of(request, pk),
        done="Het concept is verwijderd.",
        act=lambda _: remove_draft(park=park, assessment=assessment),
        after=reverse("collective:degree", args=[park.slug]),
    )
    return ask(request, question)


@require_safe
@park_page(Right.ASSESS)
def history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed an assessment and its answers."""
    assessment = visible_assessment(request, pk)
    # It may have been for the team alone before others were let in: for who makes it, or sees all.
    if not request.viewer.may_edit and assessment.by != picture_of(request.viewer):
        raise Http404
    return history_page(request, assessment, history_of(assessment), back=address_of(request, pk))


def _answers(assessment: Assessment) -> dict[str, Answer]:
    rows = Answer.objects.in_park(assessment.park_id).filter(assessment=assessment)
    return {row.statement: row for row in rows}


def sections_of(assessment: Assessment) -> Mapping[str, Section]:
    """Return the sections of the version with which an assessment is made."""
    return {each.slug: each for each in questionnaires()[assessment.questionnaire].sections}


def _section(assessment: Assessment, slug: str) -> Section:
    section = sections_of(assessment).get(slug)
    if section is None:
        raise Http404
    return section


def _first_open(sheet: Sheet) -> str:
    """The section to go on with: the first that is not complete, else the first."""
    parts = [part for part in sheet.sections if not part.is_complete]
    return (parts or list(sheet.sections))[0].section.slug


def _after(request: ParkRequest, assessment: Assessment, section: str) -> str:
    """The next section, or after the last one the page to sign."""
    slugs = list(sections_of(assessment))
    place = slugs.index(section) + 1
    if place < len(slugs):
        return f"{address_of(request, assessment.pk)}?deel={slugs[place]}"
    return reverse("collective:assessment_sign", args=[request.viewer.park.slug, assessment.pk])


def _section_page(
    request: ParkRequest, sheet: Sheet, form: SectionForm, status: int = 200, closed: str = ""
) -> HttpResponse:
    slugs = [part.section.slug for part in sheet.sections]
    context = {
        "sheet": sheet,
        "form": form,
        "statements": [(each, sheet.lines[each.statement.slug].evidence) for each in form],
        "is_last": slugs[-1] == form.section.slug,
        "closed": closed,
    }
    return render(request, f"{TEMPLATES}/section.html", context, status=status)


def _saved(
    request: ParkRequest, assessment: Assessment, form: SectionForm, *, is_valid: bool
) -> HttpResponse:
    """Tell what was stored while somebody was typing, without touching what she types."""
    fresh = SectionForm(form.section, _answers(assessment)) if is_valid else None
    context: dict[str, Any] = {
        "sheet": sheet_of(assessment),
        "fresh": fresh,
        "is_valid": is_valid,
        "now": timezone.now(),
    }
    status = 200 if is_valid else UNPROCESSABLE
    return render(request, f"{TEMPLATES}/section.html#saved", context, status=status)
