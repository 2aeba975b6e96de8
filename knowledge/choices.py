"""The fixed vocabularies of the method.

Values are the identifiers that the database, the content files, URLs and the API use; labels are
the Dutch words on screen. Order of declaration is order of display.
"""

from django.db import models


class Capital(models.TextChoices):
    """The six values in which a park can gain or lose (SB fig 25, lines 1628-1742)."""

    INTELLECTUAL = "intellectual", "Intellectueel kapitaal"
    SOCIAL_RELATIONAL = "social_relational", "Sociaal-relationeel kapitaal"
    HUMAN = "human", "Menselijk kapitaal"
    NATURAL = "natural", "Natuurlijk kapitaal"
    MATERIAL = "material", "Materieel kapitaal"
    FINANCIAL = "financial", "Financieel kapitaal"


class Horizon(models.TextChoices):
    """Under one year, one to five years, five to twenty-five years (SB fig 25)."""

    SHORT = "short", "Korte termijn"
    MEDIUM = "medium", "Middellange termijn"
    LONG = "long", "Lange termijn"


class Pillar(models.TextChoices):
    """The three sectors of the circle (SB fig 13): why, how and what."""

    STRATEGY = "strategy", "Strategie"
    CONNECTION = "connection", "Verbinding"
    REALISATION = "realisation", "Realisatie"


class Step(models.TextChoices):
    """The three stepping stones of strategy; each belongs to one horizon (SB fig 10)."""

    PROPOSITION = "proposition", "Propositie"
    PROGRAMME = "programme", "Programma"
    STEERING = "steering", "Sturing"


class Stone(models.TextChoices):
    """All nine stepping stones of the circle, clockwise (SB fig 10-13)."""

    PROPOSITION = "proposition", "Propositie"
    PROGRAMME = "programme", "Programma"
    STEERING = "steering", "Sturing"
    ORGANISE = "organise", "Organiseren"
    FACILITATE = "facilitate", "Faciliteren"
    TRANSFORM = "transform", "Transformeren"
    NICHE = "niche", "Niche"
    ENVIRONMENT = "environment", "Leefomgeving"
    CHAIN = "chain", "Ketennetwerk"


class Side(models.TextChoices):
    """Both sides must organise (BRIEF, lines 21-33)."""

    BUSINESS = "business", "Ondernemers"
    PUBLIC = "public", "Overheid"


class Degree(models.TextChoices):
    """How well a park is organised (SB fig 29, lines 1987-2190)."""

    MINIMAL = "minimal", "Minimaal"
    FUNCTIONAL = "functional", "Functioneel"
    PROFESSIONAL = "professional", "Professioneel"


class Participation(models.TextChoices):
    """Whether companies can stay out of a form of organisation (PVB, lines 53-66)."""

    VOLUNTARY = "voluntary", "Vrijwillig"
    OBLIGATORY = "obligatory", "Verplicht"
    DIFFERS = "differs", "Verschilt"


class Purpose(models.TextChoices):
    """What an activity is for (SB fig 32, lines 2298-2358)."""

    MEET = "meet", "Elkaar leren kennen"
    INFORM = "inform", "Weten wat er kan"
    MATCH = "match", "Vraag en aanbod koppelen"
    DEVELOP = "develop", "Samen iets uitwerken"
    DECIDE = "decide", "Meepraten en beslissen"
    SHOW = "show", "Laten zien wat er gebeurt"


class Sign(models.TextChoices):
    """What the records of a park show that asks for a step; the platform's own list."""

    NOT_ASSESSED = "not_assessed", "niet vastgestelde organisatiegraad"
    NO_FORM = "no_form", "geen organisatievorm"
    FORM_ENDS = "form_ends", "aflopende organisatievorm"
    NO_CORE_TEAM = "no_core_team", "geen kernteam"
    NO_AREA_TEAM = "no_area_team", "geen gebiedsteam"
    NO_STAKEHOLDERS = "no_stakeholders", "geen belanghebbenden"
    NOT_SPOKEN_TO = "not_spoken_to", "lang niet gesproken belanghebbenden"
    NO_ACTIVITY = "no_activity", "geen geplande activiteit"
    NO_OUTCOME = "no_outcome", "activiteit zonder uitkomst"
    NO_AGREEMENT = "no_agreement", "geen ondertekende afspraak"
    AGREEMENT_ENDS = "agreement_ends", "aflopende afspraak"
    LATE_COMMITMENTS = "late_commitments", "te late toezeggingen"
    NO_PUBLIC_COMMITMENT = "no_public_commitment", "geen toezegging van een overheid"
    NO_PUBLIC_MONEY = "no_public_money", "geen geld van overheden"
    NO_IDEAS = "no_ideas", "geen ideeën"


class Effort(models.TextChoices):
    """How much work a proposed step takes."""

    LOW = "low", "Weinig werk"
    MEDIUM = "medium", "Redelijk wat werk"
    HIGH = "high", "Veel werk"


class Actor(models.TextChoices):
    """Who is in the best position to take a proposed step; the values are the platform's roles."""

    PARK_MANAGER = "park_manager", "Parkmanager"
    TEAM = "team", "Kernteam"
    ADVISER = "adviser", "Adviseur"
    MEMBER = "member", "Lid"


class SourceDocument(models.TextChoices):
    """The five documents that content refers to by line number."""

    SB = "SB", "Methodeboek Samen Beter"
    PVB = "PVB", "Kennispagina organisatievormen"
    BRIEF = "BRIEF", "Brief: beide kanten organiseren"
    TB = "TB", "Toolbox vraaggericht werken"
    WVT = "WVT", "Werklandschappen van de Toekomst"


class Theme(models.TextChoices):
    """The themes of a programme (SB fig 41, 44 and 47), and the land itself (TB part II)."""

    ENERGY = "energy", "Energie"
    CIRCULAR = "circular", "Circulair"
    CLIMATE = "climate", "Klimaat en groen"
    MOBILITY = "mobility", "Mobiliteit"
    HEALTH = "health", "Gezondheid en welzijn"
    SAFETY = "safety", "Schoon, heel en veilig"
    SPACE = "space", "Ruimte en vastgoed"
    ORGANISATION = "organisation", "Samenwerking en organisatie"


class Scale(models.TextChoices):
    """How far a measure or an opportunity reaches: micro, meso, macro (SB fig 41, 44 and 47)."""

    NICHE = "niche", "Niche (lokaal)"
    ENVIRONMENT = "environment", "Leefomgeving (gebied)"
    CHAIN = "chain", "Ketennetwerk"


class MeasurePlace(models.TextChoices):
    """Where a measure lands: on whose ground somebody has to act."""

    PLOT = "plot", "Eigen kavel"
    BUILDING = "building", "Gebouw of dak"
    PUBLIC_SPACE = "public_space", "Openbare ruimte"
    PARK = "park", "Hele terrein"
    BEYOND = "beyond", "Keten buiten het terrein"


class CostOrder(models.TextChoices):
    """An order of magnitude in euros, from low to high; never a quotation."""

    HUNDREDS = "hundreds", "tot € 1.000"
    THOUSANDS = "thousands", "€ 1.000 tot 10.000"
    TENS_OF_THOUSANDS = "tens_of_thousands", "€ 10.000 tot 100.000"
    HUNDREDS_OF_THOUSANDS = "hundreds_of_thousands", "€ 100.000 tot 1 miljoen"
    MILLIONS = "millions", "meer dan € 1 miljoen"


class Beneficiary(models.TextChoices):
    """Who gains by a measure; whoever pays is not always among them (WVT, lines 1272-1276)."""

    COMPANY = "company", "Bedrijven"
    OWNER = "owner", "Eigenaren"
    WORKER = "worker", "Medewerkers"
    GOVERNMENT = "government", "Overheid"
    NEIGHBOUR = "neighbour", "Omwonenden"
    REGION = "region", "De regio"


class AreaGroup(models.TextChoices):
    """The subjects by which the facts of a baseline are grouped (SB fig 39, lines 2811-2858)."""

    SPACE = "space", "Ruimte"
    COMPANIES = "companies", "Bedrijven"
    CLIMATE = "climate", "Groen en klimaat"
    ENERGY = "energy", "Energie"
    CIRCULAR = "circular", "Circulair"
    MOBILITY = "mobility", "Bereikbaarheid"
    SAFETY = "safety", "Schoon, heel en veilig"


class FactKind(models.TextChoices):
    """What sort of answer a fact of the baseline has."""

    NUMBER = "number", "Getal"
    LEVEL = "level", "Klasse"
    MIX = "mix", "Verdeling"


class Direction(models.TextChoices):
    """Which way is better; a fact that only describes has none."""

    MORE = "more", "Meer is beter"
    LESS = "less", "Minder is beter"
    NEITHER = "neither", "Geen van beide"


class Kind(models.TextChoices):
    """The kinds of content; the value is also the folder under `knowledge/content/`."""

    CAPITALS = "capitals", "Kapitalen"
    HORIZONS = "horizons", "Termijnen"
    CELLS = "cells", "Vakken van de matrix"
    STONES = "stones", "Stapstenen"
    PILLARS = "pillars", "Pijlers"
    DEGREES = "degrees", "Organisatiegraden"
    QUESTIONNAIRES = "questionnaires", "Vragenlijsten"
    ADVICE = "advice", "Volgende stappen"
    SDGS = "sdgs", "Duurzame ontwikkelingsdoelen"
    AGREEMENTS = "agreements", "Soorten afspraken"
    ROLES = "roles", "Rollen in een team"
    INGREDIENTS = "ingredients", "Ingrediënten van vraaggericht werken"
    FORMS = "forms", "Organisatievormen"
    PHASES = "phases", "Aandacht per fase"
    ACTIVITIES = "activities", "Activiteiten"
    TOOLS = "tools", "Hulpmiddelen"
    STYLES = "styles", "Stijl van communiceren"
    SCALES = "scales", "Schalen voor belanghebbenden"
    QUADRANTS = "quadrants", "Vakken van het krachtenveld"
    SEGMENTS = "segments", "Groepen belanghebbenden"
    HELIXES = "helixes", "Soorten partners"
    MEASURES = "measures", "Maatregelen"
    AREA_FACTS = "area_facts", "Gegevens van de nulmeting"
    SCAN_QUESTIONS = "scan_questions", "Versies van de quickscan"
    SCAN_SCALES = "scan_scales", "Schalen van de quickscan"
    WILLINGNESS = "willingness", "Bereidheid om mee te doen"
    SUBJECTS = "subjects", "Onderwerpen van vraag en aanbod"
    PRINCIPLES = "principles", "Gidsprincipes"
    PROCESS_STEPS = "process_steps", "Stappen van vraaggericht werken"
    SUPPORT = "support", "Draagvlak"
    CAPACITIES = "capacities", "Draagkracht"
    DOUBLE_TEST = "double_test", "Uitkomsten van de dubbele toets"
