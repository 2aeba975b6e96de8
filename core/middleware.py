"""What every request gets on its way in and every answer on its way out."""

import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

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
