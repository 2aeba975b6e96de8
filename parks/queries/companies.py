"""Read models of the companies on a park: the list, one establishment, one organisation."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import Substr

from parks import reference
from parks.access import Viewer
from parks.models import (
    Establishment,
    EstablishmentQuerySet,
    Occupation,
    Organisation,
    OrganisationQuerySet,
    Ownership,
)

LEGAL_FORMS: Final = frozenset({"bv", "b.v.", "b.v", "nv", "n.v.", "vof", "v.o.f.", "cv", "c.v."})
PRESENT, LEFT, EVERYBODY = "aanwezig", "vertrokken", "alle"


@dataclass(frozen=True, slots=True)
class CompanySearch:
    """What somebody looks for; without values: who is here now, by name."""

    words: str = ""
    section: str = ""
    helix: str = ""
    presence: str = PRESENT


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """One establishment in a list. `legal_name`: only if it differs and is meant for the viewer."""

    id: UUID
    name: str
    legal_name: str
    sector: str
    employees: str
    address: str
    plots: tuple[str, ...]
    left_on: dt.date | None


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation in a list, with how much of it the viewer may see."""

    id: UUID
    name: str
    helix: str
    kvk_number: str
    establishments: int
    plots_owned: int


def has_words(words: str, *fields: str, codes_in: str = "") -> Q:
    """Return the condition that every word stands in one of the fields.

    With `codes_in` a word may also stand in the title of the kind of business in that field.
    """
    condition = Q()
    for word in words.split():
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        if codes_in:
            anywhere |= Q(**{f"{codes_in}__in": reference.sbi_codes_about([word])})
        condition &= anywhere
    return condition


def find_companies(viewer: Viewer, search: CompanySearch) -> EstablishmentQuerySet:
    """Return the establishments that fit and that the viewer may see, by name."""
    found: Any = Establishment.objects.visible_to(viewer).current().order_by("name", "pk")
    if search.presence != EVERYBODY:
        found = found.filter(left_on__isnull=search.presence == PRESENT)
    if search.section:
        divisions = reference.sbi_divisions(search.section)
        found = found.annotate(division=Substr("sbi_code", 1, 2)).filter(division__in=divisions)
    seen = Organisation.objects.visible_to(viewer)
    if search.helix:
        found = found.filter(organisation__in=seen.filter(helix=search.helix))
    if search.words:
        found = found.filter(matching_companies(viewer, search.words))
    companies: EstablishmentQuerySet = found
    return companies


def matching_companies(viewer: Viewer, words: str) -> Q:
    """Return the condition that all words tell of an establishment, each of them somewhere.

    Name and KvK number of an organisation count for who may see that organisation.
    """
    seen = Organisation.objects.visible_to(viewer)
    condition = Q()
    for word in words.split():
        own = has_words(
            word,
            "name",
            "number",
            "street",
            "house_number",
            "town",
            "postcode",
            codes_in="sbi_code",
        )
        of_organisation = seen.filter(has_words(word, "name", "kvk_number"))
        condition &= own | Q(organisation__in=of_organisation.values("pk"))
    return condition


def company_rows(viewer: Viewer, companies: Sequence[Establishment]) -> tuple[CompanyRow, ...]:
    """Return the rows of a page of establishments. Two queries, however many there are."""
    names = _names_of_organisations(viewer, {each.organisation_id for each in companies})
    plots = _plots_in_use(viewer, [each.pk for each in companies])
    return tuple(
        CompanyRow(
            id=each.pk,
            name=each.name,
            legal_name=_if_different(names.get(each.organisation_id, ""), each.name),
            sector=reference.sbi_label(each.sbi_code),
            employees=each.get_employees_display(),
            address=each.address,
            plots=tuple(plots.get(each.pk, ())),
            left_on=each.left_on,
        )
        for each in companies
    )


def _if_different(legal_name: str, name: str) -> str:
    return "" if bare_name(legal_name) == bare_name(name) else legal_name


def bare_name(name: str) -> str:
    """Return a name in lower case without its legal form, to compare."""
    return " ".join(word for word in name.casefold().split() if word not in LEGAL_FORMS)


def _names_of_organisations(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, str]:
    seen = Organisation.objects.visible_to(viewer).filter(pk__in=list(ids))
    return dict(seen.values_list("pk", "name"))


def _plots_in_use(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    rows = Occupation.objects.visible_to(viewer).filter(
        establishment__in=list(ids), until__isnull=True
    )
    plots: dict[UUID, list[str]] = {}
    for company, plot in rows.order_by("plot__name").values_list("establishment_id", "plot__name"):
        plots.setdefault(company, []).append(plot)
    return plots


def find_organisations(viewer: Viewer, words: str = "", helix: str = "") -> OrganisationQuerySet:
    """Return the organisations that fit and that the viewer may see, by name."""
    found: OrganisationQuerySet = Organisation.objects.visible_to(viewer).current().for_list()
    if helix:
        found = found.filter(helix=helix)
    return found.filter(has_words(words, "name", "kvk_number"))


def organisation_rows(
    viewer: Viewer, organisations: Sequence[Organisation]
) -> tuple[OrganisationRow, ...]:
    """Return the rows of a page of organisations. Two queries, however many there are."""
    ids = [each.pk for each in organisations]
    seen = Establishment.objects.visible_to(viewer).present().filter(organisation__in=ids)
    owned = Ownership.objects.visible_to(viewer).filter(organisation__in=ids, until__isnull=True)
    establishments, plots = _per_organisation(seen), _per_organisation(owned)
    return tuple(
        OrganisationRow(
            id=each.pk,
            name=each.name,
            helix=each.get_helix_display(),
            kvk_number=each.kvk_number,
            establishments=establishments.get(each.pk, 0),
            plots_owned=plots.get(each.pk, 0),
        )
        for each in organisations
    )


def _per_organisation(rows: Any) -> Mapping[UUID, int]:
    counted = rows.order_by().values("organisation_id").annotate(number=Count("pk"))
    return dict(counted.values_list("organisation_id", "number"))
