"""The ground of the demo: the parks of the register, the authorities, the invented parks."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from django.conf import settings
from django.contrib.gis.geos import MultiPolygon, Polygon

from accounts.models import User
from core.dutch import parse_decimal
from parks import reference
from parks.choices import AuthorityKind, Verdict
from parks.imports.kinds.parks import PARKS
from parks.imports.mapping import guess
from parks.models import RD_NEW, Authority, Park
from parks.services.imports import Sent
from parks.services.parks import create_park
from parks.services.people import add_adviser
from parks.services.register import apply_register, discard_register, receive_register
from reports.demo.schema import ParkContent

REGISTER_FILE: Final = settings.BASE_DIR / "parks" / "data" / "register-parks.csv"
REGION: Final = "Voorbeeldregio Werklandschappen"
ADVISERS: Final = {"GM0160": "dina", "GM0957": "eva"}


def import_register() -> int:
    """Add the parks of the register file that are not known yet; return how many.

    Known ones keep what somebody corrected.
    """
    sent = Sent(data=REGISTER_FILE.read_bytes(), filename=REGISTER_FILE.name, source="IBIS")
    run = receive_register(sent=sent, by=None, mapping=partial(guess, PARKS))
    fresh: int = run.counts[Verdict.NEW]
    if run.to_write:
        apply_register(run=run, by=None)
    else:
        discard_register(run=run)
    return fresh


def make_authorities(people: Mapping[str, User], since: dt.date) -> None:
    """Make two municipalities, and a region over all municipalities of the register, once."""
    for code, adviser in ADVISERS.items():
        name = f"Gemeente {reference.names_of([code])} (voorbeeld)"
        _advise(people[adviser], since, AuthorityKind.MUNICIPALITY, name, [code])
    rows = Park.objects.exclude(rin=None).values_list("municipality_codes", flat=True)
    codes = sorted({code for row in rows for code in row})
    _advise(people["dina"], since, AuthorityKind.REGION, REGION, codes)


def _advise(user: User, since: dt.date, kind: AuthorityKind, name: str, codes: list[str]) -> None:
    authority, is_new = Authority.objects.get_or_create(
        name=name, defaults={"kind": kind, "municipality_codes": codes}
    )
    if is_new:
        add_adviser(authority=authority, user=user, since=since)


def make_park(content: ParkContent) -> Park:
    """Add an invented park with its outline. It has no register number, because it has none."""
    park = create_park(
        name=content.name,
        municipality_codes=[content.municipality],
        is_example=True,
        gross_ha=parse_decimal(content.gross_ha),
        net_ha=parse_decimal(content.net_ha),
        available_ha=parse_decimal(content.available_ha),
    )
    park.outline = outline_of(content)
    park.save(update_fields=["outline"])
    return park


def outline_of(content: ParkContent) -> MultiPolygon:
    """Return the outline of an invented park in RD New."""
    return MultiPolygon(area_of(content.outline), srid=RD_NEW)


def area_of(corners: Sequence[str]) -> Polygon:
    """Return the polygon of corners "x y" in metres RD New, which don't close it themselves."""
    points = [tuple(float(part) for part in corner.split()) for corner in corners]
    return Polygon([*points, points[0]], srid=RD_NEW)
