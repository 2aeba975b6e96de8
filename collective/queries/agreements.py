"""Read models of agreements: the list, one of them, what still lacks before it can be signed."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from collective.choices import AgreementState, Side
from collective.models import Agreement, AgreementDocument, AgreementParty, Commitment
from collective.models.agreements import AgreementQuerySet, CommitmentQuerySet
from collective.queries.commitments import CommitmentRow, commitment_rows, lateness
from collective.roadmap import Linked, roadmap
from knowledge.agreement_schemas import AgreementTemplate
from knowledge.choices import Theme
from knowledge.loader import agreement_templates
from parks.access import Viewer
from parks.choices import Helix

SIDE_OF_HELIX: Final = {Helix.COMPANY.value: Side.BUSINESS, Helix.GOVERNMENT.value: Side.PUBLIC}
GIVERS: Final = {Side.BUSINESS: "de ondernemers", Side.PUBLIC: "de overheid"}
FEWEST_PARTIES: Final = 2
SHOWN_COMMITMENTS: Final = 50


@dataclass(frozen=True, slots=True)
class AgreementSearch:
    """What somebody looks for; without values: every agreement."""

    kind: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLine:
    """One agreement in a list. `term` is "over" or "soon" when its end asks for attention."""

    id: UUID
    title: str
    summary: str
    kind_label: str
    state: str
    state_label: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    term: str
    themes: tuple[str, ...]
    parties: tuple[str, ...]
    goals: tuple[Linked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLine:
    """One party of an agreement; `stakeholder_id` is None for who is not the team."""

    id: UUID
    name: str
    helix_label: str
    stands_for: str
    signed_on: dt.date | None
    signed_by: str
    stakeholder_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementCard:
    """One agreement with all that the viewer may know of it.

    `silent` names the sides of which she sees no commitment. `missing` says what lacks before it
    can be signed, to who may sign it.
    """

    agreement: Agreement
    term: str
    themes: tuple[str, ...]
    parties: tuple[PartyLine, ...]
    documents: tuple[AgreementDocument, ...]
    commitments: tuple[CommitmentRow, ...]
    commitments_in_all: int
    goals: tuple[Linked, ...]
    silent: tuple[str, ...]
    missing: tuple[str, ...]
    template: AgreementTemplate


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What the next steps of a park rest on."""

    signed: int
    ending: int
    late_commitments: int


def find_agreements(viewer: Viewer, search: AgreementSearch) -> AgreementQuerySet:
    """Return the agreements that fit and that the viewer may see, newest first."""
    wanted = {"kind": search.kind, "state": search.state}
    rows: AgreementQuerySet = Agreement.objects.visible_to(viewer).for_list()
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def agreement_lines(
    agreements: Sequence[Agreement],
    today: dt.date,
    goals: Mapping[UUID, Sequence[Linked]] | None = None,
) -> tuple[AgreementLine, ...]:
    """Return the lines of agreements that the reader may see. One query, however many."""
    names = _party_names(agreements)
    return tuple(
        AgreementLine(
            id=each.pk,
            title=each.title,
            summary=each.summary,
            kind_label=each.get_kind_display(),
            state=each.state,
            state_label=each.get_state_display(),
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            term=term_of(each, today),
            themes=theme_labels(each),
            parties=tuple(names.get(each.pk, ())),
            goals=tuple((goals or {}).get(each.pk, ())),
        )
        for each in agreements
    )


def _party_names(agreements: Sequence[Agreement]) -> dict[UUID, list[str]]:
    names: dict[UUID, list[str]] = {}
    if agreements:
        parties = AgreementParty.objects.in_park(agreements[0].park_id)
        found = parties.filter(agreement__in=[each.pk for each in agreements])
        for agreement, name in found.order_by("name").values_list("agreement_id", "name"):
            names.setdefault(agreement, []).append(name)
    return names


def agreement_cards(
    *, park_id: int, audiences: Sequence[str], today: dt.date
) -> tuple[AgreementLine, ...]:
    """Return the agreements that stand or stood and are meant for these audiences, for a report.

    What is in preparation or was dropped is no news for readers outside.
    """
    rows = Agreement.objects.in_park(park_id).for_audiences(audiences).for_list()
    told = rows.filter(state__in=(AgreementState.SIGNED, AgreementState.ENDED))
    return agreement_lines(list(told), today)


def agreement_facts(*, park_id: int, audiences: Sequence[str], today: dt.date) -> AgreementFacts:
    """Return how many agreements stand how, and how many commitments are late."""
    rows = Agreement.objects.in_park(park_id).for_audiences(audiences)
    stands = list(rows.only("state", "ends_on", "park_id"))
    commitments = Commitment.objects.in_park(park_id).for_audiences(audiences)
    return AgreementFacts(
        signed=sum(each.state == AgreementState.SIGNED for each in stands),
        ending=sum(bool(term_of(each, today)) for each in stands),
        late_commitments=commitments.filter(lateness(today)).count(),
    )


def agreement_card(viewer: Viewer, agreement: Agreement, today: dt.date) -> AgreementCard:
    """Return all that the viewer may know of an agreement that she may see. Few queries."""
    commitments = Commitment.objects.visible_to(viewer).filter(agreement=agreement)
    parties = list(AgreementParty.objects.visible_to(viewer).filter(agreement=agreement))
    documents = AgreementDocument.objects.visible_to(viewer).filter(agreement=agreement)
    shown = list(commitments.for_list()[:SHOWN_COMMITMENTS])
    helixes = helixes_that_give(commitments)
    return AgreementCard(
        agreement=agreement,
        term=term_of(agreement, today),
        themes=theme_labels(agreement),
        parties=tuple(_party_line(viewer, each) for each in sorted(parties, key=_by_name)),
        documents=tuple(documents.defer("content").order_by("added_at", "pk")),
        commitments=commitment_rows(viewer, shown, today),
        commitments_in_all=commitments.count(),
        goals=tuple(roadmap().goals_of([agreement], viewer).get(agreement.pk, ())),
        silent=tuple(GIVERS[side] for side in silent_sides(helixes)),
        missing=missing_for_signing(agreement, parties, helixes) if viewer.may_edit else (),
        template=agreement_templates()[agreement.kind],
    )


def _by_name(party: AgreementParty) -> str:
    return party.name.casefold()


def _party_line(viewer: Viewer, party: AgreementParty) -> PartyLine:
    return PartyLine(
        id=party.pk,
        name=party.name,
        helix_label=party.get_helix_display(),
        stands_for=party.stands_for,
        signed_on=party.signed_on,
        signed_by=party.signed_by,
        stakeholder_id=party.stakeholder_id if viewer.may_edit else None,
    )


def term_of(agreement: Agreement, today: dt.date) -> str:
    """Return whether the term of a signed agreement is "over", "soon" or neither ("")."""
    if agreement.term_is_over(today):
        return "over"
    return "soon" if agreement.term_ends_soon(today) else ""


def theme_labels(agreement: Agreement) -> tuple[str, ...]:
    """Return the themes of an agreement in words, in fixed order."""
    return tuple(str(theme.label) for theme in Theme if theme in agreement.themes)


def helixes_that_give(commitments: CommitmentQuerySet) -> frozenset[str]:
    """Return which sorts of parties give something that was not dropped."""
    giving: Any = commitments.standing().order_by()
    return frozenset(giving.values_list("helix", flat=True).distinct())


def silent_sides(helixes: Iterable[str]) -> tuple[Side, ...]:
    """Return which side gives nothing: commitment goes two ways (BRIEF, lines 21-23)."""
    giving = {SIDE_OF_HELIX.get(helix) for helix in helixes}
    return tuple(side for side in Side if side not in giving)


def missing_for_signing(
    agreement: Agreement, parties: Sequence[AgreementParty], helixes: Iterable[str]
) -> tuple[str, ...]:
    """Return in sentences what lacks before an agreement counts as signed."""
    return (*_missing_parties(parties), *_missing_sides(agreement, helixes))


def _missing_parties(parties: Sequence[AgreementParty]) -> list[str]:
    missing = []
    if len(parties) < FEWEST_PARTIES:
        have = "nog geen" if not parties else "er nu één"
        missing.append(f"Een afspraak heeft minstens twee partijen. U hebt {have}.")
    waiting = sorted((each.name for each in parties if each.signed_on is None), key=str.casefold)
    if waiting:
        missing.append(f"Nog niet ondertekend: {', '.join(waiting)}.")
    return missing


def _missing_sides(agreement: Agreement, helixes: Iterable[str]) -> list[str]:
    silent = silent_sides(helixes)
    if not silent or agreement.remark:
        return []
    who = " en ".join(GIVERS[side] for side in silent)
    verb = "geven" if len(silent) > 1 or silent[0] == Side.BUSINESS else "geeft"
    return [
        f"{who[:1].upper()}{who[1:]} {verb} nog niets. Leg een toezegging vast, of schrijf bij de"
        " afspraak waarom dat zo is."
    ]
