"""The fixed vocabularies of access: who may read and who may write."""

from django.db import models


class Role(models.TextChoices):
    """What a person is at one park, from most to least."""

    PARK_MANAGER = "park_manager", "parkmanager"
    TEAM = "team", "lid van het kernteam"
    ADVISER = "adviser", "adviseur"
    MEMBER = "member", "lid"


# An adviser comes with an authority; a park itself gives the others.
PARK_ROLES = [(role.value, role.label) for role in Role if role != Role.ADVISER]


class Audience(models.TextChoices):
    """Who reads a record; each wider audience includes the narrower ones."""

    TEAM = "team", "Alleen het kernteam"
    AUTHORITY = "authority", "Kernteam en overheid"
    MEMBERS = "members", "Leden, overheid en kernteam"
    PUBLIC = "public", "Iedereen"

    @classmethod
    def at_least(cls, audience: str) -> tuple[str, ...]:
        """Return this audience and the wider ones: what its readers may see."""
        values = cls.values
        return tuple(values[values.index(audience) :])


class AuthorityKind(models.TextChoices):
    """What sort of body advises."""

    MUNICIPALITY = "municipality", "gemeente"
    PROVINCE = "province", "provincie"
    REGION = "region", "regio"
    PROGRAMME = "programme", "programma"


class Release(models.TextChoices):
    """To whom a company released an answer: to nobody yet, or to an audience."""

    COMPANY = "company", "Alleen uw bedrijf en de parkmanager"
    TEAM = Audience.TEAM.value, "Ook het kernteam"
    AUTHORITY = Audience.AUTHORITY.value, "Ook de overheid"
    MEMBERS = Audience.MEMBERS.value, "Ook de andere leden"
    PUBLIC = Audience.PUBLIC.value, "Iedereen"


class DataState(models.TextChoices):
    """What an answer or a measurement says: four kinds of "no number" are four different things."""

    MEASURED = "measured", "Gemeten"
    ESTIMATED = "estimated", "Geschat"
    MISSING = "missing", "Ontbreekt"
    NOT_APPLICABLE = "not_applicable", "Niet van toepassing"
    REFUSED = "refused", "Niet gedeeld"

    @classmethod
    def with_value(cls) -> tuple[str, ...]:
        """Return the states in which there is a number."""
        return (cls.MEASURED, cls.ESTIMATED)


class Helix(models.TextChoices):
    """The four sorts of organisations that make a park together (quadruple helix, SB)."""

    COMPANY = "company", "bedrijf"
    GOVERNMENT = "government", "overheid"
    KNOWLEDGE = "knowledge", "kennisinstelling"
    SOCIETY = "society", "samenleving"


class EmployeeClass(models.TextChoices):
    """How many people work at an establishment, in the classes of Statistics Netherlands."""

    NONE = "0", "0"
    ONE = "1", "1"
    FEW = "2-4", "2 tot 5"
    FIVE = "5-9", "5 tot 10"
    TEN = "10-19", "10 tot 20"
    TWENTY = "20-49", "20 tot 50"
    FIFTY = "50-99", "50 tot 100"
    HUNDRED = "100-249", "100 tot 250"
    LARGE = "250-499", "250 tot 500"
    LARGER = "500-999", "500 tot 1.000"
    LARGEST = "1000+", "1.000 of meer"


class PlotState(models.TextChoices):
    """How available a plot is."""

    IN_USE = "in_use", "in gebruik"
    VACANT = "vacant", "leeg"
    OFFERED = "offered", "aangeboden"
    RESERVED = "reserved", "gereserveerd"


class PlotUse(models.TextChoices):
    """What happens on a plot."""

    INDUSTRY = "industry", "industrie"
    LOGISTICS = "logistics", "logistiek en opslag"
    TRADE = "trade", "handel en werkplaats"
    OFFICE = "office", "kantoor"
    SERVICES = "services", "diensten en voorzieningen"
    RETAIL = "retail", "winkel"
    HOUSING = "housing", "wonen"
    ENERGY = "energy", "energie en nuts"
    GREEN = "green", "groen en water"
    TRAFFIC = "traffic", "weg, spoor en parkeren"
    OTHER = "other", "anders"


class EnvironmentalCategory(models.TextChoices):
    """The heaviest activity that fits: categories 1 to 6 of the VNG list, with sub-classes."""

    C1 = "1", "1"
    C2 = "2", "2"
    C31 = "3.1", "3.1"
    C32 = "3.2", "3.2"
    C41 = "4.1", "4.1"
    C42 = "4.2", "4.2"
    C51 = "5.1", "5.1"
    C52 = "5.2", "5.2"
    C53 = "5.3", "5.3"
    C6 = "6", "6"


class FigureKind(models.TextChoices):
    """A figure that only the company itself knows; the unit stands in `UNIT_OF_FIGURE`."""

    EMPLOYEES = "employees", "werkzame personen"
    ELECTRICITY = "electricity", "elektriciteit per jaar"
    GAS = "gas", "aardgas per jaar"
    PARKING = "parking", "parkeerplaatsen"
    ROOF = "roof", "dakoppervlak"


UNIT_OF_FIGURE = {
    FigureKind.EMPLOYEES: "personen",
    FigureKind.ELECTRICITY: "kWh",
    FigureKind.GAS: "m3",
    FigureKind.PARKING: "plaatsen",
    FigureKind.ROOF: "m2",
}


class AuditAction(models.TextChoices):
    """What somebody did or tried."""

    ENTER = "enter", "pagina geopend"
    VIEW_AS = "view_as", "bekeken als iemand anders"
    DOWNLOAD = "download", "bestand gedownload"
    EXPORT = "export", "gegevens geëxporteerd"
    IMPORT = "import", "gegevens ingelezen"
    UNDO = "undo", "ongedaan gemaakt"
    CREATE = "create", "toegevoegd"
    CHANGE = "change", "gewijzigd"
    DELETE = "delete", "verwijderd"
    MERGE = "merge", "samengevoegd"
    INVITE = "invite", "uitgenodigd"
    GRANT = "grant", "rol gegeven"
    END = "end", "rol beëindigd"
    ANSWER = "answer", "verzoek beantwoord"
    PUBLISH = "publish", "editie gepubliceerd"
    ERASE = "erase", "gegevens gewist"


class AuditResult(models.TextChoices):
    """How it ended."""

    DONE = "done", "gelukt"
    REFUSED = "refused", "geweigerd"
