"""The pages of searches over the whole park and of proposals, in their states."""

from typing import Final

from tests.e2e.place import EMPTY, FULL, Place

SEARCHES: Final = f"{FULL}realisatie/zoeken/"
PROPOSAL: Final = f"{FULL}realisatie/voorstellen/{{proposal}}/"

SEARCH_PLACES: Final = (
    Place("zoeken", "marit", SEARCHES),
    Place("zoeken-leeg", "marit", f"{EMPTY}realisatie/zoeken/"),
    Place("zoekronde", "marit", f"{SEARCHES}{{ready_search}}/"),
    Place("zoekronde-bezig", "marit", f"{SEARCHES}{{running_search}}/"),
    Place("zoekronde-mislukt", "marit", f"{SEARCHES}{{failed_search}}/"),
    Place("voorstel", "marit", PROPOSAL),
    Place("voorstel-zonder", "marit", f"{PROPOSAL}?zonder={{proposed_listing}}"),
    Place("voorstel-stromen", "marit", f"{FULL}realisatie/voorstellen/{{flow_proposal}}/"),
    Place("voorstel-afwijzen", "marit", f"{PROPOSAL}afwijzen/"),
    Place("voorstel-geschiedenis", "marit", f"{PROPOSAL}geschiedenis/"),
)
