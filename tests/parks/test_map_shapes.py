"""A border is read from GeoJSON, WKT or a list of corners, or refused with the reason."""

import json

import pytest

from parks.imports.files import CrsChoice
from parks.services.geometry import ShapeRefusedError, as_wgs84, read_shape

pytestmark = pytest.mark.django_db

CORNERS = ((230_000, 500_000), (230_100, 500_000), (230_100, 500_080), (230_000, 500_080))
WKT = "POLYGON((" + ", ".join(f"{x} {y}" for x, y in (*CORNERS, CORNERS[0])) + "))"
BOW_TIE = "230000 500000\n230100 500080\n230100 500000\n230000 500080"


def area_of(text: str, crs: CrsChoice = CrsChoice.AUTO) -> float:
    return read_shape(text, crs=crs).area_m2


@pytest.mark.parametrize(
    "text",
    [
        WKT,
        f"SRID=28992;{WKT}",
        WKT.replace("POLYGON((", "MULTIPOLYGON(((").replace("))", ")))"),
        "\n".join(f"{x} {y}" for x, y in CORNERS),
        "\n".join(f"{x},0 {y},00" for x, y in CORNERS),
        "\n".join(f"{x}; {y}" for x, y in (*CORNERS, CORNERS[0])),
        "\n".join(f"{x}.0,{y}.5" for x, y in CORNERS),
        json.dumps({"type": "Polygon", "coordinates": [[*CORNERS, CORNERS[0]]]}),
        json.dumps(
            {
                "type": "Feature",
                "properties": {},
                "geometry": {"type": "Polygon", "coordinates": [[*CORNERS, CORNERS[0]]]},
            }
        ),
    ],
)
def test_every_way_to_write_a_border_gives_the_same_area(text: str) -> None:
    shape = read_shape(text, crs=CrsChoice.AUTO)
    assert shape.area_m2 == pytest.approx(8_000, abs=0.01)
    assert shape.geometry.srid == 28992


def test_an_empty_line_begins_another_part() -> None:
    second = "\n".join(f"{x + 200} {y}" for x, y in CORNERS)
    first = "\n".join(f"{x} {y}" for x, y in CORNERS)
    assert area_of(f"{first}\n\n{second}\n") == pytest.approx(16_000, abs=0.01)


def test_to_degrees_and_back_stays_within_a_millimetre() -> None:
    stored = read_shape(WKT, crs=CrsChoice.AUTO).geometry
    again = read_shape(as_wgs84(stored), crs=CrsChoice.WGS84).geometry
    assert again.equals_exact(stored, tolerance=0.002)


def test_crossing_lines_are_refused_with_place_and_repair() -> None:
    with pytest.raises(ShapeRefusedError) as refused:
        read_shape(BOW_TIE, crs=CrsChoice.AUTO)
    assert refused.value.repair is not None
    assert refused.value.repair.area_after_m2 == pytest.approx(4_000, abs=1)
    assert refused.value.place == pytest.approx((6.486, 52.482), abs=0.01)
    assert refused.value.messages[0]


@pytest.mark.parametrize(
    ("text", "crs", "said"),
    [
        ("hallo", CrsChoice.AUTO, "Regel 1"),
        ("230000 500000\n230100", CrsChoice.AUTO, "Regel 2"),
        ("230000 nan\n230100 500000\n230100 500080", CrsChoice.AUTO, "Regel 1"),
        ("1e999 5\n2 3\n4 5", CrsChoice.AUTO, "Regel 1"),
        ("230000 500000\n230100 500000", CrsChoice.AUTO, "drie verschillende"),
        ("POLYGON((230000 500000, 230100", CrsChoice.AUTO, "WKT"),
        ("SRID=3857;" + WKT, CrsChoice.AUTO, "SRID 3857"),
        ("{", CrsChoice.AUTO, "."),
        (WKT, CrsChoice.WGS84, "WGS84"),
        ("52.5 6.5\n52.6 6.5\n52.6 6.6", CrsChoice.AUTO, "verwisseld"),
        ("2.35 48.85\n2.36 48.85\n2.36 48.86", CrsChoice.AUTO, "Nederland"),
        ("230000 500000\n230000.5 500000\n230000.5 500000.5", CrsChoice.AUTO, "."),
        ("10000 350000\n280000 350000\n280000 600000", CrsChoice.AUTO, "."),
        ("POINT(230000 500000)", CrsChoice.AUTO, "Regel 1"),
        ('{"type":"Point","coordinates":[6.5,52.5]}', CrsChoice.AUTO, "."),
        ('{"type":"FeatureCollection","features":[]}', CrsChoice.AUTO, "."),
        ("[" * 50_000, CrsChoice.AUTO, "."),
        ("POLYGON(" + "(" * 50_000, CrsChoice.AUTO, "WKT"),
        ("x" * 1_000_001, CrsChoice.AUTO, "te lang"),
    ],
)
def test_what_is_no_border_is_refused_and_never_breaks(
    text: str, crs: CrsChoice, said: str
) -> None:
    with pytest.raises(ShapeRefusedError, match=said) as refused:
        read_shape(text, crs=crs)
    assert all(refused.value.messages)


def test_several_shapes_at_once_are_refused() -> None:
    shape = {"type": "Polygon", "coordinates": [[*CORNERS, CORNERS[0]]]}
    feature = {"type": "Feature", "properties": {}, "geometry": shape}
    layer = json.dumps({"type": "FeatureCollection", "features": [feature, feature]})
    with pytest.raises(ShapeRefusedError, match="2 vormen"):
        read_shape(layer, crs=CrsChoice.AUTO)
