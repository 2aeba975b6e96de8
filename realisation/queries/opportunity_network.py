"""The drawing of who is joined with whom on a kansenkaart."""

from collections import Counter
from itertools import combinations
from typing import Final

from core import svg
from realisation.choices import PartyRole
from realisation.queries.opportunity_parties import MapParties, MapParty

# What one drawing holds; the table beside it says the same for any number.
MOST_DRAWN: Final = 1_000
GROUPS: Final = ("vraagt", "biedt aan", "vraagt en biedt aan", "doet mee")


def network_of(found: MapParties, park_name: str) -> svg.Svg | None:
    """Return the drawing, or None when nobody is joined with anybody, or too many are.

    An arrow leads from who asks to who offers in the same opportunity; the thicker, the more
    opportunities the two share.
    """
    ties = _ties(found)
    if not ties or len(ties) > MOST_DRAWN:
        return None
    tied = {name for source, target, _ in ties for name in (source, target)}
    data = svg.NetworkData(
        title=f"Wie met wie in kansen van {park_name}",
        groups=GROUPS,
        nodes=tuple(
            svg.Node(party.name, party.name, _group(party))
            for party in found.parties
            if party.name in tied
        ),
        edges=tuple(
            svg.Edge(source, target, directed, min(number, 3))
            for (source, target, directed), number in sorted(ties.items())
        ),
        words=("vraagt wat de ander biedt", "doen samen mee"),
    )
    return svg.network(data, uid="partijen")


def _group(party: MapParty) -> int:
    seeks, offers = PartyRole.SEEKS in party.roles, PartyRole.OFFERS in party.roles
    if seeks and offers:
        return 2
    return 0 if seeks else 1 if offers else 3


def _ties(found: MapParties) -> Counter[tuple[str, str, bool]]:
    """Count how often two parties are in an opportunity together, and whether one asks."""
    joined: dict[object, list[tuple[str, str]]] = {}
    for party in found.parties:
        for part in party.joined:
            joined.setdefault(part.entry.id, []).append((party.name, part.role))
    return Counter(
        _tie(one, other)
        for members in joined.values()
        for one, other in combinations(sorted(set(members)), 2)
        if one[0] != other[0]
    )


def _tie(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str, bool]:
    (name, role), (other_name, other_role) = one, other
    asks = {role, other_role} == {PartyRole.SEEKS, PartyRole.OFFERS}
    if asks and role == PartyRole.OFFERS:
        return other_name, name, True
    return name, other_name, asks
