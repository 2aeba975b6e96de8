"""Pages that ask before something changes state, and say why it can't."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from collective.services.refusals import RefusedError
from core.forms import ScreenForm
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest


@dataclass(frozen=True, slots=True)
class StatePage:
    """A page that asks, perhaps with a form, and then does one thing.

    `act` gets what was typed and raises `RefusedError`; `form` is None for a plain question.
    `pillar` gives the page its colour.
    """

    title: str
    text: str
    action_label: str
    back: str
    done: str
    act: Callable[[Mapping[str, Any]], object]
    form: Callable[..., ScreenForm] = ScreenForm
    initial: Mapping[str, Any] = field(default_factory=dict)
    pillar: str = "connection"


def ask_and_act(request: ParkRequest, page: StatePage) -> HttpResponse:
    """Ask on GET; on POST do it and go back, or show again with the reasons why not."""
    if request.method != "POST":
        return _show(request, page, page.form(initial=page.initial))
    form = page.form(request.POST)
    if form.is_valid():
        try:
            page.act(form.cleaned_data)
        except RefusedError as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, page.done)
            return redirect(page.back)
    return _show(request, page, form, UNPROCESSABLE)


def _show(
    request: ParkRequest, page: StatePage, form: ScreenForm, status: int = 200
) -> HttpResponse:
    context = {"page": page, "form": form, "back": page.back}
    return render(request, "collective/agreements/state_form.html", context, status=status)


def refused_at(form: BaseForm, refused: RefusedError) -> None:
    """Say above a form why what was typed can't be."""
    for reason in refused.reasons:
        form.add_error(None, reason)
