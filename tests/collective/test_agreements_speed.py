"""Ten times as many agreements, commitments, posts or ideas cost no query more."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from collective.choices import CommitmentKind, IdeaStage
from parks.choices import Helix
from parks.models import Park
from strategy.models import GoalCommitment
from tests.collective.agreement_steps import (
    agreement,
    at,
    carrier,
    commitment,
    funding,
    goal,
    idea,
    party,
)

Login = Callable[[User], Client]
PAGES = ("agreements", "commitments", "commitment_parties", "funding", "ideas")


def fill(park: Park, many: int, first: Any) -> None:
    """Add rows of every kind, all of them connected."""
    from core.park_context import park_context

    served = goal(park)
    for number in range(many):
        made = agreement(park, title=f"Afspraak {number}")
        party(made)
        party(first, name=f"Partij {many} {number}")
        for each in (made, first):
            given = commitment(park, agreement=each, name=f"Partij {many} {number}")
            with park_context(park.pk):
                GoalCommitment.objects.create(park=park, goal=served, commitment=given)
        commitment(park, kind=CommitmentKind.DATA, quantity=None, helix=Helix.GOVERNMENT)
        funding(park, year=2000 + number, planned_eur=Decimal(number), agreement=made)
        for stage in IdeaStage:
            carrier(idea(park, stage=stage))


@pytest.mark.parametrize("who", ["anna", "bram"])
def test_ten_times_as_many_rows_cost_no_extra_query(
    noord: Park, login: Login, request: pytest.FixtureRequest, who: str
) -> None:
    client = login(request.getfixturevalue(who))
    first = agreement(noord)
    pages = [at(name) for name in PAGES]
    pages += [at("agreement_detail", first.pk), f"{at('ideas')}?stage=idea"]

    def bills() -> dict[str, int]:
        return {page: bill(client, page) for page in pages}

    fill(noord, 2, first)
    before = bills()
    fill(noord, 20, first)
    assert bills() == before


def bill(client: Client, page: str) -> int:
    """Return how many queries a page takes."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(caught)
