"""Opportunities, their rounds and the double test."""

from django.db import models


class OpportunityState(models.TextChoices):
    """How far an opportunity is (TB steps 3-6)."""

    IDEA = "idea", "idee"
    OPPORTUNITY = "opportunity", "kans"
    WORKING = "working", "in uitwerking"
    CASE = "case", "businesscase"
    AGREED = "agreed", "afgesproken"
    REALISED = "realised", "gerealiseerd"
    LAPSED = "lapsed", "vervallen"


class PartyRole(models.TextChoices):
    """What a party does in an opportunity."""

    SEEKS = "seeks", "vraagt"
    OFFERS = "offers", "biedt aan"
    JOINS = "joins", "doet mee"


class LinkKind(models.TextChoices):
    """How one opportunity hangs on another (TB step 3, lines 2459-2626)."""

    NEEDS = "needs", "kan niet zonder"
    EXCLUDES = "excludes", "sluit uit"
    STRENGTHENS = "strengthens", "versterkt"
    SUPERSEDES = "supersedes", "komt in de plaats van"


class RoundStep(models.TextChoices):
    """Each round goes through three: seek, weigh, decide (TB part II)."""

    SEEK = "seek", "zoeken"
    WEIGH = "weigh", "wegen"
    DECIDE = "decide", "beslissen"


class Decision(models.TextChoices):
    """How a round ends."""

    GO = "go", "doorgaan"
    NO_GO = "no_go", "stoppen"
    AGAIN = "again", "nog een ronde"


class Support(models.TextChoices):
    """Whether a party is willing (draagvlak, BRIEF)."""

    WILLING = "willing", "wil"
    HESITATES = "hesitates", "twijfelt"
    UNWILLING = "unwilling", "wil niet"
    UNKNOWN = "unknown", "niet bekend"


class Able(models.TextChoices):
    """Whether a party is able in one respect (draagkracht, BRIEF)."""

    ENOUGH = "enough", "genoeg"
    PARTLY = "partly", "deels"
    LACKING = "lacking", "ontbreekt"
    UNKNOWN = "unknown", "niet bekend"


class DoubleAdvice(models.TextChoices):
    """What support and capacity together ask for (BRIEF: support is not capacity)."""

    GO = "go", "aan de slag"
    COMPENSATE = "compensate", "compenseren"
    PHASE = "phase", "faseren"
    WAIT = "wait", "wachten"
