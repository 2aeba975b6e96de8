"""Money for the park: totals per year, what is missing, and the share of the businesses."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from collective.choices import FundingSource
from collective.models import Funding
from collective.queries.funding import find_funding, totals_per_year
from core.park_context import park_context
from parks.access import viewer_at
from parks.choices import Audience
from parks.models import Park
from tests.collective.agreement_steps import (
    again,
    agreement,
    at,
    exists,
    funding,
    post,
    text,
    words,
)

Login = Callable[[User], Client]
TYPED = {
    "source": "business",
    "what": "Ondernemersfonds",
    "year": "2027",
    "planned_eur": "€ 25.000",
    "received_eur": "",
    "audience": "members",
}


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def test_a_post_is_added_and_shown_without_a_zero_that_nobody_typed(
    client: Client, noord: Park
) -> None:
    page = words(client.post(at("funding_add"), TYPED, follow=True))
    assert "€ 25.000" in page
    assert "niet bekend" in page
    assert "1 post zonder ontvangen bedrag." in page
    assert "zonder btw, prijzen van 2027" in page


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("year", "1989"),
        ("year", "2101"),
        ("year", "twee"),
        ("year", ""),
        ("planned_eur", "-1"),
        ("received_eur", "veel"),
        ("planned_eur", "1" * 30),
        ("source", "oom"),
        ("what", ""),
        ("agreement", "00000000-0000-4000-8000-000000000000"),
    ],
)
def test_what_a_post_can_not_be_is_said_at_the_field(
    client: Client, noord: Park, field: str, typed: str
) -> None:
    answer = client.post(at("funding_add"), TYPED | {field: typed})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)


def fill(park: Park) -> None:
    """Make posts of three payers in two years."""
    funding(park, planned_eur=Decimal(30_000), received_eur=Decimal(10_000))
    funding(
        park,
        source=FundingSource.MUNICIPAL,
        planned_eur=Decimal(50_000),
        received_eur=Decimal(30_000),
    )
    funding(park, source=FundingSource.EUROPEAN, planned_eur=Decimal(20_000))
    funding(park, source=FundingSource.NATIONAL, audience=Audience.TEAM)
    funding(park, year=2025, source=FundingSource.PROVINCIAL, received_eur=Decimal(7))


def test_totals_difference_and_share_of_a_year(noord: Park, anna: User) -> None:
    fill(noord)
    with park_context(noord.pk):
        viewer = viewer_at(anna, noord)
        assert viewer
        now, before = totals_per_year(find_funding(viewer))
    assert now.total.planned_eur == 100_000
    assert now.total.received_eur == 40_000
    # Only posts with both amounts: 10.000 - 30.000 and 30.000 - 50.000.
    assert now.total.difference_eur == -40_000
    assert (now.total.without_planned, now.total.without_received) == (1, 2)
    assert (now.business_of_planned, now.business_of_received) == (Decimal("0.3"), Decimal("0.25"))
    assert [each.label for each in now.sources] == ["ondernemers", "gemeente", "Rijk", "Europa"]
    assert (before.total.planned_eur, before.total.difference_eur) == (None, None)
    assert before.business_of_planned is None
    assert before.business_of_received == 0


def test_totals_hold_only_what_the_viewer_sees(noord: Park, login: Login, bram: User) -> None:
    fill(noord)
    page = words(login(bram).get(at("funding")))
    assert "Rijk" not in page
    assert "€ 100.000" in page
    assert "zonder gepland bedrag" in page  # the post of 2025


def test_one_year_can_be_chosen(client: Client, noord: Park) -> None:
    fill(noord)
    every = words(client.get(at("funding")))
    assert "Bedragen van verschillende jaren tellen we niet bij elkaar op" in every
    assert "30 %" in every
    assert "70 %" in every
    page = words(client.get(at("funding"), {"year": "2025"}))
    assert "€ 7" in page
    assert "€ 100.000" not in page
    assert client.get(at("funding"), {"year": "1800"}).status_code == 200


def test_a_post_is_changed_and_removed(client: Client, noord: Park) -> None:
    made = funding(noord)
    post(client, "funding_edit", made, TYPED | {"received_eur": "12,50"})
    assert again(made).received_eur == Decimal("12.50")
    assert "Ontvangen" in text(client.get(at("funding_history", made.pk)))
    assert "Post verwijderen?" in text(client.get(at("funding_delete", made.pk)))
    post(client, "funding_delete", made)
    assert not exists(made)


def test_a_post_outlives_its_agreement(client: Client, noord: Park) -> None:
    made = agreement(noord)
    paid = funding(noord, agreement=made)
    post(client, "agreement_delete", made)
    with park_context(noord.pk):
        assert Funding.objects.get(pk=paid.pk).agreement_id is None


def test_a_post_of_a_hidden_agreement_is_hidden(noord: Park, login: Login, bram: User) -> None:
    hidden = agreement(noord, audience=Audience.TEAM, title="Geheim plan")
    funding(noord, agreement=hidden, what="Stille bijdrage", planned_eur=Decimal(5))
    page = text(login(bram).get(at("funding")))
    assert "Stille bijdrage" not in page
    assert "Zodra het kernteam de dekking met u deelt" in page


def test_an_empty_page_teaches(client: Client, noord: Park) -> None:
    page = text(client.get(at("funding")))
    assert "Bijvoorbeeld:" in page
    assert at("funding_add") in page
