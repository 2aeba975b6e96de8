"""The choice of who answers for something: a person with a role at the park, or a name."""

from typing import Any

from django import forms
from django.db.models import Q

from parks.forms.records import RecordForm
from parks.models import Membership, Reader

ONE_OWNER = "Kies iemand uit de lijst of vul hier een naam in, niet allebei."


class OwnedForm(RecordForm):
    """A form on a row that somebody answers for. Its Meta names `owner` and `owner_other`."""

    owner: "forms.ModelChoiceField[Membership]" = forms.ModelChoiceField(
        queryset=None, required=False, empty_label="Niemand van deze lijst"
    )

    def __init__(self, *args: Any, viewer: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Membership.objects.filter(park_id=viewer.park.pk).for_list()
        # Who answers for it already stays a choice when her role at the park has ended.
        choice = Q(ended_on__isnull=True) | Q(pk=self.instance.owner_id)
        # Django gives a declared field no label from the Meta of the form.
        self.fields["owner"].label = (self._meta.labels or {}).get("owner")
        self.fields["owner"].queryset = people.filter(choice)  # type: ignore[attr-defined]  # a Field to its types

    def clean(self) -> dict[str, Any]:
        """Take one owner."""
        given = super().clean() or {}
        if given.get("owner") and given.get("owner_other"):
            self.add_error("owner_other", ONE_OWNER)
        return given
