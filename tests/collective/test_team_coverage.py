"""What teams have and lack, and what falls away when somebody leaves."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collective.choices import CoCreationRole, Ingredient, TeamKind
from collective.queries.coverage import FindingKind, Seat, coverage
from collective.queries.leaving import without
from knowledge.loader import ingredients, roles
from parks.choices import Helix

TODAY = dt.date(2026, 11, 22)
EVERY_ROLE, EVERY_INGREDIENT = tuple(CoCreationRole.values), tuple(Ingredient.values)


def seat(name: str, **fields: object) -> Seat:
    values: dict[str, object] = {
        "person": name,
        "name": name,
        "team": "Kernteam",
        "kind": TeamKind.CORE,
        "helix": Helix.COMPANY,
        "mandate": "tot 1000 euro",
        "hours_per_week": Decimal(4),
        **fields,
    }
    return Seat(**values)  # type: ignore[arg-type]  # as the test says


FULL = (
    seat("Els", roles=EVERY_ROLE, ingredients=EVERY_INGREDIENT),
    seat("Gijs", helix=Helix.GOVERNMENT, roles=EVERY_ROLE, ingredients=EVERY_INGREDIENT),
)


def kinds(*seats: Seat) -> list[str]:
    return [finding.kind for finding in coverage(seats, TODAY).findings]


def titles(*seats: Seat) -> str:
    return " ".join(finding.title for finding in coverage(seats, TODAY).findings)


def test_two_people_of_both_sides_with_everything_lack_nothing() -> None:
    assert kinds(*FULL) == []


def test_a_park_without_anybody_misses_a_core_team_all_roles_and_all_ingredients() -> None:
    assert kinds() == [FindingKind.NO_CORE_TEAM] + [FindingKind.NOBODY] * 7


def test_who_is_alone_in_a_role_is_named() -> None:
    alone = replace(FULL[1], roles=("connector", "doer"))
    assert kinds(FULL[0], alone) == [FindingKind.ONE_PERSON]
    assert "Alleen Els heeft de rol strateeg" in titles(FULL[0], alone)


def test_one_person_in_two_teams_is_still_one_person() -> None:
    twice = replace(FULL[0], team="Thema energie", kind=TeamKind.THEME)
    other = replace(FULL[1], roles=(), ingredients=())
    assert kinds(FULL[0], twice, other).count(FindingKind.ONE_PERSON) == 7


@pytest.mark.parametrize(
    ("helix", "lack"), [(Helix.COMPANY, "overheid"), (Helix.GOVERNMENT, "bedrijf")]
)
def test_a_core_team_needs_both_sides(helix: Helix, lack: str) -> None:
    one_sided = [replace(each, helix=helix) for each in FULL]
    assert kinds(*one_sided) == [FindingKind.ONE_SIDED]
    assert lack in titles(*one_sided)


def test_every_core_team_is_looked_at_by_itself() -> None:
    second = replace(FULL[0], team="Kernteam oost")
    assert "In Kernteam oost zit niemand van de overheid" in titles(*FULL, second)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(1, "ends_soon"), (90, "ends_soon"), (91, None), (0, "ended"), (-180, "ended"), (-181, None)],
)
def test_a_mandate_asks_for_attention_around_its_end(days: int, expected: str | None) -> None:
    third = seat("Noor", until=TODAY + dt.timedelta(days=days))
    assert kinds(*FULL, third) == ([expected] if expected else [])


def test_who_came_back_has_not_gone() -> None:
    before = replace(FULL[0], until=TODAY - dt.timedelta(days=9))
    again = replace(FULL[0], since=TODAY - dt.timedelta(days=9))
    assert kinds(before, again, FULL[1]) == []


def test_who_has_to_begin_does_not_count_yet() -> None:
    tomorrow = TODAY + dt.timedelta(days=1)
    assert FindingKind.NO_CORE_TEAM in kinds(*[replace(each, since=tomorrow) for each in FULL])


def test_mandate_and_hours_are_asked_of_core_and_area_teams_only() -> None:
    theme = seat("Noor", kind=TeamKind.THEME, mandate="", hours_per_week=None)
    assert kinds(*FULL, theme) == []
    assert kinds(*FULL, replace(theme, kind=TeamKind.AREA)) == ["no_mandate", "no_hours"]


def test_hours_are_summed_per_side_and_what_is_not_known_is_said() -> None:
    unknown = seat("Noor", hours_per_week=None)
    half = seat("Gijs", helix=Helix.GOVERNMENT, hours_per_week=Decimal("2.5"), team="Gebiedsteam")
    sides = coverage([*FULL, unknown, half], TODAY).hours
    company, government = sides
    assert (company.hours, company.people, company.unknown) == (Decimal(4), 2, 1)
    assert (government.hours, government.people, government.unknown) == (Decimal("6.5"), 1, 0)


def test_what_falls_away_is_what_only_she_had_in_all_her_teams() -> None:
    area = seat("Els", team="Thema energie", kind=TeamKind.THEME, ingredients=("drive",))
    other = replace(FULL[1], roles=("doer",), ingredients=EVERY_INGREDIENT)
    loss = without([FULL[0], area, other], "Els", TODAY)
    assert loss is not None
    assert loss.teams == ("Kernteam", "Thema energie")
    assert loss.roles == ("strateeg", "verbinder")
    assert loss.ingredients == ()
    assert loss.hours_per_week == Decimal(8)
    assert {finding.kind for finding in loss.findings} >= {"nobody", "one_sided", "one_person"}


def test_nothing_falls_away_where_a_third_has_everything_too() -> None:
    third = replace(FULL[0], person="Noor", name="Noor")
    loss = without([*FULL, third], "Els", TODAY)
    assert loss is not None
    assert not loss.findings


def test_who_sits_nowhere_can_not_leave() -> None:
    assert without(FULL, "Onbekend", TODAY) is None


def test_the_method_tells_of_every_role_and_ingredient() -> None:
    assert list(roles()) == CoCreationRole.values
    assert list(ingredients()) == Ingredient.values


seats = st.lists(
    st.builds(
        seat,
        st.sampled_from("ABCDE"),
        team=st.sampled_from(["Kern", "Thema"]),
        kind=st.just(TeamKind.CORE),
        helix=st.sampled_from(Helix.values),
        roles=st.lists(st.sampled_from(EVERY_ROLE), unique=True).map(tuple),
        ingredients=st.lists(st.sampled_from(EVERY_INGREDIENT), unique=True).map(tuple),
    ),
    max_size=8,
)


@given(seats)
def test_a_role_is_lacking_exactly_when_nobody_has_it(found: list[Seat]) -> None:
    result = coverage(found, TODAY)
    held = {role for each in found for role in (*each.roles, *each.ingredients)}
    lacking = {item.about for item in result.findings if item.kind == FindingKind.NOBODY}
    assert lacking == {*EVERY_ROLE, *EVERY_INGREDIENT} - held


@given(seats)
def test_the_order_in_which_people_came_makes_no_difference(found: list[Seat]) -> None:
    there, back = coverage(found, TODAY), coverage(found[::-1], TODAY)
    assert {each.same for each in there.findings} == {each.same for each in back.findings}
