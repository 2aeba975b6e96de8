"""The page behind the link in an invitation: outside the door, because its reader has no role yet.

The link names the park, so that its token is looked up inside that park's context. Whatever does
not work (park, token, too late, used, withdrawn) gets one and the same page.
"""

import datetime as dt
from enum import StrEnum

import pghistory
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core.htmx import UNPROCESSABLE
from core.park_context import park_context
from parks.forms.people import NewcomerForm
from parks.models import Invitation, Park
from parks.queries.people import person_at
from parks.services.invitations import (
    AddressKnownError,
    InvitationClosedError,
    OtherPersonError,
    accept,
    accept_as_newcomer,
    find_usable,
)

FORBIDDEN = 403
NOT_FOUND = 404


class Visitor(StrEnum):
    """Who opened the link."""

    NEWCOMER = "newcomer"  # nobody has an account at the address that was invited
    UNKNOWN = "unknown"  # somebody has, and must show that it is her
    INVITED = "invited"
    OTHER = "other"  # logged in at another address


@sensitive_post_parameters("password1", "password2")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show what somebody is invited to; only her own click on the button accepts it."""
    refused: HttpResponse | None = ratelimit.consume_or_429(
        request, action="invitation", limit_get=True
    )
    answer = refused or _answer(request, slug, token)
    # Not `no-referrer`: a form on such a page is sent with `Origin: null`, which Django refuses.
    # This tells an address without its path, so the token stays on the page.
    answer["Referrer-Policy"] = "strict-origin"
    return answer


def _answer(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    park = Park.objects.defer("outline").filter(slug=slug).first()
    if park is None:
        return _gone(request)
    with park_context(park.pk, user_id=request.user.pk):
        found = find_usable(park=park, token=token, now=timezone.now())
        if found is None:
            return _gone(request)
        if request.method != "POST":
            return _page(request, found, _newcomer_form(found))
        # History keeps who and where; a token in it would be a key in a drawer.
        pghistory.context(url=reverse("invitation", args=[slug, "-"]))
        try:
            return _accept(request, park, found, token)
        except InvitationClosedError:
            return _gone(request)
        except (AddressKnownError, OtherPersonError):
            return _page(request, found, None, status=FORBIDDEN)


def _accept(request: HttpRequest, park: Park, found: Invitation, token: str) -> HttpResponse:
    now = timezone.now()
    if request.user.is_authenticated:
        accept(park=park, token=token, user=request.user, now=now)
        messages.success(request, f"U bent nu {found.role_in_words}. Welkom bij {park}.")
        return redirect("reports:park_home", slug=park.slug)
    if person_at(found.email) is not None:
        raise AddressKnownError
    form = _newcomer_form(found, request)
    if not form.is_valid():
        return _page(request, found, form, status=UNPROCESSABLE)
    user = _join(park, token, form, now)
    home = reverse("reports:park_home", args=[park.slug])
    answer: HttpResponse = perform_login(request, user, redirect_url=home)
    return answer


@sensitive_variables()
def _join(park: Park, token: str, form: NewcomerForm, now: dt.datetime) -> User:
    name, password = form.cleaned_data["name"], form.cleaned_data["password1"]
    return accept_as_newcomer(park=park, token=token, name=name, password=password, now=now)


def _newcomer_form(found: Invitation, request: HttpRequest | None = None) -> NewcomerForm:
    typed = request.POST if request else None
    return NewcomerForm(typed, email=found.email, initial={"name": found.name})


def _visitor(request: HttpRequest, found: Invitation) -> Visitor:
    owner = person_at(found.email)
    if request.user.is_authenticated:
        return Visitor.INVITED if owner == request.user else Visitor.OTHER
    return Visitor.NEWCOMER if owner is None else Visitor.UNKNOWN


def _page(
    request: HttpRequest, found: Invitation, form: NewcomerForm | None, status: int = 200
) -> HttpResponse:
    context = {"invitation": found, "visitor": _visitor(request, found).value, "form": form}
    return render(request, "parks/invitation.html", context, status=status)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "parks/invitation_gone.html", status=NOT_FOUND)
