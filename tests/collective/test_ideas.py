"""The innovation funnel: stages and what they ask, lapsing, who carries an idea."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from collective.choices import IdeaStage
from collective.models import IdeaCarrier
from core.park_context import park_context
from parks.choices import Audience
from parks.models import Membership, Park
from tests.collective.agreement_steps import (
    again,
    at,
    carrier,
    exists,
    idea,
    post,
    text,
    version,
    words,
)

Login = Callable[[User], Client]
WHY = {"reason": "Drie bedrijven willen meedoen."}


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def test_an_idea_starts_in_the_first_stage(client: Client, noord: Park) -> None:
    typed = {"title": "Waterdak", "theme": "climate", "audience": "members"}
    page = text(client.post(at("idea_add"), typed, follow=True))
    assert "Het idee staat bij de ideeën." in page
    board = words(client.get(at("ideas")))
    assert 'Idee <span class="muted">(1)</span>' in board
    assert "Waterdak" in board


def test_an_idea_moves_forward_and_back_with_a_word_why(client: Client, noord: Park) -> None:
    made = idea(noord)
    assert post(client, "idea_forward", made, {"reason": ""}).status_code == 422
    page = text(post(client, "idea_forward", made, WHY))
    assert "Drie bedrijven willen meedoen." in page
    assert again(made).stage == IdeaStage.EXPLORED
    post(client, "idea_back", made, {"reason": "Te vroeg."})
    assert again(made).stage == IdeaStage.IDEA
    history = text(client.get(at("idea_history", made.pk)))
    assert "Te vroeg." in history
    assert "verkend" in history


@pytest.mark.parametrize(
    ("stage", "carriers", "moves"),
    [
        (IdeaStage.EXPLORED, 0, False),
        (IdeaStage.EXPLORED, 1, True),
        (IdeaStage.CARRIED, 1, False),
        (IdeaStage.CARRIED, 2, True),
    ],
)
def test_a_stage_asks_who_carries_the_idea(
    client: Client, noord: Park, stage: IdeaStage, carriers: int, moves: bool
) -> None:
    made = idea(noord, stage=stage)
    for number in range(carriers):
        carrier(made, f"Partij {number}")
    answer = post(client, "idea_forward", made, WHY)
    assert (again(made).stage != stage) == moves
    assert answer.status_code == (200 if moves else 422)
    assert ("dragen minstens" in text(answer)) != moves


def test_handing_over_asks_the_next_step(client: Client, noord: Park) -> None:
    made = idea(noord, stage=IdeaStage.AGREED)
    carrier(made, "Een")
    carrier(made, "Twee")
    answer = post(client, "idea_forward", made, WHY)
    assert answer.status_code == 422
    assert "wat de eerstvolgende stap is" in text(answer)
    typed = {"title": "Waterdak", "next_step": "Offerte vragen", "audience": "members"}
    post(client, "idea_edit", made, typed)
    post(client, "idea_forward", made, WHY)
    assert again(made).stage == IdeaStage.HANDED_OVER
    kept = post(client, "idea_edit", made, typed | {"next_step": " "})
    assert kept.status_code == 422
    assert post(client, "idea_forward", made, WHY).status_code == 422


def test_the_first_stage_has_nothing_before_it(client: Client, noord: Park) -> None:
    made = idea(noord)
    assert post(client, "idea_back", made, WHY).status_code == 422
    assert client.get(at("idea_back", made.pk)).status_code == 200


def test_a_carrier_that_the_stage_needs_stays(client: Client, noord: Park) -> None:
    made = idea(noord, stage=IdeaStage.AGREED)
    one, two = carrier(made, "Een"), carrier(made, "Twee")
    answer = post(client, "idea_carrier_delete", one)
    assert answer.status_code == 422
    assert exists(one)
    three = carrier(made, "Drie")
    post(client, "idea_carrier_delete", three)
    assert not exists(three)
    post(client, "idea_lapse", made, WHY)
    post(client, "idea_carrier_delete", two)
    assert not exists(two)


def test_the_same_party_carries_an_idea_once(client: Client, noord: Park) -> None:
    made = idea(noord)
    typed = {"name": "Bank", "helix": "company", "how": "leent geld"}
    assert "leent geld" in text(post(client, "idea_carrier_add", made, typed))
    again_ = client.post(at("idea_carrier_add", made.pk), typed | {"name": "bank"})
    assert again_.status_code == 422
    assert "Deze partij draagt dit idee al." in text(again_)
    with park_context(noord.pk):
        kept = IdeaCarrier.objects.get()
    post(client, "idea_carrier_edit", kept, typed | {"how": "geeft advies"})
    assert again(kept).how == "geeft advies"


def test_what_lapses_keeps_its_stage_and_reason(client: Client, noord: Park) -> None:
    made = idea(noord, stage=IdeaStage.EXPLORED)
    assert post(client, "idea_lapse", made, {"reason": ""}).status_code == 422
    post(client, "idea_lapse", made, {"reason": "Te duur."})
    assert (again(made).stage, again(made).lapsed_reason) == (IdeaStage.EXPLORED, "Te duur.")
    assert "Waterdak" not in text(client.get(at("ideas")))
    assert "Te duur." in text(client.get(at("ideas"), {"lapsed": "on"}))
    assert post(client, "idea_forward", made, WHY).status_code == 422
    assert post(client, "idea_lapse", made, WHY).status_code == 422
    post(client, "idea_revive", made)
    assert again(made).lapsed_on is None
    assert post(client, "idea_revive", made).status_code == 422


def test_a_full_column_leads_to_the_whole_stage(client: Client, noord: Park) -> None:
    for number in range(10):
        idea(noord, title=f"Idee nummer {number}")
    board = words(client.get(at("ideas")))
    assert board.count("Idee nummer") == 8
    assert 'href="?stage=idea"' in board
    whole = words(client.get(at("ideas"), {"stage": "idea"}))
    assert whole.count("Idee nummer") == 10


def test_one_owner_from_the_list_or_by_name(
    client: Client, noord: Park, anna: User, chris: User, zuid: Park
) -> None:
    with park_context(noord.pk):
        mine = Membership.objects.get(user=anna).pk
    with park_context(zuid.pk):
        foreign = Membership.objects.get(user=chris).pk
    typed = {"title": "Waterdak", "audience": "team"}
    both = client.post(at("idea_add"), typed | {"owner": mine, "owner_other": "Werkgroep"})
    assert both.status_code == 422
    assert client.post(at("idea_add"), typed | {"owner": foreign}).status_code == 422
    assert "Anna" in text(client.post(at("idea_add"), typed | {"owner": mine}, follow=True))


def test_members_see_what_is_meant_for_them(noord: Park, login: Login, bram: User) -> None:
    shown, hidden = idea(noord), idea(noord, title="Geheim", audience=Audience.TEAM)
    carrier(hidden, "Stille drager")
    member = login(bram)
    page = text(member.get(at("ideas")))
    assert "Waterdak" in page
    assert "Geheim" not in page
    assert "Stille drager" not in page
    assert member.get(at("idea_detail", hidden.pk)).status_code == 404
    one = text(member.get(at("idea_detail", shown.pk)))
    assert at("idea_forward", shown.pk) not in one


def test_somebody_who_comes_second_sees_the_difference(client: Client, noord: Park) -> None:
    made = idea(noord)
    opened = version(made)
    typed = {"title": "Van een ander", "audience": "members"}
    post(client, "idea_edit", made, typed)
    late = client.post(at("idea_edit", made.pk), typed | {"title": "Van mij", "version": opened})
    assert late.status_code == 409


def test_removing_asks_first(client: Client, noord: Park) -> None:
    made = idea(noord)
    carrier(made)
    assert "Idee verwijderen?" in text(client.get(at("idea_delete", made.pk)))
    post(client, "idea_delete", made)
    assert not exists(made)


def test_an_empty_board_still_shows_the_five_stages(client: Client, noord: Park) -> None:
    page = words(client.get(at("ideas")))
    assert page.count("funnel__stage") == 5
    assert at("idea_add") in page
