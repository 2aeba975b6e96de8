"""Parks, authorities and who belongs to them; every value follows from a counter."""

from decimal import Decimal
from typing import Any, TypeVar

import factory
from django.db import models, transaction
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.park_context import park_context
from parks.choices import AuthorityKind, Role
from parks.models import (
    AccessRequest,
    Adviser,
    Authority,
    ContactPerson,
    Establishment,
    Invitation,
    Membership,
    Organisation,
    Park,
    Plot,
)
from parks.services.invitations import LIFETIME, hash_of
from tests.factories.accounts import UserFactory

Row = TypeVar("Row", bound=models.Model)


class ParkFactory(DjangoModelFactory[Park]):
    """A park with its register facts, in Hardenberg, without an outline."""

    class Meta:
        model = Park

    name = factory.Sequence(lambda n: f"Voorbeeldpark {n:04}")
    slug = factory.Sequence(lambda n: f"voorbeeldpark-{n:04}")
    rin = factory.Sequence(lambda n: 900_000_000 + n)
    municipality_codes = factory.LazyFunction(lambda: ["GM0160"])
    gross_ha = Decimal("20.5")
    net_ha = Decimal("16.25")
    available_ha = Decimal("1.5")
    location_type = "B1"
    register_year = 2024


class ParkOwnedFactory(DjangoModelFactory[Row]):
    """Base of the factories of park-owned rows: makes the row inside the context of its park."""

    class Meta:
        abstract = True

    park = factory.SubFactory(ParkFactory)

    @classmethod
    def _create(cls, model_class: type[Row], *args: Any, **kwargs: Any) -> Row:
        # Atomic, because a test with real transactions has no context outside one.
        with transaction.atomic(), park_context(kwargs["park"].pk):
            row: Row = super()._create(model_class, *args, **kwargs)
        return row


class OrganisationFactory(ParkOwnedFactory[Organisation]):
    """A company without a KvK number."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Voorbeeldbedrijf {n:04} BV")


class EstablishmentFactory(ParkOwnedFactory[Establishment]):
    """A company at the park."""

    class Meta:
        model = Establishment

    organisation = factory.SubFactory(OrganisationFactory, park=factory.SelfAttribute("..park"))
    name = factory.Sequence(lambda n: f"Voorbeeldbedrijf {n:04}")


class PlotFactory(ParkOwnedFactory[Plot]):
    """A plot that is in use and not drawn."""

    class Meta:
        model = Plot

    name = factory.Sequence(lambda n: f"Kavel {n:04}")


class ContactFactory(ParkOwnedFactory[ContactPerson]):
    """Somebody to speak to at a company; the park is that of the company."""

    class Meta:
        model = ContactPerson

    establishment = factory.SubFactory(EstablishmentFactory, park=factory.SelfAttribute("..park"))
    name = factory.Sequence(lambda n: f"Contact {n:04}")


def company_of_member(own: Any) -> Establishment | None:
    """Return a new company for a member; other roles speak for none."""
    return EstablishmentFactory(park=own.park) if own.role == Role.MEMBER else None


class MembershipFactory(ParkOwnedFactory[Membership]):
    """A member of a park."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = Role.MEMBER
    establishment = factory.LazyAttribute(company_of_member)


class InvitationFactory(ParkOwnedFactory[Invitation]):
    """An open invitation; `token` is what stands in its link."""

    class Meta:
        model = Invitation

    class Params:
        token = factory.Sequence(lambda n: f"link-{n}")

    email = factory.Sequence(lambda n: f"genodigde{n}@example.test")
    name = factory.Sequence(lambda n: f"Genodigde {n}")
    role = Role.MEMBER
    establishment = factory.LazyAttribute(company_of_member)
    token_hash = factory.LazyAttribute(lambda own: hash_of(own.token))
    invited_by = factory.SubFactory(UserFactory)
    sent_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda own: own.sent_at + LIFETIME)


class AccessRequestFactory(ParkOwnedFactory[AccessRequest]):
    """An open request for access."""

    class Meta:
        model = AccessRequest

    email = factory.Sequence(lambda n: f"vrager{n}@example.test")
    name = factory.Sequence(lambda n: f"Vrager {n}")
    company = "Vragend bedrijf"


class AuthorityFactory(DjangoModelFactory[Authority]):
    """The municipality in which `ParkFactory` puts its parks."""

    class Meta:
        model = Authority

    kind = AuthorityKind.MUNICIPALITY
    name = factory.Sequence(lambda n: f"Gemeente {n}")
    municipality_codes = factory.LazyFunction(lambda: ["GM0160"])


class AdviserFactory(DjangoModelFactory[Adviser]):
    """A person who advises for an authority."""

    class Meta:
        model = Adviser

    authority = factory.SubFactory(AuthorityFactory)
    user = factory.SubFactory(UserFactory)
