"""The text that tells a person what is in a park's export."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from django.conf import settings

from core.dutch import format_date
from reports.export.plan import LEFT_OUT_FIELDS, LEFT_OUT_MODELS, TABLES
from reports.export.rows import field_label
from reports.export.table import Table

INTRODUCTION: Final = """\
ALLES VAN {park}
Gemaakt op {day} met {site}.

Let op: hierin staan persoonsgegevens en gegevens die bedrijven vertrouwelijk gaven. Bewaar dit
bestand veilig, deel het niet verder dan nodig is en gooi het weg als u het niet meer gebruikt.

WAT ZIT ERIN
README.txt        deze uitleg
inhoud.json       alle andere bestanden, met het aantal rijen en een controlegetal (SHA-256)
park.json         wat het landelijke register over het terrein zegt
personen.json     de namen van mensen naar wie de gegevens verwijzen
gegevens/         de gegevens zoals ze nu zijn, één bestand per soort
geschiedenis/     hoe de gegevens eerder waren, wie ze wijzigde en wanneer
bestanden/        de pdf's van edities en concepten, en de bestanden die zijn ingelezen

HOE U HET LEEST
Elk .json-bestand is een lijst met op elke regel één rij. Een id komt maar één keer voor. Staat in
een rij bijvoorbeeld "organisation", dan is dat de id van een rij in het bestand organisaties.json.
Tijden zijn in UTC, dagen zijn geschreven als jaar-maand-dag. Getallen met cijfers achter de komma
staan tussen aanhalingstekens en hebben een punt. Grenzen zijn GeoJSON in RD (EPSG:28992), in
meters. Leeg (null) is onbekend.
"""
HISTORY: Final = """\
GESCHIEDENIS
De bestanden in geschiedenis/ hebben de velden van het gelijknamige bestand in gegevens/, en:
  pgh_id: nummer van de wijziging
  pgh_created_at: wanneer
  pgh_label: insert = toegevoegd; update = gewijzigd; delete = verwijderd
  pgh_obj: de id van de rij
  pgh_context: de id van wie het deed, in personen.json
"""


def readme(*, park: str, day: dt.date, numbers: Mapping[str, int], missing: Iterable[str]) -> str:
    """Return the text. `numbers` holds the rows of each table, `missing` files that are gone."""
    parts = [
        INTRODUCTION.format(park=park, site=settings.SITE_NAME, day=format_date(day)),
        "GEGEVENS\n",
    ]
    parts += [_about(table, numbers[table.path]) for table in TABLES]
    parts += [HISTORY, _left_out()]
    gone = [f"  {name}" for name in missing]
    if gone:
        parts.append("\n".join(["NIET GEVONDEN", "Deze bestanden waren er niet meer:", *gone, ""]))
    return "\n".join(parts)


def _about(table: Table, number: int) -> str:
    rows = "1 rij" if number == 1 else f"{number} rijen"
    fields = [f"  {name}: {field_label(table.model, name)}" for name in table.fields]
    return "\n".join([f"{table.path}.json: {table.title} ({rows})", *fields, ""])


def _left_out() -> str:
    models = [
        f"  {model._meta.verbose_name_plural}: {why}" for model, why in LEFT_OUT_MODELS.items()
    ]
    fields = [f"  {name}: {why}" for name, why in LEFT_OUT_FIELDS.items()]
    return "\n".join(["WAT ER NIET IN ZIT", *models, *fields, ""])
