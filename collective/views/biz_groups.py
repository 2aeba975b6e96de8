"""One group of payers in a rehearsal: its votes, and what it would pay."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from collective.choices import Payer
from collective.forms.biz import VotesForm, lines_of, more_lines, typed_lines
from collective.models import BizGroup, BizRehearsal
from collective.queries.biz import rehearsal_card
from collective.services.biz import (
    ClassesChangedError,
    ClassesFaultyError,
    add_group,
    fingerprint_of,
    remove_group,
    set_classes,
)
from collective.views.biz import address, visible_rehearsal
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.views.asking import Removal, ask
from parks.views.records import CONFLICT, EditPage, edit_row

# How a group of payers is called in an address.
IN_ADDRESS: Final = {str(payer.label): payer for payer in Payer}


@require_POST
@park_page(Right.EDIT)
def group_add(request: ParkRequest, pk: UUID, payer: str) -> HttpResponse:
    """Let another group pay too."""
    rehearsal = visible_rehearsal(request, pk)
    group = add_group(rehearsal=rehearsal, payer=_payer(payer))
    messages.success(request, f"Ook de {group} doen nu mee. Vul hun stemmen in.")
    return redirect(address(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def votes(request: ParkRequest, pk: UUID, payer: str) -> HttpResponse:
    """Fill in how a group voted."""
    rehearsal, group = _group(request, pk, payer)
    page = EditPage(
        row=group,
        form=VotesForm,
        template="collective/biz/votes_form.html",
        back=address(request, pk),
        saved=f"De stemmen van de {group} zijn opgeslagen.",
        context={"rehearsal": rehearsal},
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def group_delete(request: ParkRequest, pk: UUID, payer: str) -> HttpResponse:
    """Ask whether a group would not pay after all, and take it out."""
    rehearsal, group = _group(request, pk, payer)
    question = Removal(
        title=f"De {group} uit de proef halen?",
        text=f"De stemmen en de bijdragen van de {group} verdwijnen uit {rehearsal.name}.",
        back=address(request, pk),
        done=f"De {group} doen niet meer mee in deze proef.",
        act=lambda _: remove_group(park=request.viewer.park, group=group),
        action_label="Ja, eruit halen",
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def classes(request: ParkRequest, pk: UUID, payer: str) -> HttpResponse:
    """Fill in the table of contribution classes of a group."""
    rehearsal, group = _group(request, pk, payer)
    if request.method != "POST":
        return _table(request, rehearsal, group, _stored(request, rehearsal, group))
    if "more" in request.POST:
        typed = more_lines(request.POST)
        return _table(request, rehearsal, group, typed, started=_started(request))
    lines = typed_lines(request.POST)
    if not lines.is_valid():
        return _table(request, rehearsal, group, lines, UNPROCESSABLE, started=_started(request))
    try:
        set_classes(group=group, classes=lines.classes(), expected=_started(request))
    except ClassesFaultyError as faulty:
        lines.say(faulty.faults)
        return _table(request, rehearsal, group, lines, UNPROCESSABLE, started=_started(request))
    except ClassesChangedError:
        now = _stored(request, rehearsal, group)
        return _table(request, rehearsal, group, lines, CONFLICT, theirs=now)
    messages.success(request, f"De bijdragen van de {group} zijn opgeslagen.")
    return redirect(address(request, pk))


def _started(request: ParkRequest) -> str:
    """Return from which table somebody started."""
    return str(request.POST.get("fingerprint", ""))


def _stored(request: ParkRequest, rehearsal: BizRehearsal, group: BizGroup) -> Any:
    card = rehearsal_card(request.viewer, rehearsal, timezone.localdate())
    return lines_of(next(each for each in card.proceeds if each.payer == group.payer))


def _table(
    request: ParkRequest,
    rehearsal: BizRehearsal,
    group: BizGroup,
    lines: Any,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "rehearsal": rehearsal,
        "group": group,
        "lines": lines,
        "fingerprint": more.get("started") or fingerprint_of(group),
        "theirs": more.get("theirs"),
        "back": address(request, rehearsal.pk),
    }
    return render(request, "collective/biz/classes_form.html", context, status=status)


def _payer(word: str) -> Payer:
    try:
        return IN_ADDRESS[word]
    except KeyError as unknown:
        raise Http404 from unknown


def _group(request: ParkRequest, pk: UUID, payer: str) -> tuple[BizRehearsal, BizGroup]:
    """Return a group that the visitor may see with its rehearsal, or raise Http404."""
    rehearsal = visible_rehearsal(request, pk)
    rows = BizGroup.objects.visible_to(request.viewer).select_related("rehearsal")
    return rehearsal, get_object_or_404(rows, rehearsal=rehearsal, payer=_payer(payer))
