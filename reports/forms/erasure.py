"""Asking for one's own erasure."""

from django import forms

from core.forms import ScreenForm


class ErasureForm(ScreenForm):
    """Nothing to fill in but that she means it."""

    understood = forms.BooleanField(
        label="Ja, wis mijn account en mijn gegevens. Ik weet dat dit niet terug te draaien is.",
        error_messages={"required": "Zet een vinkje als u uw gegevens wilt laten wissen."},
    )
