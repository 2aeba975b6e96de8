"""What the tests of the terrain do again and again."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.park_context import park_context
from parks.models import Establishment, Membership
from parks.queries.history import version_of

Answer = HttpResponse


def at(name: str, *args: Any) -> str:
    """Return an address on the terrain of Noord."""
    return reverse(f"terrain:{name}", args=["noord", *args])


def text(answer: Any) -> str:
    """Return the page of an answer."""
    page: str = answer.content.decode()
    return page


def company_of(member: User) -> Establishment:
    """Return the company for which a member of Noord speaks."""
    with park_context(*_park_of(member)):
        membership = Membership.objects.select_related("establishment__organisation").get(
            user=member
        )
        assert membership.establishment is not None
        return membership.establishment


def _park_of(member: User) -> list[int]:
    from parks.models import Park

    return list(Park.objects.filter(slug="noord").values_list("pk", flat=True))


def again(row: Any) -> Any:
    """Return a row as it is stored now."""
    with park_context(row.park_id):
        return type(row).objects.get(pk=row.pk)


def version(row: Any) -> int:
    """Return what a form on this row must carry now."""
    with park_context(row.park_id):
        return version_of(row)


def typed_company(**changes: str) -> dict[str, str]:
    """Return a filled-in form for a new company."""
    return {
        "name": "Nieuw Bedrijf",
        "helix": "company",
        "audience": "members",
        **changes,
    }


def typed_establishment(row: Establishment, **changes: str) -> dict[str, str]:
    """Return the filled-in form of a company as it is stored, with changes."""
    return {
        "name": row.name,
        "number": row.number,
        "sbi_code": row.sbi_code,
        "employees": row.employees,
        "street": row.street,
        "house_number": row.house_number,
        "postcode": row.postcode,
        "town": row.town,
        "arrived_on": "",
        "audience": row.audience,
        "version": str(version(row)),
        **changes,
    }


def post(client: Client, name: str, *args: Any, **data: str) -> Any:
    """Post a form to an address on the terrain of Noord."""
    return client.post(at(name, *args), data)
