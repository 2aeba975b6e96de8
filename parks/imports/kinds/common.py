"""Fields that several lists have."""

from collections.abc import Sequence
from typing import Final

from parks.imports.cells import id_cell, postcode_cell, text_cell
from parks.imports.fields import Field, compact
from parks.imports.plan import Row

# Our own key, so that a name can be corrected in a spreadsheet. Last in the export: people need
# not see it.
ID: Final = Field(
    name="id", heading="kenmerk (niet wijzigen)", read=id_cell, synonyms=("kenmerk", "id")
)


def address_fields(record: str) -> tuple[Field, ...]:
    """Return the fields of a street address in a record."""
    return (
        Field(
            name="street",
            heading="straat",
            read=text_cell("straat", 120),
            synonyms=("straatnaam", "openbare ruimte", "street"),
            record=record,
            column="street",
        ),
        Field(
            name="house_number",
            heading="huisnummer",
            read=text_cell("huisnummer", 20),
            synonyms=("huisnr", "nr", "house number"),
            record=record,
            column="house_number",
        ),
        Field(
            name="postcode",
            heading="postcode",
            read=postcode_cell,
            synonyms=("pc", "pc6", "postal code"),
            record=record,
            column="postcode",
            same=compact,
        ),
        Field(
            name="town",
            heading="plaats",
            read=text_cell("plaats", 80),
            synonyms=("woonplaats", "plaatsnaam", "vestigingsplaats", "town"),
            record=record,
            column="town",
        ),
    )


def refuse_doubles(rows: Sequence[Row], what: str) -> None:
    """Refuse all rows that are about the same thing: nobody knows which one is right.

    `target` of a row says what it is about: a key, or the id of what is there.
    """
    numbers: dict[str, list[int]] = {}
    for row in rows:
        if row.target:
            numbers.setdefault(row.target, []).append(row.number)
    for row in rows:
        those = numbers.get(row.target, ())
        if len(those) > 1:
            where = ", ".join(str(number) for number in those[:10])
            row.against.append(f"{what} staat {len(those)} keer in het bestand (regels {where}).")
