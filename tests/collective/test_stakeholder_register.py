"""The register of stakeholders: finding, adding, changing, leaving, coming back, removing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from collective.models import Stakeholder
from core.park_context import park_context
from parks.choices import Audience, AuditAction, Helix
from parks.models import AuditEntry, Establishment, Membership, Organisation, Park
from parks.services.merging import merge
from tests.cast import Cast
from tests.collective.stakeholder_steps import (
    at,
    contact,
    page,
    position,
    relation,
    stakeholder,
    typed_stakeholder,
)
from tests.factories.parks import EstablishmentFactory, OrganisationFactory
from tests.parks.terrain_steps import again, version

Login = Callable[[User], Client]


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


@pytest.fixture
def bakery(noord: Park) -> Organisation:
    made: Organisation = OrganisationFactory(park=noord, name="Bakkerij De Korenaar")
    return made


def test_an_empty_register_teaches(client: Client) -> None:
    shown = page(client, "stakeholders")
    assert "Nog geen belanghebbenden" in shown
    assert at("stakeholder_add") in shown


def test_a_stakeholder_is_added_by_name(client: Client, noord: Park) -> None:
    answer = client.post(at("stakeholder_add"), typed_stakeholder(), follow=True)
    assert "Waterschap staat bij de belanghebbenden." in answer.content.decode()
    with park_context(noord.pk):
        assert Stakeholder.objects.get().organisation is None


def test_an_organisation_of_the_terrain_gives_its_name(
    client: Client, noord: Park, bakery: Organisation
) -> None:
    typed = typed_stakeholder(name="", organisation=bakery.name, helix="company")
    assert client.post(at("stakeholder_add"), typed).status_code == 302
    with park_context(noord.pk):
        added = Stakeholder.objects.get()
    assert (added.name, added.organisation_id) == (bakery.name, bakery.pk)
    assert f'value="{bakery.name}"' in page(client, "stakeholder_edit", added.pk)


def test_an_organisation_stands_in_the_register_once(
    client: Client, noord: Park, bakery: Organisation
) -> None:
    stakeholder(noord, bakery.name, organisation=bakery)
    answer = client.post(at("stakeholder_add"), typed_stakeholder(organisation=bakery.name))
    assert answer.status_code == 422
    assert "staat al bij de belanghebbenden" in answer.content.decode()


def test_an_organisation_of_another_park_is_not_known(
    client: Client, noord: Park, zuid: Park
) -> None:
    OrganisationFactory(park=zuid, name="Zuidelijke")
    answer = client.post(at("stakeholder_add"), typed_stakeholder(organisation="Zuidelijke"))
    assert answer.status_code == 422
    assert "kennen we niet op dit terrein" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "Vul een naam in"),
        ("name", "x" * 161, "160"),
        ("name", "a\x00b", "teken"),
        ("helix", "both", "geldige"),
        ("brings", "x" * 1001, "1000"),
        ("next_contact_on", "31-02-2026", "datum"),
        ("audience", "world", "geldige"),
        ("owner", "00000000-0000-4000-8000-000000000000", "geldige"),
    ],
)
def test_bad_input_gets_a_message_at_the_field_and_keeps_what_was_typed(
    client: Client, field: str, typed: str, message: str
) -> None:
    answer = client.post(
        at("stakeholder_add"), typed_stakeholder(function="dit typte ik", **{field: typed})
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert message in str(answer.context["form"].errors[field])
    assert "dit typte ik" in answer.content.decode()


def test_one_person_keeps_the_relation(client: Client, noord: Park, tess: User) -> None:
    with park_context(noord.pk):
        keeper = Membership.objects.get(user=tess)
    typed = typed_stakeholder(owner=str(keeper.pk), owner_other="Iemand anders")
    answer = client.post(at("stakeholder_add"), typed)
    assert answer.status_code == 422
    assert 'id="id_owner_other_error"' in answer.content.decode()


def test_a_member_can_not_be_chosen_to_keep_a_relation(
    client: Client, noord: Park, bram: User
) -> None:
    with park_context(noord.pk):
        membership = Membership.objects.get(user=bram)
    answer = client.post(at("stakeholder_add"), typed_stakeholder(owner=str(membership.pk)))
    assert answer.status_code == 422


def test_who_comes_second_sees_what_the_first_one_changed(client: Client, noord: Park) -> None:
    row = stakeholder(noord)
    began = str(version(row))
    first = typed_stakeholder(name="Nieuwe naam", helix="company", version=began)
    assert client.post(at("stakeholder_edit", row.pk), first).status_code == 302
    second = typed_stakeholder(name="Andere naam", helix="company", version=began)
    answer = client.post(at("stakeholder_edit", row.pk), second)
    assert answer.status_code == 409
    assert "Iemand anders was u voor" in answer.content.decode()
    assert again(row).name == "Nieuwe naam"
    assert "Nieuwe naam" in page(client, "stakeholder_history", row.pk)


def test_who_left_stands_with_those_of_before_and_can_come_back(
    client: Client, noord: Park
) -> None:
    row = stakeholder(noord)
    today = timezone.localdate().isoformat()
    assert (
        client.post(at("stakeholder_leave", row.pk), {"left_on": "2999-01-01"}).status_code == 422
    )
    assert client.post(at("stakeholder_leave", row.pk), {"left_on": today}).status_code == 302
    assert f">{row.name}</a>" not in page(client, "stakeholders")
    assert row.name in page(client, "stakeholders", presence="eerder")
    client.post(at("stakeholder_return", row.pk))
    assert row.name in page(client, "stakeholders")


def test_who_left_can_not_come_back_beside_a_newer_row(
    client: Client, noord: Park, bakery: Organisation
) -> None:
    left = stakeholder(noord, "Oud", organisation=bakery, left_on=dt.date(2026, 1, 1))
    stakeholder(noord, "Nieuw", organisation=bakery)
    answer = client.post(at("stakeholder_return", left.pk), follow=True)
    assert "staat al bij de belanghebbenden" in answer.content.decode()
    assert again(left).left_on is not None


def test_removing_asks_first_and_is_logged(client: Client, noord: Park, anna: User) -> None:
    row, other = stakeholder(noord), stakeholder(noord, "Ander")
    position(row, anna, dt.date(2026, 1, 1))
    contact(row, anna, dt.date(2026, 1, 1))
    relation(row, other)
    assert "Belanghebbende verwijderen?" in page(client, "stakeholder_delete", row.pk)
    assert client.post(at("stakeholder_delete", row.pk)).status_code == 302
    assert client.get(at("stakeholder_detail", row.pk)).status_code == 404
    with park_context(noord.pk):
        entry = AuditEntry.objects.get(action=AuditAction.DELETE)
    assert entry.object_label == row.name


def test_the_list_is_searched_and_filtered(client: Client, noord: Park, anna: User) -> None:
    grid = stakeholder(noord, "Stroomnet", helix=Helix.COMPANY, function="netbeheerder")
    town = stakeholder(noord, "Gemeente", helix=Helix.GOVERNMENT)
    position(grid, anna, dt.date(2026, 1, 1), segment="sleeper")
    position(grid, anna, dt.date(2026, 2, 1), segment="front_runner")
    contact(grid, anna, timezone.localdate())
    expected = {
        "q=netbeheer": {grid},
        "helix=government": {town},
        "segment=front_runner": {grid},
        "segment=sleeper": set(),
        "spoken=nooit": {town},
        "spoken=gesproken": {grid},
        "spoken=tijd": {town},
        "helix=onzin": {grid, town},
        "owner=onzin": {grid, town},
        "segment=onzin&spoken=onzin&presence=onzin": {grid, town},
    }
    for query, rows in expected.items():
        shown = client.get(f"{at('stakeholders')}?{query}").content.decode()
        assert {row for row in (grid, town) if f">{row.name}</a>" in shown} == rows, query


def test_the_list_shows_fifty_at_a_time(client: Client, noord: Park) -> None:
    for number in range(55):
        stakeholder(noord, f"Partij {number:02}")
    assert "Partij 49" in page(client, "stakeholders")
    assert "Partij 50" not in page(client, "stakeholders")
    assert "Partij 50" in page(client, "stakeholders", page="2")


def test_markup_is_shown_as_typed(client: Client, noord: Park) -> None:
    row = stakeholder(noord, "<script>alert(1)</script>", brings="<b>geld</b>")
    shown = page(client, "stakeholder_detail", row.pk)
    assert "<script>alert(1)" not in shown
    assert "&lt;b&gt;geld&lt;/b&gt;" in shown


def test_a_team_member_reads_nothing_that_is_noted_of_her_own_company(
    cast: Cast, login: Login
) -> None:
    company: Establishment = EstablishmentFactory(park=cast.noord)
    with park_context(cast.noord.pk):
        Membership.objects.create(
            park=cast.noord, user=cast.tess, role="member", establishment=company
        )
    own = stakeholder(cast.noord, "Eigen zaak", organisation=company.organisation)
    other = stakeholder(cast.noord, "Ander")
    for row in (own, other):
        position(row, cast.anna, dt.date(2026, 1, 1), undercurrents=f"Zorg om {row.name}")
        contact(row, cast.anna, dt.date(2020, 1, 1), summary=f"Gesprek met {row.name}")
    client = login(cast.tess)
    shown = page(client, "stakeholder_detail", own.pk)
    assert "U spreekt zelf namens deze partij" in shown
    assert "Zorg om Eigen zaak" not in shown
    assert "Zorg om Ander" in page(client, "stakeholder_detail", other.pk)
    assert "Gesprek met Eigen zaak" not in page(client, "stakeholder_contacts")
    for name in ("stakeholder_to_speak", "stakeholder_force_field"):
        assert "Eigen zaak" not in page(client, name)
        assert "Ander" in page(client, name)
    for query in ("segment=middle", "spoken=gesproken", "spoken=tijd", "spoken=nooit"):
        shown = client.get(f"{at('stakeholders')}?{query}").content.decode()
        assert ">Eigen zaak</a>" not in shown, query
    for name in ("contact_add", "position_add", "history", "leave", "delete"):
        assert client.get(at(f"stakeholder_{name}", own.pk)).status_code == 404, name


@pytest.mark.parametrize("of", ["organisation", "establishment"])
def test_merging_her_company_with_another_opens_nothing(of: str, cast: Cast, login: Login) -> None:
    company: Establishment = EstablishmentFactory(park=cast.noord)
    double: Establishment = EstablishmentFactory(park=cast.noord)
    with park_context(cast.noord.pk):
        Membership.objects.create(
            park=cast.noord, user=cast.tess, role="member", establishment=double
        )
    # Both stood in the register, so the row of the one that went up in the other stays with it.
    rows = [
        stakeholder(cast.noord, each.name, organisation=each.organisation)
        for each in (company, double)
    ]
    for row in rows:
        position(row, cast.anna, dt.date(2026, 1, 1), undercurrents="Oude zorg")
    how: dict[str, Any] = {"park": cast.noord, "values": {}, "by": cast.anna}
    with park_context(cast.noord.pk, user_id=cast.anna.pk):
        if of == "establishment":
            merge(winner=company, loser=double, **how)
        else:
            merge(winner=company.organisation, loser=double.organisation, **how)
    client = login(cast.tess)
    assert "Oude zorg" not in page(client, "stakeholder_detail", rows[1].pk)
    assert "Oude zorg" not in page(client, "stakeholder_detail", rows[0].pk)


def test_she_can_not_loosen_the_tie_that_hides_it(cast: Cast, login: Login) -> None:
    company: Establishment = EstablishmentFactory(park=cast.noord)
    with park_context(cast.noord.pk):
        Membership.objects.create(
            park=cast.noord, user=cast.tess, role="member", establishment=company
        )
    own = stakeholder(cast.noord, "Eigen zaak", organisation=company.organisation)
    typed = typed_stakeholder(
        organisation="", next_contact_on="2027-01-01", version=str(version(own))
    )
    assert login(cast.tess).post(at("stakeholder_edit", own.pk), typed).status_code == 302
    stored = again(own)
    assert (stored.name, stored.organisation_id) == ("Waterschap", company.organisation_id)
    assert stored.next_contact_on is None


def test_what_is_for_the_team_is_not_in_the_list_of_a_member(cast: Cast, login: Login) -> None:
    stakeholder(cast.noord, "Voor leden")
    hidden = stakeholder(cast.noord, "Voor het team", audience=Audience.TEAM)
    client = login(cast.bram)
    shown = page(client, "stakeholders")
    assert "Voor leden" in shown
    assert "Voor het team" not in shown
    assert client.get(at("stakeholder_detail", hidden.pk)).status_code == 404
    assert client.get(at("stakeholder_add")).status_code == 403
