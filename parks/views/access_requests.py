"""Asking for access: the public page, and the manager's no. Her yes is an invitation."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.forms.access_requests import AskAccessForm, DeclineForm, FindParkForm
from parks.models import AccessRequest, Park
from parks.services import access_requests

MOST_PARKS = 20
CLOSED = "Dit verzoek was al beantwoord."


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Look for a park in the public register."""
    form = FindParkForm(request.GET if "q" in request.GET else None)
    parks: list[Park] = []
    if form.is_valid():
        found = Park.objects.matching(form.cleaned_data["q"]).for_list()
        parks = list(found[: MOST_PARKS + 1])
    context = {"form": form, "parks": parks[:MOST_PARKS], "more": len(parks) > MOST_PARKS}
    status = UNPROCESSABLE if form.is_bound and not form.is_valid() else 200
    return render(request, "parks/asking_find.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for access to a park."""
    park = get_object_or_404(Park.objects.defer("outline"), slug=slug)
    form = AskAccessForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action="ask_access")
        if refused:
            return refused
        access_requests.ask_access(park=park, **form.cleaned_data)
        return redirect("asking:done")
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "parks/asking.html", {"form": form, "park": park}, status=status)


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Say what happens next: the same to everybody."""
    return render(request, "parks/asking_done.html")


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def decline(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask for the reason of a no, and mail it."""
    viewer = request.viewer
    asked: AccessRequest = get_object_or_404(AccessRequest.objects.in_park(viewer.park.pk), pk=pk)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            access_requests.decline(
                park=viewer.park,
                request=asked,
                by=viewer.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except access_requests.RequestClosedError:
            messages.warning(request, CLOSED)
        else:
            messages.success(request, f"Het verzoek van {asked.name} is afgewezen.")
        return redirect("parks:requests", slug=viewer.park.slug)
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "asked": asked}
    return render(request, "parks/request_decline.html", context, status=status)
