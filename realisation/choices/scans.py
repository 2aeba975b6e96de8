"""What a company says in a quick scan."""

from django.db import models


class TakenBy(models.TextChoices):
    """Who filled in a quick scan."""

    COMPANY = "company", "door het bedrijf zelf"
    TALK = "talk", "in een gesprek"


class ScanPlan(models.TextChoices):
    """What a company means to do with its place on the park (TB step 1, lines 2166-2326)."""

    STAY = "stay", "blijven zoals het is"
    EXPAND = "expand", "uitbreiden"
    SHRINK = "shrink", "inkrimpen"
    MOVE = "move", "verhuizen binnen het terrein"
    LEAVE = "leave", "vertrekken van het terrein"
    UNSURE = "unsure", "nog niet bekend"


class Bottleneck(models.TextChoices):
    """What stands in the way of a company; the platform's own list."""

    SPACE = "space", "te weinig ruimte"
    BUILDING = "building", "verouderd pand"
    GRID = "grid", "vol stroomnet"
    ACCESS = "access", "bereikbaarheid"
    PARKING = "parking", "parkeren"
    STAFF = "staff", "personeel vinden en houden"
    PERMITS = "permits", "vergunningen en regels"
    SAFETY = "safety", "veiligheid"
    CLIMATE = "climate", "hitte of wateroverlast"
    MONEY = "money", "financiering"


class ScanTheme(models.TextChoices):
    """The themes on which a company says how urgent they are and how much energy it has."""

    ENERGY = "energy", "Energie"
    CIRCULAR = "circular", "Circulair"
    CLIMATE = "climate", "Klimaat en groen"
    MOBILITY = "mobility", "Mobiliteit"
    HEALTH = "health", "Gezondheid"
    SAFETY = "safety", "Veiligheid"
    STAFF = "staff", "Personeel"


class ScanOffer(models.TextChoices):
    """What a company could offer others."""

    SPACE = "space", "ruimte"
    HEAT = "heat", "warmte"
    POWER = "power", "stroom"
    RESIDUAL = "residual", "reststroom"
    ROOF = "roof", "dak"
    EXPERTISE = "expertise", "kennis en mensen"


class MoneyOrder(models.TextChoices):
    """The order of magnitude that a company would invest, in euros without VAT."""

    NONE = "none", "niets"
    UP_TO_10K = "up_to_10k", "tot 10.000 euro"
    UP_TO_100K = "up_to_100k", "10.000 tot 100.000 euro"
    UP_TO_1M = "up_to_1m", "100.000 tot 1 miljoen euro"
    MORE = "more", "meer dan 1 miljoen euro"
