"""The ground of the demo: the parks of the register, the authorities, the invented parks."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.contrib.gis.geos import MultiPolygon, Polygon

from accounts.models import User
from core.dutch import parse_decimal
from parks import reference
from parks.choices import AuthorityKind
from parks.imports.register import apply_import, plan_import
from parks.imports.verdicts import VerdictKind
from parks.models import RD_NEW, Authority, Park
from parks.services.parks import create_park
from parks.services.people import add_adviser
from reports.demo.schema import ParkContent

REGISTER_FILE: Final = settings.BASE_DIR / "parks" / "data" / "register-parks.csv"
REGION: Final = "Voorbeeldregio Werklandschappen"
ADVISERS: Final = {"GM0160": "dina", "GM0957": "eva"}


def import_register() -> int:
    """Add the parks of the register file that are not known yet; return how many.

    Known ones stay as they are: somebody may have corrected them.
    """
    verdicts = plan_import(REGISTER_FILE.read_bytes())
    fresh = [verdict for verdict in verdicts if verdict.kind is VerdictKind.NEW]
    apply_import(fresh)
    return len(fresh)


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
    corners = [tuple(float(part) for part in corner.split()) for corner in content.outline]
    return MultiPolygon(Polygon([*corners, corners[0]], srid=RD_NEW), srid=RD_NEW)
