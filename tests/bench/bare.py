"""What a Django page costs at least here: one indexed query behind the walls and fifty rows."""

import os
from collections.abc import Callable
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from core import fragments
from core.park_context import park_context
from parks.access import ParkRequest, Right, park_page
from strategy.models import Milestone


def bare(request: HttpRequest, park_id: int) -> HttpResponse:
    """Show fifty milestones of a park; asks nobody who she is."""
    with park_context(park_id):
        rows = list(Milestone.objects.filter(park_id=park_id).order_by("due_on")[:50])
    return render(request, "bench/bare.html", {"rows": rows})


@park_page(Right.READ)
def file_behind_the_door(request: ParkRequest) -> FileResponse:
    """Send the file of the bench to who may enter the park; ask nothing else."""
    return FileResponse(
        (Path(os.environ["BENCH_STATIC"]) / "roadmap.pdf").open("rb"),
        content_type="application/pdf",
    )


def forget_fragments(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let a request with the header X-Forget find no fragment that was rendered before."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "X-Forget" in request.headers:
            fragments._rendered.cache_clear()
            fragments._kept.clear()
        return get_response(request)

    return middleware
