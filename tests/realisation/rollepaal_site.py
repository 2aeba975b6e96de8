"""The former mail-order site at Rollepaal as rows: plots drawn as rectangles, wishes, owners.

A poultry processor wants two hectares next to its own land; a road lies in between. The road can
only lie elsewhere on a strip of the pipe maker, who wants as much land in return, next to its own.
Facts: Toolbox part II, lines 2290-2330, 2376-2393 and 2497-2540.
"""

import datetime as dt
from typing import Any, Final

from django.contrib.gis.geos import MultiPolygon, Polygon

from accounts.models import User
from core.park_context import park_context
from parks.choices import Helix, PlotState, PlotUse
from parks.models import Establishment, Occupation, Park, Plot
from realisation.choices import Feature, ListingSide, Manner, RunKind, Willingness
from realisation.models import Listing, MatchingRun
from realisation.tasks import run_matching
from tests.factories.parks import EstablishmentFactory
from tests.realisation.trading import land

WEST, SOUTH = 230_000, 500_000
# West, south, east and north in metres from the corner of the park.
SHAPES: Final = {
    "Plukon erf": (0, 0, 100, 200),
    "Toegangsweg": (100, 0, 115, 200),
    "Wehkamp noord": (115, 80, 265, 200),
    "Wehkamp midden": (115, 40, 265, 80),
    "Wehkamp strook": (115, 18, 265, 40),
    "Wavin erf": (115, -180, 265, 18),
    "Wavin rand": (115, -200, 275, -180),
}
FREE: Final = ("Wehkamp noord", "Wehkamp midden", "Wehkamp strook")
MUNICIPALITY: Final = "gemeente Hardenberg"


def rollepaal(park: Park) -> dict[str, Listing]:
    """Draw the site and enter the wishes of all; return them by whose they are."""
    plots = {name: _drawn(park, name, box) for name, box in SHAPES.items()}
    plukon = _company(park, "Plukon", plots["Plukon erf"])
    wavin = _company(park, "Wavin", plots["Wavin erf"], plots["Wavin rand"])
    nothing = {"area_min_m2": None, "area_max_m2": None}
    return {
        "plukon": land(
            park,
            ListingSide.DEMAND,
            plukon,
            title="Twee hectare naast de slachterij",
            manner=Manner.EXPAND,
            area_min_m2=20_000,
            area_max_m2=25_000,
            urgency=5,
        ),
        "road": land(
            park,
            ListingSide.SUPPLY,
            name=MUNICIPALITY,
            helix=Helix.GOVERNMENT,
            title="De toegangsweg mag worden verlegd",
            manner=Manner.RELOCATE,
            plot=plots["Toegangsweg"],
            **nothing,
        ),
        "wavin": land(
            park,
            ListingSide.SUPPLY,
            wavin,
            title="Rand ruilen tegen grond naast ons erf",
            manner=Manner.SWAP,
            plot=plots["Wavin rand"],
            next_to_own=True,
            features=[Feature.ROAD],
            **nothing,
        ),
    }


def _drawn(park: Park, name: str, box: tuple[int, int, int, int]) -> Plot:
    west, south, east, north = box
    shape = Polygon.from_bbox((WEST + west, SOUTH + south, WEST + east, SOUTH + north))
    with park_context(park.pk):
        made: Plot = Plot.objects.create(
            park=park,
            name=name,
            geometry=MultiPolygon(shape, srid=28992),
            state=PlotState.OFFERED if name in FREE else PlotState.IN_USE,
            use=PlotUse.TRAFFIC if name == "Toegangsweg" else PlotUse.INDUSTRY,
            audience="members",
        )
    return made


def _company(park: Park, name: str, *plots: Plot) -> Establishment:
    company = EstablishmentFactory(park=park, name=name)
    with park_context(park.pk):
        for plot in plots:
            Occupation.objects.create(park=park, plot=plot, establishment=company)
    return company


def asked(park: Park, by: User, kind: str = RunKind.SPACE, **fields: Any) -> MatchingRun:
    """Ask for a search."""
    with park_context(park.pk):
        made: MatchingRun = MatchingRun.objects.create(
            park=park, requested_by=by, kind=kind, **({"time_limit_s": 10} | fields)
        )
    return made


def searched(park: Park, by: User, kind: str = RunKind.SPACE) -> MatchingRun:
    """Ask for a search and do it, as a worker does."""
    run = asked(park, by, kind)
    run_matching(park_id=park.pk, job_id=str(run.pk))
    with park_context(park.pk):
        run.refresh_from_db()
    return run


def change(row: Listing, **fields: Any) -> None:
    """Change a listing without any page."""
    with park_context(row.park_id):
        Listing.objects.filter(pk=row.pk).update(**fields)


UNWILLING: Final = {"willingness": Willingness.NONE}
WITHDRAWN: Final = {"state": "withdrawn", "state_reason": "Gaat toch niet door."}
LONG_PAST: Final = {"expires_on": dt.date(2020, 1, 1)}
