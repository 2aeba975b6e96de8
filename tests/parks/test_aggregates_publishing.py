"""From answers to a published total, and what readers find of it."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.park_context import park_context
from parks.choices import Coverage, DataState, FigureKind
from parks.models import AggregateRelease, AggregateSource, CompanyFigure, Establishment, Park
from parks.queries.aggregates import PublishedTotal, published_totals
from parks.services.aggregates import ROUND_EVERY, renew_waiting_totals
from parks.services.figures import FigureData, save_figures
from tests.cast import Cast
from tests.factories.parks import EstablishmentFactory

YEAR = 2025
NOW = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)
LATER = NOW + ROUND_EVERY + dt.timedelta(seconds=1)
KIND = FigureKind.ELECTRICITY


@pytest.fixture(autouse=True)
def _in_autumn() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def companies(in_noord: Park) -> list[Establishment]:
    """Twelve companies that every member can see; half of them in industry."""
    return [
        EstablishmentFactory(
            park=in_noord, audience="members", sbi_code="2511" if place % 2 else "4941"
        )
        for place in range(12)
    ]


def answer(
    company: Establishment, value: int | None, state: str = DataState.MEASURED, at: object = NOW
) -> None:
    save_figures(
        establishment=company,
        year=YEAR,
        typed={KIND: FigureData(state, None if value is None else Decimal(value))},
        by_manager=False,
        now=at,  # type: ignore[arg-type]  # a moment
    )


def published(park: Park) -> PublishedTotal | None:
    return published_totals(park_id=park.pk, year=YEAR).get(KIND)


def test_the_fifth_answer_publishes_the_total(
    in_noord: Park, companies: list[Establishment]
) -> None:
    for place, company in enumerate(companies[:4]):
        answer(company, 1_111 + place)
        assert published(in_noord) is None
    answer(companies[4], 1_115)
    total = published(in_noord)
    assert total is not None
    assert (total.text, total.companies) == ("5.570 kWh", 5)
    assert total.coverage == Coverage.QUARTER


def test_what_is_not_a_number_is_named_and_adds_nothing(
    in_noord: Park, companies: list[Establishment]
) -> None:
    for company in companies[:6]:
        answer(company, None, DataState.REFUSED)
    for company in companies[6:11]:
        answer(company, 1_000, DataState.ESTIMATED)
    total = published(in_noord)
    assert total is not None
    assert (total.value, total.companies, total.estimated, total.refused) == (
        Decimal(5_000),
        5,
        5,
        5,
    )
    words = " ".join(total.basis)
    assert "Daarvan hebben er ten minste 5 geschat." in words
    assert "Niet gedeeld door ten minste 5 bedrijven; zij tellen niet mee." in words
    assert "Ontbreekt" not in words


def test_a_change_and_a_withdrawal_show_only_in_a_later_round_with_five_new_answers(
    in_noord: Park, companies: list[Establishment]
) -> None:
    for company in companies[:5]:
        answer(company, 1_000)
    first = published(in_noord)
    assert first is not None
    answer(companies[0], None, DataState.REFUSED, LATER)
    answer(companies[1], 1_100, at=LATER)
    assert published(in_noord) == first
    for place, company in enumerate(companies[6:10]):
        assert published(in_noord) == first
        answer(company, 1_200 + place, at=LATER)
    second = published(in_noord)
    assert second is not None
    assert second.value == 8_910
    assert AggregateRelease.objects.count() == 2


def test_rounds_are_thirty_days_apart_and_the_clock_makes_what_waits(
    in_noord: Park, companies: list[Establishment]
) -> None:
    for company in companies:
        answer(company, 1_000)
    first = published(in_noord)
    assert first is not None
    assert first.companies == 5
    assert renew_waiting_totals(now=NOW + dt.timedelta(days=29)) == 0
    assert renew_waiting_totals(now=LATER) == 1
    total = published(in_noord)
    assert total is not None
    assert (total.value, total.companies, total.coverage) == (Decimal(12_000), 10, Coverage.ALL)
    assert renew_waiting_totals(now=LATER + dt.timedelta(days=90)) == 0


def test_sectors_are_shown_beside_each_other(
    in_noord: Park, companies: list[Establishment]
) -> None:
    CompanyFigure.objects.bulk_create(
        CompanyFigure(park=in_noord, establishment=company, kind=KIND, year=YEAR, value=1_000 + n)
        for n, company in enumerate(companies)
    )
    assert renew_waiting_totals(now=LATER) == 1
    total = published(in_noord)
    assert total is not None
    assert [(part.title, part.text) for part in total.parts] == [
        ("Industrie", "6.040 kWh"),
        ("Vervoer en opslag", "6.030 kWh"),
    ]


def test_a_company_that_went_up_in_another_is_no_new_answer(
    in_noord: Park, companies: list[Establishment]
) -> None:
    for company in companies[:8]:
        answer(company, 1_000)
    for old, new in zip(
        companies[:5], [EstablishmentFactory(park=in_noord) for _ in range(5)], strict=True
    ):
        CompanyFigure.objects.filter(establishment=old).update(establishment=new)
        Establishment.objects.filter(pk=old.pk).update(merged_into=new)
    answer(companies[8], 1_000, at=LATER)
    assert AggregateRelease.objects.count() == 1


def test_everybody_reads_the_same_total_and_nobody_the_answers_behind_it(
    cast: Cast, companies: list[Establishment], login: Callable[[User], Client]
) -> None:
    for place, company in enumerate(companies[:6]):
        answer(company, 31_337 + place)
    tables = set()
    for who in ("anna", "tess", "bram", "carla", "dina"):
        page = login(getattr(cast, who)).get(
            reverse("figures:home", args=["noord"]), {"jaar": YEAR}
        )
        text = page.content.decode()
        assert "157.000 kWh" in text
        assert "31.3" not in text
        tables.add(text.partition("<table")[2].partition("</table>")[0])
    assert len(tables) == 1


def test_too_few_and_too_dominant_are_told_in_the_same_words(
    cast: Cast, companies: list[Establishment], login: Callable[[User], Client]
) -> None:
    home = reverse("figures:home", args=["noord"])
    client = login(cast.bram)
    nothing = client.get(home, {"jaar": YEAR}).context["totals"]
    for company in companies[:6]:
        answer(company, 10)
    with park_context(cast.noord.pk):
        AggregateSource.objects.all()._raw_delete("default")
        AggregateRelease.objects.all()._raw_delete("default")
        CompanyFigure.objects.filter(establishment=companies[0]).update(value=1_000_000)
    assert renew_waiting_totals(now=LATER) == 0
    assert client.get(home, {"jaar": YEAR}).context["totals"] == nothing == {}


def test_a_published_total_can_not_be_changed_or_removed_by_the_application() -> None:
    """The walls take these rights from its role; `tests/isolation` reads the catalogue."""
    assert AggregateRelease.append_only
    assert AggregateSource.append_only


def test_the_page_asks_as_much_for_one_total_as_for_five(
    cast: Cast,
    companies: list[Establishment],
    login: Callable[[User], Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client, home = login(cast.bram), reverse("figures:home", args=["noord"])
    for kind in FigureKind.values:
        for place, company in enumerate(companies[:6]):
            save_figures(
                establishment=company,
                year=YEAR,
                typed={kind: FigureData(DataState.MEASURED, Decimal(100 + place))},
                by_manager=False,
                now=NOW,
            )
    with django_assert_max_num_queries(10):
        page = client.get(home, {"jaar": YEAR})
    assert len(page.context["totals"]) == 5
