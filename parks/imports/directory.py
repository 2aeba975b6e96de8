"""The organisations and establishments of a park, and finding the one that a file means."""

from collections.abc import Iterable, Sequence
from typing import Final

from parks.imports.cells import folded
from parks.imports.fields import compact
from parks.imports.kinds.companies import COMPANIES, ESTABLISHMENT, ORGANISATION
from parks.imports.known import Known, rows_of

TOO_MANY: Final = "«{name}» past bij {number} {rows} in dit terrein. Vul ook {better} in."


class AmbiguousError(ValueError):
    """A name that fits several rows; the message is Dutch."""


class Directory:
    """Who is at a park. What went up in another row is found as that other row.

    New organisations and establishments are added while a file is judged, so that a second row
    finds what the first one brings.
    """

    def __init__(self, park_id: int) -> None:
        self.organisations: dict[str, Known] = {}
        self.establishments: dict[str, Known] = {}
        self.organisation_of: dict[str, str] = {}
        self.by_kvk: dict[str, str] = {}
        self.by_number: dict[str, str] = {}
        self.aliases: set[str] = set()  # KvK numbers and folded names of what was merged away
        self._winner: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._places: dict[str, list[str]] = {}
        self._at: dict[str, list[str]] = {}
        self._load_organisations(park_id)
        self._load_establishments(park_id)

    def _load_organisations(self, park_id: int) -> None:
        fields = COMPANIES.stored(ORGANISATION.name)
        found = list(
            rows_of(
                ORGANISATION,
                fields,
                where="park_id = %s",
                parameters=[park_id],
                also=["coalesce(merged_into_id::text, '')"],
            )
        )
        self._winner |= {known.pk: into for known, (into,) in found if into}
        for known, (into,) in found:
            values = known.values
            if into:
                winner = self.current(known.pk)
                self._add_name(values["organisation"], winner)
                self.aliases |= {values["kvk_number"], folded(values["organisation"])}
                self.by_kvk.setdefault(values["kvk_number"], winner)
            else:
                self.organisations[known.pk] = known
                self._add_name(values["organisation"], known.pk)
                self.by_kvk[values["kvk_number"]] = known.pk
        self.by_kvk.pop("", None)
        for known in self.organisations.values():
            name, number = known.values["organisation"], known.values["kvk_number"]
            self.aliases -= {"", number, folded(name)}

    def _load_establishments(self, park_id: int) -> None:
        fields = COMPANIES.stored(ESTABLISHMENT.name)
        also = ["organisation_id::text", "coalesce(merged_into_id::text, '')"]
        found = list(
            rows_of(
                ESTABLISHMENT,
                fields,
                where="park_id = %s",
                parameters=[park_id],
                also=also,
            )
        )
        self._winner |= {known.pk: into for known, (_, into) in found if into}
        for known, (of, into) in found:
            if into:
                winner = self.current(known.pk)
                self._places.setdefault(folded(known.values["name"]), []).append(winner)
                self.by_number.setdefault(known.values["number"], winner)
            else:
                self.add_establishment(known, of)
        self.by_number.pop("", None)

    def current(self, pk: str) -> str:
        """Return the row in which a row went up in the end; itself when it did not."""
        for _ in range(len(self._winner)):
            if pk not in self._winner:
                break
            pk = self._winner[pk]
        return pk

    def add_organisation(self, known: Known) -> None:
        """Let later rows of the file find a new organisation."""
        self.organisations[known.pk] = known
        self._add_name(known.values["organisation"], known.pk)
        if number := known.values.get("kvk_number"):
            self.by_kvk[number] = known.pk

    def add_establishment(self, known: Known, organisation: str) -> None:
        """Let rows of the file find an establishment."""
        self.establishments[known.pk] = known
        self.organisation_of[known.pk] = organisation
        self._places.setdefault(folded(known.values["name"]), []).append(known.pk)
        self._at.setdefault(organisation, []).append(known.pk)
        if number := known.values.get("number"):
            self.by_number[number] = known.pk

    def _add_name(self, name: str, pk: str) -> None:
        those = self._names.setdefault(folded(name), [])
        if pk not in those:
            those.append(pk)

    def organisation(self, *, name: str, kvk_number: str, prefer: Iterable[str] = ()) -> str | None:
        """Return the organisation that a file means, or None for a new one.

        A number decides. A name means an organisation with another number never; of several with
        one name those in `prefer` are meant. Raises AmbiguousError.
        """
        if kvk_number in self.by_kvk:
            return self.by_kvk[kvk_number]
        named = [pk for pk in self._names.get(folded(name), ()) if self._may_be(pk, kvk_number)]
        return _only_one(named, set(prefer), name, "organisaties", "het KvK-nummer")

    def _may_be(self, organisation: str, kvk_number: str) -> bool:
        known = self.organisations[organisation].values.get("kvk_number", "")
        return not known or not kvk_number or known == kvk_number

    def establishment(self, values: dict[str, str], prefer: Iterable[str] = ()) -> str | None:
        """Return the establishment that a row means, or None for a new one.

        Looks at our own id, the establishment number, the KvK number with name or address, and
        the name, in that order. Raises AmbiguousError.
        """
        own = self.current(values.get("id", ""))
        if own in self.establishments:
            return own
        number, kvk_number = values.get("number", ""), values.get("kvk_number", "")
        if number in self.by_number:
            return self.by_number[number]
        name = values.get("name") or values.get("organisation", "")
        if kvk_number in self.by_kvk:
            among = self._at.get(self.by_kvk[kvk_number], ())
            found = [pk for pk in among if self._is_at(pk, name, values)]
        else:
            found = self._places.get(folded(name), [])
        free = [pk for pk in dict.fromkeys(found) if self._fits(pk, number, kvk_number)]
        return _only_one(free, set(prefer), name, "vestigingen", "het vestigingsnummer")

    def _is_at(self, establishment: str, name: str, values: dict[str, str]) -> bool:
        known = self.establishments[establishment].values
        if folded(known["name"]) == folded(name):
            return True
        place = compact(values.get("postcode", "") + values.get("house_number", ""))
        there = compact(known.get("postcode", "") + known.get("house_number", ""))
        return bool(values.get("postcode")) and place == there

    def _fits(self, establishment: str, number: str, kvk_number: str) -> bool:
        known = self.establishments[establishment].values.get("number", "")
        if number and known and known != number:
            return False
        return self._may_be(self.organisation_of[establishment], kvk_number)


def _only_one(
    found: Sequence[str], prefer: set[str], name: str, rows: str, better: str
) -> str | None:
    if len(found) > 1:
        found = [pk for pk in found if pk in prefer] or found
    if len(found) > 1:
        raise AmbiguousError(
            TOO_MANY.format(name=name, number=len(found), rows=rows, better=better)
        )
    return found[0] if found else None
