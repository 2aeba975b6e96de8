"""What a proposal says in Dutch: what happens, why a wish stays unmet, how sure it is."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Final

from core.dutch import format_decimal
from parks.models import Plot
from parks.queries.plots import M2_PER_HA
from realisation.choices import Manner, RunKind
from realisation.matching.chains import Shape
from realisation.matching.reasons import Why
from realisation.matching.space import Limits
from realisation.matching.streams import Lack
from realisation.models import Proposal
from realisation.queries.proposals import Taking

SHAPES: Final[Mapping[Shape, str]] = {
    Shape.SINGLE: "losse stap",
    Shape.CHAIN: "keten",
    Shape.EXCHANGE: "ruil",
    Shape.MIXED: "ruil met vervolg",
}
WHY_NOT: Final[Mapping[str, str]] = {
    Why.UNWILLING: "Er is geen bereidheid om te investeren in zicht.",
    Why.NOT_NEEDED: "Meewerken is hier niet nodig: niemand wordt ermee geholpen.",
    Why.NO_AREA: "Op het hele terrein is geen kavel, of kavels naast elkaar, van deze grootte.",
    Why.NO_CATEGORY: "Waar het past, mag deze milieucategorie niet, of dat is niet bekend.",
    Why.NO_FEATURES: "Geen kavel van deze grootte heeft de gevraagde kenmerken.",
    Why.NOT_NEXT_TO_OWN: "Grond die past, grenst niet aan de eigen kavel.",
    Why.TOO_MANY_SWAPS: "Er zouden meer partijen tegelijk moeten ruilen dan wij doorrekenen.",
    Why.TAKEN: "Er is grond die past, maar daar komt in dit voorstel een ander.",
    Why.DEPENDS: "Er is grond die past, als de partij die daar nu zit hem afstaat.",
    Why.NOT_OFFERED: "Er ligt grond die past, maar niemand biedt die aan.",
    Why.OTHERWISE: "Dezelfde wens wordt in dit voorstel op een andere manier vervuld.",
    Why.TIME: "De zoektijd was om voordat dit was uitgezocht.",
    Lack.NO_SOURCE: "Niemand anders biedt dit aan.",
    Lack.QUALITY: "Wat er is, is niet goed of warm genoeg.",
    Lack.DISTANCE: "Wat er is, ligt te ver weg.",
    Lack.MONTHS: "Wat er is, komt in andere maanden vrij.",
    Lack.SHORT: "Er is niet genoeg voor iedereen.",
}
UNKNOWN: Final = "De reden is niet bekend."


def hectares(area_m2: float) -> str:
    """Return an area in hectares with its unit; below 100 m2 in m2."""
    if abs(area_m2) < 100:
        return f"{format_decimal(area_m2)} m²"
    return f"{format_decimal(area_m2 / M2_PER_HA, 2)} ha"


def plots_in_words(plots: Sequence[Plot]) -> str:
    """Return names and the area: "A en B (samen 2,10 ha)"."""
    if not plots:
        return ""
    area = sum(plot.area_m2 or 0 for plot in plots)
    together = "samen " if len(plots) > 1 else ""
    return f"{listed([plot.name for plot in plots])} ({together}{hectares(area)})"


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: "A, B en C"."""
    return " en ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def sentence_of(part: Taking) -> str:
    """Return what a party does."""
    takes, gives = plots_in_words(part.takes), plots_in_words(part.gives)
    match part.listing.manner:
        case Manner.RELOCATE:
            return f"{part.name} verlegt {gives} naar {takes}."
        case Manner.SWAP:
            return f"{part.name} ruilt {gives} tegen {takes}."
        case Manner.EXPAND:
            return f"{part.name} breidt uit op {takes}."
        case Manner.MOVE if gives:
            return f"{part.name} verhuist van {gives} naar {takes}."
        case Manner.MOVE:
            return f"{part.name} verhuist naar {takes}."
        case _:
            return f"{part.name} vestigt zich op {takes}."


def why_not(code: str) -> str:
    """Return why a wish stays unmet."""
    return WHY_NOT.get(code, UNKNOWN)


def proof_of(proposal: Proposal, best: Proposal) -> str:
    """Return how sure it is that nothing better exists. `best`: the first of the same run."""
    if proposal.rank > 1 and proposal.value < best.value:
        less = best.value - proposal.value
        words = f"{format_decimal(less)} {'punt' if less == 1 else 'punten'}"
        return f"Dit is een ander voorstel dan het beste: het telt {words} minder."
    if proposal.rank > 1:
        return "Dit is een ander voorstel, dat even zwaar telt als het eerste."
    if proposal.is_proven and proposal.capped:
        return "Dit is het beste van alle mogelijkheden die zijn bekeken."
    if proposal.is_proven:
        return "Dit is bewezen het beste: meer kan met deze vraag en dit aanbod niet."
    return f"De zoektijd was om. {_room(proposal)}"


def _room(proposal: Proposal) -> str:
    if not proposal.value:
        return "Of er iets beters is, is nog niet bekend. Zoek opnieuw met meer tijd."
    more = (proposal.bound - proposal.value) / proposal.value * 100
    rounded = Decimal(more).to_integral_value(ROUND_CEILING)
    return f"Een beter voorstel telt ten hoogste {format_decimal(rounded)}% meer."


def not_looked_at(proposal: Proposal, kind: str) -> tuple[str, ...]:
    """Return what the search left out of sight."""
    said = []
    if proposal.capped:
        noun = "wens zijn" if proposal.capped == 1 else "wensen zijn"
        said.append(f"Van {proposal.capped} {noun} niet alle mogelijkheden bekeken: het zijn er te"
                    " veel, of de zoektijd was om.")  # fmt: skip
    if kind == RunKind.FLOWS:
        said.append("Afstanden zijn hemelsbreed. Niet gekeken is naar leidingen, kosten,"
                    " vergunningen en het moment van de dag.")  # fmt: skip
    else:
        limits = Limits()
        said.append(
            f"Bekeken zijn combinaties van ten hoogste {limits.max_plots} kavels naast elkaar, met"
            f" ten hoogste {limits.max_swaps} {'kavel' if limits.max_swaps == 1 else 'kavels'}"
            " die een ander eerst moet afstaan."
        )
        said.append("Niet gekeken is naar prijzen, kosten, vergunningen en datums.")
    return tuple(said)
