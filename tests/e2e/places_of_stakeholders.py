"""The pages about stakeholders, in every state that a person can get to see."""

from typing import Final

from tests.e2e.acts import come_second, press
from tests.e2e.place import EMPTY, FULL, Place

ALL: Final = f"{FULL}samenwerking/belanghebbenden/"
NONE: Final = f"{EMPTY}samenwerking/belanghebbenden/"
ONE: Final = f"{ALL}{{stakeholder}}/"
POSITION: Final = f"{ALL}plaats/{{position}}/"
TALK: Final = f"{ALL}contact/{{talk}}/"
RELATION: Final = f"{ALL}relatie/{{relation}}/"

REGISTER: Final = (
    Place("belanghebbenden", "marit", ALL),
    Place("belanghebbenden-lid", "lotte", ALL),
    Place("belanghebbenden-leeg", "marit", NONE),
    Place("belanghebbenden-niets-gevonden", "marit", f"{ALL}?q=bestaatniet"),
    Place("belanghebbende", "marit", ONE),
    Place("belanghebbende-lid", "lotte", ONE),
    Place("belanghebbende-nieuw", "marit", f"{ALL}nieuw/"),
    Place("belanghebbende-fout", "marit", f"{ALL}nieuw/", press("Belanghebbende toevoegen")),
    Place("belanghebbende-bewerken", "marit", f"{ONE}bewerken/"),
    Place(
        "belanghebbende-botsing",
        "marit",
        f"{ONE}bewerken/",
        come_second("Functie of rol", "Opslaan"),
    ),
    Place("belanghebbende-vertrek", "marit", f"{ONE}vertrek/"),
    Place("belanghebbende-verwijderen", "marit", f"{ONE}verwijderen/"),
    Place("belanghebbende-geschiedenis", "marit", f"{ONE}geschiedenis/"),
)
POSITIONS: Final = (
    Place("krachtenveld", "marit", f"{ALL}krachtenveld/"),
    Place("krachtenveld-macht", "marit", f"{ALL}krachtenveld/?veld=realising-blocking"),
    Place("krachtenveld-leeg", "marit", f"{NONE}krachtenveld/"),
    Place("plaats-nieuw", "marit", f"{ONE}plaats/"),
    Place("plaats-bewerken", "marit", POSITION),
    Place("plaats-verwijderen", "marit", f"{POSITION}verwijderen/"),
    Place("plaats-geschiedenis", "marit", f"{POSITION}geschiedenis/"),
)
TALKS: Final = (
    Place("contacten", "marit", f"{ALL}contacten/"),
    Place("contacten-leeg", "marit", f"{NONE}contacten/"),
    Place("contacten-niets-gevonden", "marit", f"{ALL}contacten/?q=bestaatniet"),
    Place("opvolgen", "marit", f"{ALL}opvolgen/"),
    Place("opvolgen-leeg", "marit", f"{NONE}opvolgen/"),
    Place("te-spreken", "marit", f"{ALL}te-spreken/"),
    Place("te-spreken-leeg", "marit", f"{NONE}te-spreken/"),
    Place("gesprek-nieuw", "marit", f"{ONE}contact/"),
    Place("gesprek-fout", "marit", f"{ONE}contact/", press("Contact vastleggen")),
    Place("gesprek-bewerken", "marit", TALK),
    Place("gesprek-verwijderen", "marit", f"{TALK}verwijderen/"),
    Place("gesprek-geschiedenis", "marit", f"{TALK}geschiedenis/"),
)
MAPS: Final = (
    Place("ecosysteem", "marit", f"{ALL}ecosysteem/"),
    Place("ecosysteem-lid", "lotte", f"{ALL}ecosysteem/"),
    Place("ecosysteem-leeg", "marit", f"{NONE}ecosysteem/"),
    Place("relatie-nieuw", "marit", f"{ALL}relatie/nieuw/"),
    Place("relatie-fout", "marit", f"{ALL}relatie/nieuw/", press("Relatie toevoegen")),
    Place("relatie-bewerken", "marit", RELATION),
    Place("relatie-verwijderen", "marit", f"{RELATION}verwijderen/"),
    Place("relatie-geschiedenis", "marit", f"{RELATION}geschiedenis/"),
    Place("brengen-en-halen", "marit", f"{ALL}brengen-en-halen/"),
    Place("brengen-en-halen-lid", "lotte", f"{ALL}brengen-en-halen/"),
    Place("brengen-en-halen-leeg", "marit", f"{NONE}brengen-en-halen/"),
)
STAKEHOLDERS: Final = (*REGISTER, *POSITIONS, *TALKS, *MAPS)
