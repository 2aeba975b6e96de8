"""Brings the parks in the database in line with a file from the public register."""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from parks.imports.rows import ParkFacts, parse_rows
from parks.imports.verdicts import RowVerdict, VerdictKind, judge_rows
from parks.models import Park
from parks.services.parks import create_park


class RowsRefusedError(ValueError):
    """An import with a refused row applies nothing at all."""


def plan_import(data: bytes) -> list[RowVerdict]:
    """Return what importing the file would do with each row; changes nothing.

    Raises FileRefusedError when the file as a whole can't be read.
    """
    rows = parse_rows(data)
    return judge_rows(rows, _known_facts([row.facts.rin for row in rows if row.facts]))


@transaction.atomic
def apply_import(verdicts: Sequence[RowVerdict]) -> None:
    """Do what the verdicts say, all of it or nothing. Addresses of known parks stay the same.

    Raises RowsRefusedError when a row was refused.
    """
    if any(verdict.kind is VerdictKind.REFUSED for verdict in verdicts):
        raise RowsRefusedError("Er zijn geweigerde rijen: er is niets ingevoerd.")
    for verdict in verdicts:
        if verdict.facts and verdict.kind is VerdictKind.NEW:
            create_park(**asdict(verdict.facts))
        elif verdict.facts and verdict.kind is VerdictKind.CHANGED:
            _update_park(verdict.facts)


def _update_park(facts: ParkFacts) -> None:
    values = asdict(facts) | {"municipality_codes": list(facts.municipality_codes)}
    Park.objects.filter(rin=values.pop("rin")).update(**values)


def _known_facts(rins: Sequence[int]) -> dict[int, ParkFacts]:
    columns = list(ParkFacts.__dataclass_fields__)
    rows = Park.objects.filter(rin__in=rins).values(*columns)
    return {
        row["rin"]: ParkFacts(**row | {"municipality_codes": tuple(row["municipality_codes"])})
        for row in rows
    }
