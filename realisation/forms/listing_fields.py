"""Which fields of a demand or supply belong to which kind, and in what order they are asked."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from knowledge.realisation import subjects
from realisation.choices import ListingKind, Manner, Unit

LAND: Final = ("area_min_m2", "area_max_m2", "category", "features", "price_eur_m2")
AMOUNT: Final = ("quantity", "unit", "per", "quality")
# What each kind knows beside what all have.
FIELDS_OF: Final[Mapping[ListingKind, tuple[str, ...]]] = MappingProxyType(
    {
        ListingKind.LAND: ("manner", "plot", *LAND, "next_to_own"),
        ListingKind.BUILDING: ("plot", *LAND, "quality"),
        ListingKind.FLOW: ("subject", *AMOUNT, "temperature_c"),
        ListingKind.SERVICE: ("subject", *AMOUNT),
        ListingKind.INVESTMENT: ("quantity",),
        ListingKind.EXPERTISE: ("subject", *AMOUNT),
    }
)
COMMON: Final = (
    "title", "description", "from_on", "until_on", "willingness", "state_reason", "urgency",
    "conditions", "expires_on", "released_to",
)  # fmt: skip
PARTY: Final = ("establishment", "name", "helix", "stakeholder", "source")
SECTIONS: Final = (
    ("Wie", PARTY),
    ("Wat", (
        "subject", "manner", "title", "description", "plot", "area_min_m2", "area_max_m2",
        "next_to_own", "category", "features", "price_eur_m2", "quantity", "unit", "per",
        "temperature_c", "quality",
    )),
    ("Wanneer", ("from_on", "until_on", "urgency")),
    ("Bereidheid", ("willingness", "state_reason", "conditions")),
    ("Hoe lang en voor wie", ("expires_on", "released_to")),
)  # fmt: skip
GIVES_A_PLOT: Final = (Manner.SWAP, Manner.RELOCATE)
URGENCIES: Final = [
    (1, "1 – geen haast"),
    (2, "2 – binnen een paar jaar"),
    (3, "3 – binnen twee jaar"),
    (4, "4 – binnen een jaar"),
    (5, "5 – nu"),
]

LABELS: Final[dict[str, str]] = {
    "area_min_m2": "Ten minste (m²)",
    "area_max_m2": "Ten hoogste (m²)",
    "next_to_own": "Moet grenzen aan grond die wij al hebben",
    "price_eur_m2": "Prijsidee in euro per m²",
    "willingness": "Hoe ver wilt u gaan?",
    "state_reason": "Waarom is er geen bereidheid?",
    "released_to": "Wie mag dit zien?",
}
HELP_TEXTS: Final[dict[str, str]] = {
    "title": "Noem hier geen naam: tijdens een kennismaking leest de ander deze zin eerst"
    " zonder te weten van wie hij is.",
    "description": "Schrijf ook hier geen namen op.",
    "area_min_m2": "1 hectare is 10.000 m².",
    "price_eur_m2": "Zonder btw. Mag leeg blijven.",
    "willingness": "Een vraag zonder bereidheid om te investeren telt niet mee bij het matchen.",
    "state_reason": "Alleen nodig als er geen bereidheid in zicht is.",
    "expires_on": "Daarna telt het niet meer mee, tot u het verlengt.",
    "temperature_c": "Van warmte of koude.",
}


def unit_refused(subject: str, unit: str) -> str:
    """Return why a subject is not counted in a unit; empty when it is, or when one is missing."""
    known = subjects().get(subject)
    if known is None or not unit or unit in known.units:
        return ""
    labels = [str(Unit(each).label) for each in known.units]
    words = " of ".join(part for part in (", ".join(labels[:-1]), labels[-1]) if part)
    return f"{known.name} telt u in {words}."
