"""Goals in six capitals and three horizons."""

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from core.fields import amount_field, quantity_field
from knowledge.choices import Capital, Horizon, Theme
from parks.models import AudienceQuerySet, Owned, audience_field
from parks.owned import ParkOwned, scoped, track_history
from strategy.choices import GoalState
from strategy.models.indicators import Indicator


class GoalQuerySet(AudienceQuerySet):
    """Vocabulary for goals."""

    def open(self) -> "GoalQuerySet":
        """Return the goals that a park still works on."""
        return self.exclude(state__in=(GoalState.ACHIEVED, GoalState.DROPPED))

    def standing(self) -> "GoalQuerySet":
        """Return the goals that have not been dropped."""
        return self.exclude(state=GoalState.DROPPED)

    def for_list(self) -> "GoalQuerySet":
        """Return goals with owner and indicator, by due date; those without one come last."""
        return self.select_related("indicator", "owner__user").order_by(
            models.F("due_on").asc(nulls_last=True), "created_at", "pk"
        )


@track_history()
class Goal(Owned, ParkOwned):
    """What a park wants to reach in one cell of the matrix. SMART in the end, a draft at first.

    Source: SB fig 25 (lines 1628-1742), fig 17, 20 and 23.
    """

    statement = models.CharField("doel", max_length=300)
    explanation = models.TextField("toelichting", max_length=4000, blank=True)
    capital = models.CharField("kapitaal", max_length=20, choices=Capital)
    horizon = models.CharField("termijn", max_length=8, choices=Horizon)
    theme = models.CharField("thema", max_length=16, choices=Theme, blank=True)
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="goals",
        verbose_name="indicator",
    )
    baseline = quantity_field("nulwaarde")
    target = quantity_field("streefwaarde")
    starts_on = models.DateField("begint op", null=True, blank=True)
    due_on = models.DateField("klaar op", null=True, blank=True)
    budget_business_eur = amount_field("bijdrage ondernemers")
    budget_public_eur = amount_field("bijdrage overheid")
    budget_subsidy_eur = amount_field("subsidie")
    sdgs = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(17)]),
        verbose_name="duurzame ontwikkelingsdoelen",
        default=list,
        blank=True,
    )
    effects = models.JSONField("effect op andere kapitalen", default=dict, blank=True)
    audience = audience_field()
    state = models.CharField("stand", max_length=16, choices=GoalState, default=GoalState.DRAFT)
    dropped_reason = models.CharField("reden van vervallen", max_length=500, blank=True)
    suggestion = models.SlugField("overgenomen voorstel", max_length=80, blank=True)
    version = models.PositiveIntegerField("versie", default=1)
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    objects: ClassVar[GoalQuerySet] = scoped(GoalQuerySet)

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        indexes = [models.Index(fields=["park", "capital", "horizon"], name="strategy_goal_cell")]
        constraints = [
            models.CheckConstraint(
                name="strategy_goal_dropped_with_reason",
                condition=~models.Q(state=GoalState.DROPPED) | ~models.Q(dropped_reason=""),
            ),
            models.CheckConstraint(
                name="strategy_goal_dates_in_order",
                condition=models.Q(starts_on__isnull=True)
                | models.Q(due_on__isnull=True)
                | models.Q(due_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def budget_eur(self) -> Decimal | None:
        """The sum of the budget's known sources in euros, or None when nothing is known."""
        known = [amount for amount in self.budget_sources() if amount is not None]
        return sum(known, Decimal()) if known else None

    def budget_sources(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """Return what business, the authorities and subsidies pay, in euros."""
        return self.budget_business_eur, self.budget_public_eur, self.budget_subsidy_eur

    def losses(self) -> list[tuple[Capital, int]]:
        """Return the capitals that this goal harms, with how much (-1 or -2).

        "Profit without loss" (SB lines 1060-1066 and 4348-4349): a goal that costs another capital
        must show it.
        """
        return [(Capital(name), score) for name, score in self.effects.items() if score < 0]

    def missing_for_smart(self) -> list[str]:
        """Return what still keeps this goal from being SMART, in Dutch; empty when it is."""
        checks: Iterable[tuple[bool, str]] = (
            ("[" not in self.statement, "de open plekken [tussen haken] in het doel"),
            (self.indicator_id is not None, "een indicator met eenheid"),
            (self.baseline is not None, "de nulwaarde"),
            (self.target is not None, "de streefwaarde"),
            (self.due_on is not None, "een einddatum"),
            (bool(self.owner_id or self.owner_other), "een eigenaar"),
            (self.budget_eur is not None, "een budget"),
        )
        return [name for present, name in checks if not present]
