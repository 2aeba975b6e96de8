"""Commitments: what a quantity must be, what became of them, and the ledger."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from collective.choices import CommitmentKind, CommitmentState
from collective.models import Commitment
from collective.queries.commitments import commitment_ledger
from core.park_context import park_context
from parks.choices import Audience, Helix
from parks.models import Park
from tests.collective.agreement_steps import (
    LONG_AGO,
    SIGNED,
    again,
    agreement,
    at,
    commitment,
    exists,
    goal,
    post,
    text,
    version,
    words,
)

Login = Callable[[User], Client]
TYPED = {
    "name": "Gemeente",
    "helix": "government",
    "kind": "hours",
    "quantity": "1.200,5",
    "what": "een projectleider",
    "due_on": "31-12-2999",
    "audience": "members",
}


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


def only(park: Park) -> Commitment:
    with park_context(park.pk):
        return Commitment.objects.get()


def test_a_commitment_is_made_with_an_agreement_and_a_goal(client: Client, noord: Park) -> None:
    made, served = agreement(noord), goal(noord)
    typed = TYPED | {"agreement": str(made.pk), "goals": [str(served.pk)], "name": " Gemeente  X "}
    page = words(client.post(at("commitment_add"), typed, follow=True))
    assert "De toezegging van Gemeente X staat in de lijst." in page
    assert "1.200,5 uur" in page
    assert "Doel: Minder water in het riool" in page


def test_the_form_starts_from_the_agreement_that_asks(client: Client, noord: Park) -> None:
    made = agreement(noord)
    page = text(client.get(at("commitment_add"), {"afspraak": str(made.pk)}))
    assert f'value="{made.pk}" selected' in page
    for strange in ("geen", "00000000-0000-4000-8000-000000000000"):
        answer = client.get(at("commitment_add"), {"afspraak": strange})
        assert answer.status_code == 200


@pytest.mark.parametrize(
    ("kind", "quantity", "said"),
    [
        ("hours", "", "Vul in hoeveel."),
        ("money", "", "Vul in hoeveel."),
        ("land", "", "Vul in hoeveel."),
        ("data", "5", "Gegevens en kennis tellen we niet op."),
        ("expertise", "0", "Gegevens en kennis tellen we niet op."),
        ("hours", "0", "groter is dan 0"),
        ("hours", "-3", "groter is dan 0"),
        ("hours", "veel", "id_quantity_error"),
        ("hours", "1e400", "id_quantity_error"),
        ("hours", "NaN", "id_quantity_error"),
    ],
)
def test_a_quantity_fits_its_kind(
    client: Client, noord: Park, kind: str, quantity: str, said: str
) -> None:
    answer = client.post(at("commitment_add"), TYPED | {"kind": kind, "quantity": quantity})
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="een projectleider"' in text(answer)


@pytest.mark.parametrize("kind", ["data", "expertise"])
def test_what_is_not_added_up_needs_no_quantity(client: Client, noord: Park, kind: str) -> None:
    client.post(at("commitment_add"), TYPED | {"kind": kind, "quantity": ""})
    assert only(noord).quantity is None


@pytest.mark.parametrize("field", ["name", "helix", "kind", "what", "due_on", "audience"])
def test_what_is_needed_is_asked(client: Client, noord: Park, field: str) -> None:
    answer = client.post(at("commitment_add"), TYPED | {field: ""})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)


def test_an_agreement_of_another_park_is_no_choice(client: Client, noord: Park, zuid: Park) -> None:
    foreign = agreement(zuid)
    answer = client.post(at("commitment_add"), TYPED | {"agreement": str(foreign.pk)})
    assert answer.status_code == 422
    assert 'id="id_agreement_error"' in text(answer)


def test_keeping_asks_the_day_and_refuses_tomorrow(client: Client, noord: Park) -> None:
    made = commitment(noord)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert post(client, "commitment_keep", made, {"on": tomorrow}).status_code == 422
    assert "nagekomen" in text(post(client, "commitment_keep", made, {"on": "2026-05-01"}))
    kept = again(made)
    assert (kept.state, kept.settled_on) == (CommitmentState.KEPT, SIGNED)
    assert post(client, "commitment_keep", made, {"on": "2026-05-01"}).status_code == 422
    post(client, "commitment_reopen", made)
    assert (again(made).state, again(made).settled_on) == (CommitmentState.OPEN, None)
    assert post(client, "commitment_reopen", made).status_code == 422


def test_dropping_keeps_the_reason(client: Client, noord: Park) -> None:
    made = commitment(noord)
    assert post(client, "commitment_drop", made, {"reason": ""}).status_code == 422
    page = text(post(client, "commitment_drop", made, {"reason": "Bedrijf vertrokken."}))
    assert "Bedrijf vertrokken." in page
    assert again(made).state == CommitmentState.DROPPED


def test_late_follows_from_the_day(client: Client, noord: Park) -> None:
    late = commitment(
        noord, due_on=timezone.localdate() - dt.timedelta(days=1), what="te laat werk"
    )
    commitment(noord, due_on=timezone.localdate(), what="werk van vandaag")
    page = text(client.get(at("commitments"), {"standing": "late"}))
    assert "te laat werk" in page
    assert "werk van vandaag" not in page
    assert "te laat" in text(client.get(at("commitment_detail", late.pk)))
    assert "te laat werk" not in text(client.get(at("commitments"), {"standing": "open"}))


def test_a_commitment_is_changed_with_its_history(client: Client, noord: Park) -> None:
    made = commitment(noord)
    page = text(post(client, "commitment_edit", made, TYPED | {"kind": "land", "quantity": "50"}))
    assert "50 m²" in page
    history = text(client.get(at("commitment_history", made.pk)))
    assert "grond" in history
    opened = version(made) - 1
    second = TYPED | {"what": "iets anders", "version": opened, "quantity": "60", "kind": "land"}
    assert client.post(at("commitment_edit", made.pk), second).status_code == 409


def test_goals_of_a_commitment_are_chosen(client: Client, noord: Park) -> None:
    made, served = commitment(noord), goal(noord)
    page = text(post(client, "commitment_goals", made, {"goals": [str(served.pk)]}))
    assert "Minder water in het riool" in page


def test_removing_asks_first(client: Client, noord: Park) -> None:
    made = commitment(noord)
    assert "Toezegging verwijderen?" in text(client.get(at("commitment_delete", made.pk)))
    post(client, "commitment_delete", made)
    assert not exists(made)


def fill(park: Park) -> None:
    """Make commitments of every standing and several kinds."""
    commitment(park)
    commitment(park, name="vereniging", quantity=Decimal("2.5"))
    commitment(park, quantity=Decimal(8), due_on=LONG_AGO)
    commitment(park, quantity=Decimal(4), state=CommitmentState.KEPT, settled_on=SIGNED)
    commitment(park, kind=CommitmentKind.MONEY, quantity=Decimal(10_000))
    commitment(
        park, name="Gemeente", helix=Helix.GOVERNMENT, kind=CommitmentKind.DATA, quantity=None
    )
    commitment(
        park,
        name="Gemeente",
        helix=Helix.GOVERNMENT,
        quantity=Decimal(100),
        audience=Audience.TEAM,
    )


def test_totals_never_add_different_kinds(client: Client, noord: Park) -> None:
    fill(noord)
    page = words(client.get(at("commitments")))
    assert "142,5 uur" in page
    assert "8 uur" in page
    assert "4 uur" in page
    assert "€ 10.000" in page
    assert "wordt niet opgeteld" in page
    assert "1 keer" in page
    assert "10.142" not in page


def test_totals_hold_only_what_the_viewer_sees(noord: Park, login: Login, bram: User) -> None:
    fill(noord)
    page = words(login(bram).get(at("commitments")))
    assert "42,5 uur" in page
    assert "142,5" not in page
    assert "100 uur" not in page


def test_the_ledger_groups_parties_whatever_the_capitals(client: Client, noord: Park) -> None:
    fill(noord)
    with park_context(noord.pk):
        ledger = commitment_ledger(
            park_id=noord.pk, audiences=Audience.at_least(Audience.TEAM), today=SIGNED
        )
    assert [each.name.lower() for each in ledger.parties] == ["gemeente", "vereniging"]
    hours, money = ledger.parties[1].kinds
    assert dict(hours.buckets)["open"].amount == "42,5 uur"
    assert dict(hours.buckets)["late"].count == 1
    assert money.label == "geld"
    page = words(client.get(at("commitment_parties")))
    assert "Per partij" in page
    assert "42,5 uur" in page


def test_filters_of_the_ledger_narrow_list_and_totals(client: Client, noord: Park) -> None:
    fill(noord)
    page = words(client.get(at("commitments"), {"party": "GEMEENTE", "kind": "hours"}))
    assert "100 uur" in page
    assert "42,5" not in page
    nothing = text(client.get(at("commitments"), {"party": "Niemand"}))
    assert "Geen toezeggingen gevonden" in nothing
    assert client.get(at("commitments"), {"agreement": "x", "kind": "y"}).status_code == 200


def test_empty_pages_teach(client: Client, noord: Park, login: Login, bram: User) -> None:
    for name in ("commitments", "commitment_parties"):
        assert "Bijvoorbeeld:" in text(client.get(at(name)))
        assert at("commitment_add") not in text(login(bram).get(at(name)))


def test_pages_of_fifty(client: Client, noord: Park) -> None:
    for number in range(51):
        commitment(noord, what=f"gift {number:02}", name=f"Partij {number:02}")
    first = text(client.get(at("commitments")))
    assert "gift 49" in first
    assert "gift 50" not in first
    assert "gift 50" in text(client.get(at("commitments"), {"page": "2"}))
    assert "Partij 50" in text(client.get(at("commitment_parties"), {"page": "2"}))
    assert "2.040 uur" in words(client.get(at("commitments"), {"page": "2"}))
