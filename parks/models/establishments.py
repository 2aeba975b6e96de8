"""Establishments: organisations at a place on the park, and whom to speak to there."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from parks.choices import EmployeeClass
from parks.models.addressed import Addressed
from parks.models.audience import AudienceQuerySet, audience_field
from parks.models.imported import Imported
from parks.models.merges import Mergeable
from parks.models.organisations import Organisation
from parks.owned import ParkOwned, scoped, track_history

is_establishment_number = RegexValidator(r"^[0-9]{12}$", "Een vestigingsnummer heeft 12 cijfers.")


class EstablishmentQuerySet(AudienceQuerySet):
    """Vocabulary for establishments."""

    company_lookup = "pk"

    def current(self) -> "EstablishmentQuerySet":
        """Leave out those that went up in another one."""
        return self.filter(merged_into__isnull=True)

    def present(self) -> "EstablishmentQuerySet":
        """Return those that have not left the park."""
        return self.current().filter(left_on__isnull=True)

    def for_list(self) -> "EstablishmentQuerySet":
        """Return them with their organisation, by name."""
        return self.select_related("organisation").order_by("name", "pk")


@track_history(in_bulk=True)
class Establishment(Mergeable, Addressed, Imported, ParkOwned):
    """An organisation at this park (vestiging).

    `name` is what stands on the building; the legal name stands in the organisation. The SBI code
    is of the edition of 2008 and at its deepest five digits, as text (`parks.reference`).
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="establishments", verbose_name="organisatie"
    )
    name = models.CharField("naam op het terrein", max_length=160, db_collation="nl-x-icu")
    number = models.CharField(
        "vestigingsnummer", max_length=12, blank=True, validators=[is_establishment_number]
    )
    sbi_code = models.CharField("SBI-code", max_length=6, blank=True)
    employees = models.CharField(
        "werkzame personen", max_length=8, choices=EmployeeClass, blank=True
    )
    arrived_on = models.DateField("gevestigd sinds", null=True, blank=True)
    left_on = models.DateField("vertrokken op", null=True, blank=True)
    audience = audience_field()

    in_history = (
        "organisation", "name", "number", "sbi_code", "employees", "street", "house_number",
        "postcode", "town", "arrived_on", "left_on", "audience",
    )  # fmt: skip
    taken: ClassVar = {
        "parks_establishment_number": (
            "number",
            "Dit vestigingsnummer staat al bij een andere vestiging van dit terrein.",
        )
    }
    objects: ClassVar[EstablishmentQuerySet] = scoped(EstablishmentQuerySet)

    class Meta:
        verbose_name = "vestiging"
        verbose_name_plural = "vestigingen"
        indexes = [models.Index(fields=["park", "name"], name="parks_establishment_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "number"],
                condition=~models.Q(number="") & models.Q(merged_into__isnull=True),
                name="parks_establishment_number",
            ),
            models.CheckConstraint(
                condition=models.Q(number="") | models.Q(number__regex=r"^[0-9]{12}$"),
                name="parks_establishment_number_shape",
            ),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True)
                | models.Q(arrived_on__isnull=True)
                | models.Q(left_on__gte=models.F("arrived_on")),
                name="parks_establishment_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_gone(self) -> bool:
        """Whether it left the park, or went up in another one: the opposite of `present`."""
        return bool(self.left_on or self.merged_into_id)


class ContactPersonQuerySet(AudienceQuerySet):
    """Vocabulary for contact persons."""

    company_lookup = "establishment"
    follows = ("establishment",)

    def for_list(self) -> "ContactPersonQuerySet":
        """Return them by name."""
        return self.order_by("name", "pk")


@track_history()
class ContactPerson(ParkOwned):
    """Whom to speak to at an establishment; she needs no account. Personal data."""

    establishment = models.ForeignKey(Establishment, models.CASCADE, related_name="contacts")
    name = models.CharField("naam", max_length=120)
    function = models.CharField("functie", max_length=120, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    telephone = models.CharField("telefoon", max_length=40, blank=True)
    audience = audience_field()

    in_history = ("name", "function", "email", "telephone", "audience")
    objects: ClassVar[ContactPersonQuerySet] = scoped(ContactPersonQuerySet)

    class Meta:
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"

    def __str__(self) -> str:
        return self.name
