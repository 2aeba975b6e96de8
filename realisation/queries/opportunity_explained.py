"""What stands behind a number of the kansenkaart: parties, ground, state, and what it hangs on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from core.dutch import format_date_short, format_decimal, format_quantity
from knowledge.choices import Scale
from parks.models import Reader
from realisation.choices import LinkKind, Manner, PartyRole, Per, Subject, Unit, Willingness
from realisation.models import Listing, Opportunity, OpportunityLink, OpportunityParty
from realisation.queries.opportunity_map import MapEntry, OpportunityMap
from realisation.queries.opportunity_places import Places

# How a tie reads from its other end.
_BACK: Final[Mapping[str, str]] = {
    LinkKind.NEEDS: "is nodig voor",
    LinkKind.EXCLUDES: "wordt uitgesloten door",
    LinkKind.STRENGTHENS: "wordt versterkt door",
    LinkKind.SUPERSEDES: "wordt vervangen door",
}


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party that takes part, in words. Unnamed parties reach the park manager alone.

    `id` is that of the row; empty for who asks or offers by itself.
    """

    id: str
    name: str
    helix: str
    role: str
    brings: str
    willingness: str
    is_named: bool

    @property
    def role_label(self) -> str:
        """What the party does, in words."""
        return str(PartyRole(self.role).label)


@dataclass(frozen=True, slots=True)
class Explained:
    """The explanation of one number. `facts` are short sentences of a demand or a supply.

    `ties` name other numbers of the same map.
    """

    entry: MapEntry
    text: str
    scale_label: str
    state_reason: str
    parties: tuple[PartyLine, ...]
    plots: tuple[str, ...]
    has_place: bool
    ties: tuple[str, ...]
    facts: tuple[str, ...]

    @property
    def is_for_manager_alone(self) -> bool:
        """Whether a party does not want to be named yet."""
        return any(not party.is_named for party in self.parties)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a row says of itself."""

    text: str = ""
    scale_label: str = ""
    state_reason: str = ""
    parties: tuple[PartyLine, ...] = ()
    facts: tuple[str, ...] = ()


def explain(
    reader: Reader, found: OpportunityMap, entries: Sequence[MapEntry], places: Places
) -> tuple[Explained, ...]:
    """Return what stands behind some numbers of a map. Four queries, however many there are."""
    told = {
        **_of_opportunities(reader, [each.id for each in entries if each.is_opportunity]),
        **_of_listings(reader, [each.id for each in entries if not each.is_opportunity]),
    }
    ties = _ties(reader, found, entries)
    return tuple(
        Explained(
            entry=entry,
            text=about.text,
            scale_label=about.scale_label,
            state_reason=about.state_reason,
            parties=about.parties,
            plots=places.names_of(entry),
            has_place=places.point_of(entry) is not None,
            ties=tuple(ties.get(entry.id, ())),
            facts=about.facts,
        )
        for entry in entries
        for about in (told.get(entry.id, _Told()),)
    )


def _of_opportunities(reader: Reader, ids: Sequence[UUID]) -> dict[UUID, _Told]:
    if not ids:
        return {}
    rows = Opportunity.objects.visible_to(reader).filter(pk__in=ids)
    parties = parties_of(reader, ids)
    return {
        pk: _Told(what, str(Scale(scale).label), reason, tuple(parties.get(pk, ())))
        for pk, what, scale, reason in rows.values_list("pk", "what", "scale", "state_reason")
    }


def parties_of(reader: Reader, ids: Sequence[UUID]) -> dict[UUID, list[PartyLine]]:
    """Return per opportunity who takes part in it now, in the order of their roles. One query."""
    rows = OpportunityParty.objects.visible_to(reader).standing().filter(opportunity__in=ids)
    order = PartyRole.values
    found = sorted(rows, key=lambda row: (order.index(row.role), row.name.casefold(), row.pk))
    parties: dict[UUID, list[PartyLine]] = {}
    for row in found:
        parties.setdefault(row.opportunity_id, []).append(_line(row))
    return parties


def _line(row: OpportunityParty) -> PartyLine:
    return PartyLine(
        id=str(row.pk),
        name=row.name,
        helix=row.get_helix_display(),
        role=row.role,
        brings=row.brings,
        willingness=row.get_willingness_display(),
        is_named=row.named,
    )


def _of_listings(reader: Reader, ids: Sequence[UUID]) -> dict[UUID, _Told]:
    if not ids:
        return {}
    rows = Listing.objects.visible_to(reader).filter(pk__in=ids).select_related("establishment")
    return {row.pk: _of_listing(row) for row in rows}


def _of_listing(row: Listing) -> _Told:
    party = PartyLine(
        id="",
        name=row.party_label,
        helix=row.get_helix_display(),
        role=PartyRole.SEEKS if row.side == "demand" else PartyRole.OFFERS,
        brings="",
        willingness=str(Willingness(row.willingness).label),
        is_named=True,
    )
    return _Told(text=row.description, parties=(party,), facts=tuple(_facts(row)))


def _facts(row: Listing) -> Iterable[str]:
    if row.subject:
        yield str(Subject(row.subject).label)
    if row.manner:
        yield str(Manner(row.manner).label)
    if area := _area(row.area_min_m2, row.area_max_m2):
        yield area
    if row.quantity is not None and row.unit:
        amount = format_quantity(row.quantity, str(Unit(row.unit).label))
        yield f"{amount} {Per(row.per).label}" if row.per else amount
    yield f"geldt tot en met {format_date_short(row.expires_on)}"


def _area(least: int | None, most: int | None) -> str:
    if least and most and least != most:
        return f"{format_decimal(least)} tot {format_decimal(most)} m²"
    if least and most:
        return f"{format_decimal(least)} m²"
    if least:
        return f"ten minste {format_decimal(least)} m²"
    return f"ten hoogste {format_decimal(most)} m²" if most else ""


def _ties(
    reader: Reader, found: OpportunityMap, entries: Sequence[MapEntry]
) -> dict[UUID, list[str]]:
    """Return per opportunity what it hangs on, by the numbers of this map."""
    shown = {entry.id for entry in entries if entry.is_opportunity}
    if not shown:
        return {}
    numbers = {entry.id: entry.number for entry in found.all}
    rows = OpportunityLink.objects.visible_to(reader).order_by("kind", "pk")
    ties: dict[UUID, list[str]] = {}
    for source, target, kind in rows.values_list("source_id", "target_id", "kind"):
        if source not in numbers or target not in numbers:
            continue  # an end that lapsed is not on the map
        ties.setdefault(source, []).append(f"{LinkKind(kind).label} {numbers[target]}")
        ties.setdefault(target, []).append(f"{_BACK[kind]} {numbers[source]}")
    return {key: sorted(words) for key, words in ties.items() if key in shown}
