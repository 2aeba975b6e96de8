"""What the tests of agreements, commitments, money and ideas do again and again."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from collective.choices import (
    AgreementKind,
    AgreementState,
    CommitmentKind,
    FundingSource,
)
from collective.models import (
    Agreement,
    AgreementParty,
    Commitment,
    Funding,
    Idea,
    IdeaCarrier,
)
from core.park_context import park_context
from knowledge.choices import Capital, Horizon
from parks.choices import Audience, Helix
from parks.models import Park
from parks.queries.history import version_of
from strategy.models import Goal

SIGNED = dt.date(2026, 5, 1)
FAR = dt.date(2999, 1, 1)
LONG_AGO = dt.date(2020, 1, 1)


def at(name: str, *args: Any) -> str:
    """Return an address of working together in Noord."""
    return reverse(f"collective:{name}", args=["noord", *args])


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


def version(row: Any) -> int:
    """Return what a form on this row must carry now."""
    with park_context(row.park_id):
        return version_of(row)


def exists(row: Any) -> bool:
    """Return whether a row is still stored."""
    with park_context(row.park_id):
        return bool(type(row).objects.filter(pk=row.pk).exists())


def _made(model: Any, park: Park, defaults: dict[str, Any], changed: dict[str, Any]) -> Any:
    with park_context(park.pk):
        return model.objects.create(park=park, **(defaults | changed))


def agreement(park: Park, **changed: Any) -> Agreement:
    """Make an agreement in preparation that members see."""
    defaults = {
        "kind": AgreementKind.GREEN_DEAL,
        "title": "Green Deal zon",
        "state": AgreementState.DRAFT,
        "audience": Audience.MEMBERS,
    }
    made: Agreement = _made(Agreement, park, defaults, changed)
    return made


def party(of: Agreement, **changed: Any) -> AgreementParty:
    """Make a party that has signed."""
    defaults = {"agreement": of, "name": "Vereniging", "helix": Helix.COMPANY, "signed_on": SIGNED}
    made: AgreementParty = _made(AgreementParty, of.park, defaults, changed)
    return made


def commitment(park: Park, **changed: Any) -> Commitment:
    """Make an open commitment of 40 hours that members see."""
    defaults: dict[str, Any] = {
        "name": "Vereniging",
        "helix": Helix.COMPANY,
        "kind": CommitmentKind.HOURS,
        "quantity": Decimal(40),
        "what": "een projectleider",
        "due_on": FAR,
        "audience": Audience.MEMBERS,
    }
    made: Commitment = _made(Commitment, park, defaults, changed)
    return made


def funding(park: Park, **changed: Any) -> Funding:
    """Make a post of the businesses that members see."""
    defaults: dict[str, Any] = {
        "source": FundingSource.BUSINESS,
        "what": "Bijdrage",
        "year": 2026,
        "audience": Audience.MEMBERS,
    }
    made: Funding = _made(Funding, park, defaults, changed)
    return made


def idea(park: Park, **changed: Any) -> Idea:
    """Make an idea that members see."""
    made: Idea = _made(Idea, park, {"title": "Waterdak", "audience": Audience.MEMBERS}, changed)
    return made


def carrier(of: Idea, name: str = "Vereniging") -> IdeaCarrier:
    """Let a party carry an idea."""
    made: IdeaCarrier = _made(
        IdeaCarrier, of.park, {"idea": of, "name": name, "helix": Helix.COMPANY}, {}
    )
    return made


def goal(park: Park, **changed: Any) -> Goal:
    """Make a goal that members see."""
    defaults = {
        "capital": Capital.NATURAL,
        "horizon": Horizon.SHORT,
        "statement": "Minder water in het riool",
        "audience": Audience.MEMBERS,
    }
    made: Goal = _made(Goal, park, defaults, changed)
    return made


def post(client: Client, name: str, row: Any, typed: dict[str, Any] | None = None) -> Any:
    """Send a form about a row, in the version that is stored, and follow where it leads."""
    filled = {"version": version(row)} | (typed or {})
    return client.post(at(name, row.pk), filled, follow=True)
