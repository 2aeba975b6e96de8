"""What was edited since a search looked, of all that a proposal rests on.

Read from the history that the database keeps, so no writer can forget to tell. Only what the
matching calculates with counts: another title or explanation makes no proposal outdated.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import CharField, Func, Model, Q

from core.dutch import format_decimal
from parks.models import Occupation, Ownership, Plot
from parks.queries.history import events_of, label_of, words_of
from realisation.models import Listing

# Of these the words are not in the history itself: it is said that they changed.
UNTOLD: Final = frozenset({"establishment_id", "plot_id", "shape"})
LISTING_COUNTS: Final = (
    "side", "kind", "subject", "manner", "establishment_id", "name", "plot_id", "area_min_m2",
    "area_max_m2", "next_to_own", "category", "features", "quantity", "unit", "per",
    "temperature_c", "willingness", "urgency",
)  # fmt: skip
PLOT_COUNTS: Final = ("state", "use", "environmental_category", "shape")
SHAPE: Final = Func("geometry", template="md5(%(expressions)s::text)", output_field=CharField())
LABELS: Final[Mapping[str, str]] = {
    "establishment_id": "bedrijf",
    "plot_id": "kavel",
    "shape": "grens",
}

State = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What a proposal needs, and when the search read it."""

    read_at: dt.datetime
    listings: frozenset[UUID]
    plots: frozenset[UUID]
    companies: frozenset[UUID]
    organisations: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Edited:
    """One listing or plot that is different now: its name and what changed, in words."""

    name: str
    what: str


def edits_since(
    park_id: int, rests: Sequence[RestsOn], today: dt.date
) -> tuple[tuple[Edited, ...], ...]:
    """Return per proposal what is different now. Four queries, however many."""
    if not rests:
        return ()
    listings = _states(Listing, park_id, _all(it.listings for it in rests), LISTING_COUNTS, "title")
    plots = _states(Plot, park_id, _all(it.plots for it in rests), PLOT_COUNTS, "name", shape=SHAPE)
    holders = [*_users(park_id, rests, today), *_owners(park_id, rests, today)]
    return tuple(
        (
            *_edited(Listing, listings, it.listings, it.read_at, LISTING_COUNTS, "title"),
            *_edited(Plot, plots, it.plots, it.read_at, PLOT_COUNTS, "name"),
            *_other_holders(holders, it),
        )
        for it in rests
    )


def _all(sets: Iterable[frozenset[UUID]]) -> frozenset[UUID]:
    return frozenset[UUID]().union(*sets)


def _states(
    model: type[Model],
    park_id: int,
    keys: Collection[UUID],
    counts: Sequence[str],
    name: str,
    **computed: Any,
) -> dict[UUID, list[State]]:
    """Return every state in which each row has been, the first one first."""
    rows = events_of(model).filter(park_id=park_id, pgh_obj_id__in=keys).annotate(**computed)
    found: dict[UUID, list[State]] = {}
    for state in rows.order_by("pgh_id").values("pgh_obj_id", "pgh_created_at", name, *counts):
        found.setdefault(state["pgh_obj_id"], []).append(state)
    return found


def _edited(
    model: type[Model],
    states: Mapping[UUID, Sequence[State]],
    keys: Iterable[UUID],
    read_at: dt.datetime,
    counts: Sequence[str],
    name: str,
) -> Iterator[Edited]:
    for key in sorted(keys):
        mine = states.get(key, ())
        before = [it for it in mine if it["pgh_created_at"] <= read_at]
        if not before:
            continue
        was, now = before[-1], mine[-1]
        said = [_said(model, it, was[it], now[it]) for it in counts if was[it] != now[it]]
        if said:
            yield Edited(str(now[name]), "; ".join(said))


def _said(model: type[Model], field: str, was: object, now: object) -> str:
    if field in UNTOLD:
        return f"{LABELS[field]} is gewijzigd"
    label = label_of(model, field)
    label = label[:1].lower() + label[1:]
    return f"{label} was {_words(model, field, was)} en is nu {_words(model, field, now)}"


def _words(model: type[Model], field: str, value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return format_decimal(value)
    return words_of(model, field, value)


@dataclass(frozen=True, slots=True)
class _Holder:
    """A use or ownership that began, ended or was corrected."""

    at: dt.datetime
    plot: UUID
    name: str
    who: UUID
    days: tuple[dt.date, ...]


def _users(park_id: int, rests: Sequence[RestsOn], today: dt.date) -> Iterator[_Holder]:
    who = _all(it.companies for it in rests)
    return _holders(Occupation, "establishment_id", park_id, who, rests, today)


def _owners(park_id: int, rests: Sequence[RestsOn], today: dt.date) -> Iterator[_Holder]:
    who = _all(it.organisations for it in rests)
    return _holders(Ownership, "organisation_id", park_id, who, rests, today)


def _holders(
    model: type[Model],
    field: str,
    park_id: int,
    who: Collection[UUID],
    rests: Sequence[RestsOn],
    today: dt.date,
) -> Iterator[_Holder]:
    first = min(it.read_at for it in rests)
    days = (first.date(), today)
    begun_or_ended = Q(since__range=days) | Q(until__range=days)
    rows = events_of(model).filter(
        Q(pgh_created_at__gt=first) | begun_or_ended,
        Q(plot_id__in=_all(it.plots for it in rests)) | Q(**{f"{field}__in": who}),
        park_id=park_id,
    )
    fields = ("pgh_created_at", "plot_id", "plot__name", field, "since", "until")
    for at, plot, name, mine, since, until in rows.order_by("pgh_id").values_list(*fields):
        passed = tuple(day for day in (since, until) if day and day <= today)
        yield _Holder(at, plot, name or "een kavel", mine, passed)


def _other_holders(holders: Iterable[_Holder], rest: RestsOn) -> Iterator[Edited]:
    """Return the plots of which the use or ownership changed, each once; nobody is named."""
    asked = rest.companies | rest.organisations
    names = {
        it.plot: it.name
        for it in holders
        if (it.plot in rest.plots or it.who in asked)
        and (it.at > rest.read_at or any(day > rest.read_at.date() for day in it.days))
    }
    for name in sorted(names.values()):
        yield Edited(name, "gebruik of eigendom is gewijzigd")


def newer_listings(park_id: int, kind: str, read_at: dt.datetime, known: Collection[UUID]) -> int:
    """Return how many other demands and supplies of a kind came or changed since. One query."""
    rows = events_of(Listing).filter(park_id=park_id, kind=kind, pgh_created_at__gt=read_at)
    return rows.exclude(pgh_obj_id__in=known).values("pgh_obj_id").distinct().count()
