"""What goes into a park's export of what it realises."""

from typing import Final

from realisation import models
from reports.export.table import table

_OWNER: Final = "owner owner_other"

REALISATION: Final = (
    table(
        "gebiedsgegevens",
        models.AreaFact,
        "subject on data_state value source note audience created_at",
    ),
    table("streefwaarden", models.FactGoal, "subject goal"),
    table("rondes-quickscan", models.ScanRound, "title opened_on closes_on version created_at"),
    table(
        "quickscans",
        models.QuickScan,
        "round establishment taken_by taken_on situation plan plan_year plan_area_m2 plan_category"
        " plan_note plan_conditions bottlenecks bottleneck_note offers offer_note gives_time"
        " gives_information gives_knowledge gives_money conditions released_to started_at saved_at"
        " finished_at",
    ),
    table(
        "herinneringen",
        models.Reminder,
        "run user claimed_at sent_at failed_at",
    ),
    table("antwoorden-quickscan", models.ScanLevel, "scan theme urgency energy"),
    table(
        "vraag-en-aanbod",
        models.Listing,
        "side kind subject manner title description establishment name helix stakeholder plot"
        " area_min_m2 area_max_m2 next_to_own category features price_eur_m2 from_on until_on"
        " quantity unit per temperature_c quality willingness urgency conditions source scan"
        " expires_on state state_reason released_to created_at",
    ),
    table("matches", models.Match, "demand supply state score reason decided_by decided_at"),
    table(
        "kennismakingen",
        models.Introduction,
        "match step demand_text supply_text started_at step_at ended_at",
    ),
    table(
        "antwoorden-bij-kennismakingen",
        models.IntroductionAnswer,
        "introduction step side agrees on_behalf answered_by answered_at",
    ),
    table(
        "voorstellen", models.Proposal, "run rank value bound capped pieces state reason made_at"
    ),
    table("delen-van-voorstellen", models.ProposalPart, "proposal listing outcome chain turn why"),
    table("kavels-in-voorstellen", models.ProposalPlot, "part plot gets"),
    table(
        "stromen-in-voorstellen", models.ProposalFlow, "proposal supply demand quantity distance_m"
    ),
    table(
        "kansen",
        models.Opportunity,
        "title what scale theme capitals area state state_reason learned next_action"
        f" next_action_on match proposal idea activity measure audience created_at {_OWNER}",
    ),
    table(
        "partijen-bij-kansen",
        models.OpportunityParty,
        "opportunity name helix establishment stakeholder listing role brings willingness named"
        " left_on left_reason",
    ),
    table("kavels-van-kansen", models.OpportunityPlot, "opportunity plot"),
    table("doelen-van-kansen", models.OpportunityGoal, "opportunity goal"),
    table("verbanden-tussen-kansen", models.OpportunityLink, "source target kind note"),
    table(
        "rondes-van-kansen",
        models.Round,
        "opportunity number process_step step found weighed principles decision decided_by"
        " decided_on why learned created_at",
    ),
    table("zelfanalyses", models.SelfAnalysis, "round party must may wants can"),
    table(
        "draagvlak-en-draagkracht",
        models.DoubleTest,
        "party tested_on support time money knowledge staff infrastructure note",
    ),
)
