"""Answers what the apps below ask of opportunities (`collective.opportunities`)."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from collective.opportunities import Serving, ServingOpportunity
from collective.roadmap import Linked
from parks.models import Reader
from realisation.choices import OpportunityState
from realisation.models import Opportunity, OpportunityGoal
from realisation.queries.opportunities import ALL_STANDING, FINISHED

# The page of a goal names the first ones; the list holds them all.
SHOWN: Final = 10


class OpportunitiesOfPark:
    """Opportunities as collective and strategy see them."""

    def owned(self, hers: Q, viewer: Reader) -> Sequence[Linked]:
        """Return the unfinished ones that a reader may see and fit a filter on owner. One query."""
        rows = Opportunity.objects.visible_to(viewer).filter(hers).exclude(state__in=FINISHED)
        found = rows.order_by("title", "pk").values_list("pk", "title")
        return [Linked(pk, title, _address(viewer, pk)) for pk, title in found]

    def serving(self, goal_id: UUID, viewer: Reader) -> Serving:
        """Return what serves a goal and has not lapsed. One query."""
        ties = OpportunityGoal.objects.visible_to(viewer).filter(goal=goal_id)
        rows: Any = Opportunity.objects.visible_to(viewer).standing()
        found = rows.filter(pk__in=ties.values("opportunity")).order_by("title", "pk")
        all_of_it = list(found.values_list("pk", "title", "state"))
        first = tuple(
            ServingOpportunity(title, _address(viewer, pk), str(OpportunityState(state).label))
            for pk, title, state in all_of_it[:SHOWN]
        )
        listed = reverse("realisation:opportunities", args=[viewer.park.slug])
        return Serving(first, len(all_of_it), f"{listed}?state={ALL_STANDING}&goal={goal_id}")


def _address(viewer: Reader, pk: UUID) -> str:
    return reverse("realisation:opportunity", args=[viewer.park.slug, pk])
