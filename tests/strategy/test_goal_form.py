"""What people type about a goal: read in two notations, refused at the field, never lost."""

from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from core.park_context import park_context
from knowledge.choices import Capital
from parks.models import Membership, Park
from strategy.forms.goals import GoalEditForm, GoalForm, GoalStateForm
from tests.factories.parks import MembershipFactory

NO_EFFECTS = {f"effect_{capital}": "0" for capital in Capital.values}
GOAL = NO_EFFECTS | {
    "statement": "Meer groen",
    "capital": "natural",
    "horizon": "medium",
    "audience": "team",
}


def form(park: Park, **typed: Any) -> GoalForm:
    return GoalForm(GOAL | typed, park_id=park.pk)


def test_what_and_where_are_enough_for_a_draft(in_noord: Park) -> None:
    filled = form(in_noord)
    assert filled.is_valid(), filled.errors
    assert filled.goal_data().statement == "Meer groen"


@pytest.mark.parametrize("typed", ["12.500,50", "12,500.50", "12500.5", "€ 12.500,50", "12 500,5"])
def test_amounts_are_read_in_dutch_and_in_english(in_noord: Park, typed: str) -> None:
    filled = form(in_noord, budget_public_eur=typed)
    assert filled.is_valid(), filled.errors
    assert filled.goal_data().budget_public_eur == Decimal("12500.5")


@pytest.mark.parametrize("typed", ["31-12-2030", "2030-12-31", "31 december 2030"])
def test_dates_are_read_as_people_write_them(in_noord: Park, typed: str) -> None:
    filled = form(in_noord, due_on=typed)
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data["due_on"].isoformat() == "2030-12-31"


def test_effects_without_an_effect_are_not_kept(in_noord: Park) -> None:
    filled = form(in_noord, effect_human="-2", effect_financial="0", effect_material="1")
    assert filled.is_valid(), filled.errors
    assert filled.goal_data().effects == {"human": -2, "material": 1}


def test_the_own_capital_has_no_effect_of_its_own(in_noord: Park) -> None:
    assert list(form(in_noord, effect_natural="2").errors) == ["effect_natural"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("statement", ""),
        ("statement", "   "),
        ("statement", "x" * 301),
        ("statement", "nul\x00teken"),
        ("explanation", "x" * 4001),
        ("explanation", "nul\x00teken"),
        ("capital", "monetair"),
        ("horizon", "eeuwig"),
        ("theme", "ruimtevaart"),
        ("audience", "iedereen"),
        ("indicator_name", "alleen de naam"),
        ("indicator_unit", "x" * 41),
        ("baseline", "NaN"),
        ("baseline", "1e400"),
        ("target", "Infinity"),
        ("target", "9" * 20),
        ("target", "1,23456"),
        ("budget_business_eur", "-1"),
        ("budget_public_eur", "veel"),
        ("budget_subsidy_eur", "1" * 13),
        ("starts_on", "30-02-2027"),
        ("due_on", "01-01-99999"),
        ("owner", "geen-sleutel"),
        ("owner", "00000000-0000-4000-8000-000000000000"),
        ("owner_other", "x" * 121),
        ("sdgs", ["7", "18"]),
        ("sdgs", ["zeven"]),
        ("effect_human", "3"),
        ("effect_human", "heel erg"),
        ("effect_human", ""),
    ],
)
def test_bad_input_is_said_at_the_field(in_noord: Park, field: str, typed: object) -> None:
    found = form(in_noord, **{field: typed}).errors
    expected = "indicator_unit" if field == "indicator_name" else field
    if field == "indicator_unit":
        assert field in found
    else:
        assert list(found) == [expected]


def test_a_goal_is_one_sentence_on_one_line(in_noord: Park) -> None:
    filled = form(in_noord, statement=" Meer\r\n groen ")
    assert filled.is_valid(), filled.errors
    assert filled.goal_data().statement == "Meer groen"


def test_dates_stand_in_order(in_noord: Park) -> None:
    wrong = form(in_noord, starts_on="2028-01-01", due_on="2027-12-31")
    same = form(in_noord, starts_on="2028-01-01", due_on="2028-01-01")
    assert list(wrong.errors) == ["due_on"]
    assert same.is_valid()


def test_people_of_this_park_can_be_owner(in_noord: Park, tess: User) -> None:
    role = Membership.objects.get(user=tess)
    filled = form(in_noord, owner=str(role.pk))
    assert filled.is_valid(), filled.errors
    assert filled.goal_data().owner == role
    assert "Tess (lid van het kernteam)" in str(filled["owner"])


def test_people_of_another_park_can_not_be_owner(in_noord: Park, zuid: Park, chris: User) -> None:
    with park_context(zuid.pk):
        foreign = Membership.objects.get(user=chris)
    filled = form(in_noord, owner=str(foreign.pk))
    assert list(filled.errors) == ["owner"]
    assert "Chris" not in str(filled)


def test_somebody_who_left_stays_owner_but_is_no_new_choice(in_noord: Park) -> None:
    gone = MembershipFactory(park=in_noord, ended_on="2026-01-01")
    typed = GOAL | {"owner": str(gone.pk), "version": "1"}
    kept = GoalEditForm(typed, park_id=in_noord.pk, current_owner_id=gone.pk)
    assert kept.is_valid(), kept.errors
    assert list(form(in_noord, owner=str(gone.pk)).errors) == ["owner"]


def test_there_is_one_owner(in_noord: Park, tess: User) -> None:
    role = Membership.objects.get(user=tess)
    both = form(in_noord, owner=str(role.pk), owner_other="Werkgroep")
    assert list(both.errors) == ["owner_other"]


@pytest.mark.parametrize("version", ["", "0", "-1", "een", "9" * 30])
def test_a_form_says_from_which_version_it_started(in_noord: Park, version: str) -> None:
    filled = GoalEditForm(GOAL | {"version": version}, park_id=in_noord.pk)
    assert list(filled.errors) == ["version"]


def test_dropping_a_goal_asks_for_the_reason() -> None:
    typed = {"version": "1", "state": "dropped", "dropped_reason": ""}
    assert list(GoalStateForm(typed).errors) == ["dropped_reason"]
    assert GoalStateForm(typed | {"dropped_reason": "Geen geld"}).is_valid()
    assert GoalStateForm(typed | {"state": "agreed"}).is_valid()
