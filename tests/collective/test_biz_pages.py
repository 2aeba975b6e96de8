"""Rehearsals on screen: for the team, refused where they can't be, logged when they go."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from collective.choices import Payer
from collective.models import BizGroup, BizRehearsal, ContributionClass
from core.park_context import park_context
from parks.choices import AuditAction
from parks.models import AuditEntry
from tests.cast import Cast
from tests.parks.terrain_steps import text, version

Login = Callable[[User], Client]
TYPED = {"name": "Proef", "held_on": "2026-10-01", "payers": ["users"]}
VOTES = {
    "liable": "132",
    "votes_for": "81",
    "votes_against": "4",
    "woz_for_eur": "9.000.000",
    "woz_against_eur": "400000",
}


def at(name: str, *args: Any) -> str:
    return reverse(f"collective:{name}", args=["noord", *args])


@pytest.fixture
def client(cast: Cast, login: Login) -> Client:
    return login(cast.tess)


@pytest.fixture
def rehearsal(cast: Cast) -> BizRehearsal:
    with park_context(cast.noord.pk):
        made = BizRehearsal.objects.create(park=cast.noord, name="Proef", held_on="2026-10-01")
        BizGroup.objects.create(park=cast.noord, rehearsal=made, payer=Payer.USERS)
        return made


@pytest.fixture
def group(rehearsal: BizRehearsal) -> BizGroup:
    with park_context(rehearsal.park_id):
        return BizGroup.objects.select_related("rehearsal").get()


def lines(*rows: tuple[str, str, str, str], fingerprint: str = "") -> dict[str, str]:
    data = {"fingerprint": fingerprint}
    for number, row in enumerate(rows):
        names = ("woz_from_eur", "woz_to_eur", "amount_eur", "objects_count")
        data |= {f"form-{number}-{name}": value for name, value in zip(names, row, strict=True)}
    return data


def fingerprint(client: Client, rehearsal: BizRehearsal) -> str:
    page = text(client.get(at("biz_classes", rehearsal.pk, "gebruikers")))
    return page.split('name="fingerprint" value="')[1].split('"')[0]


def test_a_rehearsal_is_made_filled_in_and_judged(client: Client, cast: Cast) -> None:
    page = text(client.post(at("biz_add"), TYPED | {"starts_on": "2028-01-01"}, follow=True))
    assert "nog niet genoeg steun" in page
    assert "31 dec 2032" in page
    with park_context(cast.noord.pk):
        group = BizGroup.objects.get()
    typed = VOTES | {"version": str(version(group))}
    url = at("biz_votes", group.rehearsal_id, "gebruikers")
    page = text(client.post(url, typed, follow=True))
    assert "zou er genoeg steun zijn" in page
    assert "85 van 132 (64,3 %)" in page
    assert "De officiële stemming houdt de gemeente." in page
    assert "Stemmen van gebruikers" in text(client.get(at("biz_history", group.rehearsal_id)))


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"name": ""}, "name"), ({"held_on": "ooit"}, "held_on"), ({"payers": []}, "payers")],
)
def test_what_a_rehearsal_can_not_be_is_said_at_the_field(
    client: Client, typed: dict[str, Any], field: str
) -> None:
    answer = client.post(at("biz_add"), TYPED | typed)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"liable": "84"}, "liable"),
        ({"liable": "honderd"}, "liable"),
        ({"votes_for": "-1"}, "votes_for"),
        ({"votes_for": "1,5"}, "votes_for"),
        ({"woz_for_eur": "-1"}, "woz_for_eur"),
        ({"woz_for_eur": "0,50"}, "woz_for_eur"),
        ({"votes_against": "0"}, "woz_against_eur"),
    ],
)
def test_votes_that_can_not_be_are_said_at_the_field(
    client: Client, group: BizGroup, typed: dict[str, str], field: str
) -> None:
    url = at("biz_votes", group.rehearsal_id, "gebruikers")
    answer = client.post(url, VOTES | typed | {"version": str(version(group))})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)


def test_a_table_of_classes_is_stored_and_replaced(client: Client, group: BizGroup) -> None:
    one, url = group.rehearsal, at("biz_classes", group.rehearsal_id, "gebruikers")
    first = lines(("0", "250.000", "150", "20"), ("250000", "", "300,50", "4"))
    page = text(client.post(url, first | {"fingerprint": fingerprint(client, one)}, follow=True))
    assert "€\xa04.202" in page
    second = lines(("0", "", "200", "24"), fingerprint=fingerprint(client, one))
    assert client.post(url, second).status_code == 302
    with park_context(one.park_id):
        (row,) = ContributionClass.objects.all()
    assert (row.woz_to_eur, row.amount_eur, row.objects_count) == (None, Decimal(200), 24)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("0", "100", "1", "1"), ("200", "", "1", "1")], "geen klasse"),
        ([("0", "300", "1", "1"), ("200", "", "1", "1")], "twee klassen"),
        ([("0", "", "-1", "1")], "0 of hoger"),
        ([("0", "", "", "1")], "Vul in"),
    ],
)
def test_gaps_and_overlaps_are_refused_and_what_was_typed_stays(
    client: Client, group: BizGroup, rows: list[tuple[str, str, str, str]], words: str
) -> None:
    url = at("biz_classes", group.rehearsal_id, "gebruikers")
    typed = lines(*rows, fingerprint=fingerprint(client, group.rehearsal))
    answer = client.post(url, typed)
    assert answer.status_code == 422
    assert words in text(answer)
    with park_context(group.park_id):
        assert not ContributionClass.objects.exists()


def test_more_lines_are_given_without_judging_what_is_typed(
    client: Client, group: BizGroup
) -> None:
    url = at("biz_classes", group.rehearsal_id, "gebruikers")
    answer = client.post(url, lines(("0", "veel", "x", "")) | {"more": "1"})
    assert answer.status_code == 200
    assert 'value="veel"' in text(answer)
    assert client.post(url, {"more": "1", "form-999-woz_from_eur": "1"}).status_code == 200
    assert client.post(url, {"form-TOTAL_FORMS": "0"}).status_code == 422


def test_who_comes_second_with_classes_is_told(client: Client, group: BizGroup) -> None:
    url = at("biz_classes", group.rehearsal_id, "gebruikers")
    stale = fingerprint(client, group.rehearsal)
    client.post(url, lines(("0", "", "111", "1"), fingerprint=stale))
    answer = client.post(url, lines(("0", "", "222", "1"), fingerprint=stale))
    assert answer.status_code == 409
    assert "€ 111,00 per jaar" in text(answer)
    assert 'value="222"' in text(answer)


def test_a_second_group_comes_and_goes(client: Client, group: BizGroup) -> None:
    one = group.rehearsal_id
    page = text(client.post(at("biz_group_add", one, "eigenaren"), follow=True))
    assert "Opkomst van de eigenaren" in page
    assert "Ja, eruit halen" in text(client.get(at("biz_group_delete", one, "eigenaren")))
    client.post(at("biz_group_delete", one, "eigenaren"))
    with park_context(group.park_id):
        assert BizGroup.objects.count() == 1
        assert AuditEntry.objects.filter(action=AuditAction.DELETE).count() == 1
    assert client.get(at("biz_votes", one, "eigenaren")).status_code == 404
    assert client.get(at("biz_votes", one, "huurders")).status_code == 404


def test_removing_asks_first_and_is_in_the_log(client: Client, rehearsal: BizRehearsal) -> None:
    assert "Ja, verwijderen" in text(client.get(at("biz_delete", rehearsal.pk)))
    assert client.post(at("biz_delete", rehearsal.pk)).status_code == 302
    with park_context(rehearsal.park_id):
        assert not BizRehearsal.objects.exists()
        assert AuditEntry.objects.get(action=AuditAction.DELETE).object_label == "Proef"


@pytest.mark.parametrize("who", ["bram", "dina"])
def test_a_rehearsal_is_for_the_team_alone(
    cast: Cast, login: Login, rehearsal: BizRehearsal, who: str
) -> None:
    reader = login(getattr(cast, who))
    assert reader.get(at("biz")).status_code == 403
    assert reader.get(at("biz_detail", rehearsal.pk)).status_code == 403


def test_ten_times_the_rehearsals_take_as_many_queries(
    client: Client, cast: Cast, rehearsal: BizRehearsal
) -> None:
    def asked() -> list[int]:
        counts = []
        for url in (at("biz"), at("biz_detail", rehearsal.pk)):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
        return counts

    asked()  # fills the caches
    before = asked()
    with park_context(cast.noord.pk):
        for number in range(10):
            made = BizRehearsal.objects.create(
                park=cast.noord, name=f"P {number}", held_on="2026-10-01"
            )
            BizGroup.objects.create(park=cast.noord, rehearsal=made, payer=Payer.OWNERS)
            ContributionClass.objects.create(
                park=cast.noord,
                rehearsal=rehearsal,
                payer=Payer.USERS,
                woz_from_eur=number,
                amount_eur=1,
            )
    assert asked() == before
