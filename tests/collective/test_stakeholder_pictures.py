"""The ecosystem map with its pairs and matrix, and the partnership map."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from collective.choices import RelationKind
from collective.models import Relation, Stakeholder
from collective.queries.stakeholders import stakeholder_choices, stakeholder_facts
from core.park_context import park_context
from knowledge.stakeholders import helixes
from parks.access import viewer_at
from parks.choices import Audience, AuditAction, Helix
from parks.models import AuditEntry, Park
from tests.cast import Cast
from tests.collective.stakeholder_steps import at, page, relation, stakeholder
from tests.parks.terrain_steps import again, version

Login = Callable[[User], Client]


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


@pytest.fixture
def grid(noord: Park) -> Stakeholder:
    return stakeholder(noord, "Stroomnet")


@pytest.fixture
def bakery(noord: Park) -> Stakeholder:
    return stakeholder(noord, "Bakkerij")


def typed(source: Stakeholder, target: Stakeholder, **changes: str) -> dict[str, str]:
    return {
        "source": str(source.pk),
        "kind": "dependency",
        "target": str(target.pk),
        "strength": "3",
        "what": "aansluiting",
        "audience": "members",
    } | changes


def test_an_empty_map_teaches(client: Client) -> None:
    assert "Nog geen relaties" in page(client, "stakeholder_ecosystem")


def test_a_relation_is_added_and_stands_with_both_ends(
    client: Client, grid: Stakeholder, bakery: Stakeholder
) -> None:
    answer = client.post(at("stakeholder_relation_add"), typed(bakery, grid), follow=True)
    assert "is vastgelegd" in answer.content.decode()
    assert "Is afhankelijk van" in page(client, "stakeholder_detail", bakery.pk)
    assert "Is nodig voor" in page(client, "stakeholder_detail", grid.pk)
    shown = page(client, "stakeholder_ecosystem")
    assert 'class="drawing drawing-network"' in shown
    assert "<td>afhankelijk</td>" in shown
    assert "aansluiting" in shown


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source": "00000000-0000-4000-8000-000000000000"}, "source"),
        ({"target": ""}, "target"),
        ({"kind": "friend"}, "kind"),
        ({"strength": "4"}, "strength"),
        ({"what": "x" * 301}, "what"),
        ({"audience": "world"}, "audience"),
    ],
)
def test_bad_input_gets_a_message_at_the_field(
    client: Client, grid: Stakeholder, bakery: Stakeholder, changes: dict[str, str], field: str
) -> None:
    answer = client.post(at("stakeholder_relation_add"), typed(bakery, grid) | changes)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_nobody_is_tied_to_itself_or_twice(
    client: Client, grid: Stakeholder, bakery: Stakeholder
) -> None:
    add = at("stakeholder_relation_add")
    assert client.post(add, typed(grid, grid)).status_code == 422
    assert client.post(add, typed(bakery, grid)).status_code == 302
    assert client.post(add, typed(bakery, grid)).status_code == 422
    assert client.post(add, typed(grid, bakery)).status_code == 302  # the other way is another one
    assert client.post(add, typed(bakery, grid, kind="potential")).status_code == 302
    assert client.post(add, typed(grid, bakery, kind="potential")).status_code == 422


def test_a_stakeholder_of_another_park_can_not_be_tied(
    client: Client, grid: Stakeholder, zuid: Park
) -> None:
    answer = client.post(at("stakeholder_relation_add"), typed(grid, stakeholder(zuid, "Ver")))
    assert answer.status_code == 422
    assert "Ver" not in page(client, "stakeholder_relation_add")


def test_a_relation_is_changed_and_removed(
    client: Client, grid: Stakeholder, bakery: Stakeholder
) -> None:
    row = relation(bakery, grid)
    began = str(version(row))
    form = at("stakeholder_relation_edit", row.pk)
    assert client.post(form, typed(bakery, grid, version=began)).status_code == 302
    assert client.post(form, typed(bakery, grid, version=began, what="x")).status_code == 409
    assert again(row).strength == 3
    assert "Gewijzigd" in page(client, "stakeholder_relation_history", row.pk)
    assert "Relatie verwijderen?" in page(client, "stakeholder_relation_delete", row.pk)
    client.post(at("stakeholder_relation_delete", row.pk))
    with park_context(grid.park_id):
        assert not Relation.objects.exists()
        assert AuditEntry.objects.filter(action=AuditAction.DELETE).exists()


def test_the_map_is_filtered_by_kind_sort_and_party(client: Client, noord: Park) -> None:
    town = stakeholder(noord, "Gemeente", helix=Helix.GOVERNMENT)
    grid, shop = stakeholder(noord, "Stroomnet"), stakeholder(noord, "Winkel")
    relation(grid, town, what="vergunning")
    relation(shop, grid, kind=RelationKind.POTENTIAL, what="zonnedak")
    for query, expected in {
        "?kind=potential": {"zonnedak"},
        "?helix=government": {"vergunning"},
        f"?wie={shop.pk}": {"zonnedak"},
        "?kind=onzin&helix=onzin&wie=onzin": {"vergunning", "zonnedak"},
        f"?kind=dependency&wie={shop.pk}": set(),
    }.items():
        shown = client.get(at("stakeholder_ecosystem") + query).content.decode()
        assert {what for what in ("vergunning", "zonnedak") if what in shown} == expected, query


def test_who_left_is_not_on_the_map(client: Client, grid: Stakeholder, noord: Park) -> None:
    gone = stakeholder(noord, "Weg", left_on=dt.date(2026, 1, 1))
    relation(grid, gone)
    assert "Nog geen relaties" in page(client, "stakeholder_ecosystem")


def test_many_parties_get_pairs_by_fifty_and_no_matrix(client: Client, noord: Park) -> None:
    rows = [stakeholder(noord, f"Partij {number:02}") for number in range(60)]
    for number in range(55):
        relation(rows[number], rows[number + 1])
    first = page(client, "stakeholder_ecosystem")
    assert "Matrix" not in first
    assert "Pagina" in first
    assert client.get(at("stakeholder_ecosystem") + "?page=2").context["page_obj"].number == 2


def test_a_member_sees_a_relation_only_with_both_its_ends(cast: Cast, login: Login) -> None:
    seen, other = stakeholder(cast.noord, "Gezien"), stakeholder(cast.noord, "Ook gezien")
    hidden = stakeholder(cast.noord, "Verborgen", audience=Audience.TEAM)
    relation(seen, other, what="zichtbaar")
    relation(seen, hidden, what="heimelijk")
    relation(other, seen, what="teamzaak", audience=Audience.TEAM)
    for name, args in (("stakeholder_ecosystem", ()), ("stakeholder_detail", (seen.pk,))):
        shown = page(login(cast.bram), name, *args)
        assert "zichtbaar" in shown
        assert not any(word in shown for word in ("heimelijk", "Verborgen", "teamzaak", "Wijzigen"))


def test_the_partnership_map_shows_what_is_known_and_teaches_what_is_not(
    client: Client, noord: Park
) -> None:
    stakeholder(noord, "Stroomnet", brings="een zwaardere kabel")
    shown = page(client, "stakeholder_partnership")
    assert "een zwaardere kabel" in shown
    companies, schools = helixes()["company"], helixes()["knowledge"]
    assert companies.brings[0] not in shown
    assert companies.gets[0] in shown
    assert schools.brings[0] in shown
    assert set(helixes()) == set(Helix.values)


def test_facts_and_choices_for_other_parts(cast: Cast) -> None:
    today = dt.date(2026, 6, 1)
    stakeholder(cast.noord, "Leden", helix=Helix.KNOWLEDGE)
    stakeholder(cast.noord, "Team", audience=Audience.TEAM)
    stakeholder(cast.noord, "Weg", left_on=today)
    with park_context(cast.noord.pk):
        anna, bram = viewer_at(cast.anna, cast.noord), viewer_at(cast.bram, cast.noord)
        assert anna
        assert bram
        assert [row.name for row in stakeholder_choices(anna)] == ["Leden", "Team"]
        assert [row.name for row in stakeholder_choices(bram)] == ["Leden"]
        assert stakeholder_facts(anna, today).to_speak == 2
        facts = stakeholder_facts(bram, today)
    assert facts.to_speak is None
    assert facts.per_helix == {"company": 0, "government": 0, "knowledge": 1, "society": 0}
