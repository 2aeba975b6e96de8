"""Where something about a person stands in how a park works together."""

from typing import Final

from collective import models
from reports.privacy.kinds import GONE_NAME, Addressed, Linked, Named

COLLECTIVE_LINKED: Final = (
    Linked(
        "Beoordelingen van de organisatiegraad door u",
        models.Assessment,
        ("made_by", "signed_by"),
        {"kant": "side", "op": "assessed_on", "ondertekend": "signed_at"},
    ),
    Linked(
        "Organisatiegraden die u vastlegde",
        models.OrganisationDegree,
        ("stated_by",),
        {"kant": "side", "op": "stated_on"},
    ),
    Linked(
        "Bewijsstukken die u toevoegde",
        models.Evidence,
        ("added_by",),
        {"soort": "media_type", "op": "added_at"},
    ),
    Linked(
        "Documenten die u bij afspraken zette",
        models.AgreementDocument,
        ("added_by",),
        {"soort": "media_type", "op": "added_at"},
    ),
    Linked(
        "Besluiten over stappen door u",
        models.StepDecision,
        ("decided_by",),
        {"besluit": "verdict", "op": "decided_at"},
    ),
    Linked(
        "Belanghebbenden waarmee u de relatie onderhoudt",
        models.Stakeholder,
        ("owner__user",),
        {"belanghebbende": "id"},
    ),
    Linked(
        "Plaatsen in het krachtenveld die u vastlegde",
        models.Position,
        ("assessed_by",),
        {"sinds": "since"},
    ),
    Linked("Contacten die u noteerde", models.Contact, ("noted_by",), {"op": "on"}),
    Linked(
        "Teams waarin u zit",
        models.TeamMember,
        ("membership__user",),
        {
            "soort team": "team__kind",
            "rollen": "roles",
            "ingrediënten": "ingredients",
            "vakgebied": "discipline",
            "uren per week": "hours_per_week",
            "mandaat": "mandate",
            "sinds": "since",
            "tot": "until",
        },
    ),
    Linked(
        "Activiteiten die u organiseert",
        models.Activity,
        ("owner__user",),
        {"activiteit": "id", "begint": "starts_at"},
    ),
    Linked(
        "Boodschappen die u brengt",
        models.Communication,
        ("owner__user",),
        {"wanneer": "planned_on"},
    ),
    Linked("Ideeën waarvan u eigenaar bent", models.Idea, ("owner__user",), {"idee": "id"}),
    Linked(
        "Verzendingen die u startte",
        models.MailRun,
        ("requested_by",),
        {"gevraagd": "requested_at"},
    ),
    Linked(
        "Geheime agenda-adressen",
        models.CalendarFeed,
        ("user", "created_by"),
        {"gemaakt": "created_at"},
    ),
    Linked(
        "Verhalen van terreinen die u publiceerde",
        models.ParkStory,
        ("published_by",),
        {"gepubliceerd": "published_at"},
    ),
)

COLLECTIVE_ADDRESSED: Final = (
    Addressed(
        "Uw aanmeldingen voor activiteiten",
        models.SignUp,
        {
            "activiteit": "activity__title",
            "naam": "name",
            "adres": "email",
            "antwoord": "state",
            "geantwoord": "answered_at",
            "was erbij": "attended",
        },
        {"name": GONE_NAME},
    ),
    Addressed(
        "Mail die u niet wilt krijgen",
        models.MailStop,
        {"adres": "email", "soort": "kind", "sinds": "stopped_at"},
        removed=True,
    ),
)

COLLECTIVE_NAMED: Final = (
    Named(models.Stakeholder, "name"),
    Named(models.Stakeholder, "owner_other"),
    Named(models.TeamMember, "name"),
    Named(models.Activity, "owner_other"),
    Named(models.Communication, "owner_other"),
    Named(models.Idea, "owner_other"),
    Named(models.Commitment, "name"),
    Named(models.IdeaCarrier, "name"),
)

COLLECTIVE_NOT_PERSONAL: Final = {
    "collective.ChosenForm.name": "De naam van een organisatie.",
    "collective.Team.name": "De naam van een groep.",
    "collective.BizRehearsal.name": "De naam van een peiling.",
    "collective.AgreementParty.name": "De partij, zoals die onder de afspraak staat.",
    "collective.AgreementParty.signed_by": "Wie tekende, hoort bij de afspraak en blijft staan.",
    "collective.FrontRunner.consent_by": "Het bewijs dat een bedrijf toestemming gaf.",
}
