"""The park, what is on it, who belongs to it and who advises it."""

from parks.models.answered import Owned
from parks.models.audience import (
    AudienceQuerySet,
    ConfidentialQuerySet,
    FollowingQuerySet,
    ManagerOnlyQuerySet,
    Reader,
    TeamOnlyQuerySet,
    audience_field,
    is_known_to,
    meant_for,
    release_field,
    released_for,
    was_released,
)
from parks.models.audit import AuditEntry, AuditQuerySet
from parks.models.authorities import Adviser, AdviserQuerySet, Authority
from parks.models.establishments import ContactPerson, Establishment, EstablishmentQuerySet
from parks.models.figures import (
    AggregateRelease,
    AggregateReleaseQuerySet,
    AggregateSource,
    CompanyFigure,
    CompanyFigureQuerySet,
)
from parks.models.imported import Imported
from parks.models.imports import (
    Import,
    ImportBlock,
    ImportFile,
    ImportRun,
    PlanBlock,
    RegisterBlock,
    RegisterImport,
    RememberedColumns,
)
from parks.models.invitations import AccessRequest, Invitation
from parks.models.merges import Merge, Mergeable, MergeKind, MergeQuerySet
from parks.models.organisations import Organisation, OrganisationQuerySet
from parks.models.park import RD_NEW, Park, ParkQuerySet
from parks.models.people import Membership, MembershipQuerySet
from parks.models.plots import Occupation, Ownership, Plot, PlotQuerySet

__all__ = [
    "RD_NEW",
    "AccessRequest",
    "Adviser",
    "AdviserQuerySet",
    "AggregateRelease",
    "AggregateReleaseQuerySet",
    "AggregateSource",
    "AudienceQuerySet",
    "AuditEntry",
    "AuditQuerySet",
    "Authority",
    "CompanyFigure",
    "CompanyFigureQuerySet",
    "ConfidentialQuerySet",
    "ContactPerson",
    "Establishment",
    "EstablishmentQuerySet",
    "FollowingQuerySet",
    "Import",
    "ImportBlock",
    "ImportFile",
    "ImportRun",
    "Imported",
    "Invitation",
    "ManagerOnlyQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Merge",
    "MergeKind",
    "MergeQuerySet",
    "Mergeable",
    "Occupation",
    "Organisation",
    "OrganisationQuerySet",
    "Owned",
    "Ownership",
    "Park",
    "ParkQuerySet",
    "PlanBlock",
    "Plot",
    "PlotQuerySet",
    "Reader",
    "RegisterBlock",
    "RegisterImport",
    "RememberedColumns",
    "TeamOnlyQuerySet",
    "audience_field",
    "is_known_to",
    "meant_for",
    "release_field",
    "released_for",
    "was_released",
]
