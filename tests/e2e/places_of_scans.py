"""The pages of the baseline and the quick scan in their states."""

from typing import Final

from tests.e2e.acts import press
from tests.e2e.place import EMPTY, FULL, Place

BASE: Final = f"{FULL}realisatie/nulmeting/"
SCANS: Final = f"{FULL}realisatie/quickscan/"
ROUND: Final = f"{SCANS}rondes/{{scan_round}}/"
OLD_ROUND: Final = f"{SCANS}rondes/{{closed_round}}/"
OWN: Final = f"{SCANS}{{own_scan}}/"
TALK: Final = f"{SCANS}{{sent_scan}}/"
FACT: Final = f"{BASE}gegevens/{{fact}}/"

SCAN_PLACES: Final = (
    Place("nulmeting", "marit", f"{BASE}?vergelijk=2024-01-01"),
    Place("nulmeting-lid", "lotte", BASE),
    Place("nulmeting-leeg", "marit", f"{EMPTY}realisatie/nulmeting/"),
    Place("nulmeting-gegeven", "marit", f"{BASE}charging-points/"),
    Place("nulmeting-gegeven-ontbreekt", "marit", f"{BASE}bus-stops/"),
    Place("nulmeting-berekend", "lotte", f"{BASE}sbi-mix/"),
    Place("nulmeting-nieuw", "marit", f"{BASE}grid-feed-in/nieuw/"),
    Place("nulmeting-fout", "marit", f"{BASE}grid-feed-in/nieuw/", press("Opslaan")),
    Place("nulmeting-bewerken", "marit", f"{FACT}bewerken/"),
    Place("nulmeting-verwijderen", "marit", f"{FACT}verwijderen/"),
    Place("nulmeting-geschiedenis", "marit", f"{FACT}geschiedenis/"),
    Place("nulmeting-doel", "marit", f"{BASE}bus-stops/doel/"),
    Place("nulmeting-doel-weg", "marit", f"{BASE}doelen/{{fact_goal}}/weghalen/"),
    Place("quickscan", "marit", SCANS),
    Place("quickscan-lid", "lotte", SCANS),
    Place("quickscan-leeg", "marit", f"{EMPTY}realisatie/quickscan/"),
    Place("quickscan-leeg-lid", "lotte", f"{EMPTY}realisatie/quickscan/"),
    Place("quickscan-ronde-nieuw", "marit", f"{SCANS}rondes/nieuw/"),
    Place("quickscan-ronde-bewerken", "marit", f"{ROUND}bewerken/"),
    Place("quickscan-ronde-verwijderen", "marit", f"{ROUND}verwijderen/"),
    Place("quickscan-ronde-geschiedenis", "marit", f"{ROUND}geschiedenis/"),
    Place("quickscan-respons", "marit", ROUND),
    Place("quickscan-respons-kernteam", "tom", ROUND),
    Place("quickscan-beeld", "tom", f"{OLD_ROUND}beeld/"),
    Place("quickscan-beeld-open", "tom", f"{ROUND}beeld/"),
    Place("quickscan-beeld-parkmanager", "marit", f"{OLD_ROUND}beeld/"),
    Place("quickscan-beeld-als-kernteam", "marit", f"{OLD_ROUND}beeld/?voor=kernteam"),
    Place("quickscan-herinneren", "tom", f"{ROUND}herinneren/"),
    Place("quickscan-herinneren-verloopt", "tom", f"{SCANS}herinneren/"),
    Place("quickscan-herinnering", "tom", f"{SCANS}herinneringen/{{ready_reminder}}/"),
    Place("quickscan-herinnering-mislukt", "tom", f"{SCANS}herinneringen/{{failed_reminder}}/"),
    Place("quickscan-beginnen", "marit", f"{ROUND}bedrijf/{{unasked_company}}/"),
    Place("quickscan-situatie", "lotte", f"{OWN}?deel=situation"),
    Place("quickscan-plannen", "lotte", f"{OWN}?deel=plans"),
    Place("quickscan-themas", "lotte", f"{OWN}?deel=themes"),
    Place("quickscan-inzet", "lotte", f"{OWN}?deel=willingness"),
    Place("quickscan-nakijken", "lotte", f"{OWN}insturen/"),
    Place("quickscan-delen", "lotte", f"{OWN}delen/"),
    Place("quickscan-verwijderen", "lotte", f"{OWN}verwijderen/"),
    Place("quickscan-geschiedenis", "lotte", f"{OWN}geschiedenis/"),
    Place("quickscan-gelezen", "tom", TALK),
    Place("quickscan-heropenen", "marit", f"{TALK}heropenen/"),
    Place("quickscan-vraag-en-aanbod", "marit", f"{TALK}vraag-en-aanbod/"),
)
