"""What two parties read of each other before they know who it is.

Everything told fits at least five companies, so that nobody is found by putting words together:
the kind of company only where five of that kind are present, a distance only if five of those lie
within it, and the size of a plot only if five plots are about that size. No title, no price, no
plot, no date.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import hypot
from typing import Final
from uuid import UUID

from core.dutch import format_exact
from parks.disclosure import MINIMUM
from parks.models import Establishment
from parks.reference import sbi_section_title
from realisation.choices import ListingSide
from realisation.models import Listing
from realisation.queries.ground import Ground, ground_of
from realisation.queries.listings import thing_in_words
from realisation.queries.matching_pairs import listed_of

DISTANCES_M: Final = (200, 400, 800)
AREAS_M2: Final = (1_000, 5_000, 10_000, 20_000, 50_000)
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A company that is present: whose it is, its kind in words, where it is if that is known."""

    organisation: UUID
    section: str
    place: Place | None


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
            organisation,
            sbi_section_title(sbi_code) if sbi_code else "",
            ground.place_of(ground.own_plots(pk, organisation)),
        )
        for pk, organisation, sbi_code in found
    )


def _text(about: Listing, reader: Listing, ground: Ground, present: Iterable[Neighbour]) -> str:
    own = reader.establishment.organisation_id if reader.establishment else None
    others = [each for each in present if each.organisation != own]
    section = _section(about, others)
    crowd = [each for each in others if not section or each.section == section]
    parts = [
        thing_in_words(about),
        _size(about, ground),
        _distance(_place(about, ground), _place(reader, ground), crowd),
    ]
    does = "zoekt" if about.side == ListingSide.DEMAND else "biedt"
    return f"{_who(about, section)} {does} {', '.join(part for part in parts if part)}."


def _who(about: Listing, section: str) -> str:
    if about.establishment is None:
        return "Een partij"
    return f"Een bedrijf op dit terrein ({section})" if section else "Een bedrijf op dit terrein"


def _section(about: Listing, others: Iterable[Neighbour]) -> str:
    """Return the kind of company in words; empty when too few of that kind are present."""
    company = about.establishment
    section = sbi_section_title(company.sbi_code) if company and company.sbi_code else ""
    return section if section and _is_crowd(it for it in others if it.section == section) else ""


def _is_crowd(companies: Iterable[Neighbour]) -> bool:
    """Whether these are five different ones: two places of one company are not two companies."""
    return len({each.organisation for each in companies}) >= MINIMUM


def _place(listing: Listing, ground: Ground) -> Place | None:
    listed = listed_of(listing, ground)
    return None if listed.x_m is None or listed.y_m is None else (listed.x_m, listed.y_m)


def _distance(there: Place | None, here: Place | None, crowd: Iterable[Neighbour]) -> str:
    """Return the nearest class in which it lies and five of the others too; empty without one."""
    if there is None or here is None:
        return ""
    away = [(each, _metres(each.place, here)) for each in crowd if each.place is not None]
    for limit in DISTANCES_M:
        if _metres(there, here) <= limit and _is_crowd(it for it, far in away if far <= limit):
            return f"binnen {limit} m van u"
    last = DISTANCES_M[-1]
    if _metres(there, here) > last and _is_crowd(it for it, far in away if far > last):
        return f"verder dan {last} m van u"
    return ""


def _metres(one: Place, other: Place) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _size(about: Listing, ground: Ground) -> str:
    """Return how much, in a coarse class."""
    listed = listed_of(about, ground)
    if listed.has_area:
        least = listed.area_min_m2 if listed.area_min_m2 is not None else listed.area_max_m2
        most = listed.area_max_m2 if listed.area_max_m2 is not None else listed.area_min_m2
        between = _area_class(least or 0, most or 0)
        is_plot = about.plot_id is not None
        return "" if is_plot and not _is_usual(between, ground) else _area_words(between)
    if about.quantity is None or about.quantity <= 0:
        return ""
    return _amount_words(about)


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
    return format_exact(Decimal(area_m2) / 10_000)


def _amount_words(about: Listing) -> str:
    """Return the power of ten in which a quantity lies: "100 tot 1.000 MWh per jaar"."""
    low = Decimal(1).scaleb(Decimal(about.quantity or 1).adjusted())
    unit, per = about.get_unit_display(), about.get_per_display()
    shown = f"{format_exact(low)} tot {format_exact(low * 10)}"
    return " ".join(str(part) for part in (shown, unit, per) if part)
