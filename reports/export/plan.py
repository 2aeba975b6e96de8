"""What goes into a park's export, model by model and field by field, and what stays out and why.

An allow-list: what is not named here leaves nothing behind in a zip. A test fails for a model or a
field of a park that stands in none of these lists.
"""

from collections.abc import Iterator
from typing import Final

from collective.models import CalendarFeed, MailRun
from parks.models import (
    AccessRequest,
    AggregateRelease,
    AggregateSource,
    AuditEntry,
    CompanyFigure,
    ContactPerson,
    Establishment,
    Import,
    ImportBlock,
    ImportFile,
    Invitation,
    Membership,
    Merge,
    Occupation,
    Organisation,
    Ownership,
    Plot,
    RememberedColumns,
)
from parks.owned import ParkEvent
from realisation.models import MatchingRun, ReminderRun
from reports.export.collective import COLLECTIVE
from reports.export.realisation import REALISATION
from reports.export.table import Table, table
from reports.models import ParkExport, Report, RoadmapEdition
from strategy.models import (
    Goal,
    GoalAgreement,
    GoalCommitment,
    Indicator,
    Measurement,
    Milestone,
    MilestoneDependency,
)

_ADDRESS: Final = "street house_number postcode town"
_IMPORTED: Final = "source source_date from_file"
_OWNER: Final = "owner owner_other"
_JOB: Final = "requested_by requested_at state message finished_at"

TABLES: Final = (
    table(
        "organisaties",
        Organisation,
        f"name helix kvk_number website note audience merged_into {_IMPORTED}",
    ),
    table(
        "vestigingen",
        Establishment,
        "organisation name number sbi_code employees arrived_on left_on audience merged_into"
        f" {_ADDRESS} {_IMPORTED}",
    ),
    table("contactpersonen", ContactPerson, "establishment name function email telephone audience"),
    table(
        "kavels",
        Plot,
        "name cadastral_number geometry area_m2 use environmental_category state note audience"
        f" {_ADDRESS} {_IMPORTED}",
    ),
    table("eigendommen", Ownership, "plot organisation since until"),
    table("gebruik-van-kavels", Occupation, "plot establishment since until"),
    table(
        "samenvoegingen",
        Merge,
        "kind winner_id loser_id loser_name fields moved joined kept merged_at merged_by undone_at",
    ),
    table(
        "bedrijfsgegevens",
        CompanyFigure,
        "establishment kind year data_state value note released_to by_manager stated_at",
    ),
    table(
        "gepubliceerde-totalen",
        AggregateRelease,
        "kind year number value companies estimated missing not_applicable refused coverage parts"
        " made_at",
    ),
    table("bronnen-van-totalen", AggregateSource, "aggregate answers"),
    table(
        "ingelezen-bestanden",
        Import,
        f"kind filename sha256 size source source_date crs headings mapping notes counts step"
        f" skip_refused outcome applied_at applied_by undone_at undone_by audience work {_JOB}",
    ),
    table("rollen", Membership, "user role establishment since ended_on"),
    table(
        "uitnodigingen",
        Invitation,
        "email name role establishment invited_by sent_at expires_at accepted_at withdrawn_at"
        " mail_failed_at",
    ),
    table(
        "verzoeken-om-toegang",
        AccessRequest,
        "email name company message requested_at notified_at decided_at decided_by invitation",
    ),
    *COLLECTIVE,
    table("indicatoren", Indicator, "name unit"),
    table("metingen", Measurement, "indicator measured_on data_state value source note audience"),
    table(
        "doelen",
        Goal,
        f"statement explanation capital horizon theme indicator baseline target starts_on due_on"
        f" budget_business_eur budget_public_eur budget_subsidy_eur sdgs effects audience state"
        f" dropped_reason suggestion version created_at {_OWNER}",
    ),
    table(
        "mijlpalen",
        Milestone,
        "goal title due_on precision done_on blocked_reason blocked_by step follow_up audience"
        " version created_at"
        f" {_OWNER}",
    ),
    table("afhankelijkheden", MilestoneDependency, "milestone depends_on"),
    table("doelen-van-afspraken", GoalAgreement, "goal agreement"),
    table("doelen-van-toezeggingen", GoalCommitment, "goal commitment"),
    *REALISATION,
    table(
        "edities",
        RoadmapEdition,
        "number audience title adopted_by adopted_on note published_at published_by content sha256",
    ),
    table(
        "rapporten",
        Report,
        f"kind edition content audience file_sha256 file_size pages {_JOB}",
    ),
    table(
        "logboek",
        AuditEntry,
        "at actor action object_kind object_id object_label result origin detail",
    ),
)

LEFT_OUT_MODELS: Final = {
    ImportFile: "De bestanden zelf staan in de map bestanden/ingelezen.",
    ImportBlock: "Werkblad van het inlezen. Wat is ingelezen, staat in de gegevens zelf.",
    RememberedColumns: "Hulp bij het inlezen: welke kolom u eerder koos.",
    ParkExport: "Dit zijn de exports zelf.",
    MailRun: "Werk van de server. Wie welk bericht kreeg, staat in de berichten zelf.",
    ReminderRun: "Werk van de server.",
    MatchingRun: "Werk van de server. Wat is gevonden, staat in de voorstellen.",
    CalendarFeed: "Geheime adressen waarmee een agenda meeleest.",
}

# Fields that no export holds, whatever the model.
LEFT_OUT_FIELDS: Final = {
    "park": "Alles in deze export hoort bij hetzelfde terrein.",
    "token_hash": "Hiermee wordt een uitnodiging gecontroleerd.",
    "progress": "Alleen van belang zolang het werk loopt.",
    "attempts": "Alleen van belang zolang het werk loopt.",
    "lease_until": "Alleen van belang zolang het werk loopt.",
    "request_key": "Hiermee wordt dubbel werk herkend.",
    "file": "Waar een bestand op de server staat.",
    "examples": "Voorbeelden uit een bestand dat zelf in de export zit.",
}

# What fields are called that no screen shows.
LABELS: Final = {
    "id": "kenmerk van de rij",
    "from_file": "wat het laatste ingelezen bestand zei",
    "winner_id": "id van wat bleef",
    "loser_id": "id van wat opging",
    "fields": "wat daardoor veranderde",
    "moved": "wat daardoor verhuisde",
    "joined": "perioden die één werden",
    "kept": "wat bleef omdat het er al was",
    "sha256": "controlegetal",
    "file_sha256": "controlegetal van het bestand",
    "file_size": "grootte van het bestand in bytes",
    "pages": "aantal bladzijden",
    "headings": "kopregel van het bestand",
    "mapping": "welke kolom welk veld vult",
    "notes": "opmerkingen bij het lezen",
    "counts": "aantal rijen per uitkomst",
    "step": "hoe ver het inlezen is",
    "outcome": "wat het inlezen opleverde",
    "work": "laatste stuk werk",
    "object_id": "id van het object",
}

# What history adds to the fields of its model. Of the circumstances only the person is kept.
HISTORY_FIELDS: Final = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")


def history_tables() -> Iterator[Table]:
    """Yield the history of every exported model that keeps one."""
    events = {event.pgh_tracked_model: event for event in ParkEvent.__subclasses__()}
    for known in TABLES:
        if event := events.get(known.model):
            path = known.path.replace("gegevens/", "geschiedenis/")
            yield Table(path, event, (*HISTORY_FIELDS, *known.fields))
