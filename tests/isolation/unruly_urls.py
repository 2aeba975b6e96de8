"""The product's addresses, and pages of a park that break off halfway."""

from collections.abc import Iterator

from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

from config.urls import urlpatterns as product
from parks.access import ParkRequest, Right, park_page
from strategy.models import Goal


def read(request: ParkRequest) -> str:
    """Return the goals of the park, so that there is something to leave behind."""
    return ",".join(
        Goal.objects.filter(park=request.viewer.park).values_list("statement", flat=True)
    )


@park_page(Right.READ)
def raises(request: ParkRequest) -> HttpResponse:
    """Fail after reading."""
    raise RuntimeError(read(request))


@park_page(Right.READ)
def breaks_sql(request: ParkRequest) -> HttpResponse:
    """Leave the transaction in a failed state."""
    with connection.cursor() as cursor:
        cursor.execute("select 1 / 0")
    return HttpResponse(read(request))


@park_page(Right.READ)
def loses_connection(request: ParkRequest) -> HttpResponse:
    """Lose the database in the middle."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(pg_backend_pid())")
    return HttpResponse(read(request))


@park_page(Right.READ)
def streams(request: ParkRequest) -> StreamingHttpResponse:
    """Send an answer of which the reader takes only the beginning."""

    def pieces() -> Iterator[str]:
        while True:
            yield read(request)

    return StreamingHttpResponse(pieces())


def context(_request: object) -> HttpResponse:
    """Tell what the connection remembers of the requests before this one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('app.park_ids', true), current_setting('app.user_id', true)"
        )
        return HttpResponse("".join(value or "" for value in cursor.fetchone()))


urlpatterns = [
    path("onrust/<slug:slug>/fout/", raises),
    path("onrust/<slug:slug>/sql/", breaks_sql),
    path("onrust/<slug:slug>/weg/", loses_connection),
    path("onrust/<slug:slug>/stroom/", streams),
    path("onrust/", context),
    *product,
]
