"""What people choose in a plan: which fields a file may overwrite, which shapes to repair."""

from collections.abc import Collection, Mapping
from typing import Final

from parks.imports.plan import Row, from_json, to_json
from parks.imports.storing import Run

# Stands for the shape among the fields of a row.
REPAIR: Final = "repair"
# By the number of a row: names of fields.
Choices = Mapping[int, Collection[str]]


def choose(run: Run, shown: Choices, chosen: Choices) -> bool:
    """Keep what a person ticked, `chosen`, of what she could tick, `shown`.

    Returns whether anything is chosen anew; then the plan must be made again.
    """
    changed = False
    for block in run.blocks.select_for_update():
        rows = [from_json(row) for row in block.rows]
        anew = [_take(row, shown, chosen) for row in rows if row.number in shown]
        if any(anew):
            block.rows = [to_json(row) for row in rows]
            block.save(update_fields=["rows"])
            changed = True
    return changed


def _take(row: Row, shown: Choices, chosen: Choices) -> bool:
    before = _state(row)
    seen = set(shown[row.number])
    asked = seen & set(chosen.get(row.number, ()))
    row.taken = sorted((set(row.taken) - seen) | (asked - {REPAIR}))
    if row.repair and REPAIR in seen:
        row.repair.asked = REPAIR in asked
    return before != _state(row)


def _state(row: Row) -> tuple[list[str], bool]:
    return list(row.taken), bool(row.repair and row.repair.asked)
