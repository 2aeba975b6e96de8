"""Stating the organisation degree of both sides."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from collective.models import OrganisationDegree, Side
from collective.queries import current_degrees, degree_history
from core.park_context import park_context
from knowledge.choices import Degree
from parks.choices import Audience
from parks.models import Park
from tests.conftest import Cast

PAGE = "/p/noord/samenwerking/"
FORM = "/p/noord/samenwerking/graad/nieuw/"


def answers(**changed: str) -> dict[str, str]:
    return {
        "side": Side.BUSINESS,
        "degree": Degree.FUNCTIONAL,
        "reason": "Er is een vereniging met een bestuur.",
        "stated_on": "2026-03-01",
        "audience": Audience.MEMBERS,
    } | changed


def state(park: Park, by: User, **fields: object) -> OrganisationDegree:
    return OrganisationDegree.objects.create(
        park=park,
        stated_by=by,
        **{
            "side": Side.BUSINESS,
            "degree": Degree.MINIMAL,
            "reason": "Er is niets.",
            "stated_on": dt.date(2025, 1, 1),
            "audience": Audience.MEMBERS,
        }
        | fields,
    )


def test_a_park_without_statements_is_told_what_they_are_for(
    cast: Cast, login: Callable[[User], Client]
) -> None:
    page = login(cast.anna).get(PAGE).content.decode()
    assert page.count("nog niet vastgesteld") == 2
    assert reverse("collective:degree_state", args=["noord"]) in page


def test_a_statement_shows_with_its_reason(cast: Cast, login: Callable[[User], Client]) -> None:
    client = login(cast.tess)
    assert client.post(FORM, answers()).status_code == 302
    page = client.get(PAGE).content.decode()
    assert "Ondernemers: functioneel" in page
    assert "Er is een vereniging met een bestuur." in page


def test_a_later_statement_leaves_the_earlier_one_standing(in_noord: Park, anna: User) -> None:
    state(in_noord, anna)
    state(in_noord, anna, degree=Degree.FUNCTIONAL, stated_on=dt.date(2026, 1, 1))
    history = degree_history(park_id=in_noord.pk, audiences=Audience.values)
    assert [card.degree for card in history] == [Degree.FUNCTIONAL, Degree.MINIMAL]
    current = current_degrees(park_id=in_noord.pk, audiences=Audience.values)
    assert {side: card.degree for side, card in current.items()} == {
        Side.BUSINESS: Degree.FUNCTIONAL
    }


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("reason", "", "antwoord"),
        ("reason", "x" * 1001, "1000"),
        ("reason", "a\x00b", "teken"),
        ("stated_on", "31-02-2026", "datum"),
        ("stated_on", "2999-01-01", "toekomst"),
        ("degree", "excellent", "geldige"),
        ("side", "both", "geldige"),
        ("audience", "world", "geldige"),
    ],
)
def test_bad_input_gets_a_message_at_the_field_and_keeps_what_was_typed(
    field: str, value: str, message: str, cast: Cast, login: Callable[[User], Client]
) -> None:
    typed = answers(**{"reason": "Dit heb ik getypt.", field: value})
    answer = login(cast.anna).post(FORM, typed)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert message.lower() in str(form.errors[field]).lower()
    if field != "reason":
        assert "Dit heb ik getypt." in answer.content.decode()
    with park_context(cast.noord.pk):
        assert OrganisationDegree.objects.count() == 0


def test_markup_in_a_reason_is_shown_as_typed(cast: Cast, login: Callable[[User], Client]) -> None:
    client = login(cast.anna)
    client.post(FORM, answers(reason="<script>alert(1)</script> {{ settings }}"))
    page = client.get(PAGE).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ settings }}" in page


def test_a_member_reads_but_does_not_state(cast: Cast, login: Callable[[User], Client]) -> None:
    with park_context(cast.noord.pk):
        state(cast.noord, cast.anna, reason="Voor leden")
        state(cast.noord, cast.anna, reason="Voor het team", audience=Audience.TEAM)
    client = login(cast.bram)
    page = client.get(PAGE).content.decode()
    assert "Voor leden" in page
    assert "Voor het team" not in page
    assert FORM not in page
    assert client.post(FORM, answers()).status_code == 403


def test_the_form_starts_with_today(cast: Cast, login: Callable[[User], Client]) -> None:
    page = login(cast.anna).get(FORM)
    assert page.context["form"].initial["stated_on"] == timezone.localdate()
