"""A stamp of all rows from which a kansenkaart is made: it changes when one of them changes.

Collecting 600 numbers takes longer than all else of the page. PostgreSQL says in one query whether
any version of a row is another one than before: where it stands and which transaction wrote it.
"""

from typing import Any, Final

from django.db import connection

from parks.models import Establishment, Occupation, Organisation, Park, Plot
from realisation.models import (
    Listing,
    Opportunity,
    OpportunityLink,
    OpportunityParty,
    OpportunityPlot,
)

# All that the page reads, and all by which it is decided who may see it.
_TABLES: Final = (
    Opportunity, OpportunityParty, OpportunityPlot, OpportunityLink, Listing, Plot, Occupation,
    Establishment, Organisation,
)  # fmt: skip
_VERSIONS: Final = "count(*), sum(hashtextextended(ctid::text || xmin::text, 0))"


def map_stamp(park: Park) -> tuple[Any, ...]:
    """Return the stamp of a park; needs its context. One query, whatever the reader may see."""
    parts = [
        f"select {at}, {_VERSIONS} from {model._meta.db_table} where park_id = %(park)s"  # noqa: S608
        for at, model in enumerate(_TABLES)
    ]
    parts.append(f"select -1, {_VERSIONS} from parks_park where id = %(park)s")  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), {"park": park.pk})
        return tuple(sorted(cursor.fetchall()))
