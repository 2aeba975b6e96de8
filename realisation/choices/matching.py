"""Pairs, what two parties know of each other, and proposals for a whole park."""

from django.db import models


class MatchState(models.TextChoices):
    """What the park manager did with a pair."""

    CONFIRMED = "confirmed", "bevestigd"
    ASKED = "asked", "beide partijen gevraagd"
    DISMISSED = "dismissed", "niet verder mee"


class DisclosureStep(models.TextChoices):
    """How much two parties know of each other."""

    BLIND = "blind", "blind"
    INTEREST = "interest", "wederzijdse interesse"
    NAMED = "named", "met naam"


class RunKind(models.TextChoices):
    """What a matching run looks for."""

    SPACE = "space", "ruimte: verhuizen, uitbreiden en ruilen"
    FLOWS = "flows", "stromen: warmte, materiaal, stroom en water"


class ProposalState(models.TextChoices):
    """What the park manager did with a proposal."""

    OPEN = "open", "te bekijken"
    ADOPTED = "adopted", "overgenomen als kans"
    DISMISSED = "dismissed", "niet verder mee"


class PartOutcome(models.TextChoices):
    """What a proposal means for a demand or a supply."""

    MET = "met", "wens vervuld"
    COOPERATES = "cooperates", "werkt mee"
    UNMET = "unmet", "blijft onvervuld"
