"""Read models of commitments: the list, and the ledger with its totals per kind.

Different kinds are never added to each other. Data and expertise have no unit: they are counted.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import Lower

from collective.choices import ADDED_UP, UNIT_OF_COMMITMENT, CommitmentKind, CommitmentState
from collective.models import AgreementParty, Commitment, IdeaCarrier
from collective.models.agreements import CommitmentQuerySet
from collective.roadmap import Linked, roadmap
from core.dutch import format_eur, format_quantity
from parks.access import Viewer
from parks.choices import Helix
from parks.models import Reader

LATE: Final = "late"
STANDINGS: Final = {
    CommitmentState.OPEN.value: str(CommitmentState.OPEN.label),
    LATE: "te laat",
    CommitmentState.KEPT.value: str(CommitmentState.KEPT.label),
    CommitmentState.DROPPED.value: str(CommitmentState.DROPPED.label),
}


@dataclass(frozen=True, slots=True)
class CommitmentSearch:
    """What somebody looks for; without values: every commitment."""

    party: str = ""
    kind: str = ""
    standing: str = ""
    agreement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRow:
    """One commitment in a list; `standing` is its state, or "late"."""

    id: UUID
    party: str
    helix_label: str
    kind_label: str
    amount: str
    what: str
    due_on: dt.date
    standing: str
    standing_label: str
    settled_on: dt.date | None
    agreement_id: UUID | None
    agreement: str
    goals: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many commitments stand so, and what they come to in words; "" for what has no sum."""

    count: int
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTotals:
    """The commitments of one kind. `is_added_up` is False for data and expertise."""

    kind: str
    label: str
    is_added_up: bool
    buckets: tuple[tuple[str, Bucket], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTotals:
    """What one party gives, kind by kind."""

    name: str
    helix_label: str
    kinds: tuple[KindTotals, ...]


@dataclass(frozen=True, slots=True)
class CommitmentLedger:
    """The ledger of a park for a report."""

    kinds: tuple[KindTotals, ...]
    parties: tuple[PartyTotals, ...]


def lateness(today: dt.date) -> Q:
    """Return the filter on commitments that should have been kept by a day."""
    return Q(state=CommitmentState.OPEN, due_on__lt=today)


def standing_filters(today: dt.date) -> dict[str, Q]:
    """Return the filter per standing: each commitment fits exactly one."""
    return {
        CommitmentState.OPEN.value: Q(state=CommitmentState.OPEN, due_on__gte=today),
        LATE: lateness(today),
        CommitmentState.KEPT.value: Q(state=CommitmentState.KEPT),
        CommitmentState.DROPPED.value: Q(state=CommitmentState.DROPPED),
    }


def find_commitments(
    viewer: Viewer, search: CommitmentSearch, today: dt.date
) -> CommitmentQuerySet:
    """Return the commitments that fit and that the viewer may see, by when they are due."""
    rows: CommitmentQuerySet = Commitment.objects.visible_to(viewer).for_list()
    wanted = {
        "name__iexact": search.party,
        "kind": search.kind,
        "agreement": search.agreement,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows.filter(standing_filters(today)[search.standing]) if search.standing else rows


def commitment_rows(
    viewer: Viewer, commitments: Sequence[Commitment], today: dt.date
) -> tuple[CommitmentRow, ...]:
    """Return the rows of a page of commitments. One query, however many."""
    goals = roadmap().goals_of(commitments, viewer)
    return tuple(_row(each, goals, today) for each in commitments)


def _row(it: Commitment, goals: Mapping[UUID, Sequence[Linked]], today: dt.date) -> CommitmentRow:
    standing = standing_of(it, today)
    return CommitmentRow(
        id=it.pk,
        party=it.name,
        helix_label=it.get_helix_display(),
        kind_label=it.get_kind_display(),
        amount=amount_words(it.kind, it.quantity),
        what=it.what,
        due_on=it.due_on,
        standing=standing,
        standing_label=STANDINGS[standing],
        settled_on=it.settled_on,
        agreement_id=it.agreement_id,
        agreement=it.agreement.title if it.agreement else "",
        goals=tuple(goals.get(it.pk, ())),
    )


def standing_of(commitment: Commitment, today: dt.date) -> str:
    """Return the state of a commitment, or "late" when it is open past its day."""
    return LATE if commitment.is_late(today) else commitment.state


def amount_words(kind: str, quantity: Decimal | None) -> str:
    """Return a quantity with its unit; empty for a kind that can't be added up."""
    if quantity is None or kind not in ADDED_UP:
        return ""
    if kind == CommitmentKind.MONEY:
        return format_eur(quantity)
    return format_quantity(quantity, UNIT_OF_COMMITMENT[CommitmentKind(kind)])


def totals_per_kind(commitments: CommitmentQuerySet, today: dt.date) -> tuple[KindTotals, ...]:
    """Return the totals of the kinds that occur among commitments. One query."""
    found: QuerySet[Any] = commitments.order_by().values("kind")
    sums = {each["kind"]: each for each in found.annotate(**_sums(today))}
    return tuple(_kind_totals(kind, sums[kind]) for kind in CommitmentKind if kind in sums)


def _sums(today: dt.date) -> dict[str, Any]:
    sums: dict[str, Any] = {}
    for name, condition in standing_filters(today).items():
        sums[f"{name}_count"] = Count("pk", filter=condition)
        sums[f"{name}_sum"] = Sum("quantity", filter=condition)
    return sums


def _kind_totals(kind: CommitmentKind, sums: Mapping[str, Any]) -> KindTotals:
    return KindTotals(
        kind=kind.value,
        label=str(kind.label),
        is_added_up=kind in ADDED_UP,
        buckets=tuple(
            (name, Bucket(sums[f"{name}_count"], amount_words(kind, sums[f"{name}_sum"])))
            for name in STANDINGS
        ),
    )


def parties_of(commitments: CommitmentQuerySet) -> "QuerySet[Any]":
    """Return the parties among commitments by name, one per spelling in capitals or not."""
    # The tie to a stakeholder would join more names, and tell who may not know what is tied.
    grouped: QuerySet[Any] = commitments.order_by().values(key=Lower("name"))
    named: QuerySet[Any] = grouped.annotate(shown=Min("name"), sort=Min("helix"))
    return named.order_by("key")


def totals_per_party(
    commitments: CommitmentQuerySet, parties: Iterable[Mapping[str, Any]], today: dt.date
) -> tuple[PartyTotals, ...]:
    """Return the totals per kind of a page of `parties_of`. One query, however many."""
    named = list(parties)
    keyed: QuerySet[Any] = commitments.order_by().annotate(key=Lower("name"))
    chosen = keyed.filter(key__in=[each["key"] for each in named]).values("key", "kind")
    sums = {(each["key"], each["kind"]): each for each in chosen.annotate(**_sums(today))}
    return tuple(
        PartyTotals(
            name=each["shown"],
            helix_label=str(Helix(each["sort"]).label),
            kinds=tuple(
                _kind_totals(kind, sums[each["key"], kind.value])
                for kind in CommitmentKind
                if (each["key"], kind.value) in sums
            ),
        )
        for each in named
    )


def commitment_ledger(
    *, park_id: int, audiences: Sequence[str], today: dt.date
) -> CommitmentLedger:
    """Return what the parties of a park give, as far as it is meant for these audiences."""
    rows = Commitment.objects.in_park(park_id).for_audiences(audiences)
    return CommitmentLedger(
        kinds=totals_per_kind(rows, today),
        parties=totals_per_party(rows, parties_of(rows), today),
    )


def party_names(viewer: Reader) -> tuple[str, ...]:
    """Return the names of parties that the viewer sees somewhere, for a form to offer."""
    names: set[str] = set()
    for model in (AgreementParty, Commitment, IdeaCarrier):
        rows: Any = model.objects.visible_to(viewer)
        names.update(rows.order_by().values_list("name", flat=True).distinct())
    return tuple(sorted(names, key=str.casefold))
