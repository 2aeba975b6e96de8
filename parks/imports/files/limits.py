"""How large a file from outside may be. One place; every reader in this package holds to it."""

from typing import Final

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_UNPACKED: Final = 200 * 1024 * 1024
MAX_ARCHIVE_FILES: Final = 50
# A workbook is an archive too, and many sheets make many parts; only a few of them are opened.
MAX_WORKBOOK_PARTS: Final = 500
MAX_RATIO: Final = 100
# Below this much text a high ratio is only a file with much repetition.
RATIO_FROM: Final = 10 * 1024 * 1024

MAX_ROWS: Final = 50_000
MAX_COLUMNS: Final = 200
MAX_CELLS: Final = 1_000_000
MAX_CELL_LENGTH: Final = 10_000
MAX_TEXT: Final = 40_000_000
MAX_SHEET_ROW: Final = 1_048_576

MAX_FEATURES: Final = 10_000
MAX_VERTICES: Final = 100_000
MAX_DEPTH: Final = 20
# Pairs of lines that might cross, over all wrong shapes of a file: some seconds of repairing.
MAX_PAIRS: Final = 200_000
# Guards of the memory that a JSON text takes once it is read.
MAX_JSON_CONTAINERS: Final = 400_000
MAX_JSON_VALUES: Final = 2_500_000
