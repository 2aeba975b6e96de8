"""Drawing: a border is checked, what is odd is said first, and nobody overwrites another."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.park_context import park_context
from parks.models import AuditEntry, Park, Plot
from parks.services.geometry import as_wgs84
from parks.services.shapes import version_of
from tests.cast import Cast
from tests.parks.test_map_data import square

Login = Callable[[User], Client]
INSIDE = "230100 500100\n230200 500100\n230200 500180\n230100 500180"
OUTSIDE = INSIDE.replace("2302", "2306")
BOW_TIE = "230100 500100\n230200 500180\n230200 500100\n230100 500180"
NEW = "/p/noord/terrein/kaart/kavels/nieuw/"
OUTLINE = "/p/noord/terrein/kaart/omtrek/"
FACTS = {"name": "Nieuw", "state": "vacant", "audience": "members"}


@pytest.fixture
def plot(cast: Cast) -> Plot:
    with park_context(cast.noord.pk):
        made: Plot = Plot.objects.create(
            park=cast.noord, name="Buurman", geometry=square(230_150, 500_150)
        )
    return made


def typed(shape: str, version: str = "none", **more: str) -> dict[str, str]:
    return {"shape": shape, "crs": "auto", "version": version, "step": "save", **more}


def stored(plot: Plot) -> Any:
    with park_context(plot.park_id):
        return Plot.objects.get(pk=plot.pk).geometry


def shape_url(plot: Plot) -> str:
    return reverse("map:plot_shape", args=["noord", plot.pk])


def seen_in(question: Any) -> dict[str, str]:
    return {"version": question.context["form"]["version"].value()}


def mark_in(answer: Any) -> str:
    return str(answer.context["mark"])


def test_a_plot_is_drawn_in_one_go(cast: Cast, login: Login) -> None:
    answer = login(cast.tess).post(NEW, typed(INSIDE) | FACTS)
    assert answer.status_code == HTTPStatus.FOUND
    with park_context(cast.noord.pk):
        plot: Any = Plot.objects.get(name="Nieuw")
        assert plot.events.count() == 1
    assert plot.area_m2 == pytest.approx(8_000, abs=0.01)
    assert (plot.state, plot.audience) == ("vacant", "members")
    assert answer["Location"] == reverse("map:plot", args=["noord", plot.pk])


def test_without_a_name_what_was_drawn_stays(cast: Cast, login: Login) -> None:
    answer = login(cast.anna).post(NEW, typed(INSIDE) | FACTS | {"name": ""})
    assert answer.status_code == 422
    assert "230200 500180" in answer.content.decode()
    assert "Vul in: naam." in answer.content.decode()


def test_overlap_is_said_with_its_area_and_saved_only_when_it_is_meant(
    cast: Cast, login: Login, plot: Plot
) -> None:
    anna = login(cast.anna)
    answer = anna.post(NEW, typed(INSIDE) | FACTS)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Overlapt 1.200 m² met Buurman." in page
    assert "Toch opslaan" in page
    again = anna.post(NEW, typed(INSIDE, meant=mark_in(answer)) | FACTS)
    assert again.status_code == HTTPStatus.FOUND


def test_meaning_it_for_one_shape_does_not_save_another(
    cast: Cast, login: Login, plot: Plot
) -> None:
    anna = login(cast.anna)
    mark = mark_in(anna.post(NEW, typed(INSIDE) | FACTS))
    other = INSIDE.replace("500180", "500190")
    assert anna.post(NEW, typed(other, meant=mark) | FACTS).status_code == 422


def test_what_lies_outside_the_outline_is_said(cast: Cast, login: Login) -> None:
    page = login(cast.anna).post(NEW, typed(OUTSIDE) | FACTS).content.decode()
    assert "Ligt voor 8.000 m² buiten de omtrek van het terrein." in page


def test_checking_saves_nothing(cast: Cast, login: Login, plot: Plot) -> None:
    before = stored(plot)
    answer = login(cast.anna).post(shape_url(plot), typed(INSIDE, step="check"))
    assert answer.status_code == HTTPStatus.OK
    assert "De oppervlakte is 8.000 m²" in answer.content.decode()
    assert stored(plot).equals_exact(before)


def test_a_crossing_line_is_repaired_only_on_request_and_never_saved_by_itself(
    cast: Cast, login: Login, plot: Plot
) -> None:
    anna, before = login(cast.anna), stored(plot)
    refused = anna.post(shape_url(plot), typed(BOW_TIE, version_of(before)))
    assert refused.status_code == 422
    assert "Herstel deze vorm" in refused.content.decode()
    assert 'data-place="6.' in refused.content.decode()
    repaired = anna.post(shape_url(plot), typed(BOW_TIE, version_of(before), step="repair"))
    assert repaired.status_code == HTTPStatus.OK
    assert "De vorm is hersteld" in repaired.content.decode()
    assert stored(plot).equals_exact(before)
    form = repaired.context["form"]
    saved = {name: form[name].value() for name in form.fields} | {"step": "save"}
    assert anna.post(shape_url(plot), saved).status_code == HTTPStatus.FOUND
    assert stored(plot).area == pytest.approx(4_000, abs=1)


def test_a_border_that_nobody_touched_keeps_every_digit(
    cast: Cast, login: Login, plot: Plot
) -> None:
    before = stored(plot)
    text = as_wgs84(before)
    answer = login(cast.anna).post(
        shape_url(plot), typed(text, version_of(before)) | {"crs": "wgs84"}
    )
    assert answer.status_code == HTTPStatus.FOUND
    assert stored(plot).equals_exact(before)


def test_who_comes_second_hears_it_and_keeps_what_she_drew(
    cast: Cast, login: Login, plot: Plot
) -> None:
    seen = version_of(stored(plot))
    first, second = INSIDE, INSIDE.replace("230200", "230220")
    assert login(cast.tess).post(shape_url(plot), typed(first, seen)).status_code == 302
    late = login(cast.anna).post(shape_url(plot), typed(second, seen))
    assert late.status_code == HTTPStatus.CONFLICT
    assert "Iemand anders" in late.content.decode()
    assert "230220" in late.content.decode()
    assert stored(plot).area == pytest.approx(8_000, abs=0.1)
    again = {name: late.context["form"][name].value() for name in ("shape", "crs", "version")}
    assert login(cast.anna).post(shape_url(plot), again | {"step": "save"}).status_code == 302


def test_taking_a_border_away_asks_first_and_keeps_the_plot(
    cast: Cast, login: Login, plot: Plot
) -> None:
    anna, address = login(cast.anna), reverse("map:plot_shape_delete", args=["noord", plot.pk])
    question = anna.get(address)
    assert "blijft in de lijst" in question.content.decode()
    assert stored(plot) is not None
    assert anna.post(address, seen_in(question)).status_code == HTTPStatus.FOUND
    assert stored(plot) is None
    with park_context(cast.noord.pk):
        kept: Any = Plot.objects.get(pk=plot.pk)
        assert kept.area_m2 is None
        assert kept.events.count() == 2


def test_a_border_that_was_drawn_anew_since_the_question_stays(
    cast: Cast, login: Login, plot: Plot
) -> None:
    anna, address = login(cast.anna), reverse("map:plot_shape_delete", args=["noord", plot.pk])
    question = anna.get(address)
    drawn = login(cast.tess).post(shape_url(plot), typed(INSIDE, version_of(stored(plot))))
    assert drawn.status_code == HTTPStatus.FOUND
    late = anna.post(address, seen_in(question))
    assert late.status_code == 422
    assert "Iemand anders heeft deze tekening intussen gewijzigd." in late.content.decode()
    assert stored(plot).area == pytest.approx(8_000, abs=0.1)


def test_the_manager_draws_the_outline_and_the_log_tells(
    cast: Cast, login: Login, plot: Plot
) -> None:
    before = Park.objects.get(pk=cast.noord.pk).outline
    shape = "230000 500000\n230600 500000\n230600 500400\n230000 500400"
    answer = login(cast.anna).post(OUTLINE, typed(shape, version_of(before)))
    assert answer.status_code == HTTPStatus.FOUND
    after = Park.objects.get(pk=cast.noord.pk).outline
    assert after is not None
    assert after.area == pytest.approx(240_000, abs=1)
    with park_context(cast.noord.pk):
        entry = AuditEntry.objects.in_park(cast.noord.pk).get(object_label="Omtrek")
    assert entry.actor == cast.anna
    assert entry.detail == {"hectare voor": "20,00", "hectare na": "24,00"}


def test_plots_that_would_lie_outside_a_new_outline_are_named(
    cast: Cast, login: Login, plot: Plot
) -> None:
    before = Park.objects.get(pk=cast.noord.pk).outline
    answer = login(cast.anna).post(OUTLINE, typed(OUTSIDE, version_of(before)))
    assert answer.status_code == 422
    assert "Buurman ligt voor 400 m² erbuiten." in answer.content.decode()


def test_the_outline_can_go_after_a_question(cast: Cast, login: Login) -> None:
    anna = login(cast.anna)
    question = anna.get(f"{OUTLINE}weghalen/")
    assert question.status_code == HTTPStatus.OK
    assert anna.post(f"{OUTLINE}weghalen/").status_code == 422
    assert Park.objects.get(pk=cast.noord.pk).outline is not None
    gone = anna.post(f"{OUTLINE}weghalen/", seen_in(question))
    assert gone.status_code == HTTPStatus.FOUND
    assert Park.objects.get(pk=cast.noord.pk).outline is None


def test_a_member_draws_nothing_and_the_team_no_outline(
    cast: Cast, login: Login, plot: Plot
) -> None:
    for who, address in (
        (cast.bram, NEW),
        (cast.bram, shape_url(plot)),
        (cast.dina, NEW),
        (cast.tess, OUTLINE),
        (cast.tess, f"{OUTLINE}weghalen/"),
    ):
        assert login(who).post(address, typed(INSIDE) | FACTS).status_code == HTTPStatus.FORBIDDEN


def test_degrees_pasted_as_metres_are_refused_at_the_field(cast: Cast, login: Login) -> None:
    answer = login(cast.anna).post(NEW, typed(INSIDE) | FACTS | {"crs": "wgs84"})
    assert answer.status_code == 422
    assert "U koos WGS84" in answer.content.decode()
