"""The pages behind the links in mails about activities: outside the door, without an account.

The link names the park, so that its row is looked up inside that park's context. Whatever does not
work (park, signature, somebody who was taken off the list) gets one and the same page.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from collective.choices import StopKind
from collective.forms.sign_ups import AnswerForm, AskPlaceForm
from collective.links import Stop, UserStop, activity_of, sign_up_of, stop_of, user_stop_of
from collective.models import Activity, SignUp
from collective.queries.activities import places_left, where_in_words
from collective.queries.calendar import Calendar, events_from
from collective.queries.moments import moment_in_words
from collective.queries.sign_ups import stopped_kinds
from collective.rendering import CONTENT_TYPE, calendar_file
from collective.services.mail import resume_mail, stop_mail
from collective.services.sign_ups import KEPT, ClosedError, answer, ask_for_place
from core.htmx import UNPROCESSABLE
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Park

NOT_FOUND = 404
Answered = Callable[[HttpRequest, Park, str], HttpResponse]


def behind_link(view: Answered) -> Callable[[HttpRequest, str, str], HttpResponse]:
    """Return a view that works inside the park in its address, for anybody with the link.

    Search engines are kept out. The token stays on the page: other sites hear its host at most. Not
    `no-referrer`: a form on such a page is sent with `Origin: null`, which Django refuses.
    """

    @never_cache
    @wraps(view)
    def enter(request: HttpRequest, slug: str, token: str) -> HttpResponse:
        park = Park.objects.defer("outline").filter(slug=slug).first()
        if park is None:
            reply = gone(request)
        else:
            with park_context(park.pk, user_id=request.user.pk):
                reply = view(request, park, token)
        reply["Referrer-Policy"] = "strict-origin"
        reply["X-Robots-Tag"] = "noindex, nofollow"
        return reply

    return enter


@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def sign_up(request: HttpRequest, park: Park, token: str) -> HttpResponse:
    """Show what somebody is asked to; only her own click on a button answers."""
    limited: HttpResponse | None = ratelimit.consume_or_429(
        request, action="sign_up", limit_get=True
    )
    if limited:
        return limited
    own = _sign_up(park, sign_up_of(token))
    if own is None:
        return gone(request)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            answer(sign_up=own, comes=form.comes, now=timezone.now())
        except ClosedError:
            messages.warning(request, "Antwoorden kan niet meer.")
        return redirect(request.path)
    status = UNPROCESSABLE if form.is_bound else 200
    context = _facts(own.activity, park) | {"sign_up": own, "token": token}
    return render(request, "collective/activities/joining.html", context, status=status)


@require_safe
@behind_link
def sign_up_calendar(request: HttpRequest, park: Park, token: str) -> HttpResponse:
    """Give the activity as a file for a calendar."""
    own = _sign_up(park, sign_up_of(token))
    if own is None:
        return gone(request)
    return calendar_answer(own.activity)


@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def open_sign_up(request: HttpRequest, park: Park, token: str) -> HttpResponse:
    """Let anybody with the open link ask for a place, by mail."""
    activity = _public_activity(park, activity_of(token))
    if activity is None:
        return gone(request)
    form = AskPlaceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        limited: HttpResponse | None = ratelimit.consume_or_429(request, action="open_sign_up")
        if limited:
            return limited
        try:
            ask_for_place(activity=activity, now=timezone.now(), **form.cleaned_data)
        except ClosedError:
            return redirect(request.path)  # which tells why: it is off, over or gone
        return redirect(f"{request.path}?gevraagd")
    context = _facts(activity, park) | {"form": form, "asked": "gevraagd" in request.GET}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "collective/activities/open_joining.html", context, status=status)


# A mail program posts this without ever having seen a page of ours (RFC 8058); the link is signed.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def mail_stop(request: HttpRequest, park: Park, token: str) -> HttpResponse:
    """Ask whether somebody wants no more mail, stop it, or take that back."""
    asked = stop_of(token) or user_stop_of(token)
    address = _address(park, asked)
    if asked is None or address is None:
        return gone(request)
    if request.method == "POST":
        change = resume_mail if "resume" in request.POST else stop_mail
        change(park=park, email=address, kinds=asked.kinds)
        return redirect(request.path)
    context = {
        "park": park,
        "kinds": [StopKind(kind).label for kind in asked.kinds],
        "is_stopped": set(asked.kinds) <= stopped_kinds(park.pk, address),
        "has_account": isinstance(asked, UserStop),
    }
    return render(request, "collective/activities/mail_stop.html", context)


def calendar_answer(activity: Activity) -> HttpResponse:
    """Return one activity as a file that a calendar opens."""
    content = calendar_file(Calendar(activity.title, events_from([activity])))
    reply = HttpResponse(content, content_type=CONTENT_TYPE)
    reply["Content-Disposition"] = 'attachment; filename="activiteit.ics"'
    return reply


def gone(request: HttpRequest) -> HttpResponse:
    """Return the page for a link that does not work, whatever is the matter with it."""
    return render(request, "collective/activities/link_gone.html", status=NOT_FOUND)


def _address(park: Park, asked: Stop | UserStop | None) -> str | None:
    """Return whom a link to stop mail is about, or None when she is no longer known here."""
    if isinstance(asked, UserStop):
        rows = User.objects.filter(pk=asked.user, is_active=True)
        return rows.values_list("email", flat=True).first() if asked.park == park.pk else None
    own = _sign_up(park, asked.sign_up if asked else None)
    return own.email if own else None


def _sign_up(park: Park, pk: UUID | None) -> SignUp | None:
    if pk is None:
        return None
    rows = SignUp.objects.in_park(park.pk).filter(pk=pk).select_related("activity__owner__user")
    # After that the person is forgotten, so nobody is left whose link it is.
    kept: SignUp | None = rows.filter(activity__ends_at__gt=timezone.now() - KEPT).first()
    return kept


def _public_activity(park: Park, pk: UUID | None) -> Activity | None:
    if pk is None:
        return None
    rows = Activity.objects.in_park(park.pk).filter(audience=Audience.PUBLIC)
    activity: Activity | None = rows.select_related("owner__user").filter(pk=pk).first()
    if activity is not None:
        activity.park = park
    return activity


def _facts(activity: Activity, park: Park) -> dict[str, object]:
    return {
        "park": park,
        "activity": activity,
        "moment": moment_in_words(activity.starts_at, activity.ends_at),
        "where": where_in_words(activity),
        "places_left": places_left(activity),
        "is_open": activity.is_open(timezone.now()),
    }
