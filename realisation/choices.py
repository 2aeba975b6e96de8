"""The fixed vocabularies of realisation: plans, demand and supply, matching, opportunities."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

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


class ListingSide(models.TextChoices):
    """Which half of a match somebody is."""

    DEMAND = "demand", "vraag"
    SUPPLY = "supply", "aanbod"


class ListingKind(models.TextChoices):
    """What sort of thing is asked or offered."""

    LAND = "land", "grond"
    BUILDING = "building", "gebouw of ruimte"
    FLOW = "flow", "stroom"
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
