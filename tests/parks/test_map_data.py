"""The shapes for the map: what is in view, as fine as the zoom shows, for who may see it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.park_context import park_context
from parks.choices import Audience, PlotState
from parks.models import Park, Plot
from parks.queries.map import Window, plots_geojson
from tests.cast import Cast
from tests.factories.parks import ParkFactory
from tests.factories.terrain import fill_terrain

URL = "/p/noord/terrein/kaart/kavels.json"
ALL = "?bbox=3,50,8,54&zoom=15"
Login = Callable[[User], Client]


def square(x: float, y: float, size: float = 40) -> MultiPolygon:
    return MultiPolygon(Polygon.from_bbox((x, y, x + size, y + size)), srid=28992)


def add_plots(park: Park, number: int, **facts: Any) -> None:
    with park_context(park.pk):
        Plot.objects.bulk_create(
            Plot(
                park=park,
                name=f"Kavel {at}",
                geometry=square(230_000 + 50 * (at % 40), 500_000 + 50 * (at // 40)),
                **facts,
            )
            for at in range(number)
        )


def names(client: Client, query: str = ALL) -> set[str]:
    answer = client.get(URL + query)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/geo+json"
    return {each["properties"]["name"] for each in json.loads(answer.content)["features"]}


def test_everybody_gets_the_plots_that_she_may_see(cast: Cast, login: Login) -> None:
    with park_context(cast.noord.pk, cast.zuid.pk):
        fill_terrain(cast.noord, cast.anna)
        fill_terrain(cast.zuid, cast.chris)
    members, team = "KANARIE-noord-kavel-members", "KANARIE-noord-kavel-team"
    assert names(login(cast.anna)) == names(login(cast.tess)) == {members, team}
    for who in (cast.bram, cast.carla, cast.dina):
        assert names(login(who)) == {members}


def test_a_feature_says_no_more_than_name_and_state_in_degrees(cast: Cast, login: Login) -> None:
    add_plots(cast.noord, 1, state=PlotState.OFFERED, note="geheim")
    (feature,) = json.loads(login(cast.anna).get(URL + ALL).content)["features"]
    assert feature["properties"] == {"name": "Kavel 0", "state": "offered"}
    lng, lat = feature["geometry"]["coordinates"][0][0]
    assert (lng, lat) == pytest.approx((6.489, 52.482), abs=0.01)
    assert set(feature) == {"type", "id", "properties", "geometry"}


def test_only_what_is_in_view_comes_along(cast: Cast, login: Login) -> None:
    add_plots(cast.noord, 2)
    assert names(login(cast.anna), "?bbox=5,51,5.1,51.1&zoom=15") == set()


def test_the_filters_of_the_page_hold_for_the_map(cast: Cast, login: Login) -> None:
    add_plots(cast.noord, 3, state=PlotState.VACANT)
    anna = login(cast.anna)
    assert names(anna, f"{ALL}&state=vacant&words=kavel 2") == {"Kavel 2"}
    assert names(anna, f"{ALL}&state=offered") == set()


@pytest.mark.parametrize(
    "query",
    [
        "?bbox=3,50,8&zoom=15",
        "?bbox=a,b,c,d&zoom=15",
        "?bbox=nan,50,8,54&zoom=15",
        "?bbox=3,50,inf,54&zoom=15",
        "?bbox=8,54,3,50&zoom=15",
        "?bbox=3,50,3,54&zoom=15",
        "?bbox=-999,50,999,54&zoom=15",
        "?bbox=3,50,8,54&zoom=-1",
        "?bbox=3,50,8,54&zoom=99",
        "?bbox=3,50,8,54&zoom=x",
        "?bbox=3,50,8,54&bbox=3,50,8,54&zoom=15",
        "?bbox=3,50,8,54&zoom=15&zoom=16",
        "?bbox=3,50,8,54&zoom=15&state=weg",
        "?bbox=%00&zoom=15",
        "?bbox=" + "1," * 200 + "&zoom=15",
    ],
)
def test_a_window_that_is_none_is_refused_with_the_reason(
    cast: Cast, login: Login, query: str
) -> None:
    answer = login(cast.anna).get(URL + query)
    assert answer.status_code == 400
    assert all(answer.json()["fouten"])


def test_without_a_window_all_plots_are_in_view(cast: Cast, login: Login) -> None:
    add_plots(cast.noord, 2)
    for query in ("", "?zoom=0", "?bbox="):
        assert names(login(cast.anna), query) == {"Kavel 0", "Kavel 1"}


def test_a_window_around_the_world_is_cut_off_around_the_netherlands(
    cast: Cast, login: Login
) -> None:
    add_plots(cast.noord, 1)
    assert names(login(cast.anna), "?bbox=-180,-90,180,90&zoom=0") == {"Kavel 0"}


def test_the_same_shapes_are_not_sent_twice_and_never_kept_by_others(
    cast: Cast, login: Login
) -> None:
    add_plots(cast.noord, 1)
    anna = login(cast.anna)
    first = anna.get(URL + ALL)
    assert first["Cache-Control"] == "private, no-cache"
    again = anna.get(URL + ALL, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    add_plots(cast.noord, 2)
    assert anna.get(URL + ALL, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_far_away_a_shape_has_fewer_corners_and_fewer_digits(in_noord: Park) -> None:
    round_one = square(230_000, 500_000).centroid.buffer(30, quadsegs=32)
    Plot.objects.create(park=in_noord, name="Rond", geometry=MultiPolygon(round_one, srid=28992))
    rows, around = Plot.objects.in_park(in_noord.pk), (6.0, 52.0, 7.0, 53.0)
    near, far = (plots_geojson(rows, Window(around, zoom)) for zoom in (20, 13))
    assert len(far) < len(near) / 4
    assert json.loads(far)["features"][0]["geometry"]["coordinates"]


def test_the_data_take_one_query_however_many_plots_there_are(
    in_noord: Park, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    window = Window((3.0, 50.0, 8.0, 54.0), 14)
    for number in (3, 300):
        add_plots(in_noord, number, audience=Audience.MEMBERS)
        with django_assert_num_queries(1):
            plots_geojson(Plot.objects.in_park(in_noord.pk), window)


def test_other_parks_change_neither_the_queries_nor_the_bytes(
    cast: Cast, login: Login, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    add_plots(cast.noord, 2_000, audience=Audience.MEMBERS)
    client, answers = login(cast.anna), []
    client.get(URL + ALL)  # what is looked up once is looked up here
    with CaptureQueriesContext(connection) as alone:
        answers.append(client.get(URL + ALL).content)
    for number in range(20):
        add_plots(ParkFactory(slug=f"buur-{number}"), 50, audience=Audience.PUBLIC)
    with django_assert_num_queries(len(alone)):
        answers.append(client.get(URL + ALL).content)
    assert answers[0] == answers[1]
    assert len(json.loads(answers[0])["features"]) == 2_000
