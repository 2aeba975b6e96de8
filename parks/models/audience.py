"""Who reads what: the one place that says which rows a reader may see."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol
from uuid import UUID

from django.db import models

from parks.choices import Audience, Release

if TYPE_CHECKING:
    from parks.models.park import Park


class Reader(Protocol):
    """Who looks: the park, and what she is there."""

    @property
    def park(self) -> "Park": ...

    @property
    def audiences(self) -> tuple[str, ...]:
        """The audiences that she belongs to."""

    @property
    def establishments(self) -> tuple[UUID, ...]:
        """The companies at this park for which she speaks."""

    @property
    def reads_confidential(self) -> bool:
        """Whether she reads what companies keep from the rest of the park."""


class AudienceQuerySet(models.QuerySet[Any]):
    """Rows with an audience. Who speaks for a company also sees what is its own."""

    # The lookup that leads to the company of a row; empty for rows that no company owns.
    company_lookup: ClassVar[str] = ""

    def visible_to(self, viewer: Reader) -> Any:
        """Return the rows of the viewer's park that the viewer may see."""
        meant = self._meant_for(viewer.audiences)
        return self.in_park(viewer.park.pk).filter(meant | self._own(viewer))

    def for_audiences(self, audiences: Sequence[str]) -> Any:
        """Return the rows that are meant for one of these audiences."""
        return self.filter(self._meant_for(audiences))

    def in_park(self, park_id: int) -> Any:
        """Write the park out, although every net does so too: PostgreSQL needs it for the index."""
        return self.filter(park_id=park_id)

    def _meant_for(self, audiences: Sequence[str]) -> models.Q:
        return models.Q(audience__in=audiences)

    def _own(self, viewer: Reader) -> models.Q:
        if not self.company_lookup or not viewer.establishments:
            return NOTHING
        return models.Q(pk__in=self._own_rows(viewer).values("pk"))

    def _own_rows(self, viewer: Reader) -> models.QuerySet[Any]:
        # A subquery, because a join to several companies or periods would double rows.
        own = {f"{self.company_lookup}__in": viewer.establishments}
        return self.model._base_manager.filter(park_id=viewer.park.pk, **own)


class ConfidentialQuerySet(AudienceQuerySet):
    """What a company answered: for itself and the park manager, until it releases it.

    The field `released_to` says to whom.
    """

    company_lookup = "establishment"

    def visible_to(self, viewer: Reader) -> Any:
        """Return the answers of the viewer's park that the viewer may see."""
        if viewer.reads_confidential:
            return self.in_park(viewer.park.pk)
        return super().visible_to(viewer)

    def _meant_for(self, audiences: Sequence[str]) -> models.Q:
        return models.Q(released_to__in=audiences)


# Matches no row; `Q()` would match every one.
NOTHING = models.Q(pk__in=())


def audience_field() -> "models.CharField[str, str]":
    """Return the field that says who may read a row; new rows start at the team."""
    return models.CharField(
        "wie mag dit zien", max_length=16, choices=Audience, default=Audience.TEAM
    )


def release_field() -> "models.CharField[str, str]":
    """Return the field that says to whom a company released its answer: at first to nobody."""
    return models.CharField("gedeeld met", max_length=16, choices=Release, default=Release.COMPANY)
