"""A street address."""

from django.core.validators import RegexValidator
from django.db import models

is_postcode = RegexValidator(r"^[1-9][0-9]{3} ?[A-Z]{2}$", "Schrijf een postcode als 1234 AB.")


class Addressed(models.Model):
    """Has a street address, as far as it is known."""

    street = models.CharField("straat", max_length=120, blank=True)
    house_number = models.CharField("huisnummer", max_length=20, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True, validators=[is_postcode])
    town = models.CharField("plaats", max_length=80, blank=True)

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        """The address on one line; empty when nothing is known."""
        street = f"{self.street} {self.house_number}".strip()
        town = f"{self.postcode} {self.town}".strip()
        return ", ".join(part for part in (street, town) if part)
