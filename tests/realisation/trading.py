"""What the tests of demand, supply, matches and introductions do again and again."""

import datetime as dt
from typing import Any

from django.contrib.gis.geos import MultiPolygon, Polygon
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.park_context import park_context
from parks.access import viewer_at
from parks.models import Establishment, Occupation, Park, Plot
from parks.queries.history import version_of
from realisation.choices import ListingKind, ListingSide, Manner, Subject, Unit, Willingness
from realisation.models import Listing

FAR = dt.date(2999, 1, 1)
PAST = dt.date(2026, 2, 1)


def at(name: str, *args: Any) -> str:
    """Return an address of realisation in Noord."""
    return reverse(f"realisation:{name}", args=["noord", *args])


def words(answer: Any) -> str:
    """Return the page of an answer with single spaces, so that words of a sentence meet."""
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def again(row: Any) -> Any:
    """Return a row as it is stored now."""
    with park_context(row.park_id):
        return type(row).objects.get(pk=row.pk)


def company_of(park: Park, user: User) -> Establishment:
    """Return the company for which somebody speaks."""
    with park_context(park.pk):
        viewer = viewer_at(user, park)
        assert viewer is not None
        return Establishment.objects.get(pk=viewer.establishments[0])


def listing(
    park: Park, side: ListingSide, company: Establishment | None = None, **fields: Any
) -> Listing:
    """Make a demand or supply of heat that stands, unless fields say otherwise."""
    values: dict[str, Any] = {
        "kind": ListingKind.FLOW,
        "subject": Subject.HEAT,
        "title": "Warmte over",
        "quantity": 100,
        "unit": Unit.MWH,
        "per": "year",
        "willingness": Willingness.WILLING,
        "expires_on": FAR,
    } | fields
    if company is None:
        values.setdefault("name", "Een andere partij")
    with park_context(park.pk):
        made: Listing = Listing.objects.create(
            park=park, side=side, establishment=company, **values
        )
    return made


def land(park: Park, side: ListingSide, company: Establishment | None = None, **fields: Any) -> Any:
    """Make a demand or supply of land that stands."""
    manner = Manner.SETTLE if side == ListingSide.DEMAND else Manner.SELL
    values: dict[str, Any] = {"kind": ListingKind.LAND, "subject": "", "manner": manner}
    values |= {"quantity": None}
    values |= {"unit": "", "per": "", "area_min_m2": 5_000, "area_max_m2": 10_000}
    return listing(park, side, company, **(values | fields))


def plot(park: Park, place: int, company: Establishment | None = None, **fields: Any) -> Plot:
    """Draw a plot of half a hectare on a row, each next to the one before; used by a company."""
    assert park.outline is not None
    west, south, _, _ = park.outline.extent
    square = Polygon.from_bbox((west + 50 * place, south, west + 50 * (place + 1), south + 100))
    values = {"name": f"Kavel {place}", "audience": "members"} | fields
    with park_context(park.pk):
        made: Plot = Plot.objects.create(
            park=park, geometry=MultiPolygon(square, srid=28992), **values
        )
        if company is not None:
            Occupation.objects.create(park=park, plot=made, establishment=company)
    return made


def typed(row: Listing | None = None, **fields: Any) -> dict[str, Any]:
    """Return what a form on a flow sends, changed by fields."""
    values: dict[str, Any] = {
        "title": "Restwarmte van de koeling",
        "subject": "heat",
        "quantity": "120",
        "unit": "mwh",
        "per": "year",
        "willingness": "willing",
        "urgency": "3",
        "expires_on": "2999-01-01",
        "released_to": "company",
        "source": "talk",
    }
    if row is not None:
        with park_context(row.park_id):
            values["version"] = version_of(row)
    return values | fields


def add(client: Client, side: str, kind: str, **fields: Any) -> Any:
    """Send the form of a new one."""
    return client.post(f"{at('listing_add')}?side={side}&kind={kind}", typed(**fields))
