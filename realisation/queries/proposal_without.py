"""What breaks in a proposal when one party withdraws, and what is left without it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from realisation.matching.alternatives import withdrawn
from realisation.matching.solve import Proposal as Plan
from realisation.matching.solve import solve
from realisation.queries.matching_space import space_input
from realisation.queries.proposal_story import ChainTold
from realisation.queries.proposals import Stored, Taking

# Somebody waits for the page. What is not certain by then is not told: it could be otherwise the
# next time that it is asked.
LIMIT_S: Final = 6.0


@dataclass(frozen=True, slots=True)
class WithoutTold:
    """Without one party. `left` is None when the time was up before the best was certain.

    `chains` are the numbers of those that break.
    """

    key: UUID
    name: str
    chains: tuple[int, ...]
    fallen: tuple[Taking, ...] = ()
    otherwise: tuple[Taking, ...] = ()
    left: Plan | None = None


def without_party(
    stored: Stored, chains: Iterable[ChainTold], key: UUID, today: dt.date
) -> WithoutTold | None:
    """Return what breaks without the party of a listing; None when it takes no part.

    Searches the park once more, as it is today, for a few seconds at most, options included.
    """
    party = next((part for part in stored.parts if part.listing.pk == key), None)
    if party is None:
        return None
    hers = {part.chain for part in stored.parts if part.party == party.party}
    broken = tuple(chain.number for chain in chains if chain.number in hers)
    land = space_input(stored.proposal.park_id, today).space
    left = solve(withdrawn(land, party.party), time_limit_s=LIMIT_S)
    if not left.optimal:
        return WithoutTold(key, party.name, broken)
    still = {move.mover for move in left.moves}
    hit = [part for part in stored.met if part.chain in broken]
    gone = [part for part in stored.met if str(part.listing.pk) not in still]
    return WithoutTold(
        key=key,
        name=party.name,
        chains=broken,
        fallen=tuple(gone),
        otherwise=tuple(part for part in hit if str(part.listing.pk) in still),
        left=left,
    )
