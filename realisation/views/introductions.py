"""Introductions: what each party reads of the other, and its answer."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from parks.access import ParkRequest, Right, park_page
from parks.views.asking import Question, ask
from parks.views.records import page_of
from realisation.choices import DisclosureStep, ListingSide
from realisation.forms.matches import YES, AnswerForm
from realisation.models import Introduction
from realisation.queries.introductions import (
    arranged,
    own_sides,
    sides_of,
    visible_introductions,
)
from realisation.services.introductions import answer_introduction, stop_introduction

ON_BEHALF = {
    ListingSide.DEMAND: "Antwoorden namens de vrager",
    ListingSide.SUPPLY: "Antwoorden namens de aanbieder",
}
# What one gives away by saying yes, per step.
GIVES = {
    DisclosureStep.BLIND: "Zegt u allebei ja, dan leest de ander uw titel, toelichting, omvang en"
    " periode. Uw naam nog niet. Kijk na of uw naam niet in die tekst staat.",
    DisclosureStep.INTEREST: "Zegt u allebei ja, dan leest de ander welk bedrijf u bent, uw naam en"
    " e-mailadres, en de contactpersonen die uw bedrijf met leden deelt.",
    DisclosureStep.NAMED: "U kent elkaar al.",
}


@require_safe
@park_page(Right.READ)
def introductions(request: ParkRequest) -> HttpResponse:
    """Show the introductions that the viewer takes part in, or arranges."""
    viewer, today = request.viewer, timezone.localdate()
    found = visible_introductions(viewer)
    context: dict[str, Any] = {"own": own_sides(viewer, found, today), "page_obj": None}
    if viewer.may_manage:
        page = page_of(request, arranged(viewer, found, today))
        context |= {"page_obj": page, "all": list(page.object_list)}
    return render(request, "realisation/matches/introductions.html", context)


@require_safe
@park_page(Right.READ)
def introduction(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one introduction as far as it has come."""
    viewer, today = request.viewer, timezone.localdate()
    row = visible_introduction(request, pk)
    context = {
        "own": own_sides(viewer, [row], today, with_people=True),
        "card": arranged(viewer, [row], today)[0] if viewer.may_manage else None,
        "steps": _steps(DisclosureStep(row.step)),
    }
    return render(request, "realisation/matches/introduction.html", context)


def _steps(step: DisclosureStep) -> list[tuple[str, bool, bool]]:
    """The steps with whether they are reached and whether it is there now."""
    order = list(DisclosureStep)
    now = order.index(step)
    return [(it.label, place <= now, place == now) for place, it in enumerate(order)]


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def introduction_answer(request: ParkRequest, pk: UUID, side: str) -> HttpResponse:
    """Say yes or no for one side: one's own, or as park manager on behalf of it."""
    row = visible_introduction(request, pk)
    if side not in ListingSide:
        raise Http404
    of_side = ListingSide(side)
    own = of_side in sides_of(request.viewer, row)
    if not own and not request.viewer.may_manage:
        raise Http404
    now = timezone.now()
    question = Question(
        title="Wilt u verder?" if own else ON_BEHALF[of_side],
        text=GIVES[DisclosureStep(row.step)],
        action_label="Antwoord geven",
        back=address(request, pk),
        done="Uw antwoord is opgeslagen.",
        act=lambda typed: answer_introduction(
            introduction=row,
            side=of_side,
            agrees=typed["answer"] == YES,
            by=request.user,
            on_behalf=not own,
            now=now,
            today=timezone.localdate(now),
        ),
        form=AnswerForm,
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def introduction_stop(request: ParkRequest, pk: UUID) -> HttpResponse:
    """End an introduction for both."""
    row = visible_introduction(request, pk)
    question = Question(
        title="Kennismaking stoppen?",
        text="Beide partijen lezen alleen dat de kennismaking is gestopt. Opnieuw beginnen met"
        " dezelfde twee kan niet.",
        action_label="Ja, stoppen",
        back=address(request, pk),
        done="De kennismaking is gestopt.",
        act=lambda _: stop_introduction(introduction=row, now=timezone.now()),
    )
    return ask(request, question)


def visible_introduction(request: ParkRequest, pk: UUID) -> Introduction:
    """Return one that the visitor arranges or takes part in, or raise Http404."""
    rows = Introduction.objects.visible_to(request.viewer).select_related(
        "match__demand__establishment", "match__supply__establishment"
    )
    found: Introduction = get_object_or_404(rows, pk=pk)
    return found


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where an introduction is shown."""
    return reverse("realisation:introduction", args=[request.viewer.park.slug, pk])
