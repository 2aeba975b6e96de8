"""Demand and supply."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.db import models


class ListingSide(models.TextChoices):
    """Which half of a match somebody is."""

    DEMAND = "demand", "vraag"
    SUPPLY = "supply", "aanbod"


class ListingKind(models.TextChoices):
    """What sort of thing is asked or offered."""

    LAND = "land", "grond"
    BUILDING = "building", "gebouw of ruimte"
    FLOW = "flow", "energie, water of materiaal"
    SERVICE = "service", "dienst of voorziening"
    INVESTMENT = "investment", "investering"
    EXPERTISE = "expertise", "kennis en mensen"


class Subject(models.TextChoices):
    """Which flow, service or expertise; land, buildings and investments need none."""

    HEAT = "heat", "warmte"
    COLD = "cold", "koude"
    POWER = "power", "stroom"
    WATER = "water", "water"
    MATERIAL = "material", "materiaal of reststof"
    CHARGING = "charging", "laden"
    PARKING = "parking", "parkeren"
    SECURITY = "security", "beveiliging"
    WASTE = "waste", "afval ophalen"
    CANTEEN = "canteen", "kantine"
    TRAINING = "training", "opleiding"
    ROOF = "roof", "dak voor zonnepanelen"
    PEOPLE = "people", "mensen uitlenen"
    ADVICE = "advice", "advies en kennis"


SUBJECTS: Final[Mapping[ListingKind, tuple[Subject, ...]]] = MappingProxyType(
    {
        ListingKind.FLOW: (
            Subject.HEAT, Subject.COLD, Subject.POWER, Subject.WATER, Subject.MATERIAL,
        ),
        ListingKind.SERVICE: (
            Subject.CHARGING, Subject.PARKING, Subject.SECURITY, Subject.WASTE, Subject.CANTEEN,
            Subject.TRAINING, Subject.ROOF,
        ),
        ListingKind.EXPERTISE: (Subject.PEOPLE, Subject.ADVICE, Subject.TRAINING),
    }
)  # fmt: skip


class Manner(models.TextChoices):
    """How a party wants to get or give land.

    A swap and a relocation are supplies: the party only gives its plot if it gets another.
    """

    EXPAND = "expand", "uitbreiden naast de eigen kavel"
    MOVE = "move", "verhuizen naar een andere kavel"
    SETTLE = "settle", "zich vestigen op het terrein"
    SELL = "sell", "verkopen of verhuren"
    SWAP = "swap", "ruilen tegen andere grond"
    RELOCATE = "relocate", "openbare grond verleggen"


MANNERS: Final[Mapping[ListingSide, tuple[Manner, ...]]] = MappingProxyType(
    {
        ListingSide.DEMAND: (Manner.EXPAND, Manner.MOVE, Manner.SETTLE),
        ListingSide.SUPPLY: (Manner.SELL, Manner.SWAP, Manner.RELOCATE),
    }
)


class Feature(models.TextChoices):
    """What a plot has that not every plot has."""

    FRONTAGE = "frontage", "zichtlocatie"
    QUAY = "quay", "kade"
    RAIL = "rail", "spoor"
    ROAD = "road", "geschikt voor een ontsluitingsweg"


class Unit(models.TextChoices):
    """In what a quantity is counted."""

    KWH = "kwh", "kWh"
    MWH = "mwh", "MWh"
    GJ = "gj", "GJ"
    M3 = "m3", "m³"
    TONNE = "tonne", "ton"
    KW = "kw", "kW"
    PIECES = "pieces", "stuks"
    PLACES = "places", "plaatsen"
    HOURS = "hours", "uur"
    M2 = "m2", "m²"
    EUR = "eur", "euro"


class Per(models.TextChoices):
    """Over which time a quantity is counted."""

    ONCE = "once", "eenmalig"
    YEAR = "year", "per jaar"
    MONTH = "month", "per maand"
    WEEK = "week", "per week"
    DAY = "day", "per dag"


class Willingness(models.TextChoices):
    """How far a party is prepared to invest (TB step 2, lines 2327-2458)."""

    NONE = "none", "geen bereidheid in zicht"
    EXPLORING = "exploring", "wil het verkennen"
    WILLING = "willing", "is bereid te investeren"
    DECIDED = "decided", "heeft het besluit of het geld"

    @classmethod
    def in_sight(cls) -> tuple[str, ...]:
        """Return the grades at which it makes sense to go on."""
        return (cls.EXPLORING, cls.WILLING, cls.DECIDED)


class ListingState(models.TextChoices):
    """Where a demand or a supply stands; that it is past its date is said by the date."""

    OPEN = "open", "open"
    MET = "met", "vervuld"
    WITHDRAWN = "withdrawn", "ingetrokken"


class ListingSource(models.TextChoices):
    """Where a demand or a supply comes from."""

    ENTERED = "entered", "zelf ingevuld"
    SCAN = "scan", "quickscan"
    TALK = "talk", "gesprek"
