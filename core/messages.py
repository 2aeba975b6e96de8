"""Messages for the next page, in a cookie whose name production can bind to the host."""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class _OwnNameStorage(CookieStorage):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cookie_name = getattr(settings, "MESSAGE_COOKIE_NAME", "berichten")


class PageMessages(FallbackStorage):
    """A cookie, and the session for what does not fit."""

    storage_classes = (_OwnNameStorage, SessionStorage)
