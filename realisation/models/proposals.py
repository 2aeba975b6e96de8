"""What matching a whole park found: proposals, who takes part in what, and how sure it is.

Rows hold keys and codes alone. Names and texts are read when a page is made, so that who withdrew
or may not be shown is gone from every proposal at once.
"""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Now

from core.fields import quantity_field
from parks.jobs.models import Job, JobQuerySet
from parks.models import ManagerOnlyQuerySet, Plot
from parks.owned import ParkOwned, scoped, track_history
from realisation.choices import PartOutcome, ProposalState, RunKind
from realisation.models.listings import Listing


class MatchingRun(Job):
    """A search over all demand and supply of a park."""

    task = "realisation.tasks.run_matching"

    kind = models.CharField("wat zoeken", max_length=8, choices=RunKind, default=RunKind.SPACE)
    time_limit_s = models.PositiveSmallIntegerField(
        "tijd om te zoeken (s)", default=30, validators=[MinValueValidator(1)]
    )

    objects: ClassVar[JobQuerySet] = scoped(JobQuerySet)

    class Meta:
        verbose_name = "zoekronde"
        verbose_name_plural = "zoekrondes"
        indexes = Job.indexes("realisation_run")

    def __str__(self) -> str:
        return f"zoekronde ({self.get_kind_display()})"

    def is_held(self) -> bool:
        """Whether the worker that claimed it may go on: nobody stopped it or took it over."""
        return bool(self._held().exists())


class ProposalQuerySet(ManagerOnlyQuerySet):
    """Vocabulary for proposals."""

    def best_first(self) -> "ProposalQuerySet":
        """Return those of the latest run on top, its best first."""
        return self.select_related("run").order_by("-made_at", "run_id", "rank", "pk")


@track_history()
class Proposal(ParkOwned):
    """One answer to a search; `rank` 1 is the best, 2 and 3 are alternatives.

    `value` is the weight of the wishes that are met (no unit, or the quantity of flows), `bound` is
    what no answer can exceed. They are equal when the answer is proven best. `capped` counts the
    wishes of which not all possibilities were looked at. `pieces` counts the parts that take part,
    their plots and the flows: when fewer are left, something was removed since. `made_at` is when
    the search read what there is: what was edited after that, it does not know.
    """

    run = models.ForeignKey(MatchingRun, models.CASCADE, related_name="proposals")
    rank = models.PositiveSmallIntegerField("rang")
    value = models.DecimalField("waarde", max_digits=20, decimal_places=4)
    bound = models.DecimalField("bovengrens", max_digits=20, decimal_places=4)
    capped = models.PositiveIntegerField("niet helemaal doorzocht", default=0)
    pieces = models.PositiveIntegerField("onderdelen", default=0)
    state = models.CharField(
        "stand", max_length=12, choices=ProposalState, default=ProposalState.OPEN
    )
    reason = models.CharField("waarom", max_length=500, blank=True)
    made_at = models.DateTimeField("gevonden op", db_default=Now())

    in_history = ("state", "reason")
    objects: ClassVar[ProposalQuerySet] = scoped(ProposalQuerySet)

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "run", "rank"], name="realisation_proposal_rank"
            ),
            models.CheckConstraint(
                name="realisation_proposal_bound", condition=models.Q(bound__gte=models.F("value"))
            ),
            models.CheckConstraint(
                name="realisation_proposal_dismissed_with_reason",
                condition=~models.Q(state=ProposalState.DISMISSED) | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"voorstel {self.rank}"

    @property
    def is_proven(self) -> bool:
        """Whether nothing better exists, among all that was looked at."""
        return self.value == self.bound


class ProposalPart(ParkOwned):
    """What a proposal means for one demand or supply.

    `chain` numbers the chains and swaps that can be carried out by themselves, `turn` the order in
    one: what has the same turn happens together, and who only sells has none. `why` is a code of
    the matching that says why a wish stays unmet; a flow that is met in part has code and flows.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="parts")
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="proposal_parts")
    outcome = models.CharField("uitkomst", max_length=12, choices=PartOutcome)
    chain = models.PositiveSmallIntegerField("keten", null=True, blank=True)
    turn = models.PositiveSmallIntegerField("volgorde", null=True, blank=True)
    why = models.CharField("waarom niet", max_length=40, blank=True)

    objects: ClassVar[ManagerOnlyQuerySet] = scoped(ManagerOnlyQuerySet)

    class Meta:
        verbose_name = "deel van een voorstel"
        verbose_name_plural = "delen van voorstellen"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "proposal", "listing"], name="realisation_proposalpart_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}: {self.get_outcome_display()}"


class ProposalPlot(ParkOwned):
    """A plot that somebody gets or gives in a proposal."""

    part = models.ForeignKey(ProposalPart, models.CASCADE, related_name="plots")
    plot = models.ForeignKey(Plot, models.CASCADE, related_name="+")
    gets = models.BooleanField("krijgt")

    objects: ClassVar[ManagerOnlyQuerySet] = scoped(ManagerOnlyQuerySet)

    class Meta:
        verbose_name = "kavel in een voorstel"
        verbose_name_plural = "kavels in voorstellen"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "part", "plot", "gets"], name="realisation_proposalplot_once"
            )
        ]

    def __str__(self) -> str:
        return f"{'krijgt' if self.gets else 'geeft'} {self.plot_id}"


class ProposalFlow(ParkOwned):
    """How much one party would deliver to another, per year, in the unit of the supply."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="flows")
    supply = models.ForeignKey(Listing, models.CASCADE, related_name="flows_out")
    demand = models.ForeignKey(Listing, models.CASCADE, related_name="flows_in")
    quantity = quantity_field("hoeveel per jaar")
    distance_m = models.PositiveIntegerField("afstand (m)")

    objects: ClassVar[ManagerOnlyQuerySet] = scoped(ManagerOnlyQuerySet)

    class Meta:
        verbose_name = "stroom in een voorstel"
        verbose_name_plural = "stromen in voorstellen"
        constraints = [
            models.UniqueConstraint(
                fields=["park", "proposal", "supply", "demand"],
                name="realisation_proposalflow_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.supply_id} → {self.demand_id}"
