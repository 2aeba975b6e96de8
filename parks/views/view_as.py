"""Looking at the park through the eyes of somebody who belongs to it, without changing anything."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from parks.access import ParkRequest, Right, park_page
from parks.choices import AuditAction
from parks.looking import LASTS, begin_looking, looking_at, stop_looking
from parks.models import Adviser, Membership
from parks.queries.people import roles_in_words
from parks.services.audit import record


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE, as_herself=True)
def look_as(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Explain what looking along is, and begin it as somebody with a role here."""
    people = Membership.objects.filter(park=request.viewer.park).current()
    membership = get_object_or_404(people.select_related("user"), pk=pk)
    return _look(request, membership)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE, as_herself=True)
def look_as_adviser(request: ParkRequest, pk: int) -> HttpResponse:
    """Do the same as somebody who reads the park for an authority."""
    advisers = Adviser.objects.of_park(request.viewer.park).current()
    adviser = get_object_or_404(advisers.select_related("user"), pk=pk)
    return _look(request, adviser)


def _look(request: ParkRequest, whom: Membership | Adviser) -> HttpResponse:
    park = request.viewer.park
    who = f"{whom.user} ({roles_in_words(park=park, user=whom.user)})"
    if request.method != "POST":
        context = {"who": who, "minutes": LASTS.seconds // 60}
        return render(request, "parks/look_as.html", context)
    begin_looking(request, park_id=park.pk, person_id=whom.user_id, who=who, now=timezone.now())
    record(park=park, action=AuditAction.VIEW_AS, target=whom, label=who)
    return redirect("reports:park_home", slug=park.slug)


@require_POST
@park_page(Right.MANAGE, as_herself=True)
def look_stop(request: ParkRequest) -> HttpResponse:
    """Be oneself again."""
    park = request.viewer.park
    looking = looking_at(request, park_id=park.pk)
    if looking:
        stop_looking(request, park_id=park.pk)
        messages.success(request, f"U kijkt niet meer mee als {looking.who}.")
    return redirect("parks:people", slug=park.slug)
