"""Goals in six capitals and three horizons, what measures them, and the milestones towards them."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from knowledge.choices import Capital, Horizon, Theme
from parks.choices import Audience
from parks.models import AudienceQuerySet, Membership, Reader, audience_field
from parks.owned import ParkOwned, scoped, track_history
from strategy.choices import DataState, DatePrecision, GoalState, MilestoneState


def amount_field(label: str) -> "models.DecimalField[Any, Any]":
    """Return an optional amount in euros."""
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True, blank=True)


def quantity_field(label: str) -> "models.DecimalField[Any, Any]":
    """Return an optional quantity in the unit of an indicator."""
    return models.DecimalField(label, max_digits=18, decimal_places=4, null=True, blank=True)


class Owned(models.Model):
    """A row that somebody answers for: a person with a role at the park, or anybody by name."""

    owner = models.ForeignKey(
        Membership,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="eigenaar",
    )
    owner_other = models.CharField("eigenaar zonder account", max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def owner_label(self) -> str:
        """Who answers for this, or an empty string. Reads `owner.user`."""
        return str(self.owner.user) if self.owner else self.owner_other


class Indicator(ParkOwned):
    """What a park measures: a name and a unit. Goals share an indicator of the same name."""

    name = models.CharField("naam", max_length=160)
    unit = models.CharField("eenheid", max_length=40)

    objects: ClassVar["models.QuerySet[Indicator]"] = scoped(models.QuerySet["Indicator"])

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        constraints = [
            models.UniqueConstraint(fields=["park", "name", "unit"], name="strategy_indicator_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"


@track_history()
class Measurement(ParkOwned):
    """The value of an indicator on a day, or the reason that there is none.

    It has an audience of its own: goals for different readers may share the indicator.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="measurements")
    measured_on = models.DateField("gemeten op")
    data_state = models.CharField(
        "soort gegeven", max_length=16, choices=DataState, default=DataState.MEASURED
    )
    value = quantity_field("waarde")
    source = models.CharField("bron", max_length=200)
    note = models.CharField("toelichting", max_length=500, blank=True)
    audience = audience_field()

    objects: ClassVar[AudienceQuerySet] = scoped(AudienceQuerySet)

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        indexes = [
            models.Index(fields=["park", "indicator", "measured_on"], name="strategy_measured")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "indicator", "measured_on"], name="strategy_measurement_once"
            ),
            models.CheckConstraint(
                name="strategy_measurement_value",
                condition=models.Q(data_state__in=DataState.with_value(), value__isnull=False)
                | (~models.Q(data_state__in=DataState.with_value()) & models.Q(value__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measured_on}: {self.value if self.value is not None else self.data_state}"


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


class MilestoneQuerySet(AudienceQuerySet):
    """Vocabulary for milestones."""

    def visible_to(self, viewer: Reader) -> "MilestoneQuerySet":
        """Return the milestones a viewer may see; one of a hidden goal is hidden as well."""
        rows: MilestoneQuerySet = self.in_park(viewer.park.pk)
        return rows.for_audiences(viewer.audiences)

    def for_audiences(self, audiences: Any) -> "MilestoneQuerySet":
        """Return the milestones meant for these audiences, with their goal likewise."""
        if len(audiences) == len(Audience.values):
            return self
        return self.filter(
            models.Q(goal__isnull=True) | models.Q(goal__audience__in=audiences),
            audience__in=audiences,
        )

    def for_list(self) -> "MilestoneQuerySet":
        """Return milestones with their owner, by date."""
        return self.select_related("owner__user").order_by("due_on", "created_at", "pk")

    def undone(self) -> "MilestoneQuerySet":
        """Return the milestones that are still to be done."""
        return self.filter(done_on__isnull=True)


@track_history()
class Milestone(Owned, ParkOwned):
    """A step on the roadmap, of a goal or of the park as a whole."""

    goal = models.ForeignKey(
        Goal, models.CASCADE, null=True, blank=True, related_name="milestones", verbose_name="doel"
    )
    title = models.CharField("mijlpaal", max_length=200)
    due_on = models.DateField("klaar op", help_text="Bij een kwartaal: de laatste dag ervan.")
    precision = models.CharField(
        "soort datum", max_length=8, choices=DatePrecision, default=DatePrecision.QUARTER
    )
    done_on = models.DateField("gedaan op", null=True, blank=True)
    blocked_reason = models.CharField("waardoor geblokkeerd", max_length=500, blank=True)
    blocked_by = models.CharField("wie kan het oplossen", max_length=120, blank=True)
    audience = audience_field()
    version = models.PositiveIntegerField("versie", default=1)
    created_at = models.DateTimeField("gemaakt op", db_default=Now())

    objects: ClassVar[MilestoneQuerySet] = scoped(MilestoneQuerySet)

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        indexes = [models.Index(fields=["park", "due_on"], name="strategy_milestone_due")]
        constraints = [
            models.CheckConstraint(
                name="strategy_milestone_blocked_with_reason",
                condition=models.Q(blocked_by="") | ~models.Q(blocked_reason=""),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def state_on(self, today: dt.date) -> MilestoneState:
        """Return where this milestone stands on a day; done wins, then blocked, then late."""
        if self.done_on:
            return MilestoneState.DONE
        if self.blocked_reason:
            return MilestoneState.BLOCKED
        return MilestoneState.LATE if self.due_on < today else MilestoneState.OPEN


class MilestoneDependency(ParkOwned):
    """This milestone can't be done before that one. Circles are refused on the way in."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="dependencies")
    depends_on = models.ForeignKey(Milestone, models.CASCADE, related_name="dependants")

    objects: ClassVar["models.QuerySet[MilestoneDependency]"] = scoped(
        models.QuerySet["MilestoneDependency"]
    )

    class Meta:
        verbose_name = "afhankelijkheid"
        verbose_name_plural = "afhankelijkheden"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "milestone", "depends_on"], name="strategy_dependency_once"
            ),
            models.CheckConstraint(
                name="strategy_dependency_on_another",
                condition=~models.Q(milestone=models.F("depends_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id} na {self.depends_on_id}"
