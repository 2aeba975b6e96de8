"""Publishes what companies say of themselves as a total of the park, in rounds.

Which rounds may be published stands in `parks.disclosure`.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import models, transaction

from core.park_context import park_context
from core.turns import wait_for_turn
from parks.choices import Audience, DataState
from parks.disclosure import (
    MINIMUM,
    REST,
    Answer,
    Answers,
    at_least,
    coverage_of,
    may_publish,
    parts_of,
    rounded,
)
from parks.models import AggregateRelease, AggregateSource, CompanyFigure, Establishment, Park
from parks.reference import sbi_codes

# Rounds that are further apart hold more new answers, and so more sectors that can stand alone.
ROUND_EVERY: Final = dt.timedelta(days=30)
A_MOMENT: Final = dt.timedelta(microseconds=1)


def take_turn(park_id: int, year: int, now: dt.datetime) -> dt.datetime:
    """Wait until nobody else changes the figures of a park for a year, and return when it is then.

    Two rounds made at once would each be judged without the other. Who waited began before the
    round that she waited for: what she stores is later than that round all the same.
    """
    wait_for_turn(f"figures:{park_id}:{year}")
    rounds = AggregateRelease.objects.in_park(park_id).filter(year=year)
    last: dt.datetime | None = rounds.aggregate(last=models.Max("made_at"))["last"]
    return max(now, last) if last else now


@transaction.atomic
def renew_total(*, park: Park, kind: str, year: int, now: dt.datetime) -> AggregateRelease | None:
    """Publish a new round of one total, or return None when the rules don't allow it (yet).

    The round before it stays what is shown. Needs the park's context.
    """
    moment = take_turn(park.pk, year, now)
    rounds = AggregateRelease.objects.in_park(park.pk).filter(kind=kind, year=year)
    if rounds.filter(made_at__gt=now - ROUND_EVERY).exists():
        return None
    rows = _rows(park.pk, kind, year)
    answers = {
        row["establishment_id"]: Answer(
            row["value"], _section(row["establishment__sbi_code"]), row["released_to"]
        )
        for row in rows
        if row["value"] is not None
    }
    earlier = _earlier(park.pk, kind, year)
    if not may_publish(answers, earlier):
        return None
    release: AggregateRelease = AggregateRelease.objects.create(
        park=park,
        kind=kind,
        year=year,
        number=len(earlier) + 1,
        made_at=moment + A_MOMENT,
        value=_sum(answers),
        companies=at_least(len(answers)),
        parts=_parts(answers, earlier),
        **_standing(
            {row["establishment_id"]: row["data_state"] for row in rows},
            _listed_companies(park.pk, year),
        ),
    )
    AggregateSource.objects.create(park=park, aggregate=release, answers=_to_json(answers))
    return release


def renew_waiting_totals(*, now: dt.datetime) -> int:
    """Publish what has waited for its next round, at all parks, and return how many."""
    with park_context(*Park.objects.order_by("pk").values_list("pk", flat=True)):
        waiting = _waiting()
    renewed = 0
    for park_id, kind, year in waiting:
        with transaction.atomic(), park_context(park_id):
            park = Park.objects.get(pk=park_id)
            renewed += renew_total(park=park, kind=kind, year=year, now=now) is not None
    return renewed


def _waiting() -> list[tuple[int, str, int]]:
    """Return park, kind and year of the totals of which an answer came after the last round."""
    with transaction.atomic():
        last = {
            (row.park_id, row.kind, row.year): row.made_at
            for row in AggregateRelease.objects.order_by(
                "park", "kind", "year", "-number"
            ).distinct("park", "kind", "year")
        }
        answered = CompanyFigure.objects.known().order_by().values_list("park", "kind", "year")
        newest = list(answered.annotate(models.Max("stated_at"), models.Count("pk")))
    return [
        (park, kind, year)
        for park, kind, year, stated_at, companies in newest
        if companies >= MINIMUM
        and ((park, kind, year) not in last or stated_at >= last[park, kind, year])
    ]


def _rows(park_id: int, kind: str, year: int) -> list[dict[str, Any]]:
    figures = CompanyFigure.objects.in_park(park_id).filter(
        kind=kind, year=year, establishment__merged_into__isnull=True
    )
    return list(
        figures.values(
            "establishment_id", "establishment__sbi_code", "data_state", "value", "released_to"
        )
    )


def _section(sbi_code: str) -> str:
    known = sbi_codes().get(sbi_code)
    return known.section if known else REST


def _sum(answers: Answers) -> Decimal:
    return rounded(sum((each.value for each in answers.values()), Decimal()))


def _parts(answers: Answers, earlier: list[Answers]) -> list[dict[str, Any]]:
    return [
        {"section": section, "value": str(_sum(part)), "companies": at_least(len(part))}
        for section, part in parts_of(answers, earlier).items()
    ]


def _standing(states: Mapping[UUID, str], listed: AbstractSet[UUID]) -> dict[str, Any]:
    """Return how the other companies count, as it is published.

    Who said nothing at all is as missing as who said that the figure is.
    """
    counts = Counter(states.values())
    answered = {who for who, state in states.items() if state != DataState.MISSING}
    told = len(answered) - counts[DataState.REFUSED]
    return {
        "estimated": at_least(counts[DataState.ESTIMATED]),
        "not_applicable": at_least(counts[DataState.NOT_APPLICABLE]),
        "refused": at_least(counts[DataState.REFUSED]),
        "missing": at_least(len(listed - answered)),
        "coverage": coverage_of(told, len(listed | answered)),
    }


def _listed_companies(park_id: int, year: int) -> set[UUID]:
    """Return the companies that were at the park in a year and that every reader can see.

    The others don't count as missing: that would tell that they exist.
    """
    listed = Establishment.objects.in_park(park_id).current()
    come = models.Q(arrived_on__isnull=True) | models.Q(arrived_on__year__lte=year)
    gone = models.Q(left_on__isnull=True) | models.Q(left_on__year__gte=year)
    there = listed.for_audiences(Audience.at_least(Audience.MEMBERS)).filter(come, gone)
    return set(there.values_list("pk", flat=True))


def _earlier(park_id: int, kind: str, year: int) -> list[Answers]:
    """Return the answers behind every earlier round of a total, the oldest first."""
    sources = AggregateSource.objects.in_park(park_id).filter(
        aggregate__kind=kind, aggregate__year=year
    )
    merged = dict(
        Establishment.objects.in_park(park_id)
        .filter(merged_into__isnull=False)
        .values_list("pk", "merged_into")
    )
    found = sources.order_by("aggregate__number").values_list("answers", flat=True)
    return [_follow_merges(_from_json(answers), merged) for answers in found]


def _follow_merges(answers: Answers, merged: Mapping[UUID, UUID]) -> Answers:
    """Give an answer to the company that its own went up in: the same number is no news.

    Unless that one has an answer of its own in this round: then they were two, and one is gone.
    """
    followed = dict(answers)
    for who in answers:
        heir = who
        while heir in merged:
            heir = merged[heir]
        if heir not in followed:
            followed[heir] = followed.pop(who)
    return followed


def _to_json(answers: Answers) -> dict[str, dict[str, str]]:
    return {
        str(who): {"value": str(it.value), "section": it.section, "release": it.release}
        for who, it in answers.items()
    }


def _from_json(stored: Mapping[str, Mapping[str, str]]) -> Answers:
    return {
        UUID(who): Answer(Decimal(it["value"]), it["section"], it["release"])
        for who, it in stored.items()
    }
