"""Map layers: facts and shapes of every feature, or the reason why not."""

import json
from typing import Any

import pytest

from parks.imports.files import Feature, FileRefusedError, read_features
from parks.imports.files.limits import (
    MAX_CELL_LENGTH,
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_FEATURES,
    MAX_VERTICES,
)
from tests.parks.file_builders import feature, layer, layer_of, polygon, ring, square, zipped

pytestmark = pytest.mark.django_db


def read(data: bytes) -> tuple[Feature, ...]:
    return read_features(data, filename="kavels.geojson").features


def refusal(data: bytes | str) -> str:
    with pytest.raises(FileRefusedError) as refused:
        read(data if isinstance(data, bytes) else data.encode())
    return str(refused.value)


def reason(geometry: Any) -> str:
    """Return why one shape is not taken, next to one that is."""
    good, bad = read(layer_of(square(), geometry))
    assert good.reasons == ()
    assert bad.geometry is None
    (why,) = bad.reasons
    return why


def test_facts_become_text_as_a_person_would_type_it() -> None:
    facts = {
        "naam": "Kavel é", "nummer": 7, "ha": 1.25, "heel": 41.0, "bebouwd": True, "vrij": False,
        "leeg": None, "lijst": [1, "é"],
    }  # fmt: skip
    (only,) = read(layer(feature(square(), **facts)))

    assert only.properties == {
        "naam": "Kavel é", "nummer": "7", "ha": "1,25", "heel": "41", "bebouwd": "ja",
        "vrij": "nee", "leeg": "", "lijst": '[1, "é"]',
    }  # fmt: skip


def test_facts_that_some_features_lack_are_empty_there() -> None:
    first, second = read(layer(feature(square(), a=1), feature(square(), b=2)))

    assert (first.properties, second.properties) == ({"a": "1", "b": ""}, {"a": "", "b": "2"})


def test_a_shape_is_in_rd_whatever_the_direction_of_its_rings_and_without_height() -> None:
    outer = [[*point, 12.5] for point in ring(155_000, 463_000, 100)]
    hole = ring(155_010, 463_010, 10)
    layers = read_features(
        layer_of(polygon(outer, hole), polygon(outer[::-1], hole[::-1])), filename="a"
    )

    for each in layers.features:
        assert each.geometry is not None
        assert (each.geometry.srid, each.geometry.hasz) == (28992, False)
        assert each.geometry.area == 100 * 100 - 10 * 10
    assert layers.notes == ("De hoogtes in het bestand zijn weggelaten.",)


def test_several_parts_are_one_shape() -> None:
    parts = [[ring(155_000, 463_000, 10)], [ring(155_100, 463_000, 10)]]
    (only,) = read(layer_of({"type": "MultiPolygon", "coordinates": parts}))

    assert only.geometry is not None
    assert only.geometry.num_geom == 2


@pytest.mark.parametrize("data", [
    json.dumps(feature(square(), naam="x")).encode(),
    json.dumps(square()).encode(),
    b"\xef\xbb\xbf" + layer_of(square()),
    layer_of(square()).decode().encode("utf-16"),
    zipped(laag__geojson=layer_of(square())),
])  # fmt: skip
def test_a_single_feature_a_bare_shape_and_a_zip_are_read_too(data: bytes) -> None:
    (only,) = read(data)

    assert only.geometry is not None


def test_a_feature_without_a_shape_is_no_error() -> None:
    layers = read_features(layer_of(None), filename="a")

    assert layers.features[0].reasons == ()
    assert layers.features[0].geometry is None
    assert (layers.crs, layers.crs_reason) == (None, "")


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        ({"type": "Point", "coordinates": [155_000, 463_000]}, "Dit is een punt"),
        ({"type": "LineString", "coordinates": []}, "Dit is een lijn"),
        ({"type": "GeometryCollection", "geometries": [square()]}, "verzameling van vormen"),
        ({"type": "Cirkel"}, "onbekend"),
        ({"type": ["Polygon"]}, "onbekend"),
        ("Polygon", "niet te lezen"),
        ({"type": "Polygon"}, "geen grens"),
        ({"type": "Polygon", "coordinates": []}, "geen grens"),
        ({"type": "Polygon", "coordinates": [[]]}, "geen grens"),
        ({"type": "MultiPolygon", "coordinates": [[[]]]}, "geen grens"),
        (polygon([["155000", "463000"]] * 4), "als tekst"),
        (polygon([[155_000, None]] * 4), "geen getal"),
        (polygon([[155_000, True]] * 4), "geen getal"),
        (polygon([[155_000]] * 4), "geen twee coördinaten"),
        (polygon([155_000, 463_000]), "niet te lezen"),
        (polygon([{"x": 1}] * 4), "niet te lezen"),
        (polygon([[155_000, 463_000], [155_001, 463_000]]), "minder dan drie punten"),
        (polygon([[155_000, 463_000]] * 5), "geen oppervlakte"),
        (polygon([[155_000, 463_000], [155_001, 463_000], [155_002, 463_000], [155_000, 463_000]]),
         "geen oppervlakte"),
        (polygon([[10**400, 463_000]] * 4), "te groot"),
    ],
    ids=range(20),
)  # fmt: skip
def test_what_is_no_plane_is_refused_by_itself(geometry: Any, why: str) -> None:
    assert why in reason(geometry)


def test_a_number_past_all_bounds_is_refused() -> None:
    data = layer_of(square(), square()).replace(b"155100", b"1e999", 1)

    bad, good = read(data)

    assert bad.reasons == ("Een coördinaat is te groot.",)
    assert good.reasons == ()


def test_facts_that_cannot_be_kept_are_named() -> None:
    (only,) = read(
        layer(feature(square(), a="\ud800", b="x" * (MAX_CELL_LENGTH + 1), c="a\x00b", d="goed"))
    )

    assert only.reasons == (
        "Onleesbaar teken in «a».",
        f"«b» is langer dan {MAX_CELL_LENGTH} tekens.",
        "Onleesbaar teken in «c».",
    )
    assert only.geometry is None
    assert only.properties["a"] == "\N{REPLACEMENT CHARACTER}"
    assert len(only.properties["b"]) == MAX_CELL_LENGTH
    assert only.properties["d"] == "goed"


def nested(depth: int) -> str:
    return f'{{"type": "FeatureCollection", "features": {"[" * depth}{"]" * depth}}}'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("{", "fout in regel 1"),
        ('{"type": "FeatureCollection", "features": [}', "fout in regel 1"),
        ('{"type": "FeatureCollection", "features": []}', "leeg"),
        ('{"type": "FeatureCollection", "features": {}}', "geen GeoJSON"),
        ('{"type": "Topology", "objects": {}}', "TopoJSON"),
        ('{"geometryType": "esriGeometryPolygon", "features": []}', "Esri"),
        ('{"a": NaN}', "NaN in plaats van een getal"),
        ('{"a": -Infinity}', "-Infinity in plaats van een getal"),
        (f'{{"a": {"9" * 5000}}}', "te lang"),
        (nested(MAX_DEPTH), f"{MAX_DEPTH} lagen"),
        (nested(100_000), f"{MAX_DEPTH} lagen"),
        ('{"a": [' + "[]," * 500_000 + "[]]}", "te veel"),
        ('{"a": [' + "1," * 3_000_000 + "1]}", "te veel"),
        (layer(*[feature(None)] * (MAX_FEATURES + 1)), f"{MAX_FEATURES} vlakken"),
        (layer(feature(None, **{str(at): 1 for at in range(MAX_COLUMNS + 1)})), "soorten gegevens"),
        (layer_of(polygon([[155_000, 463_000]] * (MAX_VERTICES + 1))), f"{MAX_VERTICES} punten"),
        ("naam;ha\nA;1\n", "lijst, geen kaartlaag"),
    ],
    ids=range(17),
)
def test_a_layer_that_cannot_be_read_is_refused_as_a_whole(data: bytes | str, why: str) -> None:
    assert why in refusal(data)


def test_brackets_inside_texts_do_not_count_as_depth() -> None:
    (only,) = read(layer(feature(square(), a='[[[[\\"' * 100)))

    assert only.geometry is not None


def test_something_that_is_no_feature_is_refused_by_itself() -> None:
    document = json.loads(layer_of(square()))
    document["features"] += [None, 7, {"type": "Polygon"}]

    assert [each.reasons for each in read(json.dumps(document).encode())] == [
        (), ("Dit is geen vlak.",), ("Dit is geen vlak.",), ("Dit is geen vlak.",),
    ]  # fmt: skip


def test_the_number_of_questions_to_the_database_does_not_grow(
    django_assert_num_queries: Any,
) -> None:
    bow = polygon([[0, 0], [9, 9], [9, 0], [0, 9], [0, 0]])
    for copies in (1, 50):
        near = [polygon([[155_000 + x, 463_000 + y] for x, y in bow["coordinates"][0]])]
        with django_assert_num_queries(12):
            read(layer_of(square(), *near * copies))
