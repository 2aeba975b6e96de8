"""Which company somebody means who types its name."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from parks.models import Establishment, EstablishmentQuerySet

MOST_OFFERED: Final = 500
MOST_ALIKE: Final = 5


def company_names(*, park_id: int) -> tuple[str, ...]:
    """Return what a field for a company offers: each company once, told apart where needed.

    Nothing when there are more than a list can hold; whoever types a name is answered all the
    same. One query.
    """
    companies = list(_present(park_id)[: MOST_OFFERED + 1])
    return _labels(companies) if len(companies) <= MOST_OFFERED else ()


def find_company(*, park_id: int, typed: str) -> Establishment | None:
    """Return the one company with this name, as it was typed or as `company_names` offers it.

    None when there is no such company, and when there are several.
    """
    same: list[Establishment] = list(_present(park_id).filter(name__iexact=typed))
    if len(same) == 1:
        return same[0]
    name, bracket, _ = typed.rpartition(" (")
    alike = list(_present(park_id).filter(name__iexact=name)) if bracket else []
    offered = zip(_labels(alike), alike, strict=True)
    return next((company for label, company in offered if label == typed), None)


def companies_alike(*, park_id: int, typed: str) -> tuple[str, ...]:
    """Return the names of companies that may have been meant, at most a few."""
    same = list(_present(park_id).filter(name__iexact=typed))
    word = max(typed.split() or [""], key=len)
    return _labels(same or list(_present(park_id).filter(name__icontains=word)[:MOST_ALIKE]))


def _present(park_id: int) -> EstablishmentQuerySet:
    companies: EstablishmentQuerySet = Establishment.objects.in_park(park_id)
    return companies.present().order_by("name", "pk")


def _labels(companies: Sequence[Establishment]) -> tuple[str, ...]:
    """Return their names; those that share one with where they are, and else with a number."""
    return told_apart(
        [(each.name, each.address or each.number or "zonder adres") for each in companies]
    )


def told_apart(rows: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return names, each with what tells it apart; those that share one with that in brackets."""
    names = Counter(name.casefold() for name, _ in rows)
    used: Counter[str] = Counter()
    labels = []
    for name, other in rows:
        label = f"{name} ({other})" if names[name.casefold()] > 1 else name
        used[label] += 1
        labels.append(label if used[label] == 1 else f"{label[:-1]}, {used[label]})")
    return tuple(labels)
