"""One fact about each subject of working together, for the first page: as many queries as facts."""

import datetime as dt
from typing import Any, Final

from django.utils import timezone

from collective.choices import ActivityState, AgreementState
from collective.models import (
    Activity,
    Agreement,
    BizRehearsal,
    ChosenForm,
    Commitment,
    Communication,
    Funding,
    Idea,
    ParkStory,
    Stakeholder,
    Team,
)
from core.dutch import format_date
from parks.access import Right, Viewer
from parks.queries.subjects import Entry, Subject, counted, subjects_for


def subjects(viewer: Viewer, *, now: dt.datetime) -> tuple[Subject, ...]:
    """Return the subjects that a viewer may open, each with a fact that she may see."""
    return subjects_for(viewer, _ENTRIES, now=now)


def _forms(viewer: Viewer, now: dt.datetime) -> str:
    rows = _running(ChosenForm.objects.visible_to(viewer), now)
    return counted(rows.count(), "vorm nu", "vormen nu", "Nog geen vorm gekozen")


def _stakeholders(viewer: Viewer, now: dt.datetime) -> str:
    rows = Stakeholder.objects.visible_to(viewer).standing()
    return counted(rows.count(), "belanghebbende", "belanghebbenden", "Nog niemand in beeld")


def _teams(viewer: Viewer, now: dt.datetime) -> str:
    rows = Team.objects.visible_to(viewer).filter(ended_on=None)
    return counted(rows.count(), "team", "teams", "Nog geen team")


def _activities(viewer: Viewer, now: dt.datetime) -> str:
    planned = Activity.objects.visible_to(viewer).filter(state=ActivityState.PLANNED)
    first = planned.filter(starts_at__gte=now).order_by("starts_at", "pk").first()
    if first is None:
        return "Er staat niets gepland"
    return f"{first.title} op {format_date(timezone.localdate(first.starts_at))}"


def _communication(viewer: Viewer, now: dt.datetime) -> str:
    rows = Communication.objects.visible_to(viewer).filter(done_on=None)
    return counted(rows.count(), "boodschap te doen", "boodschappen te doen", "Niets te doen")


def _agreements(viewer: Viewer, now: dt.datetime) -> str:
    rows = Agreement.objects.visible_to(viewer).filter(state=AgreementState.SIGNED)
    return counted(rows.count(), "ondertekend", "ondertekend", "Nog niets ondertekend")


def _commitments(viewer: Viewer, now: dt.datetime) -> str:
    rows = Commitment.objects.visible_to(viewer).standing()
    return counted(rows.count(), "toezegging", "toezeggingen", "Nog geen toezeggingen")


def _funding(viewer: Viewer, now: dt.datetime) -> str:
    rows = Funding.objects.visible_to(viewer)
    return counted(rows.count(), "bijdrage", "bijdragen", "Nog geen geldbronnen")


def _ideas(viewer: Viewer, now: dt.datetime) -> str:
    rows = Idea.objects.visible_to(viewer).filter(lapsed_on=None)
    return counted(rows.count(), "idee", "ideeën", "Nog geen ideeën")


def _rehearsals(viewer: Viewer, now: dt.datetime) -> str:
    rows = BizRehearsal.objects.visible_to(viewer)
    return counted(rows.count(), "proef", "proeven", "Nog niet geoefend")


def _story(viewer: Viewer, now: dt.datetime) -> str:
    published = ParkStory.objects.filter(park_id=viewer.park.pk, published_at__isnull=False)
    return "Gepubliceerd" if published.exists() else "Nog niet gepubliceerd"


def _running(rows: Any, now: dt.datetime) -> Any:
    """Leave out what has ended."""
    return rows.exclude(until__lte=timezone.localdate(now))


_ENTRIES: Final = (
    Entry(
        "collective:forms",
        "Organisatievormen",
        "Welke vorm past bij dit terrein, en welke heeft het?",
        _forms,
    ),
    Entry(
        "collective:stakeholders",
        "Belanghebbenden",
        "Wie telt mee, wie trekt en wie wacht af?",
        _stakeholders,
    ),
    Entry("collective:teams", "Teams", "Wie doet wat, en welke rol heeft nog niemand?", _teams),
    Entry(
        "collective:activities",
        "Activiteiten",
        "Bijeenkomsten, met aanmelden en wat eruit kwam.",
        _activities,
    ),
    Entry(
        "collective:communication",
        "Communicatie",
        "Per groep: welke boodschap, van wie en wanneer?",
        _communication,
        Right.EDIT,
    ),
    Entry(
        "collective:agreements",
        "Afspraken",
        "Wat is er getekend, door wie en tot wanneer?",
        _agreements,
    ),
    Entry(
        "collective:commitments",
        "Toezeggingen",
        "Wie geeft wat, en is het nagekomen?",
        _commitments,
    ),
    Entry("collective:funding", "Dekking", "Wie betaalt wat, en wat is er al binnen?", _funding),
    Entry("collective:ideas", "Ideeën", "Van eerste idee naar een plan met dragers.", _ideas),
    Entry(
        "collective:biz",
        "BIZ-proef",
        "Oefenen of er genoeg steun is voor een BIZ.",
        _rehearsals,
        Right.EDIT,
    ),
    Entry(
        "collective:story", "Verhaal", "De openbare pagina van dit terrein.", _story, Right.MANAGE
    ),
)
