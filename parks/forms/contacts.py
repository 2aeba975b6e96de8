"""What people fill in about a contact person."""

from parks.forms.records import RecordForm
from parks.models import ContactPerson


class ContactForm(RecordForm):
    """Whom to speak to at an establishment."""

    class Meta:
        model = ContactPerson
        fields = ("name", "function", "email", "telephone", "audience")
        labels = {"audience": "Wie mag dit zien?"}
        help_texts = {
            "name": "Zet hier alleen iemand neer die dat goed vindt.",
            "audience": "Wie bij het bedrijf hoort, ziet de contactpersoon altijd.",
        }
