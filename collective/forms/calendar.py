"""What people fill in about addresses for calendars."""

from typing import Any

from django import forms

from core.forms import ScreenForm
from parks.access import Viewer
from parks.choices import Audience

OWN = "own"
# What an address of the park may show: whoever has it reads along without a role.
OF_PARK = [(each.value, each.label) for each in (Audience.MEMBERS, Audience.PUBLIC)]


class FeedForm(ScreenForm):
    """Whose address: one's own, or the park's for an audience; the latter only for the team."""

    audience = forms.ChoiceField(label="Voor wie")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_park = OF_PARK if viewer.may_edit else []
        self.fields["audience"].choices = [(OWN, "alleen voor mij"), *of_park]  # type: ignore[attr-defined]  # a Field to its types
