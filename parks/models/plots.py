"""Plots, who owns them and who uses them."""

from typing import Any, ClassVar

from django.contrib.gis.db import models as gis
from django.db import models

from parks.choices import EnvironmentalCategory, PlotState, PlotUse
from parks.models.addressed import Addressed
from parks.models.audience import AudienceQuerySet, Reader, audience_field
from parks.models.establishments import Establishment
from parks.models.imported import Imported
from parks.models.organisations import Organisation
from parks.models.park import RD_NEW
from parks.models.period import Period, PeriodQuerySet
from parks.owned import ParkOwned, scoped, track_history

# What stands before the first number in a name, and that number.
BY_NAME = (
    models.Func(
        models.F("name"), models.Value("[0-9].*$"), models.Value(""), function="regexp_replace"
    ),
    models.Func(
        models.F("name"),
        models.Value("[0-9]+"),
        template="substring(%(expressions)s)::numeric",
        output_field=models.DecimalField(),
    ),
    "name",
    "pk",
)


class PlotQuerySet(AudienceQuerySet):
    """Vocabulary for plots."""

    # Who speaks for a company sees the plots that the company uses now.
    company_lookup = "occupations__establishment"

    def _own_rows(self, viewer: Reader) -> models.QuerySet[Any]:
        own: models.QuerySet[Any] = self.model._base_manager.filter(
            park_id=viewer.park.pk,
            occupations__establishment__in=viewer.establishments,
            occupations__until__isnull=True,
        )
        return own

    def for_list(self) -> "PlotQuerySet":
        """Leave out the geometry, the heaviest column; order by name, B 2 before B 10."""
        return self.defer("geometry").order_by(*BY_NAME)

    def mapped(self) -> "PlotQuerySet":
        """Return those that have been drawn."""
        return self.filter(geometry__isnull=False)


@track_history(in_bulk=True)
class Plot(Addressed, Imported, ParkOwned):
    """A parcel of the park (kavel).

    `geometry` is in RD New. `area_m2` follows from it and is null as long as nothing is drawn.
    """

    name = models.CharField("naam", max_length=80, help_text="Zoals u de kavel noemt.")
    cadastral_number = models.CharField("kadastraal nummer", max_length=40, blank=True)
    # No spatial index: row security keeps PostgreSQL from using one, and filling it here and in
    # the history takes half of the time of an import.
    geometry = gis.MultiPolygonField(
        "grens", srid=RD_NEW, null=True, blank=True, spatial_index=False
    )
    area_m2 = models.GeneratedField(
        expression=models.Func(
            models.F("geometry"), function="ST_Area", output_field=models.FloatField()
        ),
        output_field=models.FloatField(),
        db_persist=True,
        verbose_name="oppervlakte (m2)",
    )
    use = models.CharField("gebruik", max_length=16, choices=PlotUse, blank=True)
    environmental_category = models.CharField(
        "milieucategorie", max_length=4, choices=EnvironmentalCategory, blank=True
    )
    state = models.CharField("stand", max_length=12, choices=PlotState, default=PlotState.IN_USE)
    note = models.TextField("notitie", max_length=4000, blank=True)
    audience = audience_field()

    in_history = (
        "name", "cadastral_number", "state", "use", "environmental_category", "area_m2", "street",
        "house_number", "postcode", "town", "note", "audience",
    )  # fmt: skip
    taken: ClassVar = {
        "parks_plot_cadastral": (
            "cadastral_number",
            "Dit kadastrale nummer staat al bij een andere kavel van dit terrein.",
        )
    }
    objects: ClassVar[PlotQuerySet] = scoped(PlotQuerySet)

    class Meta:
        verbose_name = "kavel"
        verbose_name_plural = "kavels"
        indexes = [models.Index(fields=["park", "name"], name="parks_plot_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "cadastral_number"],
                condition=~models.Q(cadastral_number=""),
                name="parks_plot_cadastral",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OwnershipQuerySet(PeriodQuerySet):
    """Vocabulary for who owns what."""

    follows = ("plot", "organisation")


@track_history(in_bulk=True)
class Ownership(Period, ParkOwned):
    """An organisation owns a plot, or a share of it, for a time."""

    plot = models.ForeignKey(Plot, models.CASCADE, related_name="ownerships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="ownerships")

    taken: ClassVar = {
        "parks_ownership_once": ("since", "Deze organisatie is al eigenaar van deze kavel.")
    }
    objects: ClassVar[OwnershipQuerySet] = scoped(OwnershipQuerySet)

    class Meta:
        verbose_name = "eigendom"
        verbose_name_plural = "eigendommen"
        constraints = [
            *Period.constraints("parks_ownership"),
            models.UniqueConstraint(
                fields=["park", "plot", "organisation"],
                condition=models.Q(until__isnull=True),
                name="parks_ownership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plot} – {self.organisation}"


class OccupationQuerySet(PeriodQuerySet):
    """Vocabulary for who uses what."""

    follows = ("plot", "establishment")


@track_history(in_bulk=True)
class Occupation(Period, ParkOwned):
    """An establishment uses a plot for a time; the owner may be somebody else."""

    plot = models.ForeignKey(Plot, models.CASCADE, related_name="occupations")
    establishment = models.ForeignKey(Establishment, models.PROTECT, related_name="occupations")

    taken: ClassVar = {"parks_occupation_once": ("since", "Deze vestiging gebruikt deze kavel al.")}
    objects: ClassVar[OccupationQuerySet] = scoped(OccupationQuerySet)

    class Meta:
        verbose_name = "gebruik van een kavel"
        verbose_name_plural = "gebruik van kavels"
        constraints = [
            *Period.constraints("parks_occupation"),
            models.UniqueConstraint(
                fields=["park", "plot", "establishment"],
                condition=models.Q(until__isnull=True),
                name="parks_occupation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plot} – {self.establishment}"
