"""The first page of realisation: how far the park is, what waits for the reader, and the way on."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from knowledge.choices import Scale
from knowledge.realisation import measures
from parks.access import Right, Viewer
from parks.queries.subjects import Entry, Subject, counted, subjects_for
from realisation.choices import DisclosureStep
from realisation.models import AreaFact, Listing, Match, Opportunity, Proposal, ScanRound
from realisation.queries.introductions import own_sides, visible_introductions
from realisation.queries.listings import own_to_renew
from realisation.queries.opportunities import OpportunityLine, late_first, opportunity_lines
from realisation.queries.scans import own_scans, round_lines
from realisation.queries.stones import opportunity_states, realise

MOST_LATE: Final = 5


@dataclass(frozen=True, slots=True)
class ScaleStanding:
    """How far the opportunities of one scale are."""

    scale: str
    label: str
    fact: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that the reader herself can do now, and where."""

    text: str
    route: str


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the first page says."""

    scales: tuple[ScaleStanding, ...]
    waiting: tuple[Waiting, ...]
    late: tuple[OpportunityLine, ...]
    subjects: tuple[Subject, ...]


def overview(viewer: Viewer, *, now: dt.datetime) -> Overview:
    """Return the first page for a reader. A constant number of queries."""
    today = timezone.localdate(now)
    rows = late_first(Opportunity.objects.visible_to(viewer).standing(), today).filter(late=True)
    return Overview(
        scales=_scales(viewer),
        waiting=(*_scans(viewer, today), *_listings(viewer, today), *_introductions(viewer, today)),
        late=opportunity_lines(list(rows[:MOST_LATE])),
        subjects=subjects_for(viewer, _ENTRIES, now=now),
    )


def _scales(viewer: Viewer) -> tuple[ScaleStanding, ...]:
    states = opportunity_states(Opportunity.objects.visible_to(viewer))
    return tuple(
        ScaleStanding(value, str(label), realise(states[value])[1])
        for value, label in Scale.choices
    )


def _scans(viewer: Viewer, today: dt.date) -> tuple[Waiting, ...]:
    scans = own_scans(viewer, round_lines(viewer, today))
    unfinished = [
        each for each in scans if each.is_open and not (each.scan and each.scan.finished_at)
    ]
    return tuple(
        Waiting(
            f"Vul de quickscan in voor {each.company}: {each.round.title}.", "realisation:scans"
        )
        for each in unfinished
    )


def _listings(viewer: Viewer, today: dt.date) -> tuple[Waiting, ...]:
    count = own_to_renew(viewer, today).count()
    if not count:
        return ()
    words = counted(count, "vraag of aanbod verloopt", "vragen of aanbiedingen verlopen", "")
    return (Waiting(f"{words} binnen een maand: verleng wat nog geldt.", "realisation:listings"),)


def _introductions(viewer: Viewer, today: dt.date) -> tuple[Waiting, ...]:
    if not viewer.establishments:
        return ()
    unnamed = [each for each in visible_introductions(viewer) if each.step != DisclosureStep.NAMED]
    sides = own_sides(viewer, unnamed, today)
    count = sum(side.asked and not side.is_over for side in sides)
    if not count:
        return ()
    words = counted(count, "kennismaking wacht", "kennismakingen wachten", "")
    return (Waiting(f"{words} op uw antwoord.", "realisation:introductions"),)


def _facts(viewer: Viewer, now: dt.datetime) -> str:
    subjects = AreaFact.objects.visible_to(viewer).order_by().values("subject").distinct()
    return counted(subjects.count(), "gegeven", "gegevens", "Nog niets vastgelegd")


def _rounds(viewer: Viewer, now: dt.datetime) -> str:
    rounds = ScanRound.objects.visible_to(viewer)
    if rounds.open_on(timezone.localdate(now)).exists():
        return "Er loopt een ronde"
    return "Nu geen ronde" if rounds.exists() else "Nog niet gehouden"


def _wishes(viewer: Viewer, now: dt.datetime) -> str:
    standing = Listing.objects.visible_to(viewer).standing_on(timezone.localdate(now))
    demands, supplies = standing.demands().count(), standing.supplies().count()
    if not demands and not supplies:
        return "Nog geen wensen in beeld"
    return f"{counted(demands, 'vraag', 'vragen', 'geen vraag')}, {supplies} aangeboden"


def _matches(viewer: Viewer, now: dt.datetime) -> str:
    rows = Match.objects.visible_to(viewer)
    return counted(rows.count(), "beoordeeld", "beoordeeld", "Nog niets beoordeeld")


def _proposals(viewer: Viewer, now: dt.datetime) -> str:
    rows = Proposal.objects.visible_to(viewer)
    return counted(rows.count(), "voorstel", "voorstellen", "Nog niet gezocht")


def _opportunities(viewer: Viewer, now: dt.datetime) -> str:
    rows = Opportunity.objects.visible_to(viewer).standing()
    return counted(rows.count(), "kans", "kansen", "Nog geen kansen")


def _measures(viewer: Viewer, now: dt.datetime) -> str:
    return f"{len(measures())} maatregelen"


_ENTRIES: Final = (
    Entry(
        "realisation:baseline",
        "Nulmeting",
        "Hoe staat het gebied ervoor, nu en eerder?",
        _facts,
    ),
    Entry(
        "realisation:scans",
        "Quickscan",
        "Plannen, knelpunten, en waar bedrijven zin in hebben.",
        _rounds,
    ),
    Entry(
        "realisation:listings",
        "Vraag en aanbod",
        "Wie zoekt iets, wie heeft iets over?",
        _wishes,
    ),
    Entry(
        "realisation:matches",
        "Matches",
        "Welk aanbod past bij welke vraag, en waarom?",
        _matches,
        Right.EDIT,
    ),
    Entry(
        "realisation:runs",
        "Zoeken over het hele terrein",
        "Schuiven, ruilen en stromen: het beste geheel.",
        _proposals,
        Right.MANAGE,
    ),
    Entry(
        "realisation:opportunities",
        "Kansen",
        "Partijen die samen iets concreets willen.",
        _opportunities,
    ),
    Entry(
        "realisation:map",
        "Kansenkaart",
        "Alle kansen op de plattegrond, per partij en in de tijd.",
        _opportunities,
    ),
    Entry(
        "realisation:measures",
        "Maatregelen",
        "Wat kan, wat levert het op en waar hangt het van af?",
        _measures,
    ),
)
