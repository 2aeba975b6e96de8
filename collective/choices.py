"""The fixed vocabularies of how a park works together."""

from django.db import models

from knowledge.choices import Side as Side  # noqa: PLC0414  # a word of this app as well


class AssessedBy(models.TextChoices):
    """Whose picture an assessment is: the park's own or that of who advises it."""

    PARK = "park", "Het terrein zelf"
    ADVISER = "adviser", "De adviseur"


class AnswerValue(models.TextChoices):
    """What somebody says of a statement. Only "yes" fulfils a condition."""

    YES = "yes", "Ja"
    PARTLY = "partly", "Deels"
    NO = "no", "Nee"
    UNKNOWN = "unknown", "Weet ik niet"
    NOT_APPLICABLE = "not_applicable", "Niet van toepassing"


class StepVerdict(models.TextChoices):
    """What a park did with a proposed step."""

    ACCEPTED = "accepted", "Overgenomen"
    DISMISSED = "dismissed", "Nu niet"
    REOPENED = "reopened", "Opnieuw open"


class Segment(models.TextChoices):
    """How far ahead somebody is (SB fig 30, lines 2198-2242)."""

    FRONT_RUNNER = "front_runner", "koploper"
    MIDDLE = "middle", "middengroep"
    SLEEPER = "sleeper", "slaper"


class Stance(models.TextChoices):
    """What somebody thinks of the collective plans."""

    DRIVES = "drives", "trekt mee"
    SUPPORTS = "supports", "steunt"
    WAITS = "waits", "wacht af"
    DOUBTS = "doubts", "twijfelt"
    OPPOSES = "opposes", "is tegen"


class RelationKind(models.TextChoices):
    """What ties two stakeholders (ecosystem map, SB fig 22, lines 1458-1508)."""

    DEPENDENCY = "dependency", "is afhankelijk van"
    POTENTIAL = "potential", "kan samen iets met"


class ContactKind(models.TextChoices):
    """How people spoke."""

    VISIT = "visit", "bezoek"
    TALK = "talk", "gesprek"
    CALL = "call", "telefoon"
    MAIL = "mail", "e-mail"
    MEETING = "meeting", "bijeenkomst"


class TeamKind(models.TextChoices):
    """What sort of team."""

    CORE = "core", "kernteam"
    AREA = "area", "gebiedsteam van de overheid"
    THEME = "theme", "themateam"


class CoCreationRole(models.TextChoices):
    """The three roles that a team needs (SB fig 68, lines 4526-4624)."""

    STRATEGIST = "strategist", "strateeg"
    CONNECTOR = "connector", "verbinder"
    DOER = "doer", "doener"


class Ingredient(models.TextChoices):
    """The four ingredients of demand-driven work (TB, lines 1345-1492)."""

    DIRECT = "direct", "regisseren"
    DRIVE = "drive", "aanjagen"
    CONNECT = "connect", "verbinden"
    UNBURDEN = "unburden", "ontzorgen"


class ActivityState(models.TextChoices):
    """How far an activity is."""

    PLANNED = "planned", "gepland"
    HELD = "held", "geweest"
    CANCELLED = "cancelled", "afgelast"


class SignUpState(models.TextChoices):
    """What somebody who was asked to an activity said."""

    ASKED = "asked", "nog geen antwoord"
    COMING = "coming", "komt"
    WAITING = "waiting", "op de wachtlijst"
    DECLINED = "declined", "komt niet"


class FollowUpKind(models.TextChoices):
    """What comes out of an activity."""

    MILESTONE = "milestone", "mijlpaal op de routekaart"
    IDEA = "idea", "idee voor een kans"
    CONTACT = "contact", "contact met een partij"


class Channel(models.TextChoices):
    """By what way a message goes."""

    VISIT = "visit", "bezoek of gesprek"
    EVENT = "event", "bijeenkomst"
    CALL = "call", "telefoon"
    MAIL = "mail", "e-mail of nieuwsbrief"
    GROUP = "group", "groepsapp of online groep"
    WEB = "web", "website"
    PAPER = "paper", "brief of folder"


class MailKind(models.TextChoices):
    """What a mail about an activity tells. The last four answer what a person asked herself."""

    ACTIVITIES = "activities", "uitnodigingen voor activiteiten"
    REMINDERS = "reminders", "herinneringen aan activiteiten"
    CONFIRM = "confirm", "verzoek om een aanmelding te bevestigen"
    PLACE = "place", "bericht dat er plaats is"
    CHANGED = "changed", "bericht over een wijziging"
    CANCELLED = "cancelled", "bericht over een afgelasting"


# What is sent to many at once, and what a person can therefore stop.
STOPPABLE = (MailKind.ACTIVITIES, MailKind.REMINDERS)


class StopKind(models.TextChoices):
    """Which mail a person can stop: what is sent to many at once, also by the apps above."""

    ACTIVITIES = MailKind.ACTIVITIES.value, MailKind.ACTIVITIES.label
    REMINDERS = MailKind.REMINDERS.value, MailKind.REMINDERS.label
    QUICK_SCAN = "quick_scan", "herinneringen aan de quickscan"
    LISTINGS = "listings", "berichten over vraag en aanbod dat verloopt"


class AgreementKind(models.TextChoices):
    """What sort of agreement."""

    INTENT = "intent", "intentieovereenkomst"
    GREEN_DEAL = "green_deal", "Green Deal"
    COOPERATION = "cooperation", "samenwerkingsovereenkomst"
    BIZ_PLAN = "biz_plan", "BIZ-plan"
    COVENANT = "covenant", "convenant"


class AgreementState(models.TextChoices):
    """How far an agreement is."""

    DRAFT = "draft", "in voorbereiding"
    SIGNED = "signed", "ondertekend"
    ENDED = "ended", "afgelopen"
    DROPPED = "dropped", "vervallen"


class CommitmentKind(models.TextChoices):
    """What a party gives; the unit stands in `UNIT_OF_COMMITMENT`."""

    HOURS = "hours", "uren"
    MONEY = "money", "geld"
    LAND = "land", "grond"
    DATA = "data", "gegevens"
    EXPERTISE = "expertise", "kennis"


# Data and expertise can't be added up: they are named, and never slip into a total.
UNIT_OF_COMMITMENT = {
    CommitmentKind.HOURS: "uur",
    CommitmentKind.MONEY: "euro",
    CommitmentKind.LAND: "m²",
    CommitmentKind.DATA: "",
    CommitmentKind.EXPERTISE: "",
}
ADDED_UP = tuple(kind for kind, unit in UNIT_OF_COMMITMENT.items() if unit)


class CommitmentState(models.TextChoices):
    """What became of a commitment; that it is late follows from its date."""

    OPEN = "open", "afgesproken"
    KEPT = "kept", "nagekomen"
    DROPPED = "dropped", "vervallen"


class FundingSource(models.TextChoices):
    """Who pays."""

    BUSINESS = "business", "ondernemers"
    MUNICIPAL = "municipal", "gemeente"
    PROVINCIAL = "provincial", "provincie"
    NATIONAL = "national", "Rijk"
    EUROPEAN = "european", "Europa"


class IdeaStage(models.TextChoices):
    """From idea to carried solution (innovation funnel, SB fig 33, lines 2367-2415)."""

    IDEA = "idea", "idee"
    EXPLORED = "explored", "verkend"
    CARRIED = "carried", "gedragen door partijen"
    AGREED = "agreed", "afgesproken"
    HANDED_OVER = "handed_over", "overgedragen aan realisatie"


class Payer(models.TextChoices):
    """Who is liable for the contribution of a BIZ (Wet op de bedrijveninvesteringszones)."""

    OWNERS = "owners", "eigenaren"
    USERS = "users", "gebruikers"
