"""The one place that knows how a page and its fragment share a template."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

UNPROCESSABLE = 422


def is_fragment_request(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page rather than for the page."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]  # set by django-htmx's middleware
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def partial(request: HttpRequest, template: str, name: str) -> str:
    """Return `template#name` for a fragment request and `template` for a whole page."""
    return f"{template}#{name}" if is_fragment_request(request) else template
