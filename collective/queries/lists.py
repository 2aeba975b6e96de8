"""Lists for a spreadsheet: commitments, stakeholders, activities, as far as the viewer sees them.

A file travels further than a page. So it holds the scores of the force field, but not the stance,
the drivers and the undercurrents of a stakeholder, and nobody who signed up by name.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Max, Q

from collective.choices import UNIT_OF_COMMITMENT, CommitmentKind, Segment, SignUpState
from collective.models import Activity, Commitment, Contact, Position, SignUp, Stakeholder
from collective.queries.commitments import STANDINGS, standing_of
from collective.roadmap import roadmap
from core.spreadsheet import Cell
from parks.access import Viewer


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list: its name, what stands above the columns, and the rows."""

    name: str
    headings: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def commitment_sheet(viewer: Viewer, today: dt.date) -> Sheet:
    """Return all commitments, with quantities as numbers beside their unit."""
    rows = list(Commitment.objects.visible_to(viewer).for_list())
    goals = roadmap().goals_of(rows, viewer)
    return Sheet(
        "toezeggingen",
        (
            "partij", "soort partij", "bijdrage", "hoeveel", "eenheid", "wat", "uiterlijk",
            "stand", "nagekomen of vervallen op", "waarom vervallen", "afspraak", "doelen",
            "wie mag dit zien",
        ),
        (_commitment(each, goals, today) for each in rows),
    )  # fmt: skip


def _commitment(
    it: Commitment, goals: Mapping[UUID, Sequence[Any]], today: dt.date
) -> Sequence[Cell]:
    return (
        it.name,
        it.get_helix_display(),
        it.get_kind_display(),
        it.quantity,
        UNIT_OF_COMMITMENT[CommitmentKind(it.kind)] or "n.v.t.",
        it.what,
        it.due_on,
        STANDINGS[standing_of(it, today)],
        it.settled_on,
        it.dropped_reason,
        it.agreement.title if it.agreement else "",
        "; ".join(goal.title for goal in goals.get(it.pk, ())),
        it.get_audience_display(),
    )


def stakeholder_sheet(viewer: Viewer, today: dt.date) -> Sheet:
    """Return the stakeholders of now with the latest scores that the viewer may see."""
    rows = Stakeholder.objects.visible_to(viewer).standing().for_list()
    scores = _positions(viewer, today)
    spoken = dict(
        Contact.objects.visible_to(viewer)
        .order_by()
        .values("stakeholder")
        .annotate(last=Max("on"))
        .values_list("stakeholder", "last")
    )
    return Sheet(
        "belanghebbenden",
        (
            "naam", "soort", "persoon", "organisatie", "functie of rol", "brengt", "haalt",
            "beheert de relatie", "laatste contact", "volgend contact", "belang", "invloed",
            "realisatiemacht", "hindermacht", "groep", "beoordeeld op", "wie mag dit zien",
        ),
        (_stakeholder(each, scores.get(each.pk), spoken.get(each.pk)) for each in rows),
    )  # fmt: skip


def _positions(viewer: Viewer, today: dt.date) -> dict[UUID, Position]:
    rows = Position.objects.visible_to(viewer).filter(since__lte=today)
    latest = rows.defer("drivers", "undercurrents").order_by("stakeholder", "-since", "pk")
    return {each.stakeholder_id: each for each in latest.distinct("stakeholder")}


def _stakeholder(it: Stakeholder, at: Position | None, spoken: dt.date | None) -> Sequence[Cell]:
    scores: tuple[Cell, ...] = (None,) * 6
    if at:
        scores = (
            at.interest, at.influence, at.realising, at.blocking,
            at.get_segment_display(), at.since,
        )  # fmt: skip
    return (
        it.name,
        it.get_helix_display(),
        it.is_person,
        it.organisation.name if it.organisation else "",
        it.function,
        it.brings,
        it.gets,
        it.owner_label,
        spoken,
        it.next_contact_on,
        *scores,
        it.get_audience_display(),
    )


def activity_sheet(viewer: Viewer, today: dt.date) -> Sheet:
    """Return all activities with how many people came."""
    counted = SignUp.objects.visible_to(viewer).order_by().values("activity")
    counts = {
        each["activity"]: each
        for each in counted.annotate(
            coming=Count("pk", filter=Q(state=SignUpState.COMING)),
            waiting=Count("pk", filter=Q(state=SignUpState.WAITING)),
            there=Count("pk", filter=Q(attended=True)),
        )
    }
    return Sheet(
        "activiteiten",
        (
            "naam", "begint", "eindigt", "plaats", "online", "voor wie", "plaatsen", "stand",
            "komen", "op de wachtlijst", "waren erbij", "waarvoor", "wat kwam eruit",
            "wie trekt het", "wie mag dit zien",
        ),
        (
            _activity(each, counts.get(each.pk, {}))
            for each in Activity.objects.visible_to(viewer).for_list()
        ),
    )  # fmt: skip


def _activity(it: Activity, counts: Mapping[str, int]) -> Sequence[Cell]:
    return (
        it.title,
        it.starts_at,
        it.ends_at,
        it.place,
        it.online_url,
        ", ".join(str(Segment(each).label) for each in it.segments) or "iedereen",
        it.capacity,
        it.get_state_display(),
        counts.get("coming", 0),
        counts.get("waiting", 0),
        counts.get("there", 0),
        it.purpose,
        it.outcome,
        it.owner_label,
        it.get_audience_display(),
    )


SHEETS: Final[dict[str, Callable[[Viewer, dt.date], Sheet]]] = {
    "toezeggingen": commitment_sheet,
    "belanghebbenden": stakeholder_sheet,
    "activiteiten": activity_sheet,
}
