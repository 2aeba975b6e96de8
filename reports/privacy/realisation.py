"""Where something about a person stands in what a park realises."""

from typing import Final

from realisation import models
from reports.privacy.kinds import Linked, Named

REALISATION_LINKED: Final = (
    Linked(
        "Herinneringen die u startte",
        models.ReminderRun,
        ("requested_by",),
        {"gevraagd": "requested_at"},
    ),
    Linked("Herinneringen aan u", models.Reminder, ("user",), {"verstuurd": "sent_at"}),
    Linked(
        "Matches waarover u besloot",
        models.Match,
        ("decided_by",),
        {"besluit": "state", "op": "decided_at"},
    ),
    Linked(
        "Antwoorden die u bij kennismakingen gaf",
        models.IntroductionAnswer,
        ("answered_by",),
        {"stap": "step", "ja": "agrees", "op": "answered_at"},
    ),
    Linked(
        "Zoekrondes die u startte",
        models.MatchingRun,
        ("requested_by",),
        {"gevraagd": "requested_at"},
    ),
    Linked("Kansen waarvan u eigenaar bent", models.Opportunity, ("owner__user",), {"kans": "id"}),
)

REALISATION_NAMED: Final = (
    Named(models.Opportunity, "owner_other"),
    Named(models.OpportunityParty, "name"),
    Named(models.Listing, "name"),
    Named(models.Round, "decided_by"),
)
