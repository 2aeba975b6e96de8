"""What two parties read of each other before they know who it is.

Everything told fits at least five companies, and so does what is left out (`crowd`), so that
nobody is found by putting words together: first the kind of company, then among those that are left
the size of an offered plot, then the distance. No title, no price, no plot, no date.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from core.dutch import format_exact
from parks.disclosure import MINIMUM
from parks.models import Establishment
from parks.queries.plots import M2_PER_HA
from parks.reference import sbi_section_title
from realisation.choices import ListingSide
from realisation.models import Listing
from realisation.queries.crowd import (
    Class,
    Neighbour,
    Place,
    among_kind,
    among_size,
    ring_of,
)
from realisation.queries.ground import Ground, PlotFacts, ground_of
from realisation.queries.listings import thing_in_words
from realisation.queries.matching_pairs import listed_of

AREAS_M2: Final = (1_000, 5_000, 10_000, 20_000, 50_000)


def blind_texts(demand: Listing, supply: Listing, today: dt.date) -> tuple[str, str]:
    """Return what who offers reads of the demand, and what who asks reads of the supply."""
    ground = ground_of(demand.park_id, today)
    present = _present(demand.park_id, ground)
    return (
        _text(demand, supply, ground, present),
        _text(supply, demand, ground, present),
    )


def _present(park_id: int, ground: Ground) -> tuple[Neighbour, ...]:
    rows = Establishment.objects.in_park(park_id).present()
    found = rows.values_list("pk", "organisation_id", "sbi_code")
    return tuple(
        Neighbour(
            pk,
            organisation,
            sbi_section_title(sbi_code) if sbi_code else "",
            ground.place_of(plots),
            frozenset(_size_of(ground.plots[it]) for it in plots if it in ground.plots),
        )
        for pk, organisation, sbi_code in found
        for plots in (ground.own_plots(pk, organisation),)
    )


def _size_of(plot: PlotFacts) -> Class | None:
    return None if plot.area_m2 is None else _area_class(round(plot.area_m2), round(plot.area_m2))


def _text(about: Listing, reader: Listing, ground: Ground, present: Iterable[Neighbour]) -> str:
    own = reader.establishment.organisation_id if reader.establishment else None
    there = _place(about, ground)
    crowd: Sequence[Neighbour] = [
        replace(each, place=there) if each.id == about.establishment_id else each
        for each in present
        if each.organisation != own
    ]
    section, crowd = _section(about, crowd)
    size, crowd = _size(about, ground, crowd)
    parts = [thing_in_words(about), size, _distance(about, there, _place(reader, ground), crowd)]
    does = "zoekt" if about.side == ListingSide.DEMAND else "biedt"
    return f"{_who(about, section)} {does} {', '.join(part for part in parts if part)}."


def _who(about: Listing, section: str) -> str:
    if about.establishment is None:
        return "Een partij"
    return f"Een bedrijf op dit terrein ({section})" if section else "Een bedrijf op dit terrein"


def _section(about: Listing, crowd: Sequence[Neighbour]) -> tuple[str, Sequence[Neighbour]]:
    """Return the kind of company in words, empty when it may not be told, and who are left."""
    company = about.establishment
    if company is None:
        return "", crowd
    section = sbi_section_title(company.sbi_code) if company.sbi_code else ""
    is_told, left = among_kind(crowd, section)
    return section if is_told else "", left


def _place(listing: Listing, ground: Ground) -> Place | None:
    listed = listed_of(listing, ground)
    return None if listed.x_m is None or listed.y_m is None else (listed.x_m, listed.y_m)


def _distance(
    about: Listing, there: Place | None, here: Place | None, crowd: Sequence[Neighbour]
) -> str:
    """Return about how far it is in words; empty when that may not be told.

    Of another party never: companies are no crowd for a municipality.
    """
    if about.establishment is None or there is None or here is None:
        return ""
    low, high = ring_of(crowd, here, there) or (0, None)
    if high is None:
        return f"verder dan {low} m van u" if low else ""
    return f"tussen {low} en {high} m van u" if low else f"binnen {high} m van u"


def _size(
    about: Listing, ground: Ground, crowd: Sequence[Neighbour]
) -> tuple[str, Sequence[Neighbour]]:
    """Return how much, in a coarse class, and who are left."""
    listed = listed_of(about, ground)
    if listed.has_area:
        least = listed.area_min_m2 if listed.area_min_m2 is not None else listed.area_max_m2
        most = listed.area_max_m2 if listed.area_max_m2 is not None else listed.area_min_m2
        between = _area_class(least or 0, most or 0)
        if about.plot_id is None:
            return _area_words(between), crowd
        if about.establishment is None:
            return _area_words(between) if _is_usual(between, ground) else "", crowd
        is_told, left = among_size(crowd, between)
        return _area_words(between) if is_told else "", left
    if about.quantity is None or about.quantity <= 0:
        return "", crowd
    return _amount_words(about), crowd


def _area_class(least: int, most: int) -> tuple[int, int | None]:
    """Return the limits in m2 between which an area lies; the last one is open."""
    below = bisect_right(AREAS_M2, least) - 1
    above = max(bisect_left(AREAS_M2, most), below + 1)
    low = AREAS_M2[below] if below >= 0 else 0
    return low, AREAS_M2[above] if above < len(AREAS_M2) else None


def _is_usual(between: tuple[int, int | None], ground: Ground) -> bool:
    """Whether five plots are about this size: else a size points at a plot, and so at its owner."""
    low, high = between
    areas = [each.area_m2 for each in ground.plots.values() if each.area_m2 is not None]
    return sum(low <= it and (high is None or it <= high) for it in areas) >= MINIMUM


def _area_words(between: tuple[int, int | None]) -> str:
    low, high = between
    if high is None:
        return f"meer dan {_ha(low)} ha"
    return f"{_ha(low)} tot {_ha(high)} ha" if low else f"tot {_ha(high)} ha"


def _ha(area_m2: int) -> str:
    return format_exact(Decimal(area_m2) / M2_PER_HA)


def _amount_words(about: Listing) -> str:
    """Return the power of ten in which a quantity lies: "100 tot 1.000 MWh per jaar"."""
    low = Decimal(1).scaleb(Decimal(about.quantity or 1).adjusted())
    unit, per = about.get_unit_display(), about.get_per_display()
    shown = f"{format_exact(low)} tot {format_exact(low * 10)}"
    return " ".join(str(part) for part in (shown, unit, per) if part)
