"""Pages that ask before something changes or goes, and say why it can't."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from core.forms import ScreenForm
from core.htmx import UNPROCESSABLE
from core.refusals import RefusedError
from parks.access import ParkRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A page that asks, perhaps with a form, and then does one thing.

    `act` gets what was typed and may raise `RefusedError`; without a form of its own it is a plain
    question. `back` is where to go on no, and on yes too unless `after` says otherwise.
    """

    title: str
    text: str
    action_label: str
    back: str
    done: str
    act: Callable[[Mapping[str, Any]], object]
    after: str = ""
    form: Callable[..., ScreenForm] = ScreenForm
    initial: Mapping[str, Any] = field(default_factory=dict)

    is_removal: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal(Question):
    """A question whether something may go, which then does not come back."""

    action_label: str = "Ja, verwijderen"

    is_removal: ClassVar[bool] = True


def ask(request: ParkRequest, question: Question) -> HttpResponse:
    """Ask on GET; on POST do it and go on, or show again with the reasons why not."""
    if request.method != "POST":
        return _show(request, question, question.form(initial=question.initial))
    form = question.form(request.POST)
    if form.is_valid():
        try:
            question.act(form.cleaned_data)
        except RefusedError as refused:
            refused_at(form, refused)
        else:
            messages.success(request, question.done)
            return redirect(question.after or question.back)
    return _show(request, question, form, UNPROCESSABLE)


def refused_at(form: BaseForm, refused: RefusedError) -> None:
    """Say above a form why what was typed can't be."""
    for reason in refused.reasons:
        form.add_error(None, reason)


def _show(
    request: ParkRequest, question: Question, form: ScreenForm, status: int = 200
) -> HttpResponse:
    context = {"question": question, "form": form}
    return render(request, "parks/records/question.html", context, status=status)
