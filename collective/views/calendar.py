"""Calendars: addresses to read activities at, and one activity as a file."""

import hashlib
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collective.forms.calendar import OWN, FeedForm
from collective.links import link
from collective.queries.calendar import calendar_at, feeds_for
from collective.rendering import CONTENT_TYPE, calendar_file
from collective.services.calendar import make_feed, withdraw_feed
from collective.views.activities import visible_activity
from collective.views.joining import calendar_answer
from core.htmx import UNPROCESSABLE
from core.park_context import park_context
from parks.access import ParkRequest, Right, park_page
from parks.choices import Audience
from parks.models import Park
from parks.views.asking import Removal, ask


@require_safe
@park_page(Right.READ)
def activity_file(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Give one activity as a file for a calendar."""
    return calendar_answer(visible_activity(request, pk))


@require_safe
@park_page(Right.READ)
def calendar(request: ParkRequest) -> HttpResponse:
    """Show the addresses that one may make, renew and withdraw."""
    return _page(request)


@require_POST
@park_page(Right.READ)
def calendar_make(request: ParkRequest) -> HttpResponse:
    """Make an address, or a new one in the place of the old, and show it once."""
    viewer = request.viewer
    form = FeedForm(request.POST, viewer=viewer)
    if not form.is_valid():
        return _page(request, form=form, status=UNPROCESSABLE)
    audience = form.cleaned_data["audience"]
    token = make_feed(
        park=viewer.park,
        by=viewer.user,
        user=viewer.user if audience == OWN else None,
        audience=Audience.TEAM if audience == OWN else Audience(audience),
    )
    # Shown in this answer and nowhere else: it is stored as a hash alone.
    return _page(request, made=link("calendar_feed", viewer.park.slug, token))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def calendar_withdraw(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether an address may stop, and let it."""
    feeds = feeds_for(request.viewer)
    mine = [feed for feed in (feeds.own, *feeds.of_park) if feed is not None and feed.pk == pk]
    if not mine:
        raise Http404
    viewer = request.viewer
    question = Removal(
        title="Agenda-adres intrekken?",
        text="Agenda’s die dit adres volgen, worden dan niet meer bijgewerkt. U kunt daarna een"
        " nieuw adres maken.",
        back=reverse("collective:activity_calendar", args=[viewer.park.slug]),
        done="Het adres werkt niet meer.",
        act=lambda _: withdraw_feed(park=viewer.park, feed=mine[0], by=viewer.user),
        action_label="Ja, intrekken",
    )
    return ask(request, question)


def _page(request: ParkRequest, status: int = 200, **more: object) -> HttpResponse:
    context = {"feeds": feeds_for(request.viewer), "form": FeedForm(viewer=request.viewer), **more}
    return render(request, "collective/activities/calendar.html", context, status=status)


@sensitive_variables()
@require_safe
def calendar_feed(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Give a calendar what its address may read now; no such park and no such token look alike."""
    park = get_object_or_404(Park.objects.defer("outline"), slug=slug)
    with park_context(park.pk):
        found = calendar_at(park, token, timezone.now())
        if found is None:
            raise Http404
        content = calendar_file(found)
    etag = quote_etag(hashlib.sha256(content).hexdigest())
    reply = HttpResponse(content, content_type=CONTENT_TYPE, headers={"ETag": etag})
    reply["X-Robots-Tag"] = "noindex, nofollow"
    return get_conditional_response(request, etag=etag, response=reply) or reply
