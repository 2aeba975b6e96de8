"""The park, what is on it, who belongs to it and who advises it."""

from parks.models.audience import (
    AudienceQuerySet,
    ConfidentialQuerySet,
    Reader,
    audience_field,
    release_field,
)
from parks.models.audit import AuditEntry, AuditQuerySet
from parks.models.authorities import Adviser, AdviserQuerySet, Authority
from parks.models.establishments import ContactPerson, Establishment, EstablishmentQuerySet
from parks.models.figures import CompanyFigure
from parks.models.imported import Imported
from parks.models.invitations import AccessRequest, Invitation
from parks.models.organisations import Organisation, OrganisationQuerySet
from parks.models.park import RD_NEW, Park, ParkQuerySet
from parks.models.people import Membership, MembershipQuerySet
from parks.models.plots import Occupation, Ownership, Plot, PlotQuerySet

__all__ = [
    "RD_NEW",
    "AccessRequest",
    "Adviser",
    "AdviserQuerySet",
    "AudienceQuerySet",
    "AuditEntry",
    "AuditQuerySet",
    "Authority",
    "CompanyFigure",
    "ConfidentialQuerySet",
    "ContactPerson",
    "Establishment",
    "EstablishmentQuerySet",
    "Imported",
    "Invitation",
    "Membership",
    "MembershipQuerySet",
    "Occupation",
    "Organisation",
    "OrganisationQuerySet",
    "Ownership",
    "Park",
    "ParkQuerySet",
    "Plot",
    "PlotQuerySet",
    "Reader",
    "audience_field",
    "release_field",
]
