"""Wrong shapes: the reason, the place, and a repair that waits until somebody asks for it."""

from typing import Any

import pytest

from parks.imports.files import Feature, read_features
from parks.imports.files import shapes as postgis
from tests.parks.file_builders import feature, layer, layer_of, polygon, ring, square

pytestmark = pytest.mark.django_db

X, Y = 155_000, 463_000


def moved(*points: tuple[float, float]) -> list[list[float]]:
    return [[X + x, Y + y] for x, y in points]


BOW = polygon(moved((0, 0), (10, 10), (10, 0), (0, 10), (0, 0)))
OPEN = polygon(moved((0, 0), (10, 0), (10, 10), (0, 10)))
HOLE_OUTSIDE = polygon(ring(X, Y, 10), ring(X + 50, Y, 4))
SPIKE = polygon(moved((0, 0), (10, 0), (10, 10), (10, 30), (10, 10), (0, 10), (0, 0)))
TWICE = {"type": "MultiPolygon", "coordinates": [[ring(X, Y, 10)], [ring(X + 5, Y, 10)]]}


def read(*geometries: Any) -> tuple[Feature, ...]:
    return read_features(layer_of(*geometries), filename="a.geojson").features


def test_the_place_stands_in_rd_and_in_degrees() -> None:
    (only,) = read(BOW)

    assert only.reasons == (
        "De grens kruist zichzelf, bij x 155.005,0 en y 463.005,0 in RD "
        "(52,155217 NB, 5,387277 OL).",
    )
    assert only.place == pytest.approx((5.387277, 52.155217), abs=1e-6)


@pytest.mark.parametrize(
    ("geometry", "why", "before", "after"),
    [
        (BOW, "De grens kruist zichzelf", 0, 50),
        (OPEN, "De grens is niet gesloten", 100, 100),
        (HOLE_OUTSIDE, "Een gat ligt buiten het vlak", 84, 116),
        (SPIKE, "De grens raakt zichzelf", 100, 100),
        (TWICE, "De grens kruist zichzelf", 200, 150),
    ],
    ids=["bow", "open", "hole", "spike", "twice"],
)
def test_a_wrong_shape_is_not_taken_but_can_be_repaired(
    geometry: Any, why: str, before: float, after: float
) -> None:
    (only,) = read(geometry)

    assert only.geometry is None
    assert only.reasons[0].startswith(why)
    assert only.repairable is not None
    assert only.repairable.area_before_m2 == pytest.approx(before)
    assert only.repairable.area_after_m2 == pytest.approx(after)
    assert only.repairable.geometry.valid
    assert only.repairable.geometry.area == pytest.approx(after)


def test_what_has_no_area_cannot_be_repaired() -> None:
    flat, spot = read(polygon(moved((0, 0), (5, 5), (9, 9), (0, 0))), polygon(moved(*[(0, 0)] * 4)))

    assert flat.reasons == spot.reasons == ("Het vlak heeft geen oppervlakte.",)
    assert flat.repairable is spot.repairable is None


def test_other_reasons_stay_beside_those_about_the_shape() -> None:
    (only,) = read_features(layer(feature(BOW, naam="a\x00")), filename="a.geojson").features

    assert len(only.reasons) == 2
    assert only.repairable is not None


def test_a_repair_that_takes_too_long_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgis, "_REPAIR", "select null, null from pg_sleep(2)")
    monkeypatch.setattr(postgis, "SECONDS", 0.2)

    wrong, good = read(BOW, square())

    assert wrong.repairable is None
    assert wrong.reasons[0].startswith("De grens kruist zichzelf")
    assert good.geometry is not None
