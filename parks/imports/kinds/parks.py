"""A list of parks from a public register: the national one, or an older local one."""

from typing import Final

from parks import reference
from parks.imports.cells import text_cell
from parks.imports.fields import Field, Kind, Record
from parks.imports.register_cells import (
    MAX_RIN,
    hectares_cell,
    in_dutch,
    location_type_cell,
    municipalities_cell,
    number_cell,
    province_cell,
    square_metres_cell,
    year_cell,
)
from parks.models import Park

PARK: Final = Record(
    name="park",
    model=Park,
    word="bedrijventerrein",
    casts={
        "rin": "integer",
        "municipality_codes": "varchar[]",
        "gross_ha": "numeric",
        "net_ha": "numeric",
        "available_ha": "numeric",
        "register_year": "smallint",
    },
)


def _names(text: str) -> str:
    return reference.names_of(text.split("|")) if text else ""


RIN: Final = Field(
    name="rin",
    heading="RIN_NUMMER",
    word="RIN-nummer",
    read=number_cell("RIN-nummer", largest=MAX_RIN),
    synonyms=("rinnummer", "rin"),
)
PARKS: Final = Kind(
    name="parks",
    rows="bedrijventerreinen",
    fields=(
        RIN,
        Field(
            name="register_year",
            heading="JAAR",
            word="peiljaar",
            read=year_cell,
            synonyms=("peiljaar",),
            record="park",
            column="register_year",
        ),
        Field(
            name="name",
            heading="PLAN_NAAM",
            word="naam",
            read=text_cell("De naam", 120),
            synonyms=("bedrijvent", "bedrijventerrein", "naam"),
            record="park",
            column="name",
            required=True,
        ),
        Field(
            name="municipality_codes",
            heading="GEM_CODES",
            word="gemeente",
            read=municipalities_cell,
            synonyms=("gemeentecode", "gemeente", "gem code"),
            record="park",
            column="municipality_codes",
            shown=_names,
            required=True,
        ),
        # Only compared with the municipality: a province follows from it.
        Field(
            name="province",
            heading="PROV_NAMEN",
            word="provincie",
            read=province_cell,
            synonyms=("provincie",),
        ),
        Field(
            name="gross_ha",
            heading="HA_BRUTO",
            word="bruto ha",
            read=hectares_cell("bruto ha"),
            record="park",
            column="gross_ha",
            shown=in_dutch,
        ),
        Field(
            name="net_ha",
            heading="HA_NETTO",
            word="netto ha",
            read=hectares_cell("netto ha"),
            record="park",
            column="net_ha",
            shown=in_dutch,
        ),
        Field(
            name="available_ha",
            heading="HA_TOTTUIT",
            word="uitgeefbaar ha",
            read=hectares_cell("uitgeefbaar ha"),
            record="park",
            column="available_ha",
            shown=in_dutch,
        ),
        Field(
            name="location_type",
            heading="WLOC_TYPE",
            word="type",
            read=location_type_cell,
            synonyms=("type",),
            record="park",
            column="location_type",
        ),
        # The older layer gives square metres; its rows fill the same two fields.
        Field(
            name="gross_m2",
            heading="OPPBRUTO",
            word="bruto m2",
            read=square_metres_cell("bruto m2"),
        ),
        Field(
            name="net_m2", heading="OPPNETTO", word="netto m2", read=square_metres_cell("netto m2")
        ),
    ),
    records=(PARK,),
    keys=("rin",),
    group_key="rin",
)
