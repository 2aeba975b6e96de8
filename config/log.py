"""How the processes write down what happens: one JSON object a line, on standard error."""

import re
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

# The address of a link that was mailed ends in its token, which lets in whoever reads it.
_MAILED: Final = re.compile(r"(/uitnodiging/[^/\s]+/|/password/reset/key/)[^/\s?]+")


def hide_tokens(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Leave the token out of every text of a log line."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _MAILED.sub(r"\1…", value)
    return event


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    hide_tokens,
]


def logging_for(level: str) -> dict[str, Any]:
    """Return Django's LOGGING for a level, and let structlog write through it."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": "structlog.stdlib.ProcessorFormatter",
        "processor": structlog.processors.JSONRenderer(),
        "foreign_pre_chain": SHARED,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        # The PDF engine and its fonts tell of every step on every page.
        "loggers": {
            "weasyprint.progress": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
        },
    }
