"""Fills a park with 500 demands and 500 supplies of land and scores all pairs from the database.

Runs inside Django: `manage.py shell -c "from tests.bench.pairs import measure; measure()"`. All is
undone afterwards.
"""

import datetime as dt
import json
from random import Random
from typing import Final

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.access import viewer_at
from parks.choices import Release
from parks.models import Park
from realisation.choices import ListingKind, ListingSide, Manner, Willingness
from realisation.matching.pairs import score_pairs
from realisation.models import Listing
from realisation.queries.matching_pairs import PairInput, pair_input
from tests.bench.pdf import in_turns
from tests.site.cast import FULL_PARK, PEOPLE

NUMBER: Final = 500
UNTIL: Final = dt.date(2099, 12, 31)


def measure() -> None:
    """Print the median seconds of all of it and of scoring alone, and the queries, as JSON."""
    park = Park.objects.get(slug=FULL_PARK)
    with park_context(park.pk), transaction.atomic():
        viewer = viewer_at(User.objects.get(email=PEOPLE["marit"].email), park)
        assert viewer is not None
        Listing.objects.bulk_create(_listings(park))
        today = timezone.localdate()
        with CaptureQueriesContext(connection) as queries:
            given = pair_input(viewer, today)
        ways = {
            "product": lambda: _score(pair_input(viewer, today)),
            "scoring": lambda: _score(given),
        }
        taken = in_turns(ways)
        pairs = len(given.demands) * len(given.supplies)
        print(json.dumps(taken | {"queries": len(queries), "pairs": pairs}))
        transaction.set_rollback(True)


def _score(given: PairInput) -> None:
    score_pairs(given.demands, given.supplies, given.reach_m)


def _listings(park: Park) -> list[Listing]:
    random = Random(NUMBER)
    return [
        Listing(
            park=park,
            side=side,
            kind=ListingKind.LAND,
            manner=Manner.SETTLE if side == ListingSide.DEMAND else Manner.SELL,
            title=f"Grond {at}",
            name=f"Bedrijf {side} {at}",
            area_min_m2=(area := random.choice((1_500, 2_500, 4_000, 6_000))),
            area_max_m2=area * 2,
            willingness=Willingness.WILLING,
            urgency=random.randint(1, 5),
            expires_on=UNTIL,
            released_to=Release.MEMBERS,
        )
        for side in ListingSide
        for at in range(NUMBER)
    ]
