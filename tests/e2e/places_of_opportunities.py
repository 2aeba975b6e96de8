"""The pages of opportunities, rounds, double tests and measures, in their states."""

from typing import Final

from tests.e2e.acts import press
from tests.e2e.place import EMPTY, FULL, Place

BOARD: Final = f"{FULL}realisatie/kansen/"
NONE: Final = f"{EMPTY}realisatie/kansen/"
ONE: Final = f"{BOARD}{{opportunity}}/"
PARTY: Final = f"{BOARD}partijen/{{opportunity_party}}/"
ROUND: Final = f"{BOARD}rondes/{{round}}/"
TEST: Final = f"{BOARD}toetsen/{{double_test}}/"
MEASURES: Final = f"{FULL}realisatie/maatregelen/"

OPPORTUNITIES: Final = (
    Place("realisatie", "marit", f"{FULL}realisatie/"),
    Place("realisatie-lid", "lotte", f"{FULL}realisatie/"),
    Place("realisatie-leeg", "marit", f"{EMPTY}realisatie/"),
    Place("kansen", "marit", BOARD),
    Place("kansen-lid", "lotte", BOARD),
    Place("kansen-leeg", "marit", NONE),
    Place("kansen-lijst", "marit", f"{BOARD}?state=alle"),
    Place("kansen-niets-gevonden", "marit", f"{BOARD}?party=bestaatniet"),
    Place("kansen-lessen", "lotte", f"{BOARD}lessen/"),
    Place("kansen-lessen-leeg", "marit", f"{NONE}lessen/"),
    Place("kans", "marit", ONE),
    Place("kans-lid", "lotte", ONE),
    Place("kans-stil", "marit", f"{BOARD}{{blind_opportunity}}/"),
    Place("kans-nieuw", "marit", f"{BOARD}nieuw/"),
    Place("kans-uit-maatregel", "marit", f"{BOARD}nieuw/?maatregel=residual-heat"),
    Place("kans-fout", "marit", f"{BOARD}nieuw/", press("Kans toevoegen")),
    Place("kans-bewerken", "marit", f"{ONE}bewerken/"),
    Place("kans-kavels", "marit", f"{ONE}kavels/"),
    Place("kans-doelen", "marit", f"{ONE}doelen/"),
    Place("kans-gebied", "marit", f"{ONE}gebied/"),
    Place("kans-gebied-weghalen", "marit", f"{ONE}gebied/weghalen/"),
    Place("kans-geschiedenis", "marit", f"{ONE}geschiedenis/"),
    Place("kans-verwijderen", "marit", f"{ONE}verwijderen/"),
    Place("kans-verder", "marit", f"{ONE}verder/"),
    Place(
        "kans-verder-mist-iets",
        "marit",
        f"{BOARD}{{blind_opportunity}}/verder/",
        press("Stap verder"),
    ),
    Place("kans-terug", "marit", f"{ONE}terug/"),
    Place("kans-vervallen", "marit", f"{ONE}vervallen/"),
    Place("kans-vervallen-fout", "marit", f"{ONE}vervallen/", press("Laten vervallen")),
    Place("kans-oppakken", "marit", f"{BOARD}{{lapsed_opportunity}}/oppakken/"),
    Place("kans-vervallen-gelezen", "lotte", f"{BOARD}{{lapsed_opportunity}}/"),
    Place("kans-partij", "marit", f"{ONE}partij/"),
    Place("kans-partij-fout", "marit", f"{ONE}partij/", press("Opslaan")),
    Place("kans-partij-bewerken", "marit", PARTY),
    Place("kans-partij-stopt", "marit", f"{PARTY}stopt/"),
    Place("kans-partij-verwijderen", "marit", f"{PARTY}verwijderen/"),
    Place("kans-partij-geschiedenis", "marit", f"{PARTY}geschiedenis/"),
    Place("kans-verband", "marit", f"{ONE}verband/"),
    Place("kans-verband-fout", "marit", f"{ONE}verband/", press("Opslaan")),
    Place(
        "kans-verband-verwijderen",
        "marit",
        f"{BOARD}verbanden/{{opportunity_link}}/verwijderen/",
    ),
    Place("ronde-beginnen", "marit", f"{ONE}ronde/"),
    Place("ronde", "marit", ROUND),
    Place("ronde-lid", "lotte", ROUND),
    Place("ronde-bewerken", "marit", f"{ROUND}bewerken/"),
    Place("ronde-besluit", "marit", f"{ROUND}besluit/"),
    Place("ronde-besluit-fout", "marit", f"{ROUND}besluit/", press("Besluit vastleggen")),
    Place("ronde-geschiedenis", "marit", f"{ROUND}geschiedenis/"),
    Place("ronde-analyse", "marit", f"{ROUND}analyse/{{opportunity_party}}/"),
    Place("ronde-analyse-geschiedenis", "marit", f"{BOARD}analyses/{{analysis}}/geschiedenis/"),
    Place("toets", "marit", f"{ONE}toets/"),
    Place("toets-nieuw", "marit", f"{PARTY}toets/"),
    Place("toets-verbeteren", "marit", TEST),
    Place("toets-geschiedenis", "marit", f"{TEST}geschiedenis/"),
    Place("maatregelen", "marit", MEASURES),
    Place("maatregelen-gefilterd", "lotte", f"{MEASURES}?theme=energy&scale=niche"),
    Place("maatregelen-niets-gevonden", "lotte", f"{MEASURES}?q=bestaatniet"),
    Place("maatregel", "marit", f"{MEASURES}residual-heat/"),
    Place("maatregel-lid", "lotte", f"{MEASURES}residual-heat/"),
)
