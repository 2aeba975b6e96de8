"""A table of an export: a model and the fields that leave the platform."""

from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True, slots=True)
class Table:
    """A model whose rows are exported: its file without `.json`, and the names of its fields."""

    path: str
    model: Any
    fields: tuple[str, ...]
    # Fields whose content lies in the archive as a file.
    as_files: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the rows are, in Dutch."""
        return str(self.model._meta.verbose_name_plural)


def table(name: str, model: type[models.Model], fields: str, as_files: str = "") -> Table:
    """Return the table of a model by the names of its fields, separated by spaces."""
    return Table(f"gegevens/{name}", model, ("id", *fields.split()), tuple(as_files.split()))
