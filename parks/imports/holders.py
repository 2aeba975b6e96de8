"""Who owns and who uses the plots of a park, as a list of plots tells it by name."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.db import connection, models

from parks.imports.company_verdicts import new_organisation
from parks.imports.directory import AmbiguousError, Directory
from parks.imports.fields import Field
from parks.imports.kinds.companies import ESTABLISHMENT, ORGANISATION
from parks.imports.kinds.plots import OWNERS, USERS
from parks.imports.known import Known, differences
from parks.imports.plan import WRITE, Change, Row, Turn, Write
from parks.models import Occupation, Ownership

_NUMBERED: Final = re.compile(r"(.+?) ?\((?:KvK|vestiging) ?([0-9]{8}|[0-9]{12})\)")
MAX_NAME: Final = 160
CURRENT: Final = (
    "select plot_id::text, id::text, {holder}_id::text, coalesce(since::text, '')"
    " from {table} where park_id = %s and until is null"
)


@dataclass(frozen=True, slots=True)
class Holding:
    """A sort of holding: the field that tells it, and its table."""

    field: Field
    model: type[models.Model]
    holder: str

    @property
    def record(self) -> str:
        """What it is called in a plan."""
        return str(self.model._meta.model_name)

    @property
    def table(self) -> str:
        """The name of the table of its periods."""
        return self.model._meta.db_table


OWNERSHIP: Final = Holding(OWNERS, Ownership, "organisation")
OCCUPATION: Final = Holding(USERS, Occupation, "establishment")
HOLDINGS: Final = (OWNERSHIP, OCCUPATION)
FIELD_OF: Final = {holding.record: holding.field.name for holding in HOLDINGS}
# Who holds a plot now: for each the id and the beginning of the period.
Periods = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a cell, with the number behind it if there is one."""

    name: str
    number: str


class Holders:
    """Compares the names of owners and users in a file with the periods that hold now."""

    def __init__(self, park_id: int, *, on: dt.date) -> None:
        self._park_id, self._on = park_id, on.isoformat()
        # By field and plot.
        self._now: dict[str, dict[str, Periods]] = {}

    def load_when_asked(self, rows: Iterable[Row]) -> None:
        """Read who owns and who uses the plots, as far as any row names them."""
        for holding in HOLDINGS:
            if any(row.values.get(holding.field.name) for row in rows):
                self._now[holding.field.name] = self._periods(holding)

    @cached_property
    def _directory(self) -> Directory:
        return Directory(self._park_id)

    def _periods(self, holding: Holding) -> dict[str, Periods]:
        found: dict[str, Periods] = {}
        with connection.cursor() as cursor:
            sql = CURRENT.format(holder=holding.holder, table=holding.table)
            cursor.execute(sql, [self._park_id])
            for plot, period, holder, since in cursor.fetchall():
                found.setdefault(plot, {})[holder] = (period, since)
        return found

    def begin(self, row: Row) -> None:
        """Give a new plot its owners and users."""
        for holding in HOLDINGS:
            if row.values.get(holding.field.name):
                self._find(holding, row, {})
        for holding in HOLDINGS:
            if row.values.get(holding.field.name) and not row.against:
                self._turn(holding, row, {})

    def changes(self, row: Row, plot: Known) -> list[Change]:
        """Return in what the owners and users of a plot differ, and let the row bring it about.

        A cell that is empty says nothing: no period ends by it.
        """
        changes: list[Change] = []
        written = []
        for holding in HOLDINGS:
            if row.values.get(holding.field.name):
                now = self._now[holding.field.name].get(plot.pk, {})
                found = self._differences(holding, row, plot, now)
                changes += found
                if any(each.how == WRITE for each in found):
                    written.append((holding, now))
        # Only when nothing refuses the row: what it adds is found by the rows after it.
        for holding, now in written:
            if not row.against:
                self._turn(holding, row, now)
        return changes

    def _differences(self, holding: Holding, row: Row, plot: Known, now: Periods) -> list[Change]:
        theirs = self._find(holding, row, now)
        if None not in theirs and set(theirs) == set(now):
            return []
        plot.values[holding.field.name] = self._in_words(holding, now)
        changes = differences([holding.field], plot, row.values, row.taken)
        late = [since for pk, (_, since) in now.items() if pk not in theirs and since >= self._on]
        if late and any(each.how == WRITE for each in changes):
            row.against.append(
                f"{holding.field.heading.capitalize()}: wat er staat begint op {max(late)}, niet"
                f" voor de peildatum {self._on}. Geef een latere peildatum op."
            )
        return changes

    def _find(self, holding: Holding, row: Row, now: Periods) -> list[str | None]:
        try:
            return [self._found(holding, named, now) for named in named_in(holding, row)]
        except AmbiguousError as error:
            row.against.append(str(error))
            return []

    def _found(self, holding: Holding, named: Named, prefer: Iterable[str]) -> str | None:
        if holding is OWNERSHIP:
            return self._directory.organisation(
                name=named.name, kvk_number=named.number, prefer=prefer
            )
        values = {"name": named.name, "number": named.number}
        return self._directory.establishment(values, prefer)

    def _in_words(self, holding: Holding, holders: Iterable[str]) -> str:
        if holding is OWNERSHIP:
            owners = self._directory.organisations
            facts = [owners[pk].values for pk in holders if pk in owners]
            named = [owner_words(each["organisation"], each["kvk_number"]) for each in facts]
        else:
            users = self._directory.establishments
            facts = [users[pk].values for pk in holders if pk in users]
            named = [user_words(each["name"], each["number"]) for each in facts]
        return "\n".join(sorted(named))

    def _turn(self, holding: Holding, row: Row, now: Periods) -> None:
        """Let periods of who is not named end, and begin those of who is new."""
        holders = [
            self._found(holding, named, now) or self._added(holding, row, named, place)
            for place, named in enumerate(named_in(holding, row))
        ]
        begins = [
            (row.new_id(f"{holding.record} {pk}"), pk)
            for pk in dict.fromkeys(holders)
            if pk not in now
        ]
        ends = [period for pk, (period, _) in now.items() if pk not in holders]
        words = self._in_words(holding, dict.fromkeys(holders))
        row.turns.append(Turn(holding.record, row.target, ends, begins, self._on, words))

    def _added(self, holding: Holding, row: Row, named: Named, place: int) -> str:
        """Add an organisation of which only the name is known, for a user with an establishment."""
        kvk_number = named.number if holding is OWNERSHIP else ""
        pk = self._directory.organisation(name=named.name, kvk_number=kvk_number)
        if pk is None:
            pk = row.new_id(f"{holding.holder} {place}")
            values = {"organisation": named.name, "kvk_number": kvk_number}
            self._directory.add_organisation(new_organisation(pk, values))
            row.writes.append(Write(ORGANISATION.name, pk, values=values))
        if holding is OWNERSHIP:
            return pk
        user = row.new_id(f"user {place}")
        values = {"name": named.name, "number": named.number}
        self._directory.add_establishment(Known(user, values, "", "", "{}"), pk)
        row.writes.append(Write(ESTABLISHMENT.name, user, values=values, of=pk))
        return user


def named_in(holding: Holding, row: Row) -> list[Named]:
    """Return the names in the cell of a row, one on each line."""
    lines = [line.strip() for line in row.values[holding.field.name].split("\n")]
    named = [_named(line) for line in lines if line]
    number = row.values.get("owner_kvk", "") if holding is OWNERSHIP else ""
    if number and len(named) == 1 and not named[0].number:
        return [Named(named[0].name, number)]
    return named


def _named(line: str) -> Named:
    found = _NUMBERED.fullmatch(line)
    return Named(found[1], found[2]) if found else Named(line, "")


def too_long(row: Row) -> Sequence[str]:
    """Return the reasons why names of owners and users can't be stored."""
    return [
        f"{holding.field.heading}: een naam is langer dan {MAX_NAME} tekens."
        for holding in HOLDINGS
        if row.values.get(holding.field.name)
        and any(len(named.name) > MAX_NAME for named in named_in(holding, row))
    ]


def owner_words(name: str, kvk_number: str) -> str:
    """Return an owner as a list of plots names it."""
    return f"{name} (KvK {kvk_number})" if kvk_number else name


def user_words(name: str, number: str) -> str:
    """Return a user as a list of plots names it."""
    return f"{name} (vestiging {number})" if number else name
