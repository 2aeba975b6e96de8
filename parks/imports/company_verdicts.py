"""What happens with each row of a list of companies."""

from typing import Final

from parks.choices import Verdict
from parks.imports.cells import folded
from parks.imports.directory import AmbiguousError, Directory
from parks.imports.fields import texts_of
from parks.imports.kinds.common import refuse_doubles
from parks.imports.kinds.companies import COMPANIES, ESTABLISHMENT, ORGANISATION
from parks.imports.known import Known, differences
from parks.imports.plan import WRITE, Change, Row, Write

OF_ORGANISATION: Final = tuple(COMPANIES.stored(ORGANISATION.name))
OF_ESTABLISHMENT: Final = tuple(COMPANIES.stored(ESTABLISHMENT.name))
NAMELESS: Final = "De naam ontbreekt."


class CompanyVerdicts:
    """Compares rows with who is at a park."""

    def __init__(self, park_id: int) -> None:
        self.directory = Directory(park_id)
        # What the file says of an organisation, and in which row first.
        self._said: dict[str, tuple[int, dict[str, str]]] = {}

    def judge(self, rows: list[Row]) -> list[Row]:
        """Give each row its verdict; return the rows that are not in the file."""
        for row in rows:
            self._find(row)
        refuse_doubles(rows, "Deze vestiging")
        for row in rows:
            if not row.why_not:
                self._compare(row)
            row.verdict = verdict_of(row)
        return self._missing({row.target for row in rows})

    def _find(self, row: Row) -> None:
        if row.why_not:
            return
        values = row.values
        try:
            found = self.directory.establishment(values)
        except AmbiguousError as error:
            row.against.append(str(error))
            return
        name = values.get("name") or values.get("organisation", "")
        if not found and not name:
            row.against.append(NAMELESS)
        kvk_number, number = values.get("kvk_number", ""), values.get("number", "")
        place = folded(f"{values.get('postcode', '')} {values.get('house_number', '')}")
        row.target = found or number or f"{kvk_number}|{folded(name)}|{place}"

    def _compare(self, row: Row) -> None:
        known = self.directory.establishments.get(row.target)
        if known is None:
            organisation = self._organisation_of_new(row)
            if organisation and not row.why_not:
                row.target = row.new_id(ESTABLISHMENT.name)
                row.writes.append(Write(ESTABLISHMENT.name, row.target, of=organisation))
            return
        organisation = self.directory.organisation_of[known.pk]
        if self._speaks_of(organisation, row):
            self._compare_organisation(organisation, row)
        changes = differences(OF_ESTABLISHMENT, known, row.values, row.taken)
        row.changes += changes
        add_write(row, ESTABLISHMENT.name, known, changes)

    def _speaks_of(self, organisation: str, row: Row) -> bool:
        """Whether the facts of the organisation in this row are about this organisation."""
        number = row.values.get("kvk_number", "")
        of_number = self.directory.by_kvk.get(number)
        if of_number and of_number != organisation:
            other = self.directory.organisations[of_number].values["organisation"]
            row.against.append(
                f"KvK-nummer {number} is van «{other}», en deze vestiging is van een andere"
                " organisatie. Voeg de twee organisaties samen of verbeter het nummer."
            )
            return False
        said = {number, folded(row.values.get("organisation", ""))}
        if said & self.directory.aliases:
            row.remarks.append("Deze organisatie is samengevoegd met een andere; die blijft zo.")
            return False
        return True

    def _compare_organisation(self, organisation: str, row: Row) -> None:
        said = texts_of(OF_ORGANISATION, row.values)
        if not said or self._contradicts(organisation, said, row):
            return
        known = self.directory.organisations[organisation]
        if self._said[organisation][0] != row.number:
            return  # an earlier row brings these same changes
        changes = differences(OF_ORGANISATION, known, said, row.taken)
        row.changes += changes
        add_write(row, ORGANISATION.name, known, changes)

    def _contradicts(self, organisation: str, said: dict[str, str], row: Row) -> bool:
        first, before = self._said.setdefault(organisation, (row.number, said))
        other = [
            field.heading
            for field in OF_ORGANISATION
            if field.same(before.get(field.name, "")) != field.same(said.get(field.name, ""))
        ]
        if other:
            row.against.append(
                f"Regel {first} zegt van dezelfde organisatie iets anders: {', '.join(other)}."
            )
        return bool(other)

    def _organisation_of_new(self, row: Row) -> str | None:
        """Return the organisation of a new establishment, known or brought by this row."""
        values = row.values
        name = values.get("organisation") or values["name"]
        try:
            found = self.directory.organisation(name=name, kvk_number=values.get("kvk_number", ""))
        except AmbiguousError as error:
            row.against.append(str(error))
            return None
        if found:
            if self._speaks_of(found, row):
                self._compare_organisation(found, row)
            return found
        pk = row.new_id(ORGANISATION.name)
        said = texts_of(OF_ORGANISATION, values)
        self._said[pk] = (row.number, said)
        self.directory.add_organisation(
            Known(pk, {**_NOTHING, **said, "organisation": name}, "", "", "{}")
        )
        row.writes.append(Write(ORGANISATION.name, pk))
        return pk

    def _missing(self, found: set[str]) -> list[Row]:
        return [
            Row(0, known.values["name"], target=known.pk, verdict=Verdict.MISSING)
            for known in self.directory.establishments.values()
            if known.pk not in found and not known.values["left_on"]
        ]


_NOTHING: Final = {field.name: field.default for field in OF_ORGANISATION}


def new_organisation(pk: str, values: dict[str, str]) -> Known:
    """Return an organisation as it will stand there."""
    return Known(pk, {**_NOTHING, **values}, "", "", "{}")


def add_write(row: Row, record: str, known: Known, changes: list[Change]) -> None:
    """Let a row change what is there, when something in it is to be written."""
    if any(each.how == WRITE for each in changes):
        row.writes.append(Write(record, known.pk, base=known.base()))


def verdict_of(row: Row) -> str:
    """Return what happens with a row, in one word."""
    if row.why_not:
        row.writes, row.turns, row.changes = [], [], []
        return Verdict.REFUSED
    if any(write.base is None and write.pk == row.target for write in row.writes):
        return Verdict.NEW
    if row.writes or row.turns:
        return Verdict.CHANGED
    return Verdict.KEPT if row.changes else Verdict.UNCHANGED
