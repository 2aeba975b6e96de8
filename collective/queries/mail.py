"""Mail about activities as the team sees it: what waits and how runs went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q
from django.db.models.functions import Lower

from collective.choices import STOPPABLE
from collective.models import MailItem, MailRun
from parks.access import Viewer

SHOWN_RUNS: Final = 20
_TO: Final = Lower("sign_up__email")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits about one activity."""

    activity_id: Any
    title: str
    people: int


@dataclass(frozen=True, slots=True)
class RunCard:
    """A run: how many people it tells, and how many heard."""

    run: MailRun
    people: int
    sent: int
    failed: int
    not_reached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MailPage:
    """What waits to be sent, and the latest runs."""

    people: int
    waiting: tuple[Waiting, ...]
    runs: tuple[RunCard, ...]


def mail_page(viewer: Viewer) -> MailPage:
    """Return what waits and the latest runs. Few queries, however many people there are."""
    rows = MailItem.objects.visible_to(viewer).unplanned().filter(kind__in=STOPPABLE)
    per_activity = (
        rows.values("sign_up__activity_id", "sign_up__activity__title")
        .annotate(n=Count(_TO, distinct=True))
        .order_by("sign_up__activity__title", "sign_up__activity_id")
    )
    runs = MailRun.objects.in_park(viewer.park.pk).select_related("requested_by")
    return MailPage(
        people=_people(rows),
        waiting=tuple(
            Waiting(row["sign_up__activity_id"], row["sign_up__activity__title"], row["n"])
            for row in per_activity
        ),
        runs=tuple(_cards(list(runs.newest_first()[:SHOWN_RUNS]))),
    )


def run_card(run: MailRun) -> RunCard:
    """Return how one run went, with the names of whom it did not reach."""
    [card] = _cards([run])
    failed = MailItem.objects.in_park(run.park_id).filter(run=run, failed_at__isnull=False)
    names = failed.order_by("sign_up__name").values_list("sign_up__name", "sign_up__email")
    not_reached = tuple(f"{name} ({email})" for name, email in names.distinct()[:50])
    return RunCard(run, card.people, card.sent, card.failed, not_reached)


def _cards(runs: Sequence[MailRun]) -> list[RunCard]:
    counted = (
        MailItem.objects.filter(run__in=runs)
        .values("run_id")
        .annotate(
            people=Count(_TO, distinct=True),
            sent=Count(_TO, distinct=True, filter=Q(sent_at__isnull=False)),
            failed=Count(_TO, distinct=True, filter=Q(failed_at__isnull=False)),
        )
    )
    numbers = {row.pop("run_id"): row for row in counted}
    nothing = {"people": 0, "sent": 0, "failed": 0}
    return [RunCard(run=run, not_reached=(), **numbers.get(run.pk, nothing)) for run in runs]


def _people(rows: Any) -> int:
    number: int = rows.aggregate(n=Count(_TO, distinct=True))["n"]
    return number
