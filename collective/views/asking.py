"""Pages that ask whether something may go before it goes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from collective.services.refusals import RefusedError
from parks.access import ParkRequest


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what happens on yes; `act` may raise `RefusedError`.

    `back` is where to go on no, and afterwards too unless `after` says otherwise.
    """

    title: str
    text: str
    back: str
    done: str
    act: Callable[[], object]
    action_label: str = "Ja, verwijderen"
    after: str = ""


def ask(request: ParkRequest, question: Question) -> HttpResponse:
    """Ask on GET; on POST do it and say so, or say why it can't be done."""
    if request.method != "POST":
        context = {
            "title": question.title,
            "text": question.text,
            "action_label": question.action_label,
            "cancel_url": question.back,
        }
        return render(request, "parks/records/confirm.html", context)
    try:
        question.act()
    except RefusedError as refused:
        messages.warning(request, str(refused))
        return redirect(question.back)
    messages.success(request, question.done)
    return redirect(question.after or question.back)
