"""What goes into a park's export of how it works together."""

from typing import Final

from collective import models
from reports.export.table import table

_DOCUMENT: Final = "filename media_type size sha256 added_by added_at"
_OWNER: Final = "owner owner_other"
_PARTY: Final = "name helix stakeholder"

COLLECTIVE: Final = (
    table(
        "beoordelingen",
        models.Assessment,
        "side by questionnaire assessed_on note audience made_by degree signed_at signed_by"
        " created_at",
    ),
    table("antwoorden", models.Answer, "assessment statement value amount note link"),
    table("bewijsstukken", models.Evidence, f"answer {_DOCUMENT}", "content"),
    table(
        "organisatiegraden",
        models.OrganisationDegree,
        "side degree reason stated_on stated_by assessment audience created_at",
    ),
    table(
        "organisatievormen",
        models.ChosenForm,
        "form name since until contribution_eur members note audience",
    ),
    table(
        "besluiten-over-stappen",
        models.StepDecision,
        "step verdict reason quiet_until audience decided_by decided_at",
    ),
    table(
        "belanghebbenden",
        models.Stakeholder,
        f"name organisation is_person function helix brings gets next_contact_on left_on audience"
        f" {_OWNER}",
    ),
    table(
        "plaatsen-in-het-krachtenveld",
        models.Position,
        "stakeholder since interest influence realising blocking segment stance drivers"
        " undercurrents reason assessed_by",
    ),
    table("relaties", models.Relation, "source target kind strength what audience"),
    table(
        "contacten",
        models.Contact,
        "stakeholder on kind summary follow_up follow_up_on followed_up_on noted_by",
    ),
    table("teams", models.Team, "kind name theme purpose rhythm ended_on audience"),
    table(
        "teamleden",
        models.TeamMember,
        "team membership name organisation_name helix roles ingredients discipline hours_per_week"
        " mandate since until",
    ),
    table(
        "activiteiten",
        models.Activity,
        "catalogue title purpose starts_at ends_at place online_url segments capacity state"
        f" cancelled_reason outcome audience created_at {_OWNER}",
    ),
    table(
        "aanmeldingen",
        models.SignUp,
        "activity name email stakeholder membership state answered_at attended",
    ),
    table(
        "vervolg-op-activiteiten",
        models.FollowUp,
        "activity kind what idea contact created_at",
    ),
    table(
        "berichten",
        models.MailItem,
        "sign_up kind run created_at claimed_at sent_at failed_at",
    ),
    table("afmeldingen-voor-mail", models.MailStop, "email kind stopped_at"),
    table(
        "communicatieplan",
        models.Communication,
        f"segments degree message channel planned_on done_on {_OWNER}",
    ),
    table(
        "afspraken",
        models.Agreement,
        "kind title summary state starts_on ends_on themes remark dropped_reason audience"
        " created_at",
    ),
    table(
        "partijen-van-afspraken",
        models.AgreementParty,
        f"agreement stands_for signed_on signed_by {_PARTY}",
    ),
    table(
        "documenten-bij-afspraken", models.AgreementDocument, f"agreement {_DOCUMENT}", "content"
    ),
    table(
        "toezeggingen",
        models.Commitment,
        "agreement kind quantity what due_on state settled_on dropped_reason audience created_at"
        f" {_PARTY}",
    ),
    table(
        "dekking",
        models.Funding,
        "source what year planned_eur received_eur agreement note audience",
    ),
    table(
        "ideeen",
        models.Idea,
        "title what theme stage stage_reason next_step lapsed_on lapsed_reason audience created_at"
        f" {_OWNER}",
    ),
    table("dragers-van-ideeen", models.IdeaCarrier, f"idea how {_PARTY}"),
    table("biz-proeven", models.BizRehearsal, "name held_on starts_on note created_at"),
    table(
        "biz-groepen",
        models.BizGroup,
        "rehearsal payer liable votes_for votes_against woz_for_eur woz_against_eur",
    ),
    table(
        "biz-bijdragen",
        models.ContributionClass,
        "rehearsal payer woz_from_eur woz_to_eur amount_eur objects_count",
    ),
    table("verhaal", models.ParkStory, "history now future published_at published_by"),
    table(
        "koplopers",
        models.FrontRunner,
        "establishment shown_name text consent_on consent_by order",
    ),
)
