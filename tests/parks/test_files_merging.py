"""Several shapes with one number become one, and the layouts in which parks are published."""

import pytest

from parks.imports.files import merge_by_key, read_features, read_table
from tests.parks.file_builders import feature, layer, polygon, ring, square

pytestmark = pytest.mark.django_db

X, Y = 155_000, 463_000


def test_shapes_with_one_number_become_one_shape() -> None:
    layers = read_features(
        layer(
            feature(square(X, Y, 10), RIN=7, JAAR=2020),
            feature(square(X + 90, Y, 10), RIN=8, JAAR=2020),
            feature(square(X + 10, Y, 10), RIN=7, JAAR=2021),
            feature(square(X + 50, Y, 10), RIN=7, JAAR=2020),
            feature(square(X + 200, Y, 10), RIN=None, JAAR=2020),
            feature(square(X + 220, Y, 10), RIN=" ", JAAR=2020),
        ),
        filename="a",
    )

    whole, other, *loose = merge_by_key(layers.features, "RIN")

    assert whole.geometry is not None
    assert (whole.geometry.num_geom, whole.geometry.area) == (2, 300)
    assert whole.numbers == (1, 3, 4)
    assert whole.warnings == ("«JAAR» verschilt per vlak: «2020», «2021»; de eerste telt.",)
    assert other.numbers == (2,)
    assert [each.numbers for each in loose] == [(5,), (6,)]


def test_a_part_that_is_wrong_makes_the_whole_wrong_and_repairable() -> None:
    bow = polygon([[X, Y], [X + 10, Y + 10], [X + 10, Y], [X, Y + 10], [X, Y]])
    layers = read_features(
        layer(feature(square(X + 50, Y, 10), RIN=7), feature(bow, RIN=7)), filename="a"
    )

    (whole,) = merge_by_key(layers.features, "RIN")

    assert whole.geometry is None
    assert whole.reasons[0].startswith("Vlak 2: De grens kruist zichzelf")
    assert whole.place == layers.features[1].place
    assert whole.repairable is not None
    assert whole.repairable.area_before_m2 == pytest.approx(100)
    assert whole.repairable.area_after_m2 == pytest.approx(150)


def test_a_part_that_is_no_plane_cannot_be_merged() -> None:
    point = {"type": "Point", "coordinates": [X, Y]}
    layers = read_features(
        layer(feature(square(), RIN=7), feature(point, RIN=7), feature(None, RIN=8)), filename="a"
    )

    whole, bare = merge_by_key(layers.features, "RIN")

    assert (whole.geometry, whole.repairable) == (None, None)
    assert whole.reasons == ("Vlak 2: Dit is een punt; hier hoort een vlak.",)
    assert (bare.geometry, bare.reasons) == (None, ())


def test_parts_without_a_shape_leave_the_shape_of_the_others() -> None:
    layers = read_features(layer(feature(None, RIN=7), feature(square(), RIN=7)), filename="a")

    (whole,) = merge_by_key(layers.features, "RIN")

    assert whole.geometry is not None
    assert whole.reasons == ()


def test_the_public_layer_of_parks_is_read() -> None:
    facts = {
        "RIN_NUMMER": 1077, "JAAR": 2024, "PLAN_NAAM": "Voorbeeldpark", "GEM_CODES": "GM0268",
        "PROV_NAMEN": "Gelderland", "HA_BRUTO": 222.5195, "HA_NETTO": 163.8659,
        "HA_TOTTUIT": 0.0, "WLOC_TYPE": "B1",
    }  # fmt: skip
    layers = read_features(layer(feature(square(), **facts), crs="EPSG::28992"), filename="a")

    assert layers.headings == tuple(facts)
    assert list(layers.features[0].properties.values()) == [
        "1077", "2024", "Voorbeeldpark", "GM0268", "Gelderland", "222,5195", "163,8659", "0", "B1",
    ]  # fmt: skip


def test_the_older_local_layer_of_parks_is_read() -> None:
    def part(longitude: float, number: int, year: object) -> dict[str, object]:
        return feature(
            polygon(ring(longitude, 52.155, 0.001)[::-1]),
            RINNUMMER=number, BEDRIJVENT="Oude Haven", KERN="Dorp", OPPBRUTO="125000",
            OPPNETTO="98.500,5", JAAR=year,
        )  # fmt: skip

    layers = read_features(
        layer(part(5.387, 12, "1995/96"), part(5.389, 12, 0), part(5.395, 13, "onbekend")),
        filename="terreinen.json",
    )
    whole, other = merge_by_key(layers.features, "RINNUMMER")

    assert whole.geometry is not None
    assert whole.geometry.num_geom == 2
    assert whole.properties["OPPNETTO"] == "98.500,5"
    assert whole.warnings == ("«JAAR» verschilt per vlak: «1995/96», «0»; de eerste telt.",)
    assert other.properties["JAAR"] == "onbekend"


def test_the_public_list_of_parks_is_read() -> None:
    heading = (
        "RIN_NUMMER;JAAR;PLAN_NAAM;GEM_CODES;PROV_NAMEN;HA_BRUTO;HA_NETTO;HA_TOTTUIT;WLOC_TYPE"
    )
    table = read_table(
        f"{heading}\r\n1077;2024;Park;GM0268;Gelderland;222,5195;;0;B1\r\n".encode(), filename="a"
    )

    assert table.headings == tuple(heading.split(";"))
    assert table.lines[0].cells[5:7] == ("222,5195", "")
