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


class Degree(models.TextChoices):
    """How well a park is organised (SB fig 29, lines 1987-2190)."""

    MINIMAL = "minimal", "Minimaal"
    FUNCTIONAL = "functional", "Functioneel"
    PROFESSIONAL = "professional", "Professioneel"


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
    """The themes of a programme (SB fig 41, 44 and 47)."""

    ENERGY = "energy", "Energie"
    CIRCULAR = "circular", "Circulair"
    CLIMATE = "climate", "Klimaat en groen"
    MOBILITY = "mobility", "Mobiliteit"
    HEALTH = "health", "Gezondheid en welzijn"
    SAFETY = "safety", "Schoon, heel en veilig"
    ORGANISATION = "organisation", "Samenwerking en organisatie"


class Kind(models.TextChoices):
    """The kinds of content; the value is also the folder under `knowledge/content/`."""

    CAPITALS = "capitals", "Kapitalen"
    HORIZONS = "horizons", "Termijnen"
    CELLS = "cells", "Vakken van de matrix"
    STONES = "stones", "Stapstenen"
    PILLARS = "pillars", "Pijlers"
    DEGREES = "degrees", "Organisatiegraden"
    ADVICE = "advice", "Volgende stappen"
    SDGS = "sdgs", "Duurzame ontwikkelingsdoelen"
