"""The fixed vocabularies of access: who may read and who may write."""

from decimal import Decimal

from django.db import models

from core.dutch import format_quantity


class Role(models.TextChoices):
    """What a person is at one park, from most to least."""

    PARK_MANAGER = "park_manager", "parkmanager"
    TEAM = "team", "lid van het kernteam"
    ADVISER = "adviser", "adviseur"
    MEMBER = "member", "lid"


# An adviser comes with an authority; a park itself gives the others.
PARK_ROLES = [(role.value, role.label) for role in Role if role != Role.ADVISER]


def role_in_words(role: str, company: object = None) -> str:
    """Return a role in Dutch with the company for which somebody speaks, if any."""
    return f"{Role(role).label} namens {company}" if company else Role(role).label


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

    COMPANY = "company", "Alleen het bedrijf en de parkmanager"
    TEAM = Audience.TEAM.value, "Ook het kernteam"
    AUTHORITY = Audience.AUTHORITY.value, "Ook het kernteam en de overheid"
    MEMBERS = Audience.MEMBERS.value, "Ook kernteam, overheid en andere leden"
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

    def words(self, value: Decimal | None, unit: str = "") -> str:
        """Return a figure as screen, paper and history say it: "1.234 kWh", "ontbreekt".

        An estimate says so twice, because "ca." is lost in a copy and the word is skimmed over:
        "ca. 1.234 kWh (geschat)".
        """
        label = str(self.label).lower()
        if value is None:
            return label
        quantity = format_quantity(value, unit)
        return f"ca. {quantity} ({label})" if self == DataState.ESTIMATED else quantity


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
    FigureKind.GAS: "m³",
    FigureKind.PARKING: "plaatsen",
    FigureKind.ROOF: "m²",
}


class Coverage(models.TextChoices):
    """Of which part of a park's companies an answer is known; coarse, so that it counts nobody."""

    FEW = "few", "minder dan een kwart van de bedrijven"
    QUARTER = "quarter", "een kwart tot de helft van de bedrijven"
    HALF = "half", "meer dan de helft van de bedrijven"
    MOST = "most", "de meeste bedrijven"
    ALL = "all", "bijna alle bedrijven"


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
    INVITE_AGAIN = "invite_again", "opnieuw uitgenodigd"
    WITHDRAW = "withdraw", "uitnodiging ingetrokken"
    ACCEPT = "accept", "uitnodiging aangenomen"
    GRANT = "grant", "rol gegeven"
    END = "end", "rol beëindigd"
    ANSWER = "answer", "verzoek beantwoord"
    PUBLISH = "publish", "editie gepubliceerd"
    ERASE = "erase", "gegevens gewist"


class AuditResult(models.TextChoices):
    """How it ended."""

    DONE = "done", "gelukt"
    REFUSED = "refused", "geweigerd"


class ImportKind(models.TextChoices):
    """What a file is a list of."""

    COMPANIES = "companies", "bedrijven"
    PLOTS = "plots", "kavels"


class ImportStep(models.TextChoices):
    """How far a file is."""

    MAPPING = "mapping", "kolommen kiezen"
    PREVIEW = "preview", "nakijken"
    APPLIED = "applied", "ingelezen"
    UNDONE = "undone", "teruggedraaid"


class ImportWork(models.TextChoices):
    """What is being done with a file."""

    PLAN = "plan", "nakijken"
    REVIEW = "review", "opnieuw nakijken"
    APPLY = "apply", "inlezen"
    UNDO = "undo", "terugdraaien"


class Crs(models.TextChoices):
    """In which coordinates a file with geometry is."""

    AUTO = "auto", "Zoek het zelf uit"
    RD = "rd", "RD (EPSG:28992), in meters"
    WGS84 = "wgs84", "WGS84 (EPSG:4326), in graden"
    RD_SWAPPED = "rd-verwisseld", "RD, met eerst y en dan x"
    WGS84_SWAPPED = "wgs84-verwisseld", "WGS84, met eerst breedte en dan lengte"


class Verdict(models.TextChoices):
    """What an import does with a row."""

    REFUSED = "refused", "geweigerd"
    CHANGED = "changed", "gewijzigd"
    KEPT = "kept", "blijft zoals ingevuld"
    NEW = "new", "nieuw"
    UNCHANGED = "unchanged", "ongewijzigd"
    MISSING = "missing", "niet in dit bestand"

    @classmethod
    def writing(cls) -> tuple[str, ...]:
        """Return the verdicts by which applying adds or changes something."""
        return (cls.NEW, cls.CHANGED)
