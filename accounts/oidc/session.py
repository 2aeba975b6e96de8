"""Through which organisations a session was opened."""

import time
from typing import Final
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts.second_factor import OIDC
from core.htmx import is_fragment_request

# After this a provider is asked again: who left an organisation must lose what it gave.
FRESH_S: Final = 12 * 3600


def logged_in_with(request: HttpRequest) -> frozenset[str]:
    """Return the ids of the providers that vouched for the visitor in this session lately."""
    records = get_authentication_records(request, request.user)
    since = time.time() - FRESH_S
    return frozenset(
        record["provider"]
        for record in records
        if record["method"] == OIDC and record["at"] > since
    )


def to_login(request: HttpRequest, provider: str) -> HttpResponse:
    """Send the visitor to the log-in of an organisation, and from there back."""
    is_page = request.method in ("GET", "HEAD") and not is_fragment_request(request)
    back = request.get_full_path() if is_page else resolve_url(settings.LOGIN_REDIRECT_URL)
    place = f"{reverse('accounts:oidc_ask', args=[provider])}?{urlencode({'next': back})}"
    return HttpResponseClientRedirect(place) if is_fragment_request(request) else redirect(place)
