"""What the tests of opportunities, rounds and tests do again and again."""

import datetime as dt
from typing import Any

from django.test import Client
from django.urls import reverse

from core.park_context import park_context
from knowledge.choices import Scale, Theme
from parks.choices import Audience
from parks.models import Park
from parks.queries.history import version_of
from realisation.choices import LinkKind, OpportunityState, RoundStep, Willingness
from realisation.models import (
    DoubleTest,
    Opportunity,
    OpportunityLink,
    OpportunityParty,
    Round,
)

DAY = dt.date(2026, 5, 1)
LONG_AGO = dt.date(2020, 1, 1)
TYPED = {
    "title": "Restwarmte",
    "what": "De bakker levert warmte aan de wasserij.",
    "scale": "environment",
    "theme": "energy",
    "audience": "members",
}
WHY = {"reason": "Beide partijen willen verder."}


def at(name: str, *args: Any) -> str:
    """Return an address of realisation in Noord."""
    return reverse(f"realisation:{name}", args=["noord", *args])


def text(answer: Any) -> str:
    """Return the page of an answer."""
    page: str = answer.content.decode()
    return page


def words(answer: Any) -> str:
    """Return the page of an answer with single spaces, so that words of a sentence meet."""
    return " ".join(text(answer).replace("\u00a0", " ").split())


def again(row: Any) -> Any:
    """Return a row as it is stored now."""
    with park_context(row.park_id):
        return type(row).objects.get(pk=row.pk)


def exists(row: Any) -> bool:
    """Return whether a row is still stored."""
    with park_context(row.park_id):
        return bool(type(row).objects.filter(pk=row.pk).exists())


def made(model: Any, park: Park, **fields: Any) -> Any:
    """Make a row in a park."""
    with park_context(park.pk):
        return model.objects.create(park=park, **fields)


def opportunity(park: Park, **changed: Any) -> Opportunity:
    """Make an idea for an opportunity that members see, concrete but without parties."""
    defaults: dict[str, Any] = {
        "title": "Restwarmte",
        "what": "De bakker levert warmte aan de wasserij.",
        "scale": Scale.ENVIRONMENT,
        "theme": Theme.ENERGY,
        "audience": Audience.MEMBERS,
    }
    row: Opportunity = made(Opportunity, park, **(defaults | changed))
    return row


def party(of: Opportunity, name: str = "Wasserij", **changed: Any) -> OpportunityParty:
    """Make a party that is willing to invest."""
    defaults = {"opportunity": of, "name": name, "willingness": Willingness.WILLING}
    row: OpportunityParty = made(OpportunityParty, of.park, **(defaults | changed))
    return row


def whole(park: Park, **changed: Any) -> Opportunity:
    """Make an opportunity that meets all conditions."""
    row = opportunity(park, **changed)
    party(row, "Wasserij")
    party(row, "Bakkerij", willingness=Willingness.EXPLORING)
    return row


def turn(of: Opportunity, number: int = 1, **changed: Any) -> Round:
    """Make a round that has just begun."""
    defaults = {"opportunity": of, "number": number, "step": RoundStep.SEEK}
    row: Round = made(Round, of.park, **(defaults | changed))
    return row


def link(source: Opportunity, kind: LinkKind, target: Opportunity) -> OpportunityLink:
    """Tie two opportunities."""
    row: OpportunityLink = made(
        OpportunityLink, source.park, source=source, target=target, kind=kind
    )
    return row


def double_test(of: OpportunityParty, **changed: Any) -> DoubleTest:
    """Make a test of a party."""
    row: DoubleTest = made(DoubleTest, of.park, **({"party": of, "tested_on": DAY} | changed))
    return row


def post(client: Client, name: str, row: Any, typed: dict[str, Any] | None = None) -> Any:
    """Send a form about a row, in the version that is stored, and follow where it leads."""
    with park_context(row.park_id):
        filled = {"version": version_of(row)} | (typed or {})
    return client.post(at(name, row.pk), filled, follow=True)


STATES = tuple(state for state in OpportunityState if state != OpportunityState.LAPSED)
