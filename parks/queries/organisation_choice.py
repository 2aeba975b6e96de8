"""Which organisation somebody means who types its name."""

from collections.abc import Sequence
from typing import Final

from parks.models import Organisation, OrganisationQuerySet
from parks.queries.company_choice import told_apart

MOST_OFFERED: Final = 500


def organisation_names(*, park_id: int) -> tuple[str, ...]:
    """Return what a field for an organisation offers: each once, told apart where needed.

    Nothing when there are more than a list can hold; whoever types a name is answered all the
    same. One query.
    """
    rows = list(_current(park_id)[: MOST_OFFERED + 1])
    return _labels(rows) if len(rows) <= MOST_OFFERED else ()


def find_organisations_named(*, park_id: int, typed: str) -> tuple[Organisation, ...]:
    """Return the organisations that a typed name means, or a name as `organisation_names` has it.

    More than one: the name alone does not say which.
    """
    same = tuple(_current(park_id).filter(name__iexact=typed))
    name, bracket, _ = typed.rpartition(" (")
    if same or not bracket:
        return same
    alike = list(_current(park_id).filter(name__iexact=name))
    offered = zip(_labels(alike), alike, strict=True)
    return tuple(row for label, row in offered if label == typed)


def _current(park_id: int) -> OrganisationQuerySet:
    rows: OrganisationQuerySet = Organisation.objects.in_park(park_id)
    return rows.current().for_list()


def _labels(rows: Sequence[Organisation]) -> tuple[str, ...]:
    return told_apart(
        [
            (each.name, f"KvK {each.kvk_number}" if each.kvk_number else "zonder KvK-nummer")
            for each in rows
        ]
    )
