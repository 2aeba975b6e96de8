"""Agreements, commitments, money and ideas in a park of their own, through the services."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from collective.choices import (
    AgreementKind,
    CommitmentKind,
    FundingSource,
    IdeaStage,
)
from collective.models import Agreement
from collective.services.agreements import (
    add_agreement,
    add_document,
    add_party,
    sign_agreement,
)
from collective.services.commitments import add_commitment
from collective.services.documents import PDF, check_document
from collective.services.funding import add_funding
from collective.services.ideas import add_carrier, add_idea, lapse_idea, move_idea
from parks.access import Viewer, viewer_at
from parks.choices import Audience, Helix
from parks.models import Park

TODAY = dt.date(2026, 11, 1)
MEMBERS = {"audience": Audience.MEMBERS}
BUSINESS = {"name": "Ondernemersvereniging", "helix": Helix.COMPANY}
PUBLIC = {"name": "Proefgemeente", "helix": Helix.GOVERNMENT}


@transaction.atomic
def fill_agreements(park: Park, by: User) -> None:
    """Make two agreements, one signed, with all that belongs to them. Needs the park's context."""
    viewer = viewer_at(by, park)
    if viewer is None:
        raise ValueError(f"{by} has no role at {park}")
    signed = _agreement(viewer, AgreementKind.GREEN_DEAL, "Green Deal proef", signed_on=TODAY)
    _agreement(viewer, AgreementKind.INTENT, "Intentie proef", signed_on=None)
    _commit(viewer, signed)
    sign_agreement(agreement=signed)
    content = check_document(
        content=b"%PDF-1.7\n%%EOF\n", filename="green-deal.pdf", allowed=(PDF,)
    )
    add_document(agreement=signed, document=content, by=by)
    _fund(park)
    _ideas(park)


def _agreement(
    viewer: Viewer, kind: AgreementKind, title: str, *, signed_on: dt.date | None
) -> Agreement:
    typed = {"kind": kind, "title": title, "ends_on": dt.date(2999, 1, 1), **MEMBERS}
    made = add_agreement(park=viewer.park, typed=typed, goals=(), viewer=viewer)
    for party in (BUSINESS, PUBLIC):
        add_party(agreement=made, typed={**party, "signed_on": signed_on})
    return made


def _commit(viewer: Viewer, agreement: Agreement) -> None:
    gifts: tuple[dict[str, Any], ...] = (
        {**BUSINESS, "kind": CommitmentKind.MONEY, "quantity": Decimal(9_000)},
        {**BUSINESS, "kind": CommitmentKind.DATA},
        {**PUBLIC, "kind": CommitmentKind.HOURS, "quantity": Decimal(120)},
    )
    for number, gift in enumerate(gifts, 1):
        typed = {**gift, "what": f"Bijdrage {number}", "agreement": agreement, **MEMBERS}
        typed["due_on"] = dt.date(2020 if number == 3 else 2999, 1, 1)
        add_commitment(park=viewer.park, typed=typed, goals=(), viewer=viewer)


def _fund(park: Park) -> None:
    posts: tuple[tuple[FundingSource, int | None, int | None], ...] = (
        (FundingSource.BUSINESS, 20_000, 5_000),
        (FundingSource.MUNICIPAL, 40_000, None),
    )
    for source, planned, received in posts:
        typed = {"source": source, "what": "Bijdrage", "year": 2026, **MEMBERS}
        amounts = {"planned_eur": planned, "received_eur": received}
        add_funding(park=park, typed={**typed, **amounts})


def _ideas(park: Park) -> None:
    carried = add_idea(park=park, typed={"title": "Regenwater delen", **MEMBERS})
    add_carrier(idea=carried, typed=BUSINESS)
    for _ in range(list(IdeaStage).index(IdeaStage.CARRIED)):
        move_idea(idea=carried, forward=True, reason="Er is belangstelling.")
    lapsed = add_idea(park=park, typed={"title": "Windmolen op de kade", **MEMBERS})
    lapse_idea(idea=lapsed, on=TODAY, reason="Te dicht bij huizen.")
