"""What every request gets on its way in and every answer on its way out."""

import uuid
from collections.abc import Callable
from typing import Final

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from core.origin import set_off_by

GetResponse = Callable[[HttpRequest], HttpResponse]


def name_in_log(get_response: GetResponse) -> GetResponse:
    """Give all log lines of one request the same number, with its method and path."""

    def answer(request: HttpRequest) -> HttpResponse:
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(
            request_id=uuid.uuid4().hex, method=request.method, path=request.path
        )
        return get_response(request)

    return answer


# Nothing of a visitor's device is asked for; a browser need not even offer it.
UNUSED_POWERS: Final = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "usb",
)
PERMISSIONS: Final = ", ".join(f"{power}=()" for power in UNUSED_POWERS)


def closed_powers(get_response: GetResponse) -> GetResponse:
    """Switch off what no page needs, and keep other sites from showing our files in theirs."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer


def private_pages(get_response: GetResponse) -> GetResponse:
    """Keep pages out of shared caches, and a fragment from being taken for its page.

    A browser may show its own copy after asking (no-cache), so that going back loses no typed text.
    A view that says more, such as no-store for a file, keeps its word.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["HX-Request"])
        return response

    return answer


def remember_origin(get_response: GetResponse) -> GetResponse:
    """Let the log of a park know from which address a request came."""

    def answer(request: HttpRequest) -> HttpResponse:
        with set_off_by(request):
            return get_response(request)

    return answer
