"""Who reads what: the one place that says which rows a reader may see."""

from collections.abc import Callable, Sequence
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


class FollowingQuerySet(models.QuerySet[Any]):
    """Rows that are seen by who sees all that they point at."""

    # The foreign keys to rows with a vocabulary like this one; an empty one hides nothing.
    follows: ClassVar[tuple[str, ...]] = ()

    def visible_to(self, viewer: Reader) -> Any:
        """Return the rows of the viewer's park that the viewer may see."""
        return self.in_park(viewer.park.pk).filter(
            self._followed(lambda rows: rows.visible_to(viewer))
        )

    def for_audiences(self, audiences: Sequence[str]) -> Any:
        """Return the rows that are meant for one of these audiences, whatever company reads."""
        return self.filter(self._followed(lambda rows: rows.for_audiences(audiences)))

    def in_park(self, park_id: int) -> Any:
        """Write the park out, although every net does so too: PostgreSQL needs it for the index."""
        return self.filter(park_id=park_id)

    def _followed(self, seen: Callable[[Any], Any]) -> models.Q:
        """Return that whatever the row points at is seen, by a function from rows to rows."""
        rule = EVERYTHING
        for name in self.follows:
            field: Any = self.model._meta.get_field(name)
            rows = seen(field.related_model.objects.all())
            pointed = models.Q(**{f"{name}__in": rows.values("pk")})
            rule &= pointed | models.Q(**{f"{name}__isnull": True}) if field.null else pointed
        return rule


class AudienceQuerySet(FollowingQuerySet):
    """Rows with an audience. Who speaks for a company also sees what is its own."""

    # The lookup that leads to the company of a row; empty for rows that no company owns.
    company_lookup: ClassVar[str] = ""

    def visible_to(self, viewer: Reader) -> Any:
        """Return the rows of the viewer's park that the viewer may see."""
        rows = self.in_park(viewer.park.pk)
        if self._reads_all(viewer.audiences):
            return rows
        followed = self._followed(lambda targets: targets.visible_to(viewer))
        return rows.filter(self._meant_for(viewer.audiences) & followed | self._own(viewer))

    def for_audiences(self, audiences: Sequence[str]) -> Any:
        """Return the rows that are meant for one of these audiences, whatever company reads."""
        if self._reads_all(audiences):
            return self.all()
        return super().for_audiences(audiences).filter(self._meant_for(audiences))

    def _reads_all(self, audiences: Sequence[str]) -> bool:
        """Whether these audiences are all that there are; spares a filter on every row."""
        return set(audiences) >= set(Audience.values)

    def _meant_for(self, audiences: Sequence[str]) -> models.Q:
        return meant_for(audiences)

    def _own(self, viewer: Reader) -> models.Q:
        if not self.company_lookup or not viewer.establishments:
            return NOTHING
        return models.Q(pk__in=self._own_rows(viewer).values("pk"))

    def _own_rows(self, viewer: Reader) -> models.QuerySet[Any]:
        # A subquery, because a join to several companies or periods would double rows.
        own = {f"{self.company_lookup}__in": viewer.establishments}
        rows: models.QuerySet[Any] = self.model._base_manager.filter(park_id=viewer.park.pk, **own)
        return rows


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

    def _reads_all(self, audiences: Sequence[str]) -> bool:
        return False

    def _meant_for(self, audiences: Sequence[str]) -> models.Q:
        return released_for(audiences)


class ManagerOnlyQuerySet(FollowingQuerySet):
    """What only the park manager reads, because it tells of several companies at once."""

    def visible_to(self, viewer: Reader) -> Any:
        """Return all rows of the viewer's park to its manager, and none to anybody else."""
        rows = self.in_park(viewer.park.pk)
        return rows if viewer.reads_confidential else rows.none()

    def for_audiences(self, audiences: Sequence[str]) -> Any:
        """Return nothing: no audience reads this."""
        return self.none()


class TeamOnlyQuerySet(FollowingQuerySet):
    """What only the team reads, whatever the park shares with others."""

    def visible_to(self, viewer: Reader) -> Any:
        """Return all rows of the viewer's park to its team, and none to anybody else."""
        return for_team(self, viewer)

    def for_audiences(self, audiences: Sequence[str]) -> Any:
        """Return the rows to readers among whom the team is the narrowest."""
        return self.all() if Audience.TEAM in audiences else self.none()


# `Q()` matches every row, but vanishes when it is or-ed with another.
NOTHING = models.Q(pk__in=())
EVERYTHING = models.Q()


def meant_for(audiences: Sequence[str]) -> models.Q:
    """Return the filter on rows, or their history, that are meant for one of these audiences."""
    return models.Q(audience__in=audiences)


def for_team(rows: Any, viewer: Reader) -> Any:
    """Return rows without an audience, with which the team alone works, to who is in the team."""
    mine = rows.in_park(viewer.park.pk)
    return mine if Audience.TEAM in viewer.audiences else mine.none()


def released_for(audiences: Sequence[str]) -> models.Q:
    """Return the filter on answers, or their history, released to one of these audiences."""
    return models.Q(released_to__in=audiences)


def was_released() -> models.Q:
    """Return the filter on answers, or their history, that a company released to anybody."""
    return ~models.Q(released_to=Release.COMPANY)


def is_known_to(release: str, audience: str) -> bool:
    """Whether a company released an answer to the readers of an audience."""
    return release in Audience.at_least(audience)


def audience_field() -> "models.CharField[str, str]":
    """Return the field that says who may read a row; new rows start at the team."""
    return models.CharField(
        "wie mag dit zien", max_length=16, choices=Audience, default=Audience.TEAM
    )


def release_field() -> "models.CharField[str, str]":
    """Return the field that says to whom a company released its answer: at first to nobody."""
    return models.CharField("gedeeld met", max_length=16, choices=Release, default=Release.COMPANY)
