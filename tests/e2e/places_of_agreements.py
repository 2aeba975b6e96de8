"""The pages of agreements, commitments, money and ideas, in their states."""

from typing import Final

from tests.e2e.acts import press
from tests.e2e.place import EMPTY, Place

PARK: Final = "/p/proefpark-afspraken/samenwerking/"
NONE: Final = f"{EMPTY}samenwerking/"
ONE: Final = f"{PARK}afspraken/{{agreement}}/"
DRAFT: Final = f"{PARK}afspraken/{{draft_agreement}}/"
PARTY: Final = f"{PARK}afspraken/partijen/{{agreement_party}}/"
DOCUMENT: Final = f"{PARK}afspraken/documenten/{{agreement_document}}/"
GIVEN: Final = f"{PARK}toezeggingen/{{commitment}}/"
POST: Final = f"{PARK}dekking/{{funding}}/"
IDEA: Final = f"{PARK}ideeen/{{idea}}/"
CARRIER: Final = f"{PARK}ideeen/dragers/{{idea_carrier}}/"

AGREEMENTS: Final = (
    Place("afspraken", "marit", f"{PARK}afspraken/"),
    Place("afspraken-lid", "lotte", f"{PARK}afspraken/"),
    Place("afspraken-leeg", "marit", f"{NONE}afspraken/"),
    Place("afspraken-niets-gevonden", "marit", f"{PARK}afspraken/?state=ended"),
    Place("afspraak", "marit", ONE),
    Place("afspraak-lid", "lotte", ONE),
    Place("afspraak-in-voorbereiding", "marit", DRAFT),
    Place("afspraak-nieuw", "marit", f"{NONE}afspraken/nieuw/?soort=covenant"),
    Place("afspraak-fout", "marit", f"{NONE}afspraken/nieuw/", press("Afspraak maken")),
    Place("afspraak-bewerken", "marit", f"{ONE}bewerken/"),
    Place("afspraak-doelen-leeg", "marit", f"{ONE}doelen/"),
    Place("afspraak-geschiedenis", "marit", f"{ONE}geschiedenis/"),
    Place("afspraak-verwijderen", "marit", f"{ONE}verwijderen/"),
    Place("afspraak-ondertekenen", "marit", f"{DRAFT}ondertekenen/"),
    Place("afspraak-mist-iets", "marit", f"{DRAFT}ondertekenen/", press("Ja, alle partijen")),
    Place("afspraak-vervallen", "marit", f"{ONE}vervallen/"),
    Place("afspraak-vervallen-fout", "marit", f"{ONE}vervallen/", press("Laten vervallen")),
    Place("afspraak-afgelopen", "marit", f"{ONE}beeindigen/"),
    Place("afspraak-heropenen", "marit", f"{ONE}heropenen/"),
    Place("partij-nieuw", "marit", f"{ONE}partijen/"),
    Place("partij-fout", "marit", f"{ONE}partijen/", press("Partij toevoegen")),
    Place("partij-bewerken", "marit", PARTY),
    Place("partij-verwijderen", "marit", f"{PARTY}verwijderen/"),
    Place("partij-geschiedenis", "marit", f"{PARTY}geschiedenis/"),
    Place("document-nieuw", "marit", f"{ONE}documenten/"),
    Place("document-fout", "marit", f"{ONE}documenten/", press("Toevoegen")),
    Place("document-verwijderen", "marit", f"{DOCUMENT}verwijderen/"),
    Place("toezeggingen", "marit", f"{PARK}toezeggingen/"),
    Place("toezeggingen-lid", "lotte", f"{PARK}toezeggingen/"),
    Place("toezeggingen-leeg", "marit", f"{NONE}toezeggingen/"),
    Place("toezeggingen-te-laat", "marit", f"{PARK}toezeggingen/?standing=late"),
    Place("toezeggingen-per-partij", "marit", f"{PARK}toezeggingen/partijen/"),
    Place("toezeggingen-per-partij-leeg", "marit", f"{NONE}toezeggingen/partijen/"),
    Place("toezegging", "marit", GIVEN),
    Place("toezegging-nieuw", "marit", f"{PARK}toezeggingen/nieuw/"),
    Place("toezegging-fout", "marit", f"{PARK}toezeggingen/nieuw/", press("Toezegging toevoegen")),
    Place("toezegging-bewerken", "marit", f"{GIVEN}bewerken/"),
    Place("toezegging-nagekomen", "marit", f"{GIVEN}nagekomen/"),
    Place("toezegging-vervallen", "marit", f"{GIVEN}vervallen/"),
    Place("toezegging-heropenen", "marit", f"{GIVEN}heropenen/"),
    Place("toezegging-doelen-leeg", "marit", f"{GIVEN}doelen/"),
    Place("toezegging-geschiedenis", "marit", f"{GIVEN}geschiedenis/"),
    Place("toezegging-verwijderen", "marit", f"{GIVEN}verwijderen/"),
    Place("dekking", "marit", f"{PARK}dekking/"),
    Place("dekking-lid", "lotte", f"{PARK}dekking/"),
    Place("dekking-leeg", "marit", f"{NONE}dekking/"),
    Place("dekking-nieuw", "marit", f"{NONE}dekking/nieuw/"),
    Place("dekking-fout", "marit", f"{NONE}dekking/nieuw/", press("Post toevoegen")),
    Place("dekking-bewerken", "marit", POST),
    Place("dekking-geschiedenis", "marit", f"{POST}geschiedenis/"),
    Place("dekking-verwijderen", "marit", f"{POST}verwijderen/"),
    Place("ideeen", "marit", f"{PARK}ideeen/"),
    Place("ideeen-lid", "lotte", f"{PARK}ideeen/"),
    Place("ideeen-leeg", "marit", f"{NONE}ideeen/"),
    Place("ideeen-vervallen", "marit", f"{PARK}ideeen/?lapsed=on"),
    Place("idee", "marit", IDEA),
    Place("idee-nieuw", "marit", f"{NONE}ideeen/nieuw/"),
    Place("idee-fout", "marit", f"{NONE}ideeen/nieuw/", press("Idee toevoegen")),
    Place("idee-bewerken", "marit", f"{IDEA}bewerken/"),
    Place("idee-verder", "marit", f"{IDEA}verder/"),
    Place("idee-verder-fout", "marit", f"{IDEA}verder/", press("Stap verder")),
    Place("idee-terug", "marit", f"{IDEA}terug/"),
    Place("idee-vervallen", "marit", f"{IDEA}vervallen/"),
    Place("idee-oppakken", "marit", f"{IDEA}oppakken/"),
    Place("idee-verwijderen", "marit", f"{IDEA}verwijderen/"),
    Place("idee-drager", "marit", f"{IDEA}dragers/"),
    Place("idee-drager-bewerken", "marit", CARRIER),
    Place("idee-drager-verwijderen", "marit", f"{CARRIER}verwijderen/"),
    Place("idee-geschiedenis", "marit", f"{IDEA}geschiedenis/"),
)
