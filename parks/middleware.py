"""What happens after an answer from inside a park."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from accounts.models import User
from core.afterwards import afterwards
from core.origin import set_off_by
from parks.models import Park
from parks.services.audit import record_refusal

GetResponse = Callable[[HttpRequest], HttpResponse]


def log_refusals(get_response: GetResponse) -> GetResponse:
    """Write in the log of a park whom its door sent away, and who was refused inside.

    After the answer: an outsider must not learn from its time that the park exists.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        park, user = _refused_at(request, response), request.user
        if park is not None and isinstance(user, User):
            afterwards(response, lambda: _write(request, park, user))
        return response

    return answer


def _refused_at(request: HttpRequest, response: HttpResponse) -> Park | None:
    """Return the park that refused, as `parks.access` notes it at its door."""
    if response.status_code not in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN):
        return None
    turned_away: Park | None = getattr(request, "turned_away", None)
    if turned_away or response.status_code == HTTPStatus.NOT_FOUND:
        return turned_away
    viewer = getattr(request, "viewer", None)
    return viewer.park if viewer else None


def _write(request: HttpRequest, park: Park, user: User) -> None:
    with set_off_by(request):
        record_refusal(
            park=park, actor=user, label=request.path, detail={"methode": request.method or ""}
        )
