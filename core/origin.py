"""From where the running code was set off: the address of a visitor, a task or a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from allauth.account.adapter import get_adapter
from celery import current_task
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

TASK: Final = "taak"
COMMAND: Final = "opdracht"
UNKNOWN: Final = "onbekend"

_request: ContextVar[HttpRequest | None] = ContextVar("origin_request", default=None)


@contextmanager
def set_off_by(request: HttpRequest) -> Iterator[None]:
    """Tell the code in the block that this request set it off."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def origin() -> str:
    """Return the address of the visitor as the proxies tell it, or `TASK` or `COMMAND`."""
    request = _request.get()
    if request is not None:
        return _address(request)
    return TASK if current_task else COMMAND


def _address(request: HttpRequest) -> str:
    # allauth counts the proxies for its rate limits; one place must decide whom to believe.
    try:
        return str(get_adapter(request).get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied):
        return UNKNOWN
