"""What is stored about oneself: reading it, taking it along, having it erased."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from core.dutch import format_date_short
from core.htmx import UNPROCESSABLE
from reports.forms.erasure import ErasureForm
from reports.privacy.reading import Section, account_facts, sections_about, whole_record
from reports.queries.canonical import plain
from reports.services.erasure import (
    LastManagerAnywhereError,
    erase_person,
    parks_only_she_manages,
)

MOST_ROWS: Final = 5


class OwnRequest(HttpRequest):
    """A request by somebody who is logged in."""

    user: User


@dataclass(frozen=True, slots=True)
class Table:
    """A section as words on the screen."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]
    is_cut: bool


@require_safe
@login_required
def own_data(request: OwnRequest) -> HttpResponse:
    """Show what is stored about the visitor; the file holds all of it."""
    sections = sections_about(request.user, most=MOST_ROWS + 1)
    context = {
        "facts": {name: _text(value) for name, value in account_facts(request.user).items()},
        "tables": [_table(section) for section in sections],
        "most_rows": MOST_ROWS,
    }
    return render(request, "reports/own_data.html", context)


@require_safe
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def download(request: OwnRequest) -> HttpResponse:
    """Give the visitor a file with all that is stored about her."""
    now = timezone.now()
    record = whole_record(request.user, now=now)
    text = json.dumps(record, ensure_ascii=False, indent=2, default=plain)
    response = HttpResponse(text, content_type="application/json")
    name = f"mijn-gegevens-{timezone.localdate(now):%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def erase(request: OwnRequest) -> HttpResponse:
    """Explain what erasing does, and do it at once; not for the only manager of a park."""
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(user=request.user, now=timezone.now())
        except LastManagerAnywhereError:
            return _erasure_page(request, form)
        logout(request)
        messages.success(request, "Uw account en uw gegevens zijn gewist. Dank dat u meedeed.")
        return redirect("home")
    return _erasure_page(request, form)


def _erasure_page(request: OwnRequest, form: ErasureForm) -> HttpResponse:
    context = {"form": form, "parks": parks_only_she_manages(request.user)}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "reports/erase.html", context, status=status)


def _table(section: Section) -> Table:
    shown = section.rows[:MOST_ROWS]
    return Table(
        title=section.title,
        headings=tuple(shown[0]),
        rows=tuple(_words(row) for row in shown),
        is_cut=len(section.rows) > MOST_ROWS,
    )


def _words(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((heading, _text(value)) for heading, value in row.items())


def _text(value: Any) -> str:
    """Return a value as a Dutch reader expects it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value)
        return f"{format_date_short(local)}, {local:%H.%M} uur"
    if isinstance(value, UUID):
        return f"nummer {str(value)[:8]}"
    return format_date_short(value) if isinstance(value, dt.date) else str(value)
