"""The picture of a round as rows of a spreadsheet."""

from collections.abc import Iterator
from typing import Final

from core.spreadsheet import Cell
from realisation.queries.scan_picture import ScanPicture

HEADINGS: Final = ("onderdeel", "antwoord", "wat", "uitkomst")
COMPANIES: Final = "bedrijven"
NOT_TOLD: Final = "niet te tonen"
NOT_YET: Final = "Het beeld komt als de ronde is gesloten."


def picture_rows(picture: ScanPicture) -> Iterator[list[Cell]]:
    """Yield one row per number of the picture, also of those that may not be told."""
    if not picture.themes:
        yield ["", NOT_YET, "", ""]
    for division in picture.divisions:
        for share in (*division.shares, *([division.rest] if division.rest.label else [])):
            yield [division.title, share.label, COMPANIES, share.words or NOT_TOLD]
    for land in picture.land:
        yield ["Grond", land.label, "samen", land.words or NOT_TOLD]
    for theme in picture.themes:
        yield ["Thema’s", theme.label, "hoe dringend, 1 tot 5", theme.urgency_text or NOT_TOLD]
        yield ["Thema’s", theme.label, "hoeveel zin, 1 tot 5", theme.energy_text or NOT_TOLD]
