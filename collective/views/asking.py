"""Pages that ask whether something may go before it goes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from parks.access import ParkRequest


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what happens on yes.

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
    """Ask on GET; on POST do it and say so."""
    if request.method == "POST":
        question.act()
        messages.success(request, question.done)
        return redirect(question.after or question.back)
    context = {
        "title": question.title,
        "text": question.text,
        "action_label": question.action_label,
        "cancel_url": question.back,
    }
    return render(request, "parks/records/confirm.html", context)
