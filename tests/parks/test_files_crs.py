"""In which coordinate system a file is: said, seen or chosen, and never guessed in silence."""

from typing import Any

import pytest
from django.db import connection

from parks.imports.files import CrsChoice, Features, FileRefusedError, read_features
from tests.parks.file_builders import layer_of, polygon, square

pytestmark = pytest.mark.django_db

RD_LABEL, WGS84_LABEL = "EPSG::28992", "OGC:1.3:CRS84"
IN_WGS84 = square(5.387, 52.155, 0.001)
SWAPPED = square(52.155, 5.387, 0.001)
RD_SWAPPED = square(463_000, 155_000)


def read(*geometries: Any, crs: str = "", choice: CrsChoice = CrsChoice.AUTO) -> Features:
    return read_features(layer_of(*geometries, crs=crs), filename="a.geojson", crs=choice)


def refused(*geometries: Any, **how: Any) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as error:
        read(*geometries, **how)
    return error.value


@pytest.mark.parametrize(
    ("geometry", "label", "crs"),
    [
        (square(), "", CrsChoice.RD),
        (square(), RD_LABEL, CrsChoice.RD),
        (square(), "EPSG::7415", CrsChoice.RD),
        (IN_WGS84, "", CrsChoice.WGS84),
        (IN_WGS84, WGS84_LABEL, CrsChoice.WGS84),
        (IN_WGS84, "EPSG::4258", CrsChoice.WGS84),
    ],
)
def test_what_a_file_says_and_what_its_numbers_say_agree(
    geometry: Any, label: str, crs: CrsChoice
) -> None:
    layer = read(geometry, crs=label)

    assert layer.crs is crs
    assert ("noemt geen stelsel" in layer.crs_reason) is (label == "")
    assert layer.features[0].reasons == ()


@pytest.mark.parametrize(
    ("geometry", "label", "suggestion"),
    [
        (square(), WGS84_LABEL, CrsChoice.RD),
        (IN_WGS84, RD_LABEL, CrsChoice.WGS84),
        (SWAPPED, "", CrsChoice.WGS84_SWAPPED),
        (SWAPPED, WGS84_LABEL, CrsChoice.WGS84_SWAPPED),
        (RD_SWAPPED, RD_LABEL, CrsChoice.RD_SWAPPED),
        (IN_WGS84, "EPSG::3857", CrsChoice.WGS84),
    ],
)
def test_a_contradiction_is_refused_until_a_person_chooses(
    geometry: Any, label: str, suggestion: CrsChoice
) -> None:
    assert refused(geometry, crs=label).suggestion is suggestion

    layer = read(geometry, crs=label, choice=suggestion)
    assert (layer.crs, layer.features[0].reasons) == (suggestion, ())


def test_a_choice_against_the_numbers_is_refused() -> None:
    error = refused(square(), choice=CrsChoice.WGS84)

    assert "U koos WGS84" in str(error)
    assert error.suggestion is CrsChoice.RD


def test_swapped_coordinates_end_up_in_the_same_place() -> None:
    turned = read(RD_SWAPPED, choice=CrsChoice.RD_SWAPPED).features[0].geometry
    straight = read(square()).features[0].geometry

    assert turned is not None
    assert straight is not None
    assert turned.equals(straight)


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        (square(0, 0), "niet in Nederland"),
        (square(600_000, 6_800_000), "Web Mercator"),
        (square(660_000, 5_780_000), "UTM"),
        (square(-74, 40.7, 0.1), "niet in Nederland"),
    ],
)
def test_a_layer_from_elsewhere_is_refused_with_advice(geometry: Any, why: str) -> None:
    error = refused(geometry)

    assert why in str(error)
    assert "Sla de kaartlaag op in RD" in str(error)


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(4.35, 50.85), (6.77, 51.23), (3.6, 52.6), (7.9, 52.2)],
    ids=["Brussel", "Düsseldorf", "Noordzee", "Osnabrück"],
)
def test_a_shape_abroad_is_refused_by_itself(longitude: float, latitude: float) -> None:
    abroad, home = read(square(longitude, latitude, 0.001), IN_WGS84).features

    assert abroad.reasons == ("Het vlak ligt buiten Nederland.",)
    assert home.reasons == ()


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(6.01, 50.76), (3.37, 51.3), (7.2, 53.2), (6.5, 53.5), (4.75, 53.1), (7.05, 52.25),
     (6.2, 51.4)],
    ids=["Vaals", "Sluis", "Nieuweschans", "Rottum", "Texel", "Losser", "Venlo"],
)  # fmt: skip
def test_the_corners_of_the_country_are_inside(longitude: float, latitude: float) -> None:
    (only,) = read(square(longitude, latitude, 0.001)).features

    assert only.reasons == ()


def test_a_shape_in_another_system_than_the_rest_is_refused_by_itself() -> None:
    first, odd, last = read(square(), IN_WGS84, square()).features

    assert (first.reasons, last.reasons) == ((), ())
    assert "maar bij WGS84" in odd.reasons[0]


def test_there_and_back_again_is_within_a_millimetre() -> None:
    corners = [[120_001.234, 480_005.678], [200_000.1, 450_000.2], [230_000.5, 520_000.25]]
    with connection.cursor() as cursor:
        cursor.execute(
            "select ST_X(p), ST_Y(p) from unnest(%s::float8[], %s::float8[]) as t(x, y), "
            "ST_Transform(ST_SetSRID(ST_Point(x, y), 28992), 4326) as p",
            [[x for x, _ in corners], [y for _, y in corners]],
        )
        points = [list(row) for row in cursor.fetchall()]

    (only,) = read(polygon([*points, points[0]])).features

    assert only.geometry is not None
    for there, back in zip(corners, only.geometry[0][0].coords, strict=False):
        assert back == pytest.approx(there, abs=0.001)
