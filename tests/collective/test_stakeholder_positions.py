"""Where stakeholders stand: a new row per date, the field of each day, what the scores mean."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from collective.choices import Segment, Stance
from collective.models import Position, Stakeholder
from collective.queries.force_field import AXES
from collective.queries.positions import SCORES
from core.park_context import park_context
from core.svg._force_field import SEGMENTS, STANCES
from knowledge.stakeholders import quadrants, scales, segments
from parks.choices import AuditAction
from parks.models import AuditEntry, Park
from tests.collective.stakeholder_steps import at, page, position, stakeholder, typed_position
from tests.parks.terrain_steps import again, version

Login = Callable[[User], Client]
SPRING, AUTUMN = dt.date(2026, 3, 1), dt.date(2026, 9, 1)


@pytest.fixture
def client(noord: Park, anna: User, login: Login) -> Client:
    return login(anna)


@pytest.fixture
def grid(noord: Park) -> Stakeholder:
    return stakeholder(noord, "Stroomnet")


def test_every_score_says_what_it_means_and_of_which_year(
    client: Client, grid: Stakeholder
) -> None:
    form = page(client, "stakeholder_position_add", grid.pk)
    for name in SCORES:
        assert all(level in form for level in scales()[name].levels)
    client.post(at("stakeholder_position_add", grid.pk), typed_position())
    field = page(client, "stakeholder_force_field")
    assert f"Omschrijving van {scales()['interest'].year}" in field


def test_a_later_position_leaves_the_earlier_one_standing(
    client: Client, grid: Stakeholder
) -> None:
    form = at("stakeholder_position_add", grid.pk)
    assert client.post(form, typed_position()).status_code == 302
    again_typed = typed_position(since="2026-09-01", interest="2", segment="sleeper")
    assert client.post(form, again_typed).status_code == 302
    shown = page(client, "stakeholder_detail", grid.pk)
    assert "2 van 5" in shown
    assert "(was 4)" in shown
    assert "Sinds 1 september 2026" in shown
    assert "1 maart 2026" in shown


def test_the_form_starts_with_where_somebody_stood(
    client: Client, grid: Stakeholder, anna: User
) -> None:
    position(grid, anna, SPRING, interest=4, reason="brief", drivers="Groeien")
    form = client.get(at("stakeholder_position_add", grid.pk)).context["form"]
    assert (form.initial["interest"], form.initial["drivers"]) == (4, "Groeien")
    assert form.initial["since"] == timezone.localdate()
    assert form.initial["reason"] == ""


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("interest", "6"),
        ("influence", "0"),
        ("realising", "veel"),
        ("blocking", ""),
        ("segment", "leader"),
        ("stance", "hostile"),
        ("since", "2999-01-01"),
        ("since", "31-02-2026"),
        ("undercurrents", "x" * 1001),
        ("drivers", "a\x00b"),
    ],
)
def test_bad_input_gets_a_message_at_the_field(
    client: Client, grid: Stakeholder, field: str, typed: str
) -> None:
    posted = typed_position(reason="dit typte ik", **{field: typed})
    answer = client.post(at("stakeholder_position_add", grid.pk), posted)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "dit typte ik" in answer.content.decode()


def test_a_day_has_one_position(client: Client, grid: Stakeholder, anna: User) -> None:
    position(grid, anna, SPRING)
    answer = client.post(at("stakeholder_position_add", grid.pk), typed_position())
    assert answer.status_code == 422
    assert "Voor deze dag is al vastgelegd" in answer.content.decode()


def test_correcting_notices_who_was_first(client: Client, grid: Stakeholder, anna: User) -> None:
    row = position(grid, anna, SPRING)
    began = str(version(row))
    form = at("stakeholder_position_edit", row.pk)
    assert client.post(form, typed_position(version=began, interest="5")).status_code == 302
    assert client.post(form, typed_position(version=began, interest="1")).status_code == 409
    assert again(row).interest == 5
    assert "belang" in page(client, "stakeholder_position_history", row.pk).lower()


def test_removing_asks_first_and_is_logged(client: Client, grid: Stakeholder, anna: User) -> None:
    row = position(grid, anna, SPRING)
    assert "verwijderen?" in page(client, "stakeholder_position_delete", row.pk)
    client.post(at("stakeholder_position_delete", row.pk))
    with park_context(grid.park_id):
        assert not Position.objects.exists()
        assert AuditEntry.objects.filter(action=AuditAction.DELETE).exists()


def test_undercurrents_say_who_reads_them_and_what_the_law_gives(
    client: Client, grid: Stakeholder, anna: User
) -> None:
    position(grid, anna, SPRING, undercurrents="Oude ruzie over de inrit")
    for name in ("stakeholder_detail", "stakeholder_position_add"):
        shown = page(client, name, grid.pk)
        assert "Alleen de parkmanager en het kernteam lezen dit." in shown
        assert "AVG" in shown


def test_the_field_of_an_earlier_day_shows_who_stood_where(
    client: Client, grid: Stakeholder, noord: Park, anna: User
) -> None:
    left = stakeholder(noord, "Vertrokken bedrijf", left_on=dt.date(2026, 6, 1))
    late = stakeholder(noord, "Laatkomer")
    position(grid, anna, SPRING, interest=1, influence=5)
    position(grid, anna, AUTUMN, interest=5, influence=5)
    position(left, anna, SPRING)
    position(late, anna, AUTUMN)
    then = page(client, "stakeholder_force_field", dag=SPRING.isoformat())
    now = page(client, "stakeholder_force_field")
    assert "Zo stond het op 1 maart 2026" in then
    assert "Vertrokken bedrijf" in then
    assert "Laatkomer" not in then
    assert "Vertrokken bedrijf" not in now
    assert "Laatkomer" in now
    assert "(was 1)" in now
    rows = client.get(at("stakeholder_force_field"), {"dag": "2026-03-01"}).context["field"].rows
    assert {row.name: row.quadrant.name for row in rows}["Stroomnet"] == "Tevreden houden"


def test_an_unknown_day_or_field_shows_the_field_of_now(client: Client, grid: Stakeholder) -> None:
    assert "Nog niemand in het krachtenveld" in page(
        client, "stakeholder_force_field", dag="2020-13-45", veld="onzin"
    )


def test_the_other_field_shows_power(client: Client, grid: Stakeholder, anna: User) -> None:
    position(grid, anna, SPRING, realising=1, blocking=5)
    shown = page(client, "stakeholder_force_field", veld="realising-blocking")
    assert "Hindermacht ↑" in shown
    assert "Mogelijke hinder" in shown


def test_a_fragment_comes_without_the_page(client: Client, grid: Stakeholder, anna: User) -> None:
    position(grid, anna, SPRING)
    answer = client.get(at("stakeholder_force_field"), headers={"HX-Request": "true"})
    assert answer.content.decode().lstrip().startswith('<div id="field-result"')


def test_drawing_and_method_know_all_segments_stances_and_quarters() -> None:
    assert set(STANCES) == set(Stance.values)
    assert set(SEGMENTS) == set(segments()) == set(Segment.values)
    assert [words for _, words in STANCES.values()] == Stance.labels
    assert [words for _, words in SEGMENTS.values()] == Segment.labels
    assert set(scales()) == set(SCORES)
    assert all(len(quadrants(field)) == 4 for field in AXES)
