"""The matrix of six capitals and three horizons, and what the method book offers per cell."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.fragments import pure_fragment
from core.htmx import partial
from knowledge.choices import Capital, Horizon
from knowledge.loader import cells
from parks.access import ParkRequest, Right, park_page
from strategy.models import Goal
from strategy.queries.matrix import cell_goals
from strategy.queries.matrix import matrix as matrix_of
from strategy.services.goals import UnknownSuggestionError, take_over_suggestion

NOBODY = UUID(int=0)


@require_safe
@park_page(Right.READ)
def matrix(request: ParkRequest) -> HttpResponse:
    """Show all goals of the park, each in its cell."""
    viewer = request.viewer
    shown = matrix_of(park_id=viewer.park.pk, audiences=viewer.audiences)
    prefixes = _prefixes(viewer.park.slug)
    table = pure_fragment("strategy/matrix_table.html", matrix=shown, **prefixes)
    return render(request, "strategy/matrix.html", {"matrix": shown, "table": table})


@require_safe
@park_page(Right.READ)
def cell(request: ParkRequest, capital: str, horizon: str) -> HttpResponse:
    """Show one cell, under the matrix or as a page: why, what to mind, suggestions and goals."""
    content = cells().get((capital, horizon))
    if content is None:
        raise Http404
    viewer = request.viewer
    goals = cell_goals(
        park_id=viewer.park.pk, audiences=viewer.audiences, capital=capital, horizon=horizon
    )
    context = {
        "cell": content,
        "capital_label": Capital(capital).label,
        "horizon_label": Horizon(horizon).label,
        "goals": goals,
        "taken": _taken_over(request),
        **_prefixes(viewer.park.slug),
    }
    return render(request, partial(request, "strategy/cell.html", "cell"), context)


@require_POST
@park_page(Right.EDIT)
def take_over(request: ParkRequest, suggestion: str) -> HttpResponse:
    """Make a draft goal of a suggestion and open it, with what it still lacks."""
    park = request.viewer.park
    try:
        goal = take_over_suggestion(park=park, suggestion_slug=suggestion)
    except UnknownSuggestionError as error:
        raise Http404 from error
    messages.success(request, "Het voorstel staat nu als concept in uw matrix. Maak het concreet.")
    return redirect("strategy:goal_edit", park.slug, goal.pk)


def _taken_over(request: ParkRequest) -> set[str]:
    """Return the suggestions that were made into a goal which this viewer may see."""
    goals = Goal.objects.visible_to(request.viewer).standing().exclude(suggestion="")
    return set(goals.values_list("suggestion", flat=True))


def _prefixes(slug: str) -> dict[str, str]:
    """Return where the addresses of goals and cells begin: reversing each one costs too much."""
    goal = reverse("strategy:goal_detail", args=[slug, NOBODY])
    one = reverse("strategy:cell", args=[slug, Capital.HUMAN, Horizon.SHORT])
    return {
        "goal_prefix": goal.partition(str(NOBODY))[0],
        "cell_prefix": one.removesuffix(f"{Capital.HUMAN}/{Horizon.SHORT}/"),
    }
