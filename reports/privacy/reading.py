"""All that is stored about one person, wherever it stands.

Parks are read on the person's behalf: every query is filtered by her account or by an address that
she proved to be hers, and shows only the fields that the register names.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import models

from accounts.closing import addresses_of, sessions_of
from accounts.models import User
from core.park_context import park_context
from parks.models import AuditEntry, Membership, Park
from parks.owned import ParkEvent
from reports.privacy.kinds import Addressed, Linked
from reports.privacy.register import ADDRESSED, LINKED

CHANGES: Final = "Wat u wijzigde"
CHANGED: Final = {"insert": "toegevoegd", "update": "gewijzigd", "delete": "verwijderd"}


@dataclass(frozen=True, slots=True)
class Section:
    """One sort of rows about a person: the same Dutch names in each row, with their values."""

    title: str
    rows: tuple[Mapping[str, Any], ...]


def account_facts(user: User) -> dict[str, Any]:
    """Return what stands in the account itself."""
    return {
        "naam": user.name,
        "e-mailadres": user.email,
        "gemaakt": user.date_joined,
        "laatst ingelogd": user.last_login,
        "medewerker van het platform": user.is_staff,
    }


def sections_about(user: User, *, most: int | None = None) -> list[Section]:
    """Return what else is stored about a person, at most `most` rows of a sort.

    The number of queries does not depend on how many parks or rows there are.
    """
    addresses = addresses_of(user)
    every_park = tuple(Park.objects.order_by("pk").values_list("pk", flat=True))
    with park_context(*every_park, user_id=user.pk):
        linked = [Section(each.title, _linked(each, user, most)) for each in LINKED]
        addressed = [Section(each.title, _addressed(each, addresses, most)) for each in ADDRESSED]
        changes = Section(CHANGES, tuple(_changes(user, most)))
    return [section for section in (*linked, *addressed, changes) if section.rows]


def _sessions(user: User) -> Section:
    # For the file alone: all sessions of the platform have to be opened to find hers.
    rows = tuple({"tot uiterlijk": session.expire_date} for session in sessions_of(user))
    return Section("Waar u bent ingelogd", rows)


def _linked(each: Linked, user: User, most: int | None) -> tuple[Mapping[str, Any], ...]:
    hers = models.Q()
    for field in each.people:
        hers |= models.Q(**{field: user})
    return _shown(each.model, each.model.objects.filter(hers), each.shown, most)


def _addressed(
    each: Addressed, addresses: list[str], most: int | None
) -> tuple[Mapping[str, Any], ...]:
    return _shown(each.model, with_address(each.model, addresses), each.shown, most)


def with_address(model: Any, addresses: Iterable[str]) -> Any:
    """Return the rows about whoever has one of these addresses."""
    hers = models.Q(pk__in=())
    for address in addresses:
        hers |= models.Q(email__iexact=address)
    return model.objects.filter(hers)


def _shown(
    model: Any, rows: Any, shown: Mapping[str, str], most: int | None
) -> tuple[Mapping[str, Any], ...]:
    in_park = any(field.name == "park" for field in model._meta.concrete_fields)
    fields = {"terrein": "park__name"} | dict(shown) if in_park else dict(shown)
    found = rows.order_by("pk").values_list(*fields.values())[:most]
    words = [_words(model, field) for field in fields.values()]
    return tuple(
        {
            label: choice.get(value, value) if choice else value
            for label, choice, value in zip(fields, words, row, strict=True)
        }
        for row in found
    )


def _words(model: Any, path: str) -> dict[Any, Any]:
    """Return the Dutch words for the fixed values of a field."""
    if "__" in path:
        return {}
    choices = getattr(model._meta.get_field(path), "flatchoices", ())
    return {value: str(label) for value, label in choices}


def _changes(user: User, most: int | None) -> Iterator[Mapping[str, Any]]:
    """Yield her changes at the parks where she had a role or did something, kind by kind."""
    member = Membership.objects.filter(user=user).values("park_id")
    active = AuditEntry.objects.filter(actor=user).values("park_id")
    parks = models.Q(park_id__in=member) | models.Q(park_id__in=active)
    for event in sorted(ParkEvent.__subclasses__(), key=lambda event: event._meta.db_table):
        tracked: Any = event.pgh_tracked_model
        kind = str(tracked._meta.verbose_name)
        rows = event.objects.filter(parks, pgh_context__user=user.pk).order_by("pgh_id")
        for park, moment, label, row in rows.values_list(
            "park__name", "pgh_created_at", "pgh_label", "pgh_obj_id"
        )[:most]:
            yield {
                "terrein": park,
                "wanneer": moment,
                "soort": kind,
                "wat": CHANGED[label],
                "id": row,
            }


def whole_record(user: User, *, now: dt.datetime) -> dict[str, Any]:
    """Return everything as one record, for a file."""
    return {
        "gemaakt": now,
        "account": account_facts(user),
        "gegevens": {
            section.title: section.rows for section in (*sections_about(user), _sessions(user))
        },
    }
