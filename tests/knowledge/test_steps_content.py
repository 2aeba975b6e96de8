"""What the method offers for next steps hangs together: every reference leads somewhere."""

import pytest

from knowledge import loader
from knowledge.choices import Actor, Degree, Purpose, Side, Sign, Stone
from knowledge.loader import questionnaires
from knowledge.steps_schemas import Advice, CatalogueActivity

ADVICE = list(loader.advice().values())
ACTIVITIES = list(loader.activity_catalogue().values())


def slugs(items: list[Advice] | list[CatalogueActivity]) -> list[str]:
    return [item.slug for item in items]


@pytest.mark.parametrize("item", ADVICE, ids=slugs(ADVICE))
def test_an_advice_tells_how_in_two_or_three_steps(item: Advice) -> None:
    assert 2 <= len(item.how) <= 3
    assert len(item.title) <= 120


@pytest.mark.parametrize("item", ADVICE, ids=slugs(ADVICE))
def test_an_advice_refers_to_activities_and_tools_that_exist(item: Advice) -> None:
    assert set(item.activities) <= set(loader.activity_catalogue())
    assert set(item.tools) <= set(loader.tools())
    assert item.page == "" or item.page.endswith("/")


@pytest.mark.parametrize("item", ADVICE, ids=slugs(ADVICE))
def test_an_advice_fulfils_statements_of_its_own_side(item: Advice) -> None:
    own = [form for form in questionnaires().values() if form.side == item.side]
    assert all(any(slug in form.statements for form in own) for slug in item.fulfils)


@pytest.mark.parametrize("slug", questionnaires())
def test_every_condition_of_the_next_degree_has_a_step_that_helps(slug: str) -> None:
    form = questionnaires()[slug]
    below = dict(zip(list(Degree)[1:], Degree, strict=False))
    for degree, gate in form.gates.items():
        helped = {s for item in loader.advice_for(below[degree], form.side) for s in item.fulfils}
        assert {condition.statement for condition in gate} <= helped


@pytest.mark.parametrize("sign", Sign)
def test_every_sign_leads_to_a_step_at_some_degree(sign: Sign) -> None:
    assert any(item.when == sign for item in ADVICE)


@pytest.mark.parametrize("degree", Degree)
def test_each_side_has_a_step_that_fits_whatever_else_is_known(degree: Degree) -> None:
    assert loader.degrees()[degree].name == degree.label
    for side in Side:
        assert any(item.is_general for item in loader.advice_for(degree, side))


@pytest.mark.parametrize("degree", Degree)
def test_each_degree_has_a_step_for_every_role(degree: Degree) -> None:
    every = [item for side in Side for item in loader.advice_for(degree, side)]
    assert {item.who for item in every} == set(Actor)


def test_the_public_side_is_the_advisers() -> None:
    assert {item.who for item in ADVICE if item.side == Side.PUBLIC} == {Actor.ADVISER}


def test_the_order_within_a_side_is_fixed() -> None:
    for side in Side:
        orders = [item.order for item in ADVICE if item.side == side]
        assert sorted(orders) == list(range(1, len(orders) + 1))


def test_an_unknown_degree_has_no_advice() -> None:
    assert loader.advice_for("onbekend", Side.BUSINESS) == ()


@pytest.mark.parametrize("degree", Degree)
def test_each_degree_has_activities_in_order_for_several_purposes(degree: Degree) -> None:
    own = [item for item in ACTIVITIES if item.degree == degree]
    assert [item.order for item in own] == list(range(1, len(own) + 1))
    assert len(own) >= 8
    assert len({item.purpose for item in own}) >= 2


def test_every_purpose_has_an_activity() -> None:
    assert {item.purpose for item in ACTIVITIES} == set(Purpose)


@pytest.mark.parametrize("item", ACTIVITIES, ids=slugs(ACTIVITIES))
def test_an_activity_fits_the_fields_of_a_planned_one(item: CatalogueActivity) -> None:
    assert len(item.title) <= 160
    assert 2 <= len(item.prepare) <= 3


def test_three_tools_stand_on_each_of_the_nine_stones() -> None:
    stones = [tool.stone for tool in loader.tools().values()]
    assert stones == [stone for stone in Stone for _ in range(3)]
    assert [tool.order for tool in loader.tools().values()] == [1, 2, 3] * len(Stone)


def test_each_degree_has_its_own_way_of_speaking() -> None:
    assert list(loader.styles()) == Degree.values
    assert len({style.tone for style in loader.styles().values()}) == len(Degree)


def test_a_role_works_with_the_tools_of_its_stones_by_the_names_that_they_have() -> None:
    tools = loader.tools().values()
    tasks = [task for role in loader.roles().values() for task in role.tasks]
    assert {task.stone for task in tasks} == {str(stone.label) for stone in Stone}
    for task in tasks:
        named = [tool.name for tool in tools if Stone(tool.stone).label == task.stone]
        assert list(task.tools) == named
