"""What the pages that change one row have in common: the form, the clash, the answer."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from core.htmx import UNPROCESSABLE
from core.refusals import RefusedError
from parks.access import ParkRequest
from parks.forms.records import RecordForm
from parks.queries.history import HistoryEntry, version_of
from parks.services.records import RecordChanged, TakenError, update_record
from parks.views.asking import refused_at

CONFLICT = 409
PER_PAGE = 50
NOT_STORED = "Wat u typte, is niet opgeslagen maar staat hieronder nog. Kopieer wat u wilt bewaren."


@dataclass(frozen=True, slots=True)
class EditPage:
    """A page on which one row is changed: by which form, and where to go after saving.

    `after_saved` does what follows once the row is stored; it may answer with another way on.
    """

    row: Any
    form: Callable[..., RecordForm]
    template: str
    back: str
    saved: str
    context: Mapping[str, Any] = field(default_factory=dict)
    after_saved: Callable[[], HttpResponse | None] = lambda: None


def edit_row(request: ParkRequest, page: EditPage) -> HttpResponse:
    """Show the form of a row or store it; who comes second sees what the first one changed."""
    if request.method != "POST":
        return _show(request, page, _opened(page, {}, version_of(page.row)))
    # The form writes into its row before it knows that all is well: it gets a copy.
    form = page.form(request.POST, instance=copy(page.row))
    if form.is_valid() and (answer := _stored(request, page, form)):
        return answer
    return _show(request, page, form, status=UNPROCESSABLE)


def refused_row(request: ParkRequest, page: EditPage, refused: RefusedError) -> HttpResponse:
    """Say above the form why what was typed can't be stored; all of it stays to be copied."""
    form = page.form(request.POST, instance=copy(page.row))
    refused_at(form, refused)
    form.add_error(None, NOT_STORED)
    return _show(request, page, form, status=UNPROCESSABLE)


def _stored(request: ParkRequest, page: EditPage, form: RecordForm) -> HttpResponse | None:
    """Store what was typed; None when the form now says why not."""
    try:
        update_record(row=page.row, typed=form.typed(), expected_version=form.started_from)
    except TakenError as taken:
        taken_at(form, taken)
        return None
    except RecordChanged as conflict:
        again = _opened(page, conflict.merged, conflict.current_version)
        return _show(request, page, again, status=CONFLICT, conflict=conflict)
    except type(page.row).DoesNotExist as gone:
        raise Http404 from gone
    messages.success(request, page.saved)
    return page.after_saved() or redirect(page.back)


def _opened(page: EditPage, typed: Mapping[str, Any], version: int) -> RecordForm:
    return page.form(instance=page.row, initial={**typed, "version": version})


def _show(
    request: ParkRequest, page: EditPage, form: RecordForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "row": page.row, "back": page.back, **page.context, **more}
    return render(request, page.template, context, status=status)


def taken_at(form: RecordForm, taken: TakenError) -> None:
    """Say at the field of a form that another row of the park has this already."""
    form.add_error(taken.field if taken.field in form.fields else None, taken.message)


def posted(request: ParkRequest) -> QueryDict | None:
    """Return what was posted; an empty post is a filled-in form without anything in it."""
    return request.POST if request.method == "POST" else None


def history_page(
    request: ParkRequest, row: Any, entries: Sequence[HistoryEntry], *, back: str
) -> HttpResponse:
    """Show who changed a row, when and what."""
    page = page_of(request, entries)
    context = {"row": row, "page_obj": page, "back": back}
    return render(request, "parks/records/history.html", context)


def page_of(request: ParkRequest, rows: Any, key: str = "page") -> "Page[Any]":
    """Return the page of a list that the address asks for; a second list has its own key."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get(key))
