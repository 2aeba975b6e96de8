"""Changes to parks."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.text import slugify

from parks import reference
from parks.models import Park

SLUG_LENGTH = 140


class RegisterFacts(TypedDict, total=False):
    """What the public register says about a park besides its name and place; areas in hectares."""

    gross_ha: Decimal | None
    net_ha: Decimal | None
    available_ha: Decimal | None
    location_type: str
    register_year: int | None


@transaction.atomic
def create_park(
    *,
    name: str,
    municipality_codes: Sequence[str],
    rin: int | None = None,
    is_example: bool = False,
    **facts: Unpack[RegisterFacts],
) -> Park:
    """Add a park under an address of its own, which stays the same when its name changes."""
    addresses = slug_candidates(name=name, municipality_codes=municipality_codes, rin=rin)
    return Park.objects.create(
        name=name,
        slug=next(slug for slug in addresses if not Park.objects.filter(slug=slug).exists()),
        municipality_codes=list(municipality_codes),
        rin=rin,
        is_example=is_example,
        **facts,
    )


def slug_candidates(
    *, name: str, municipality_codes: Sequence[str], rin: int | None
) -> Iterator[str]:
    """Yield addresses for a park from short to certain: name, place, register number, counter."""
    base = slugify(name) or "terrein"
    yield base[:SLUG_LENGTH]
    place = slugify(reference.names_of(list(municipality_codes)))[:60].strip("-")
    yield _ending_in(base, place)
    if rin is not None:
        yield _ending_in(base, f"{place}-{rin}")
    for number in count(2):
        yield _ending_in(base, f"{place}-{number}")


def _ending_in(base: str, ending: str) -> str:
    """Cut the name, never the ending: that is what makes the address another one."""
    ending = ending.strip("-")
    return f"{base[: SLUG_LENGTH - len(ending) - 1]}-{ending}".strip("-")
