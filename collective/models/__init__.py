"""How a park works together: degree, stakeholders, teams, activities, agreements."""

from collective.models.activities import Activity, Communication, FollowUp, SignUp
from collective.models.agreements import (
    Agreement,
    AgreementDocument,
    AgreementParty,
    Commitment,
    Funding,
)
from collective.models.biz import BizGroup, BizRehearsal, ContributionClass
from collective.models.degree import (
    Answer,
    Assessment,
    ChosenForm,
    Evidence,
    OrganisationDegree,
    StepDecision,
)
from collective.models.ideas import Idea, IdeaCarrier
from collective.models.mail import CalendarFeed, MailItem, MailRun, MailStop
from collective.models.stakeholders import Contact, Position, Relation, Stakeholder
from collective.models.story import FrontRunner, ParkStory
from collective.models.teams import Team, TeamMember
from knowledge.choices import Side

__all__ = [
    "Activity",
    "Agreement",
    "AgreementDocument",
    "AgreementParty",
    "Answer",
    "Assessment",
    "BizGroup",
    "BizRehearsal",
    "CalendarFeed",
    "ChosenForm",
    "Commitment",
    "Communication",
    "Contact",
    "ContributionClass",
    "Evidence",
    "FollowUp",
    "FrontRunner",
    "Funding",
    "Idea",
    "IdeaCarrier",
    "MailItem",
    "MailRun",
    "MailStop",
    "OrganisationDegree",
    "ParkStory",
    "Position",
    "Relation",
    "Side",
    "SignUp",
    "Stakeholder",
    "StepDecision",
    "Team",
    "TeamMember",
]
