"""The pages of activities, mail, calendars and the communication plan."""

from typing import Final

from tests.e2e.acts import come_second, press
from tests.e2e.place import EMPTY, FULL, Place

LIST: Final = f"{FULL}samenwerking/activiteiten/"
NONE: Final = f"{EMPTY}samenwerking/activiteiten/"
OPEN: Final = f"{LIST}{{open_activity}}/"
HELD: Final = f"{LIST}{{held_activity}}/"
PERSON: Final = f"{LIST}aanmeldingen/{{sign_up}}/"
PLAN: Final = f"{FULL}samenwerking/communicatie/"
MESSAGE: Final = f"{PLAN}{{message}}/"

ACTIVITIES: Final = (
    Place("activiteiten", "marit", LIST),
    Place("activiteiten-lid", "lotte", LIST),
    Place("activiteiten-geweest", "marit", f"{LIST}?when=geweest"),
    Place("activiteiten-leeg", "marit", NONE),
    Place("activiteiten-niets-gevonden", "marit", f"{LIST}?q=bestaatniet"),
    Place("activiteiten-lijst", "marit", f"{LIST}lijst/"),
    Place("activiteit-plannen", "marit", f"{LIST}nieuw/?uit=barbecue"),
    Place("activiteit-fout", "marit", f"{LIST}nieuw/", press("Activiteit plannen")),
    Place("activiteit", "marit", OPEN),
    Place("activiteit-lid", "lotte", OPEN),
    Place("activiteit-geweest", "marit", HELD),
    Place("activiteit-afgelast", "lotte", f"{LIST}{{cancelled_activity}}/"),
    Place("activiteit-bewerken", "marit", f"{OPEN}bewerken/"),
    Place("activiteit-afgelasten", "marit", f"{OPEN}afgelasten/"),
    Place("activiteit-verwijderen", "marit", f"{LIST}{{cancelled_activity}}/verwijderen/"),
    Place("activiteit-geschiedenis", "marit", f"{OPEN}geschiedenis/"),
    Place("activiteit-uitkomst", "marit", f"{HELD}uitkomst/"),
    Place("activiteit-vervolg-mijlpaal", "marit", f"{HELD}vervolg/milestone/"),
    Place("activiteit-vervolg-contact", "marit", f"{HELD}vervolg/contact/", press("Vastleggen")),
    Place("activiteit-vervolg-weghalen", "marit", f"{LIST}vervolg/{{follow_up}}/weghalen/"),
    Place("activiteit-vervolg-geschiedenis", "marit", f"{LIST}vervolg/{{follow_up}}/geschiedenis/"),
    Place("activiteit-mensen", "marit", f"{OPEN}mensen/"),
    Place("activiteit-uitnodigen", "marit", f"{OPEN}mensen/uitnodigen/"),
    Place(
        "activiteit-uitnodigen-fout",
        "marit",
        f"{OPEN}mensen/uitnodigen/",
        press("Klaarzetten"),
    ),
    Place("activiteit-aanwezig", "marit", f"{HELD}aanwezig/"),
    Place("activiteit-weghalen", "marit", f"{PERSON}weghalen/"),
    Place("berichten", "marit", f"{LIST}berichten/"),
    Place("berichten-leeg", "marit", f"{NONE}berichten/"),
    Place("verzending-klaar", "marit", f"{LIST}berichten/{{ready_run}}/"),
    Place("verzending-mislukt", "marit", f"{LIST}berichten/{{failed_run}}/"),
    Place("agenda", "marit", f"{LIST}agenda/"),
    Place("agenda-lid", "lotte", f"{LIST}agenda/"),
    Place("agenda-gemaakt", "lotte", f"{NONE}agenda/", press("Adres maken")),
    Place("agenda-intrekken", "marit", f"{LIST}agenda/{{feed}}/intrekken/"),
    Place("communicatie", "marit", PLAN),
    Place("communicatie-leeg", "marit", f"{EMPTY}samenwerking/communicatie/"),
    Place("communicatie-nieuw", "marit", f"{PLAN}nieuw/"),
    Place("communicatie-fout", "marit", f"{PLAN}nieuw/", press("Boodschap plannen")),
    Place(
        "communicatie-botsing",
        "marit",
        f"{MESSAGE}bewerken/",
        come_second("Boodschap", "Opslaan"),
    ),
    Place("communicatie-verwijderen", "marit", f"{MESSAGE}verwijderen/"),
    Place("communicatie-geschiedenis", "marit", f"{MESSAGE}geschiedenis/"),
)
