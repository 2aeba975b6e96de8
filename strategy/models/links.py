"""Which goals an agreement or a commitment serves."""

from typing import ClassVar

from django.db import models

from collective.models import Agreement, Commitment
from parks.models import FollowingQuerySet
from parks.owned import ParkOwned, scoped
from strategy.models.goals import Goal


class GoalAgreementQuerySet(FollowingQuerySet):
    """Vocabulary for goals of agreements; both must be visible for this to be."""

    follows = ("goal", "agreement")


class GoalAgreement(ParkOwned):
    """An agreement serves a goal."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="agreement_links")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="goal_links")

    objects: ClassVar[GoalAgreementQuerySet] = scoped(GoalAgreementQuerySet)

    class Meta:
        verbose_name = "doel van een afspraak"
        verbose_name_plural = "doelen van afspraken"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "goal", "agreement"], name="strategy_goalagreement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} dient {self.goal_id}"


class GoalCommitmentQuerySet(FollowingQuerySet):
    """Vocabulary for goals of commitments; both must be visible for this to be."""

    follows = ("goal", "commitment")


class GoalCommitment(ParkOwned):
    """A commitment serves a goal."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="commitment_links")
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="goal_links")

    objects: ClassVar[GoalCommitmentQuerySet] = scoped(GoalCommitmentQuerySet)

    class Meta:
        verbose_name = "doel van een toezegging"
        verbose_name_plural = "doelen van toezeggingen"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "goal", "commitment"], name="strategy_goalcommitment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} dient {self.goal_id}"
