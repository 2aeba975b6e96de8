"""Where something about a person is stored, in every table of the platform.

What she reads about herself, what is erased and what stays under another name all follow from
these lists. A test fails for a model that points at a person, or that has a field for a name, an
address or a telephone number, and that stands in none of them.
"""

from typing import Any, Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.db import models

from accounts.models import Identity
from parks.models import (
    AccessRequest,
    Adviser,
    AuditEntry,
    ContactPerson,
    Import,
    Invitation,
    Membership,
    Merge,
    RegisterImport,
)
from parks.owned import ParkEvent
from reports.models import ParkExport, Report, RoadmapEdition
from reports.privacy.collective import (
    COLLECTIVE_ADDRESSED,
    COLLECTIVE_LINKED,
    COLLECTIVE_NAMED,
    COLLECTIVE_NOT_PERSONAL,
)
from reports.privacy.kinds import GONE_NAME, Addressed, Linked, Named
from reports.privacy.realisation import REALISATION_LINKED, REALISATION_NAMED
from strategy.models import Goal, Milestone

LINKED: Final = (
    Linked(
        "E-mailadressen",
        EmailAddress,
        ("user",),
        {"adres": "email", "bevestigd": "verified", "hoofdadres": "primary"},
    ),
    Linked(
        "Tweede stap bij het inloggen",
        Authenticator,
        ("user",),
        {
            "soort": "type",
            "naam": "data__name",
            "gemaakt": "created_at",
            "laatst gebruikt": "last_used_at",
        },
    ),
    Linked(
        "Inloggen via uw organisatie",
        Identity,
        ("user",),
        {
            "uitgever": "issuer",
            "kenmerk": "subject",
            "gekoppeld": "linked_at",
            "laatst gebruikt": "last_used_at",
        },
    ),
    Linked(
        "Rollen",
        Membership,
        ("user",),
        {"rol": "role", "namens": "establishment__name", "sinds": "since", "tot": "ended_on"},
    ),
    Linked(
        "Werk voor een overheid",
        Adviser,
        ("user",),
        {"overheid": "authority__name", "sinds": "since", "tot": "ended_on"},
    ),
    Linked("Doelen waarvan u eigenaar bent", Goal, ("owner__user",), {"doel": "id"}),
    Linked("Mijlpalen waarvan u eigenaar bent", Milestone, ("owner__user",), {"mijlpaal": "id"}),
    *COLLECTIVE_LINKED,
    *REALISATION_LINKED,
    Linked(
        "Edities die u publiceerde",
        RoadmapEdition,
        ("published_by",),
        {"nummer": "number", "gepubliceerd": "published_at"},
    ),
    Linked(
        "Rapporten die u vroeg",
        Report,
        ("requested_by",),
        {"soort": "kind", "gevraagd": "requested_at"},
    ),
    Linked(
        "Exports die u vroeg",
        ParkExport,
        ("requested_by",),
        {"stand": "state", "gevraagd": "requested_at"},
    ),
    Linked(
        "Bestanden die u inlas",
        Import,
        ("requested_by", "applied_by", "undone_by"),
        {"soort": "kind", "gevraagd": "requested_at"},
    ),
    Linked(
        "Registerbestanden die u inlas",
        RegisterImport,
        ("requested_by", "applied_by", "undone_by"),
        {"bestand": "filename", "gevraagd": "requested_at"},
    ),
    Linked(
        "Samenvoegingen door u",
        Merge,
        ("merged_by",),
        {"soort": "kind", "samengevoegd": "merged_at"},
    ),
    Linked(
        "Uitnodigingen die u verstuurde",
        Invitation,
        ("invited_by",),
        {"rol": "role", "verstuurd": "sent_at"},
    ),
    Linked(
        "Verzoeken om toegang die u beantwoordde",
        AccessRequest,
        ("decided_by",),
        {"beantwoord": "decided_at"},
    ),
    Linked(
        "Logboek: wat u deed",
        AuditEntry,
        ("actor",),
        {
            "wanneer": "at",
            "wat": "action",
            "soort": "object_kind",
            "resultaat": "result",
            "herkomst": "origin",
        },
    ),
    Linked(
        "Logboek van het beheer: wat u deed",
        LogEntry,
        ("user",),
        {"wanneer": "action_time", "soort": "content_type__model", "wat": "action_flag"},
    ),
)

ADDRESSED: Final = (
    *COLLECTIVE_ADDRESSED,
    Addressed(
        "Uitnodigingen aan u",
        Invitation,
        {
            "naam": "name",
            "adres": "email",
            "rol": "role",
            "verstuurd": "sent_at",
            "geldig tot": "expires_at",
            "aangenomen": "accepted_at",
            "ingetrokken": "withdrawn_at",
        },
        {"name": GONE_NAME},
    ),
    Addressed(
        "Uw verzoeken om toegang",
        AccessRequest,
        {
            "naam": "name",
            "adres": "email",
            "bedrijf": "company",
            "toelichting": "message",
            "gevraagd": "requested_at",
            "beantwoord": "decided_at",
        },
        {"name": GONE_NAME, "company": "", "message": ""},
    ),
    Addressed(
        "Contactpersoon van een bedrijf",
        ContactPerson,
        {
            "bedrijf": "establishment__name",
            "naam": "name",
            "functie": "function",
            "adres": "email",
            "telefoon": "telephone",
        },
        {"name": GONE_NAME, "function": "", "telephone": ""},
        removed=True,
    ),
)

NAMED: Final = (
    *COLLECTIVE_NAMED,
    *REALISATION_NAMED,
    Named(Goal, "owner_other"),
    Named(Milestone, "owner_other"),
    Named(Milestone, "blocked_by"),
)

# Fields with a name that is not one of a person, and links that say nothing by themselves.
NOT_PERSONAL: Final = {
    **COLLECTIVE_NOT_PERSONAL,
    "parks.Park.name": "De naam van een plaats.",
    "parks.Authority.name": "De naam van een overheid.",
    "parks.Organisation.name": "De naam van een rechtspersoon, zoals in het handelsregister.",
    "parks.Establishment.name": "De naam op een gebouw.",
    "parks.Plot.name": "De naam van een kavel.",
    "strategy.Indicator.name": "Wat er wordt gemeten.",
    "auth.Permission.name": "Een recht in het beheer.",
    "auth.Group.name": "Een groep in het beheer.",
    "accounts.User_groups.user": "Gaat weg met het account.",
    "accounts.User_user_permissions.user": "Gaat weg met het account.",
    "accounts.User.name": "Het account zelf.",
    "accounts.User.email": "Het account zelf.",
}


def event_of(model: Any) -> type[models.Model] | None:
    """Return the model with the history of another one, if it keeps any."""
    events = {event.pgh_tracked_model: event for event in ParkEvent.__subclasses__()}
    return events.get(model)
