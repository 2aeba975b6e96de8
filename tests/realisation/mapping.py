"""What the tests of the kansenkaart make again and again."""

import datetime as dt
import re
from html import unescape
from typing import Any, Final

from django.contrib.gis.geos import MultiPolygon, Polygon

from accounts.models import User
from knowledge.choices import Scale, Theme
from parks.access import Viewer, viewer_at
from parks.choices import Audience, Release
from parks.models import Park, Plot
from realisation.choices import (
    ListingKind,
    ListingSide,
    PartyRole,
    Willingness,
)
from realisation.models import Listing, Opportunity, OpportunityParty, OpportunityPlot

TODAY: Final = dt.date(2026, 11, 22)
UNTIL: Final = dt.date(2099, 12, 31)


def viewer(user: User, park: Park) -> Viewer:
    """Return what somebody is at a park; needs its context."""
    found = viewer_at(user, park)
    assert found is not None
    return found


def words(answer: Any) -> str:
    """Return what a page says, without its markup and with single spaces."""
    body = answer.content.decode()
    found: str = re.sub(r"<(script|svg|select)\b.*?</\1>|<[^>]+>", " ", body, flags=re.S)
    return " ".join(unescape(found).split())


def square(at: int = 0, size: float = 50) -> MultiPolygon:
    """Return a shape in Noord, each number on a spot of its own."""
    x, y = 230_000 + 60 * (at % 8), 500_000 + 60 * (at // 8)
    return MultiPolygon(Polygon.from_bbox((x, y, x + size, y + size)), srid=28992)


def plot(park: Park, at: int = 0, **fields: Any) -> Plot:
    """Make a drawn plot for members."""
    values: dict[str, Any] = {
        "name": f"Kavel {at}", "geometry": square(at), "audience": Audience.MEMBERS, **fields,
    }  # fmt: skip
    return Plot.objects.create(park=park, **values)


def opportunity(park: Park, title: str, *plots: Plot, **fields: Any) -> Opportunity:
    """Make an opportunity for members on these plots."""
    values: dict[str, Any] = {
        "scale": Scale.ENVIRONMENT,
        "theme": Theme.ENERGY,
        "audience": Audience.MEMBERS,
        **fields,
    }
    made = Opportunity.objects.create(park=park, title=title, **values)
    for each in plots:
        OpportunityPlot.objects.create(park=park, opportunity=made, plot=each)
    return made


def party(of: Opportunity, name: str, role: str = PartyRole.JOINS, **fields: Any) -> Any:
    """Let a party take part."""
    return OpportunityParty.objects.create(
        park=of.park, opportunity=of, name=name, role=role, **fields
    )


def listing(park: Park, title: str, side: str = ListingSide.DEMAND, **fields: Any) -> Listing:
    """Make a demand or a supply that members may see."""
    values: dict[str, Any] = {
        "kind": ListingKind.LAND,
        "willingness": Willingness.WILLING,
        "expires_on": UNTIL,
        "released_to": Release.MEMBERS,
        **fields,
    }
    if "establishment" not in values:
        values.setdefault("name", f"Partij van {title}")
    return Listing.objects.create(park=park, title=title, side=side, **values)
