"""Who owns and who uses a plot: a new one, dates put right, a mistake removed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.forms.plots import OwnerForm, PeriodForm, UserForm
from parks.models import Occupation, Ownership
from parks.services.plots import (
    HOLDER_OF,
    Holding,
    PeriodError,
    correct_holding,
    remove_holding,
    start_holding,
)
from parks.services.records import TakenError
from parks.views.asking import Removal, ask
from parks.views.plots import address, visible_plot
from parks.views.records import posted

FORM_OF: dict[type[Holding], type[OwnerForm] | type[UserForm]] = {
    Ownership: OwnerForm,
    Occupation: UserForm,
}


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def owner_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Write down a new owner of a plot."""
    return _add(request, pk, Ownership)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def user_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Write down a new user of a plot."""
    return _add(request, pk, Occupation)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def ownership_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Put the dates of an ownership right, or end it."""
    return _edit(request, _holding(request, Ownership, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def occupation_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Put the dates of the use of a plot right, or end it."""
    return _edit(request, _holding(request, Occupation, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def ownership_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Remove an ownership that never was."""
    return _delete(request, _holding(request, Ownership, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def occupation_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Remove a use that never was."""
    return _delete(request, _holding(request, Occupation, pk))


def _add(request: ParkRequest, pk: UUID, model: type[Holding]) -> HttpResponse:
    plot = visible_plot(request, pk)
    initial = {"since": timezone.localdate()}
    form = FORM_OF[model](posted(request), park_id=plot.park_id, initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            start_holding(
                model=model,
                plot=plot,
                holder=given["holder"],
                since=given["since"],
                ends_others=not given["beside"],
            )
        except (PeriodError, TakenError) as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, f"{given['holder']} staat bij kavel {plot.name}.")
            return redirect(address(request, pk))
    status = UNPROCESSABLE if form.is_bound else 200
    context = {
        "form": form,
        "plot": plot,
        "is_owner": model is Ownership,
        "current": _current(plot.park_id, model, pk),
        "back": address(request, pk),
    }
    return render(request, "parks/terrain/holder_form.html", context, status=status)


def _current(park_id: int, model: type[Holding], plot: UUID) -> list[str]:
    rows = model.objects.in_park(park_id).filter(plot=plot, until__isnull=True)
    name = f"{HOLDER_OF[model]}__name"
    return list(rows.order_by(name).values_list(name, flat=True))


def _edit(request: ParkRequest, holding: Holding) -> HttpResponse:
    initial = {"since": holding.since, "until": holding.until}
    form = PeriodForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            correct_holding(holding=holding, **form.cleaned_data)
        except (PeriodError, TakenError) as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, "De periode is opgeslagen.")
            return redirect(address(request, holding.plot_id))
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, **_about(request, holding)}
    return render(request, "parks/terrain/period_form.html", context, status=status)


def _about(request: ParkRequest, holding: Holding) -> dict[str, Any]:
    return {
        "holding": holding,
        "holder": getattr(holding, HOLDER_OF[type(holding)]),
        "is_owner": isinstance(holding, Ownership),
        "back": address(request, holding.plot_id),
    }


def _delete(request: ParkRequest, holding: Holding) -> HttpResponse:
    about = _about(request, holding)
    was = "eigenaar" if about["is_owner"] else "gebruiker"
    question = Removal(
        title="Regel verwijderen?",
        text=f"U verwijdert {about['holder']} als {was} van kavel {holding.plot.name}, alsof het"
        " nooit zo was. Is het alleen voorbij? Vul dan de einddatum in.",
        back=about["back"],
        done=f"{about['holder']} staat niet meer bij de kavel.",
        act=lambda _: remove_holding(park=request.viewer.park, holding=holding),
    )
    return ask(request, question)


def _holding(request: ParkRequest, model: type[Holding], pk: UUID) -> Holding:
    rows = model.objects.visible_to(request.viewer).defer("plot__geometry")
    found: Holding = get_object_or_404(rows.select_related("plot", HOLDER_OF[model]), pk=pk)
    return found
