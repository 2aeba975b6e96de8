"""The pages of the kansenkaart in their states."""

from typing import Final

from tests.e2e.place import EMPTY, FULL, Place
from tests.site.cast import FULL_PARK

HERE: Final = f"{FULL}realisatie/kansenkaart/"
NOTHING: Final = f"{EMPTY}realisatie/kansenkaart/"

KANSENKAART: Final = (
    Place("kansenkaart", "marit", HERE),
    Place("kansenkaart-lid", "lotte", HERE),
    Place("kansenkaart-laag", "lotte", f"{HERE}?layer=opportunity&theme=energy"),
    Place("kansenkaart-niets-gevonden", "marit", f"{HERE}?layer=demand&theme=energy"),
    Place("kansenkaart-leeg", "marit", NOTHING),
    Place("kansenkaart-partijen", "marit", f"{HERE}partijen/"),
    Place("kansenkaart-partijen-leeg", "marit", f"{NOTHING}partijen/"),
    Place("kansenkaart-tijd", "lotte", f"{HERE}tijd/"),
    Place("kansenkaart-tijd-leeg", "marit", f"{NOTHING}tijd/"),
    Place("kansenkaart-openbaar", None, f"/terreinen/{FULL_PARK}/kansenkaart/"),
)
