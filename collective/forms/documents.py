"""Adding a file to a record."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from collective.services.documents import (
    EMPTY,
    EVIDENCE_TYPES,
    MAX_BYTES,
    TOO_LARGE,
    CheckedDocument,
    DocumentRefusedError,
    MediaType,
    check_document,
)
from core.forms import ScreenForm

_CHOOSE = "Kies een bestand."


class DocumentField(forms.FileField):
    """A file of one of the allowed kinds; cleans to a `CheckedDocument`, or None for no file."""

    def __init__(self, *, allowed: Collection[MediaType] = EVIDENCE_TYPES, **kwargs: Any) -> None:
        self.allowed = tuple(allowed)
        accept = ",".join(ending for each in self.allowed for ending in each.extensions)
        kinds = ", ".join(each.label for each in self.allowed)
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": accept, "class": "control"}))
        kwargs.setdefault("label", "Bestand")
        kwargs.setdefault("help_text", f"{kinds}, hooguit 10 MB.")
        super().__init__(**kwargs)
        self.error_messages |= {
            "required": _CHOOSE, "invalid": _CHOOSE, "missing": _CHOOSE, "empty": EMPTY,
        }  # fmt: skip

    def clean(self, data: Any, initial: Any = None) -> CheckedDocument | None:
        """Return the file as its content says; refuses what is too large before reading it."""
        sent: UploadedFile[bytes] | None = super().clean(data, initial)
        if not sent:
            return None
        if (sent.size or 0) > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE, "too_large")
        try:
            return check_document(
                content=sent.read(), filename=sent.name or "", allowed=self.allowed
            )
        except DocumentRefusedError as refused:
            raise forms.ValidationError(str(refused), "refused") from refused


class DocumentForm(ScreenForm):
    """One file. Needs enctype="multipart/form-data"."""

    file = DocumentField()

    @property
    def document(self) -> CheckedDocument:
        """The file. Only after `is_valid`."""
        document: CheckedDocument = self.cleaned_data["file"]
        return document
