"""The roadmap: everything that must happen, on one time line and in an equal table."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.htmx import partial
from core.svg import roadmap as draw
from parks.access import ParkRequest, Right, park_page
from strategy.forms.filters import GROUPINGS, RoadmapFilterForm
from strategy.queries.cards import goal_cards, park_milestones
from strategy.queries.milestones import nowhere, titles_of
from strategy.queries.roadmap import in_order
from strategy.queries.roadmap import roadmap as roadmap_of
from strategy.queries.roadmap_filter import all_milestones, owners
from strategy.views.addresses import addresses

GOALS_PER_PAGE = 50


@require_safe
@park_page(Right.READ)
def roadmap(request: ParkRequest) -> HttpResponse:
    """Show what fits the filter, fifty goals at a time; picture and table show the same fifty."""
    viewer, today = request.viewer, timezone.localdate()
    who = {"park_id": viewer.park.pk, "audiences": viewer.audiences, "today": today}
    cards, of_park = goal_cards(**who), park_milestones(**who)  # type: ignore[arg-type]  # one dict, three types
    form = RoadmapFilterForm(request.GET, owners=owners(cards, of_park))
    chosen, by = form.chosen(), form.grouping()
    paginator = Paginator(in_order(chosen.goals(cards), by=by), GOALS_PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    shown = roadmap_of(
        list(page.object_list),
        chosen.park_milestones(of_park) if page.number == 1 else [],
        today=today,
        by=by,
        titles=titles_of(all_milestones(cards, of_park)),
        goal_address=addresses(viewer.park.slug, "strategy:goal_detail"),
        milestone_address=(
            addresses(viewer.park.slug, "strategy:milestone_edit") if viewer.may_edit else nowhere
        ),
    )
    context = {
        "form": form.without_nonsense(),
        "has_nonsense": form.has_nonsense(),
        "filter_is_empty": not any((chosen.capital, chosen.horizon, chosen.owner, chosen.state)),
        "by": by,
        "groupings": GROUPINGS,
        "page_obj": page,
        "roadmap": shown,
        "picture": draw(shown.data, uid="routekaart") if shown.groups or shown.park_lines else "",
        "is_new": not cards and not of_park,
    }
    return render(request, partial(request, "strategy/roadmap.html", "result"), context)
