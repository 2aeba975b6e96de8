"""Looking at a park through the eyes of somebody else, for a while and without changing anything.

The session of the looker says at which park, as whom and until when. `parks.access` honours it for
that park alone, for reading alone and only as long as she is a manager there.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.http import HttpRequest

LASTS: Final = dt.timedelta(minutes=30)
_KEY: Final = "looking"


@dataclass(frozen=True, slots=True)
class Looking:
    """Through whose eyes: the person, who that is in Dutch, and until when (seconds, POSIX)."""

    person_id: int
    who: str
    until: float

    def is_over(self, now: dt.datetime) -> bool:
        """Whether the time is up."""
        return now.timestamp() >= self.until


def begin_looking(
    request: HttpRequest, *, park_id: int, person_id: int, who: str, now: dt.datetime
) -> None:
    """Look through somebody's eyes from the next request on."""
    until = (now + LASTS).timestamp()
    looking = Looking(person_id=person_id, who=who, until=until)
    request.session[_KEY] = _all(request) | {str(park_id): asdict(looking)}


def stop_looking(request: HttpRequest, *, park_id: int) -> None:
    """Be oneself again at this park."""
    request.session[_KEY] = {key: one for key, one in _all(request).items() if key != str(park_id)}


def looking_at(request: HttpRequest, *, park_id: int) -> Looking | None:
    """Return through whose eyes the visitor looks at a park, also when the time is up."""
    found = _all(request).get(str(park_id))
    return Looking(**found) if found else None


def _all(request: HttpRequest) -> dict[str, dict[str, Any]]:
    stored: dict[str, dict[str, Any]] = request.session.get(_KEY, {})
    return stored
