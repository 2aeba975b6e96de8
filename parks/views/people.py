"""The lists under /p/<slug>/mensen/: who belongs to a park, for whom, and who did before."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from parks.access import ParkRequest, Right, park_page
from parks.forms.people import PeopleSearchForm
from parks.models import AccessRequest, Adviser, Invitation
from parks.queries import people as queries

PER_PAGE = 50


@require_safe
@park_page(Right.MANAGE)
def people(request: ParkRequest) -> HttpResponse:
    """Show everybody who has a role now."""
    form = PeopleSearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    viewer = request.viewer
    found = queries.people_now(park_id=viewer.park.pk, words=words)
    rows = partial(queries.person_rows, viewer_id=viewer.user.pk)
    return _list(request, "parks/people.html", found, rows, form=form, words=words)


@require_safe
@park_page(Right.MANAGE)
def people_former(request: ParkRequest) -> HttpResponse:
    """Show the roles that have ended."""
    viewer = request.viewer
    found = queries.people_before(park_id=viewer.park.pk)
    rows = partial(queries.person_rows, viewer_id=viewer.user.pk)
    return _list(request, "parks/people_former.html", found, rows)


@require_safe
@park_page(Right.MANAGE)
def advisers(request: ParkRequest) -> HttpResponse:
    """Show who reads the park for an authority; the authority decides about them, not the park."""
    found = Adviser.objects.of_park(request.viewer.park).not_ended().for_list()
    return _list(request, "parks/advisers.html", found, queries.adviser_rows)


@require_safe
@park_page(Right.MANAGE)
def invitation_list(request: ParkRequest) -> HttpResponse:
    """Show who is invited and did not accept yet."""
    found = Invitation.objects.in_park(request.viewer.park.pk).open().for_list()
    rows = partial(queries.invitation_rows, now=timezone.now())
    return _list(request, "parks/invitations.html", found, rows)


@require_safe
@park_page(Right.MANAGE)
def requests(request: ParkRequest) -> HttpResponse:
    """Show who asks to be let in."""
    park_id = request.viewer.park.pk
    found = AccessRequest.objects.in_park(park_id).open().order_by("requested_at", "pk")
    rows = partial(queries.request_rows, park_id=park_id)
    return _list(request, "parks/requests.html", found, rows)


def _list(
    request: ParkRequest,
    template: str,
    found: QuerySet[Any],
    rows: Callable[[Any], list[Any]],
    **more: object,
) -> HttpResponse:
    page: Page[Any] = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": rows(list(page.object_list)),
        "asking": AccessRequest.objects.in_park(request.viewer.park.pk).open().count(),
        **more,
    }
    return render(request, template, context)
