"""The pages of demand and supply, matches and introductions, in their states."""

from typing import Final

from tests.e2e.acts import press
from tests.e2e.place import EMPTY, FULL, Place

LIST: Final = f"{FULL}realisatie/vraag-en-aanbod/"
ONE: Final = f"{LIST}{{listing}}/"
NEW: Final = f"{EMPTY}realisatie/vraag-en-aanbod/nieuw/"
MATCHES: Final = f"{FULL}realisatie/matches/"
PAIR: Final = f"{MATCHES}{{listing}}/{{new_supply}}/"
KNOWING: Final = f"{FULL}realisatie/kennismakingen/"
KNOWN: Final = f"{KNOWING}{{introduction}}/"

TRADING: Final = (
    Place("vraag-en-aanbod", "marit", LIST),
    Place("vraag-en-aanbod-lid", "lotte", LIST),
    Place("vraag-en-aanbod-leeg", "marit", f"{EMPTY}realisatie/vraag-en-aanbod/"),
    Place("vraag-en-aanbod-alles", "marit", f"{LIST}?state=alles"),
    Place("vraag-kiezen", "marit", NEW),
    Place("vraag-nieuw-grond", "marit", f"{NEW}?side=demand&kind=land"),
    Place("aanbod-nieuw-stroom", "lotte", f"{LIST}nieuw/?side=supply&kind=flow"),
    Place("aanbod-nieuw-fout", "marit", f"{NEW}?side=supply&kind=service", press("Toevoegen")),
    Place("vraag", "marit", ONE),
    Place("vraag-geen-bereidheid", "marit", f"{LIST}{{unwilling}}/"),
    Place("vraag-bewerken", "marit", f"{ONE}bewerken/"),
    Place("vraag-geschiedenis", "marit", f"{ONE}geschiedenis/"),
    Place("vraag-vervuld", "marit", f"{ONE}vervuld/"),
    Place("vraag-intrekken", "marit", f"{ONE}intrekken/"),
    Place("vraag-intrekken-fout", "marit", f"{ONE}intrekken/", press("Intrekken")),
    Place("vraag-heropenen", "marit", f"{ONE}heropenen/"),
    Place("vraag-verwijderen", "marit", f"{ONE}verwijderen/"),
    Place("vraag-matches", "marit", f"{ONE}matches/"),
    Place("matches", "marit", MATCHES),
    Place("matches-leeg", "marit", f"{EMPTY}realisatie/matches/"),
    Place("matches-bevestigd", "marit", f"{MATCHES}?state=confirmed"),
    Place("match-vragen", "marit", f"{PAIR}vragen/"),
    Place("match-afwijzen", "marit", f"{PAIR}afwijzen/"),
    Place("match-geschiedenis", "marit", f"{MATCHES}{{match}}/geschiedenis/"),
    Place("kennismakingen", "marit", KNOWING),
    Place("kennismakingen-lid", "lotte", KNOWING),
    Place("kennismakingen-leeg", "lotte", f"{EMPTY}realisatie/kennismakingen/"),
    Place("kennismaking", "marit", KNOWN),
    Place("kennismaking-lid", "lotte", KNOWN),
    Place("kennismaking-antwoord", "lotte", f"{KNOWN}antwoord/demand/"),
    Place(
        "kennismaking-antwoord-fout",
        "lotte",
        f"{KNOWN}antwoord/demand/",
        press("Antwoord geven"),
    ),
    Place("kennismaking-stoppen", "marit", f"{KNOWN}stoppen/"),
)
