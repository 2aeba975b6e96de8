"""What people fill in to bring in a file."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField

from core.forms import DutchDateField, ScreenForm
from parks import reference
from parks.choices import Audience, Crs, ImportKind
from parks.imports.fields import Kind
from parks.imports.files.limits import MAX_BYTES
from parks.models.imports import ImportRun
from parks.services.imports import Sent

NOT_USED: Final = "niet gebruiken"
TOO_LARGE: Final = "Het bestand is groter dan 20 MB. Splits het in kleinere bestanden."


class FileForm(ScreenForm):
    """A file, and where it came from."""

    file = forms.FileField(
        label="Bestand",
        widget=forms.FileInput(
            attrs={"accept": ".csv,.txt,.xlsx,.json,.geojson,.zip", "class": "control"}
        ),
        error_messages={
            "required": "Kies een bestand.",
            "invalid": "Kies een bestand.",
            "missing": "Kies een bestand.",
            "empty": "Het bestand is leeg.",
        },
    )
    source = forms.CharField(
        label="Bron",
        max_length=200,
        required=False,
        help_text="Van wie komt de lijst? Bijvoorbeeld: gemeente, Kadaster, eigen lijst.",
    )
    source_date = DutchDateField(
        label="Peildatum",
        required=False,
        help_text="Van welke dag is de lijst? Nieuwe eigenaren en gebruikers gelden vanaf die dag.",
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large before a byte of it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def sent(self) -> Sent:
        """Return the file with what was filled in."""
        values = self.cleaned_data
        file: UploadedFile[bytes] = values["file"]
        return Sent(
            data=file.read(),
            filename=file.name or "bestand",
            source=values["source"],
            source_date=values["source_date"],
            audience=values.get("audience") or Audience.TEAM,
            crs=values.get("crs") or Crs.AUTO,
        )


class UploadForm(FileForm):
    """A list of companies or plots."""

    audience = forms.ChoiceField(
        label="Wie mag nieuwe rijen zien",
        choices=Audience,
        initial=Audience.TEAM,
        help_text="Rijen die er al staan, houden wat u eerder koos.",
    )
    crs = forms.ChoiceField(
        label="Coördinaten",
        choices=Crs,
        initial=Crs.AUTO,
        required=False,
        help_text="Alleen voor een kaartbestand (GeoJSON). Kies zelf als het bestand er niets over"
        " zegt, of iets verkeerds.",
    )

    def __init__(self, *args: Any, kind: ImportKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != ImportKind.PLOTS:
            del self.fields["crs"]


class RegisterForm(FileForm):
    """A file of the public register."""

    municipality_code = forms.ChoiceField(
        label="Gemeente",
        required=False,
        help_text="Voor nieuwe terreinen waarvan het bestand geen gemeente noemt.",
    )
    crs = forms.ChoiceField(
        label="Coördinaten", choices=Crs, initial=Crs.AUTO, required=False,
        help_text="Alleen voor een kaartbestand (GeoJSON).",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = sorted(reference.municipalities().values(), key=lambda each: each.name)
        choices = [("", "staat in het bestand"), *((each.code, each.name) for each in places)]
        self.fields["municipality_code"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class ColumnsForm(ScreenForm):
    """Which column is what. One select per column of the file."""

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        headings: Sequence[str],
        examples: Sequence[Sequence[str]],
        mapping: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._headings, self._examples = headings, examples
        choices = [("", NOT_USED), *((each.name, each.label) for each in kind.fields)]
        for at, heading in enumerate(headings):
            chosen = mapping[at] if at < len(mapping) else ""
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=chosen
            )

    def columns(self) -> Iterator[tuple[BoundField, Sequence[str]]]:
        """Yield each select with what stands in the first cells of its column."""
        for at in range(len(self._headings)):
            examples = self._examples[at] if at < len(self._examples) else ()
            yield self[f"column_{at}"], examples

    def mapping(self) -> list[str]:
        """Return for each column the chosen field, or ""."""
        return [self.cleaned_data[f"column_{at}"] for at in range(len(self._headings))]


class ApplyForm(ScreenForm):
    """Apply the plan that was looked at, with a choice when rows are refused."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    skip_refused = forms.BooleanField(
        label="Sla de geweigerde rijen over en lees de rest wel in",
        required=False,
        help_text="Zonder dit vinkje wordt er niets ingelezen zolang er geweigerde rijen zijn.",
    )

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": run.plan_mark}, **kwargs)
        self._run = run
        if not run.refused:
            del self.fields["skip_refused"]

    def clean(self) -> dict[str, Any]:
        """Refuse a plan that nobody looked at, and to apply over refused rows without a word."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("seen") != self._run.plan_mark:
            self.data = {**dict(self.data.items()), "seen": self._run.plan_mark}
            self.add_error(
                None,
                "Een collega heeft intussen andere kolommen of waarden gekozen. Hierboven ziet u"
                " wat er nu zou gebeuren. Kijk het nog een keer na.",
            )
        if self._run.refused and not values.get("skip_refused"):
            self.add_error(
                "skip_refused",
                "Er zijn geweigerde rijen. Verbeter het bestand, of kies dat u ze overslaat.",
            )
        return values
