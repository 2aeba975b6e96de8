"""Fills the full park of the running site with an opportunity in the midst of its rounds."""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.models import User
from core.park_context import park_context
from parks.choices import Helix
from parks.models import Park
from realisation.choices import (
    LinkKind,
    OpportunityState,
    PartyRole,
    RoundStep,
    Support,
    Willingness,
)
from realisation.models import (
    DoubleTest,
    Opportunity,
    OpportunityLink,
    Round,
    SelfAnalysis,
)
from realisation.services.opportunities import (
    CameFrom,
    NewParty,
    create_opportunity,
    lapse_opportunity,
    move_opportunity,
)
from tests.site.cast import FULL_PARK, PEOPLE

TITLE = "Proefkans restwarmte"
LATE = dt.date(2026, 1, 5)


def fill_opportunities() -> None:
    """Make it, unless it is there."""
    park = Park.objects.defer("outline").get(slug=FULL_PARK)
    by = User.objects.get(email=PEOPLE["marit"].email)
    with transaction.atomic(), park_context(park.pk, user_id=by.pk):
        if Opportunity.objects.filter(title=TITLE).exists():
            return
        running = _opportunity(park, TITLE, next_action="Tracé tekenen", next_action_on=LATE)
        _weighed(running)
        lapsed = _opportunity(park, "Proefkans die verviel")
        lapse_opportunity(opportunity=lapsed, reason="Het net is vol.", learned="Vraag eerder.")
        OpportunityLink.objects.create(
            park=park, source=running, target=lapsed, kind=LinkKind.NEEDS, note="Zelfde leiding."
        )
        moved = move_opportunity(opportunity=running, forward=True, reason="Beide willen verder.")
        assert moved.state == OpportunityState.OPPORTUNITY  # the places rest on it
        _blind(park)


def _opportunity(park: Park, title: str, **fields: Any) -> Opportunity:
    typed = {
        "title": title,
        "what": "De proefbakkerij levert warmte aan de proefwasserij.",
        "scale": "environment",
        "theme": "energy",
        "capitals": ["natural", "financial"],
        "audience": "members",
    }
    parties = (
        NewParty(name="Proefbakkerij", role=PartyRole.OFFERS, willingness=Willingness.WILLING),
        NewParty(name="Proefgemeente", helix=Helix.GOVERNMENT),
    )
    return create_opportunity(
        park=park,
        typed=typed | fields,
        parties=parties,
        came_from=CameFrom(measure="residual-heat"),
    )


def _weighed(row: Opportunity) -> None:
    """Add a round, an analysis and a test."""
    about = row.parties.get(name="Proefbakkerij")
    round_ = Round.objects.create(
        park_id=row.park_id, opportunity=row, number=1, step=RoundStep.WEIGH, found="60 graden."
    )
    SelfAnalysis.objects.create(park_id=row.park_id, round=round_, party=about, must="Van het gas")
    DoubleTest.objects.create(
        park_id=row.park_id,
        party=about,
        tested_on=LATE,
        support=Support.WILLING,
        money="lacking",
    )


def _blind(park: Park) -> None:
    create_opportunity(
        park=park,
        typed={"title": "Proefkans in stilte", "scale": "niche", "theme": "energy"},
        parties=(NewParty(name="Stille proefpartij", named=False),),
    )
