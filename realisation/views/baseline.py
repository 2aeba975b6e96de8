"""The baseline: the facts of the area, one subject, adding and changing a fact, its target."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.dutch import format_date
from core.htmx import UNPROCESSABLE
from knowledge.choices import FactKind
from knowledge.realisation import area_facts
from knowledge.realisation_schemas import AreaFact as Subject
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.services.records import TakenError
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, posted, taken_at
from realisation.forms.baseline import CompareForm, FactForm, TargetForm, day_asked
from realisation.models import AreaFact, FactGoal
from realisation.queries.baseline import baseline_of, fact_line, words_of_fact
from realisation.services.baseline import add_fact, add_target, remove_fact, remove_target


@require_safe
@park_page(Right.READ)
def baseline(request: ParkRequest) -> HttpResponse:
    """Show all facts by group, beside those of an earlier day when one is chosen."""
    today = timezone.localdate()
    earlier = day_asked(request.GET.get("vergelijk", ""))
    found = baseline_of(request.viewer, today=today, earlier=earlier)
    form = CompareForm(request.GET or None, dates=found.dates)
    context = {"baseline": found, "form": form}
    return render(request, "realisation/baseline/baseline.html", context)


@require_safe
@park_page(Right.READ)
def subject(request: ParkRequest, subject: str) -> HttpResponse:
    """Show one subject with all its values, and the goals that name its target."""
    item = _subject(subject)
    line = fact_line(request.viewer, item, today=timezone.localdate())
    context = {"line": line, "may_add": request.viewer.may_edit and item.kind != FactKind.MIX}
    return render(request, "realisation/baseline/subject.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def fact_add(request: ParkRequest, subject: str) -> HttpResponse:
    """Add a fact of a day."""
    item, today = _measurable(subject), timezone.localdate()
    form = FactForm(posted(request), subject=item, today=today, initial={"on": today})
    back = _address(request, subject)
    if form.is_bound and form.is_valid():
        try:
            add_fact(park=request.viewer.park, subject=subject, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"{item.title}: opgeslagen.")
            return redirect(back)
    context = {"form": form, "subject": item, "back": back}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "realisation/baseline/fact_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def fact_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change a fact."""
    fact = _visible_fact(request, pk)
    item = _measurable(fact.subject)
    page = EditPage(
        row=fact,
        form=partial(FactForm, subject=item, today=timezone.localdate()),
        template="realisation/baseline/fact_form.html",
        back=_address(request, fact.subject),
        saved=f"{item.title}: opgeslagen.",
        context={"subject": item},
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def fact_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a fact may go, and remove it."""
    fact = _visible_fact(request, pk)
    item = _subject(fact.subject)
    back = _address(request, fact.subject)
    question = Removal(
        title="Gegeven verwijderen?",
        text=f"{item.title}, {words_of_fact(item, fact)} op {format_date(fact.on)}. Klopt het"
        " niet meer? Voeg dan liever een nieuwe waarde toe: zo blijft te zien hoe het was.",
        action_label="Ja, verwijderen",
        back=back,
        after=back,
        done="Het gegeven is verwijderd.",
        act=lambda _: remove_fact(park=request.viewer.park, fact=fact, label=str(fact)),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def fact_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a fact; for the team, because it may have been for the team alone."""
    fact = _visible_fact(request, pk)
    return history_page(request, fact, row_history(fact), back=_address(request, fact.subject))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def target_add(request: ParkRequest, subject: str) -> HttpResponse:
    """Choose a goal that names the target of a fact."""
    item, viewer = _subject(subject), request.viewer
    form, back = TargetForm(posted(request), viewer=viewer), _address(request, subject)
    if form.is_bound and form.is_valid():
        try:
            add_target(park=viewer.park, subject=subject, goal=form.cleaned_data["goal"])
        except TakenError as taken:
            form.add_error("goal", taken.message)
        else:
            messages.success(request, "Het doel staat bij dit gegeven.")
            return redirect(back)
    context = {"form": form, "subject": item, "back": back}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "realisation/baseline/target_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def target_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a goal no longer names the target of a fact, and take it away."""
    rows = FactGoal.objects.visible_to(request.viewer).select_related("goal")
    target = get_object_or_404(rows, pk=pk)
    item, back = _subject(target.subject), _address(request, target.subject)
    question = Removal(
        title="Doel weghalen bij dit gegeven?",
        text=f"“{target.goal}” blijft bestaan, maar staat niet meer bij {item.title.lower()}.",
        action_label="Ja, weghalen",
        back=back,
        after=back,
        done="Het doel staat niet meer bij dit gegeven.",
        act=lambda _: remove_target(park=request.viewer.park, target=target, label=item.title),
    )
    return ask(request, question)


def _subject(slug: str) -> Subject:
    found = area_facts().get(slug)
    if found is None:
        raise Http404
    return found


def _measurable(slug: str) -> Subject:
    """Return a subject of which somebody can fill in a value: a mix is only counted."""
    found = _subject(slug)
    if found.kind == FactKind.MIX:
        raise Http404
    return found


def _visible_fact(request: ParkRequest, pk: UUID) -> AreaFact:
    found: AreaFact = get_object_or_404(AreaFact.objects.visible_to(request.viewer), pk=pk)
    return found


def _address(request: ParkRequest, subject: str) -> str:
    return reverse("realisation:baseline_subject", args=[request.viewer.park.slug, subject])
