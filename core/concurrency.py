"""Two people edit the same row: the second is told what changed and loses nothing typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs: its Dutch label, what is stored now and what was typed."""

    label: str
    theirs: str
    yours: str


class StaleVersion(Exception):  # noqa: N818  # news for the editor, not a fault
    """The row was saved by somebody else after this form was opened.

    `changes` are the fields that now differ from what was typed; `current_version` is what a
    second attempt must carry to win on purpose.
    """

    def __init__(self, *, changes: tuple[FieldChange, ...], current_version: int) -> None:
        super().__init__(f"version {current_version} is newer")
        self.changes = changes
        self.current_version = current_version
