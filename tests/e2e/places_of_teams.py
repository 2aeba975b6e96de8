"""The pages of teams, rehearsals of a vote on a BIZ, and the story, in their states."""

from typing import Final

from tests.e2e.acts import press
from tests.e2e.place import EMPTY, FULL, Place
from tests.site.cast import FULL_PARK

PARK: Final = f"{FULL}samenwerking/"
NONE: Final = f"{EMPTY}samenwerking/"
TEAM: Final = f"{PARK}teams/{{team}}/"
SEAT: Final = f"{PARK}teams/mensen/{{team_member}}/"
BIZ: Final = f"{PARK}biz/{{rehearsal}}/"
RUNNER: Final = f"{PARK}verhaal/koplopers/{{front_runner}}/"

TEAMS: Final = (
    Place("teams", "marit", f"{PARK}teams/"),
    Place("teams-lid", "lotte", f"{PARK}teams/"),
    Place("teams-leeg", "marit", f"{NONE}teams/"),
    Place("team", "marit", TEAM),
    Place("team-lid", "lotte", TEAM),
    Place("team-nieuw", "marit", f"{NONE}teams/nieuw/"),
    Place("team-fout", "marit", f"{NONE}teams/nieuw/", press("Team maken")),
    Place("team-bewerken", "marit", f"{TEAM}bewerken/"),
    Place("team-stoppen", "marit", f"{TEAM}stoppen/"),
    Place("team-verwijderen", "marit", f"{TEAM}verwijderen/"),
    Place("team-geschiedenis", "marit", f"{TEAM}geschiedenis/"),
    Place("team-rollen", "lotte", f"{PARK}teams/rollen/"),
    Place("team-bezetting", "marit", f"{PARK}teams/bezetting/?wie=naam-proefvoorzitter"),
    Place("team-bezetting-leeg", "marit", f"{NONE}teams/bezetting/"),
    Place("teamlid-nieuw", "marit", f"{TEAM}mensen/nieuw/"),
    Place("teamlid-fout", "marit", f"{TEAM}mensen/nieuw/", press("Toevoegen")),
    Place("teamlid-wijzigen", "marit", SEAT),
    Place("teamlid-gaat-weg", "marit", f"{SEAT}gaat-weg/"),
    Place("teamlid-gaat-weg-fout", "marit", f"{SEAT}gaat-weg/", press("Opslaan")),
    Place("teamlid-weghalen", "marit", f"{SEAT}weghalen/"),
    Place("teamlid-geschiedenis", "marit", f"{SEAT}geschiedenis/"),
    Place("biz", "marit", f"{PARK}biz/"),
    Place("biz-leeg", "marit", f"{NONE}biz/"),
    Place("biz-nieuw", "marit", f"{NONE}biz/nieuw/"),
    Place("biz-fout", "marit", f"{NONE}biz/nieuw/", press("Proef maken")),
    Place("biz-proef", "marit", BIZ),
    Place("biz-bewerken", "marit", f"{BIZ}bewerken/"),
    Place("biz-verwijderen", "marit", f"{BIZ}verwijderen/"),
    Place("biz-geschiedenis", "marit", f"{BIZ}geschiedenis/"),
    Place("biz-stemmen", "marit", f"{BIZ}gebruikers/stemmen/"),
    Place("biz-doet-niet-mee", "marit", f"{BIZ}gebruikers/weghalen/"),
    Place("biz-bijdragen", "marit", f"{BIZ}gebruikers/bijdragen/"),
    Place("biz-bijdragen-meer", "marit", f"{BIZ}gebruikers/bijdragen/", press("Meer regels")),
    Place("verhaal", "marit", f"{PARK}verhaal/"),
    Place("verhaal-leeg", "marit", f"{NONE}verhaal/"),
    Place("verhaal-schrijven", "marit", f"{PARK}verhaal/schrijven/"),
    Place("verhaal-voorbeeld", "marit", f"{PARK}verhaal/schrijven/", press("Voorbeeld bekijken")),
    Place("verhaal-intrekken", "marit", f"{PARK}verhaal/intrekken/"),
    Place("verhaal-geschiedenis", "marit", f"{PARK}verhaal/geschiedenis/"),
    Place("koploper-nieuw", "marit", f"{PARK}verhaal/koplopers/nieuw/"),
    Place("koploper-fout", "marit", f"{PARK}verhaal/koplopers/nieuw/", press("Toevoegen")),
    Place("koploper-wijzigen", "marit", RUNNER),
    Place("koploper-weghalen", "marit", f"{RUNNER}weghalen/"),
    Place("koploper-geschiedenis", "marit", f"{RUNNER}geschiedenis/"),
    Place("openbaar-verhaal", None, f"/terreinen/{FULL_PARK}/"),
)
