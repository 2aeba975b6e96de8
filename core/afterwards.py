"""Work that waits until the answer is on its way, so that nobody can feel how long it takes."""

from collections.abc import Callable

import structlog
from django.http import HttpResponseBase

log = structlog.get_logger(__name__)


def afterwards(response: HttpResponseBase, act: Callable[[], None]) -> None:
    """Do `act` once the server has sent the answer and closes it; its errors go to the log."""
    close = response.close

    def act_and_close() -> None:
        try:
            act()
        except Exception:
            log.exception("afterwards_failed")
        finally:
            close()

    response.close = act_and_close  # type: ignore[method-assign]  # no hook of Django's is public
