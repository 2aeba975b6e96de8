"""Preview and apply of 10,000 plots and 10,000 companies, beside COPY of the same rows.

Runs inside Django: `manage.py shell -c "from tests.bench.imports import measure; measure()"`.
COPY goes into a bare table without keys, indexes, history or row-level security, by the owner.
"""

import csv
import io
import json
import os
import statistics
import time
import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import psycopg
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db import transaction

from accounts.models import User
from core.park_context import park_context
from parks.choices import ImportKind
from parks.imports.mapping import KINDS, guess
from parks.models import Park
from parks.services.imports import Sent, apply_import, receive_file
from tests.site.cast import FULL_PARK

ROWS: Final = 10_000
ROUNDS: Final = 3
SIDE: Final = 100


def measure() -> None:
    """Print for each list the median seconds of each step, as JSON."""
    park = Park.objects.defer("outline").get(slug=FULL_PARK)
    by = User.objects.order_by("pk").first()
    taken = {
        "plots": _steps(park, by, ImportKind.PLOTS, plots(), copied_plots()),
        "companies": _steps(park, by, ImportKind.COMPANIES, companies(), copied_companies()),
    }
    print(json.dumps(taken))


def _steps(
    park: Park, by: User | None, kind: ImportKind, data: bytes, rows: list[tuple[Any, ...]]
) -> dict[str, float]:
    rounds = []
    for _ in range(ROUNDS + 1):
        rounds.append((*bring_in(park, by, kind, data), copy(rows)))
    kept = rounds[1:]
    names = ("preview", "apply", "copy")
    return {name: statistics.median(each[at] for each in kept) for at, name in enumerate(names)}


def bring_in(park: Park, by: Any, kind: ImportKind, data: bytes) -> tuple[float, float]:
    """Return the seconds that preview and apply take; nothing stays."""
    name = "lijst.geojson" if kind == ImportKind.PLOTS else "lijst.csv"
    sent = Sent(data=data, filename=name)
    choose = partial(guess, KINDS[kind])
    with park_context(park.pk), transaction.atomic():
        start = time.perf_counter()
        run = receive_file(park=park, kind=kind, sent=sent, by=by, mapping=choose, at_once=True)
        planned = time.perf_counter()
        if run.to_write != ROWS:
            raise RuntimeError(f"{run.counts} {run.message}")
        apply_import(run=run, by=by, skip_refused=False, at_once=True)
        applied = time.perf_counter()
        if run.step != "applied":
            raise RuntimeError(run.message)
        transaction.set_rollback(True)
    return planned - start, applied - planned


def copy(rows: Sequence[tuple[Any, ...]]) -> float:
    """Return the seconds that COPY of these rows into a bare table takes; nothing stays."""
    url = os.environ["DATABASE_OWNER_URL"].replace("postgis:", "postgresql:", 1)
    columns = ", ".join(f"c{at} {_type(value)}" for at, value in enumerate(rows[0]))
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(f"create table bench_bare ({columns})")
        start = time.perf_counter()
        with cursor.copy("copy bench_bare from stdin") as file:
            for row in rows:
                file.write_row(row)
        seconds = time.perf_counter() - start
        connection.rollback()
    return seconds


def _type(value: Any) -> str:
    if isinstance(value, uuid.UUID):
        return "uuid"
    if isinstance(value, int):
        return "bigint"
    return "geometry" if value.startswith("01060000") else "text"


def ring(number: int) -> list[list[float]]:
    """Return a square of RD, each at a place of its own."""
    west, south = 100_000 + 110.25 * (number % 100), 400_000 + 110.5 * (number // 100)
    corners = [(0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE), (0, 0)]
    return [[west + right, south + up] for right, up in corners]


def plots() -> bytes:
    """Return GeoJSON in RD of plots that are in no park."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "naam": f"Kavel {number}",
                "kadastraal nummer": f"BNC01 A {number}",
                "gebruik": "industrie",
                "milieucategorie": "3.2",
                "straat": "Benchweg",
                "huisnummer": str(number),
            },
            "geometry": {"type": "Polygon", "coordinates": [ring(number)]},
        }
        for number in range(ROWS)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}).encode()


def copied_plots() -> list[tuple[Any, ...]]:
    """Return the same plots as rows for COPY."""
    return [
        (
            uuid.uuid4(), 1, f"Kavel {number}", f"BNC01 A {number}", "industry", "3.2", "in_use",
            "Benchweg", str(number), "", "", "", "team", "",
            MultiPolygon(Polygon(ring(number)), srid=28992).hexewkb.decode(),
        )
        for number in range(ROWS)
    ]  # fmt: skip


def companies() -> bytes:
    """Return CSV of companies that are in no park, each with an organisation of its own."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(
        [
            "naam",
            "KvK-nummer",
            "SBI-code",
            "werkzame personen",
            "straat",
            "huisnummer",
            "postcode",
            "plaats",
        ]
    )
    for number in range(ROWS):
        writer.writerow(
            [
                f"Benchbedrijf {number}",
                f"{90_000_000 + number}",
                "25.11",
                "12",
                "Benchweg",
                number,
                "7772 AB",
                "Hardenberg",
            ]
        )
    return file.getvalue().encode()


def copied_companies() -> list[tuple[Any, ...]]:
    """Return the same companies as rows for COPY."""
    return [
        (
            uuid.uuid4(), uuid.uuid4(), 1, f"Benchbedrijf {number}", f"{90_000_000 + number}",
            "2511", "10-19", "Benchweg", str(number), "7772 AB", "Hardenberg", "", "team", "",
        )
        for number in range(ROWS)
    ]  # fmt: skip
