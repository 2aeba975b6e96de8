"""Read models of the stakeholders of a park: what other forms offer, the list, one of them.

Where somebody stands, talks and who keeps up the relation are matters of the team: other readers
get `None` for them, whatever there is.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from collective.models import Contact, Position, Stakeholder
from collective.models.stakeholders import ContactQuerySet, StakeholderQuerySet
from collective.queries.contacts import ContactFacts, facts_of, to_speak
from collective.queries.positions import (
    PositionCard,
    Standing,
    latest_positions,
    position_cards,
    standing,
)
from collective.queries.relations import RelationLine, relation_lines
from parks.choices import Audience, Helix
from parks.models import Organisation, Reader
from parks.queries.companies import has_words

NOW, BEFORE, EVERYBODY = "nu", "eerder", "alle"
NEVER, DUE, SPOKEN = "nooit", "tijd", "gesproken"
LATEST_TALKS: Final = 5


@dataclass(frozen=True, slots=True)
class StakeholderSearch:
    """What somebody looks for. The last three are for the team; others leave them empty."""

    words: str = ""
    helix: str = ""
    presence: str = NOW
    segment: str = ""
    owner: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What the team notes of a stakeholder, in a list."""

    segment: str
    stance: str
    contact: ContactFacts


@dataclass(frozen=True, slots=True)
class StakeholderRow:
    """One stakeholder in a list. `team` is None for who may not read what the team notes."""

    id: UUID
    name: str
    about: str
    helix: str
    left_on: dt.date | None
    owner: str
    team: TeamFacts | None


@dataclass(frozen=True, slots=True)
class StakeholderCard:
    """One stakeholder with all that the viewer may know of it.

    `is_noted` says whether the viewer reads what the team notes; if not, the rest is empty.
    """

    stakeholder: Stakeholder
    organisation: Organisation | None
    owner: str
    relations: tuple[RelationLine, ...]
    is_noted: bool
    standing: Standing | None = None
    positions: tuple[PositionCard, ...] = ()
    facts: ContactFacts | None = None
    talks: tuple[Contact, ...] = ()
    more_talks: bool = False


@dataclass(frozen=True, slots=True)
class StakeholderFacts:
    """What the advice on next steps needs. `to_speak` is None for who is not in the team."""

    per_helix: Mapping[str, int]
    to_speak: int | None


def stakeholder_choices(viewer: Reader) -> StakeholderQuerySet:
    """Return the stakeholders of now that a form may offer to the viewer, by name."""
    rows: StakeholderQuerySet = Stakeholder.objects.visible_to(viewer)
    return rows.standing().order_by("name", "pk")


def find_stakeholders(
    viewer: Reader, search: StakeholderSearch, today: dt.date
) -> StakeholderQuerySet:
    """Return the stakeholders that fit and that the viewer may see, by name."""
    found: StakeholderQuerySet = Stakeholder.objects.visible_to(viewer).for_list()
    fits = has_words(search.words, "name", "function")
    if search.presence != EVERYBODY:
        fits &= Q(left_on__isnull=search.presence == NOW)
    if search.helix:
        fits &= Q(helix=search.helix)
    return found.filter(fits & _of_the_team(viewer, search, today))


def _of_the_team(viewer: Reader, search: StakeholderSearch, today: dt.date) -> Q:
    """Return what the team alone can look for; nothing of it touches what she may not note."""
    fits = Q()
    if not is_team(viewer):
        return fits
    if search.owner:
        fits &= Q(owner=search.owner)
    if search.segment:
        stands = latest_positions(viewer, today).items()
        fits &= Q(pk__in=[pk for pk, position in stands if position.segment == search.segment])
    if search.spoken == DUE:
        fits &= Q(pk__in=[each.id for each in to_speak(viewer, today)])
    elif search.spoken:
        spoken = Contact.objects.visible_to(viewer).order_by().values("stakeholder")
        noted = Stakeholder.objects.noted_by(viewer).values("pk")
        fits &= Q(pk__in=spoken) if search.spoken == SPOKEN else Q(pk__in=noted) & ~Q(pk__in=spoken)
    return fits


def is_team(viewer: Reader) -> bool:
    """Whether the viewer is in the team of the park."""
    return Audience.TEAM in viewer.audiences


def stakeholder_rows(
    viewer: Reader, stakeholders: Sequence[Stakeholder], today: dt.date
) -> tuple[StakeholderRow, ...]:
    """Return the rows of a page of stakeholders. Three queries, however many there are."""
    team = _team_facts(viewer, stakeholders, today) if is_team(viewer) else {}
    return tuple(
        StakeholderRow(
            id=each.pk,
            name=each.name,
            about=each.function,
            helix=each.get_helix_display(),
            left_on=each.left_on,
            owner=each.owner_label if is_team(viewer) else "",
            team=team.get(each.pk),
        )
        for each in stakeholders
    )


def _team_facts(
    viewer: Reader, stakeholders: Sequence[Stakeholder], today: dt.date
) -> dict[UUID, TeamFacts]:
    ids = [each.pk for each in stakeholders]
    noted = set(
        Stakeholder.objects.noted_by(viewer).filter(pk__in=ids).values_list("pk", flat=True)
    )
    positions = latest_positions(viewer, today, ids)
    facts = facts_of(viewer, (each for each in stakeholders if each.pk in noted), positions, today)
    return {pk: TeamFacts(*_words(positions.get(pk)), contact) for pk, contact in facts.items()}


def _words(position: Position | None) -> tuple[str, str]:
    if position is None:
        return "", ""
    return position.get_segment_display(), position.get_stance_display()


def stakeholder_card(viewer: Reader, stakeholder: Stakeholder, today: dt.date) -> StakeholderCard:
    """Return all that the viewer may know of a stakeholder that she may see. Few queries."""
    shared: dict[str, Any] = {
        "stakeholder": stakeholder,
        "organisation": _organisation(viewer, stakeholder),
        "owner": stakeholder.owner_label if is_team(viewer) else "",
        "relations": relation_lines(viewer, stakeholder),
    }
    if not may_note(viewer, stakeholder):
        return StakeholderCard(**shared, is_noted=False)
    positions = position_cards(viewer, stakeholder)
    stands = latest_positions(viewer, today, [stakeholder.pk])
    talks = _talks(viewer, stakeholder)
    return StakeholderCard(
        **shared,
        is_noted=True,
        standing=standing(positions, today),
        positions=positions,
        facts=facts_of(viewer, [stakeholder], stands, today)[stakeholder.pk],
        talks=tuple(talks[:LATEST_TALKS]),
        more_talks=len(talks) > LATEST_TALKS,
    )


def may_note(viewer: Reader, stakeholder: Stakeholder) -> bool:
    """Whether the viewer reads and writes what the team notes of a stakeholder."""
    noted: bool = Stakeholder.objects.noted_by(viewer).filter(pk=stakeholder.pk).exists()
    return noted


def _organisation(viewer: Reader, stakeholder: Stakeholder) -> Organisation | None:
    found: Organisation | None = (
        Organisation.objects.visible_to(viewer).filter(pk=stakeholder.organisation_id).first()
        if stakeholder.organisation_id
        else None
    )
    return found


def _talks(viewer: Reader, stakeholder: Stakeholder) -> list[Contact]:
    rows: ContactQuerySet = Contact.objects.visible_to(viewer).newest_first()
    return list(rows.filter(stakeholder=stakeholder)[: LATEST_TALKS + 1])


def stakeholder_facts(viewer: Reader, today: dt.date) -> StakeholderFacts:
    """Return how many stakeholders there are of each sort, and how many wait for a talk."""
    rows = stakeholder_choices(viewer).order_by().values_list("helix", flat=True)
    counts = Counter(rows)
    return StakeholderFacts(
        per_helix={helix: counts[helix] for helix in Helix.values},
        to_speak=len(to_speak(viewer, today)) if is_team(viewer) else None,
    )
