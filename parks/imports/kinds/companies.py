"""A list of companies: each row is an establishment with its organisation."""

from typing import Final

from parks import reference
from parks.choices import EmployeeClass, Helix
from parks.imports.cells import (
    choice_cell,
    date_cell,
    employees_cell,
    establishment_number_cell,
    kvk_cell,
    lines_cell,
    sbi_cell,
    text_cell,
    website_cell,
)
from parks.imports.fields import Field, Kind, Record, choice_words
from parks.imports.kinds.common import ID, address_fields
from parks.models import Establishment, Organisation

ORGANISATION: Final = Record(name="organisation", model=Organisation, word="organisatie")
ESTABLISHMENT: Final = Record(
    name="establishment",
    model=Establishment,
    word="vestiging",
    casts={"arrived_on": "date", "left_on": "date"},
)

OF_ORGANISATION: Final = (
    Field(
        name="organisation",
        heading="organisatie",
        read=text_cell("organisatie", 160),
        synonyms=("statutaire naam", "rechtspersoon", "juridische naam"),
        record="organisation",
        column="name",
        required=True,
    ),
    Field(
        name="kvk_number",
        heading="KvK-nummer",
        read=kvk_cell,
        synonyms=("kvk", "kvknr", "kvk nr", "kvknummer", "kamer van koophandel", "dossiernummer"),
        record="organisation",
        column="kvk_number",
    ),
    Field(
        name="helix",
        heading="soort organisatie",
        read=choice_cell("soort organisatie", Helix),
        synonyms=("soort", "helix", "type organisatie"),
        record="organisation",
        column="helix",
        shown=choice_words(Helix),
        default=Helix.COMPANY,
        required=True,
    ),
    Field(
        name="website",
        heading="website",
        read=website_cell,
        synonyms=("url", "internetadres", "www", "webadres"),
        record="organisation",
        column="website",
    ),
    Field(
        name="note",
        heading="notitie over de organisatie",
        read=lines_cell("notitie", 4000),
        synonyms=("notitie", "opmerking", "opmerkingen", "toelichting"),
        record="organisation",
        column="note",
    ),
)
NAME: Final = Field(
    name="name",
    heading="naam",
    read=text_cell("naam", 160),
    synonyms=(
        "bedrijf", "bedrijfsnaam", "handelsnaam", "naam bedrijf", "vestigingsnaam",
        "naam vestiging", "name",
    ),
    record="establishment",
    column="name",
    required=True,
)  # fmt: skip
NUMBER: Final = Field(
    name="number",
    heading="vestigingsnummer",
    read=establishment_number_cell,
    synonyms=("vestigingsnr", "vestnr", "vestiging nummer", "kvk vestigingsnummer"),
    record="establishment",
    column="number",
)
MORE: Final = (
    Field(
        name="sbi_code",
        heading="SBI-code",
        read=sbi_cell,
        synonyms=("sbi", "sbi2008", "sbi hoofdactiviteit", "hoofdactiviteit", "branche"),
        record="establishment",
        column="sbi_code",
        shown=reference.sbi_label,
    ),
    Field(
        name="employees",
        heading="werkzame personen",
        read=employees_cell,
        synonyms=(
            "medewerkers", "aantal medewerkers", "werknemers", "aantal werknemers",
            "personeel", "fte", "grootteklasse", "wp",
        ),
        record="establishment",
        column="employees",
        shown=choice_words(EmployeeClass),
    ),
    *address_fields("establishment"),
    Field(
        name="arrived_on",
        heading="gevestigd sinds",
        read=date_cell("gevestigd sinds"),
        synonyms=("vestigingsdatum", "datum vestiging", "sinds"),
        record="establishment",
        column="arrived_on",
    ),
    Field(
        name="left_on",
        heading="vertrokken op",
        read=date_cell("vertrokken op"),
        synonyms=("datum vertrek", "vertrekdatum", "opgeheven"),
        record="establishment",
        column="left_on",
    ),
)  # fmt: skip

COMPANIES: Final = Kind(
    name="companies",
    rows="bedrijven",
    fields=(NAME, *OF_ORGANISATION[:2], NUMBER, *MORE, *OF_ORGANISATION[2:], ID),
    records=(ORGANISATION, ESTABLISHMENT),
    keys=("id", "number", "kvk_number", "name", "organisation"),
)
