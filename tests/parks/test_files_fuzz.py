"""Whatever bytes come in, they are read or refused with a reason: nothing else ever happens."""

import io
import json
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.spreadsheet import Cell, write_csv, write_xlsx
from parks.imports.files import (
    CrsChoice,
    FileRefusedError,
    detect_kind,
    merge_by_key,
    read_features,
    read_table,
)
from tests.parks.file_builders import (
    feature,
    layer,
    polygon,
    square,
    text_row,
    workbook,
    zipped_names,
)

pytestmark = pytest.mark.django_db

MB = 1024 * 1024
ROWS: list[list[Cell]] = [["Café", "1,5", 3], ['a"b', "=x", -1.25]]
CSV = write_csv(["Naam", "Tekst", "Getal"], ROWS)
XLSX = write_xlsx(["Naam", "Tekst", "Getal"], ROWS, title="Lijst")
LAYER = layer(feature(square(), naam="A", ha=1.5), feature(None, naam="B"))
GOOD = st.sampled_from([CSV, CSV[3:].decode().encode("utf-16"), XLSX, LAYER])
SHEET = (
    b'<row r="1"><c r="A1" t="s" s="1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>a</t></is></c>'
    b'<c r="C1"><f>1</f><v>2.5</v></c></row>'
)
FUZZ = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def spoiled(draw: st.DrawFn, source: st.SearchStrategy[bytes]) -> bytes:
    """Return good bytes of which pieces are replaced, left out or doubled."""
    data = bytearray(draw(source))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        stop = draw(st.integers(start, min(len(data), start + 20)))
        piece = st.binary(max_size=8) | st.sampled_from([b"", bytes(data[start:stop]) * 2])
        data[start:stop] = draw(piece | st.sampled_from([b"<", b'"', b"\0", b"[", b"9" * 400]))
    return bytes(data)


def attempt(data: bytes) -> None:
    """Let every reader have a go; whatever is not a refusal with a reason fails the test."""
    for read in (
        lambda: detect_kind(data, filename="a.json"),
        lambda: read_table(data, filename="a.csv"),
        lambda: merge_by_key(read_features(data, filename="a.json").features, "naam"),
        lambda: read_features(data, filename="a", crs=CrsChoice.WGS84),
    ):
        message = _refusal(read)
        assert message is None or message.endswith(".")


def _refusal(read: Callable[[], object]) -> str | None:
    try:
        read()
    except FileRefusedError as error:
        return str(error)
    return None


@FUZZ
@given(data=st.binary(max_size=300))
@example(data=b"PK\x05\x06")
@example(data=b"\xff\xfe\x00")
@example(data=b'{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,2]]]}}')
def test_any_bytes(data: bytes) -> None:
    attempt(data)


@FUZZ
@given(data=spoiled(GOOD))
def test_good_files_with_spoiled_bytes(data: bytes) -> None:
    attempt(data)


@FUZZ
@given(part=st.sampled_from(["sheet", "strings", "styles", "book", "links"]), data=st.data())
def test_workbooks_with_a_spoiled_part(part: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(XLSX)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["xl/sharedStrings.xml"] = b"<sst><si><t>a</t></si><si><r><t>b</t></r></si></sst>"
    files["xl/worksheets/sheet1.xml"] = b"<s>" + SHEET + b"</s>"
    name = {
        "sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml", "book": "xl/workbook.xml",
        "links": "xl/_rels/workbook.xml.rels",
    }[part]  # fmt: skip
    files[name] = data.draw(spoiled(st.just(files[name])))

    attempt(zipped_names(files))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
NUMBERS = st.floats(154_000, 156_000) | st.floats(allow_nan=False) | st.integers() | JSON
POINTS = st.lists(st.lists(NUMBERS, min_size=1, max_size=3), max_size=6)


@FUZZ
@given(
    geometry=st.one_of(
        JSON,
        st.builds(polygon, POINTS, POINTS),
        st.fixed_dictionaries(
            {"type": st.sampled_from(["Polygon", "Point", 1]), "coordinates": JSON}
        ),
    ),
    properties=JSON,
    crs=JSON,
)
def test_layers_with_anything_in_them(geometry: Any, properties: Any, crs: Any) -> None:
    items = [{"type": "Feature", "geometry": geometry, "properties": properties}, feature(square())]
    document = {"type": "FeatureCollection", "features": items, "crs": crs}

    attempt(json.dumps(document).encode())


NEAR = st.floats(154_990, 155_010, allow_nan=False) | st.sampled_from([155_000.0, 155_010.0])


@FUZZ
@given(points=st.lists(st.tuples(NEAR, NEAR), min_size=3, max_size=9), closed=st.booleans())
def test_any_shape_is_taken_or_refused_and_a_repaired_one_is_valid(
    points: list[tuple[float, float]], closed: bool
) -> None:
    outline = [[x, y + 308_000] for x, y in points]
    data = layer(feature(polygon(outline + outline[:1] if closed else outline)))

    (only,) = read_features(data, filename="a").features

    assert (only.ewkb is None) is bool(only.reasons)
    shape = only.geometry or (only.repairable and only.repairable.geometry)
    if shape:
        assert shape.valid
        assert shape.area > 0


HOSTILE = {
    "cells": b"a;b\n" + b";" * (19 * MB),
    "short rows": b"a;b\n" + b"xy;zw\n" * (3 * MB),
    "quotes": b'a;b\n"' + b'""' * (9 * MB),
    "no line ends": b"a" * (19 * MB),
    "strings": b'{"a": "' + b'\\"' * (9 * MB),
    "empty lists": b'{"a": [' + b"[]," * (6 * MB) + b"[]]}",
    "numbers": b'{"a": [' + b"1.5," * (4 * MB) + b"1]}",
    "deep": b'{"a": ' + b"[" * (19 * MB),
    "zeros": bytes(19 * MB),
    "entries": b"PK\x03\x04" + b"PK\x01\x02" * (4 * MB),
    "wide row": workbook(text_row(1, *["x"] * 100_000)),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_costs_little_memory(data: bytes) -> None:
    tracemalloc.start()
    attempt(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 100 * MB


def test_a_shape_made_to_take_long_is_refused_at_once() -> None:
    there = [[155_000 + (at % 2) * 5_000, 463_000 + at * 0.1] for at in range(3_000)]
    across = [[155_000 + at, 463_000 + (at % 2) * 5_000] for at in range(3_000)]
    start = time.monotonic()

    (tangle,) = read_features(
        layer(feature(polygon([*there, *across, there[0]]))), filename="a"
    ).features

    assert tangle.reasons[0].startswith("De grens kruist zichzelf")
    assert tangle.reasons[0].endswith("te ingewikkeld om hier te herstellen.")
    assert tangle.repairable is None
    assert time.monotonic() - start < 10


def test_shapes_made_to_take_long_together_are_refused_at_once() -> None:
    comb = [[155_000 + at / 2, 463_000 + (at % 2) * 1_500] for at in range(3_000)]
    turned = [[y - 308_000, x + 308_000] for x, y in comb]
    foot = [[156_500, 462_999], [154_999, 462_999]]
    side = [[154_999, 464_500], [154_999, 462_999]]
    parts = [
        feature(polygon([*line, *end, line[0]]), nr=1)
        for line, end in ((comb, foot), (turned, side))
    ]
    layers = read_features(layer(*parts), filename="a")
    start = time.monotonic()

    (whole,) = merge_by_key(layers.features, "nr")

    assert whole.ewkb is None
    assert time.monotonic() - start < 10
