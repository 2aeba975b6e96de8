"""A list of plots: each row is a plot with who owns and who uses it."""

from typing import Final

from parks.choices import EnvironmentalCategory, PlotState, PlotUse
from parks.imports.cells import choice_cell, kvk_cell, lines_cell, text_cell
from parks.imports.fields import Field, Kind, Record, choice_words, compact, sorted_lines
from parks.imports.kinds.common import ID, address_fields
from parks.imports.kinds.companies import ESTABLISHMENT, ORGANISATION
from parks.models import Plot

PLOT: Final = Record(name="plot", model=Plot, word="kavel", casts={"geometry": "geometry"})

FACTS: Final = (
    Field(
        name="name",
        heading="naam",
        read=text_cell("naam", 80),
        synonyms=("kavel", "kavelnaam", "kavelnummer", "perceel", "omschrijving", "name"),
        record="plot",
        column="name",
        required=True,
    ),
    Field(
        name="cadastral_number",
        heading="kadastraal nummer",
        read=text_cell("kadastraal nummer", 40),
        synonyms=(
            "kadastrale aanduiding", "kadaster", "kadastraal", "perceelnummer", "aanduiding",
            "cadastral number", "kad nr",
        ),
        record="plot",
        column="cadastral_number",
        same=compact,
    ),
    *address_fields("plot"),
    Field(
        name="use",
        heading="gebruik",
        read=choice_cell("gebruik", PlotUse),
        synonyms=("functie", "bestemming", "use"),
        record="plot",
        column="use",
        shown=choice_words(PlotUse),
    ),
    Field(
        name="environmental_category",
        heading="milieucategorie",
        read=choice_cell("milieucategorie", EnvironmentalCategory),
        synonyms=("milieu categorie", "categorie", "mil cat", "milieuzone"),
        record="plot",
        column="environmental_category",
    ),
    Field(
        name="state",
        heading="stand",
        read=choice_cell("stand", PlotState),
        synonyms=("status", "beschikbaarheid", "uitgifte", "state"),
        record="plot",
        column="state",
        shown=choice_words(PlotState),
        default=PlotState.IN_USE,
        required=True,
    ),
    Field(
        name="note",
        heading="notitie",
        read=lines_cell("notitie", 4000),
        synonyms=("opmerking", "opmerkingen", "toelichting"),
        record="plot",
        column="note",
    ),
)  # fmt: skip
# Several names stand under each other in one cell; "Naam (KvK 01234567)" says which one is meant.
OWNERS: Final = Field(
    name="owners",
    heading="eigenaar",
    read=lines_cell("eigenaar", 4000),
    synonyms=("eigenaren", "eigenaar naam", "gerechtigde", "owner"),
    same=sorted_lines,
)
OWNER_KVK: Final = Field(
    name="owner_kvk",
    heading="KvK-nummer eigenaar",
    read=kvk_cell,
    synonyms=("kvk eigenaar", "eigenaar kvk"),
)
USERS: Final = Field(
    name="users",
    heading="gebruiker",
    read=lines_cell("gebruiker", 4000),
    synonyms=("gebruikers", "bedrijf", "huurder", "gebruiker naam", "occupant"),
    same=sorted_lines,
)

PLOTS: Final = Kind(
    name="plots",
    rows="kavels",
    fields=(*FACTS[:-1], OWNERS, OWNER_KVK, USERS, FACTS[-1], ID),
    records=(ORGANISATION, ESTABLISHMENT, PLOT),
    keys=("id", "cadastral_number", "name"),
    group_key="cadastral_number",
)
