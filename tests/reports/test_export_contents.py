"""What a park's export holds: every model and field, or a reason why it is left out."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from core.park_context import park_context
from parks.isolation import park_owned_models
from parks.models import Invitation, Park
from reports import storage
from reports.export.archive import write_export
from reports.export.plan import (
    HISTORY_FIELDS,
    LABELS,
    LEFT_OUT_FIELDS,
    LEFT_OUT_MODELS,
    TABLES,
    history_tables,
)
from reports.export.table import Table
from reports.models import ParkExport, Report
from tests.cast import Cast
from tests.factories.strategy import SmartGoalFactory
from tests.factories.world import World
from tests.standing import Standing

ALL_TABLES = [*TABLES, *history_tables()]


pytestmark = pytest.mark.usefixtures("standing")


@pytest.fixture
def export(world: World) -> ParkExport:
    with park_context(world.park.pk):
        world.export.refresh_from_db()
    return world.export


def written(export: ParkExport) -> bytes:
    target = io.BytesIO()
    with park_context(export.park_id):
        write_export(export, target, progress=lambda _: None)
    return target.getvalue()


@pytest.fixture(scope="module")
def archive(standing: Standing, django_db_blocker: Any) -> zipfile.ZipFile:
    """The export of Noord, written once for the whole file."""
    export = standing.noord.export
    with django_db_blocker.unblock(), park_context(export.park_id):
        export.refresh_from_db()
        return zipfile.ZipFile(io.BytesIO(written(export)))


def rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(archive.read(name))
    return found


def test_every_model_of_a_park_is_exported_or_left_out_for_a_reason() -> None:
    exported = {table.model for table in ALL_TABLES}
    history_of_left_out = {
        model
        for model in park_owned_models()
        if getattr(model, "pgh_tracked_model", None) in LEFT_OUT_MODELS
    }
    assert exported | set(LEFT_OUT_MODELS) | history_of_left_out == set(park_owned_models())
    assert exported.isdisjoint(LEFT_OUT_MODELS)


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.path)
def test_every_field_is_exported_or_left_out_for_a_reason(table: Table) -> None:
    names = {field.name for field in table.model._meta.concrete_fields}
    assert names - set(LEFT_OUT_FIELDS) - set(table.as_files) <= set(table.fields)
    assert set(table.fields) - set(HISTORY_FIELDS) <= names
    assert set(table.fields).isdisjoint(LEFT_OUT_FIELDS)


def test_every_name_in_the_export_is_there_once() -> None:
    paths = [table.path for table in ALL_TABLES]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.path)
def test_a_park_finds_its_own_rows_and_none_of_another(
    table: Table, archive: zipfile.ZipFile, noord: Park
) -> None:
    with park_context(noord.pk):
        own = {str(pk) for pk in table.model.objects.values_list("pk", flat=True)}
    found = rows(archive, f"{table.path}.json")
    assert own
    assert {row["id"] for row in found} == own
    assert all(set(row) == set(table.fields) for row in found)


def test_no_text_of_another_park_is_in_it_and_every_text_of_its_own_is(
    archive: zipfile.ZipFile,
) -> None:
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"KANARIE-zuid" not in everything
    for own in (b"doel-team", b"organisatie-notitie-team", b"contact-team", b"cijfer-company"):
        assert b"KANARIE-noord-" + own in everything, own
    assert b"31337" in everything


def test_what_opens_a_door_is_not_in_it(archive: zipfile.ZipFile, world: World) -> None:
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert world.invitation.token_hash.encode() not in everything
    assert b"token_hash" not in b"".join(
        archive.read(name) for name in archive.namelist() if name.endswith(".json")
    )
    assert b"md5$" not in everything


def test_an_outline_is_geojson_in_rd(archive: zipfile.ZipFile, world: World) -> None:
    found = {row["id"]: row for row in rows(archive, "gegevens/kavels.json")}
    shape = found[str(world.terrain.plot.pk)]["geometry"]
    assert shape["type"] == "MultiPolygon"
    x, y = shape["coordinates"][0][0][0]
    assert (100_000 < x < 300_000, 300_000 < y < 620_000) == (True, True)
    (park,) = rows(archive, "park.json")
    assert (park["slug"], park["outline"]["type"]) == ("noord", "MultiPolygon")


def test_history_says_what_was_and_who_changed_it(
    world: World, export: ParkExport, cast: Cast, login: Callable[..., Any]
) -> None:
    path = f"/p/noord/mensen/uitnodigingen/{world.invitation.pk}/intrekken/"
    assert login(cast.anna).post(path).status_code == 302
    archive = zipfile.ZipFile(io.BytesIO(written(export)))
    changes = rows(archive, "geschiedenis/uitnodigingen.json")
    assert [(row["pgh_label"], row["pgh_context"]) for row in changes] == [
        ("insert", None),
        ("update", cast.anna.pk),
    ]
    people = {row["id"]: row for row in rows(archive, "personen.json")}
    assert people[cast.anna.pk] == {
        "id": cast.anna.pk,
        "name": "Anna",
        "email": "anna@example.test",
    }


def test_people_without_a_role_here_come_with_their_name_only(
    noord: Park, export: ParkExport, cast: Cast
) -> None:
    with park_context(noord.pk):
        Invitation.objects.update(invited_by=cast.dina)
    people = {
        row["id"]: row
        for row in rows(zipfile.ZipFile(io.BytesIO(written(export))), "personen.json")
    }
    assert people[cast.dina.pk] == {"id": cast.dina.pk, "name": "Dina"}
    assert cast.chris.pk not in people


def test_files_are_in_it_and_one_that_is_gone_is_named(
    noord: Park, export: ParkExport, world: World, media: Path
) -> None:
    storage.store("reports/1/a.pdf", b"%PDF-1.7 an edition")
    with park_context(noord.pk):
        for report, file in ((world.edition_report, "a.pdf"), (world.draft, "gone.pdf")):
            Report.objects.filter(pk=report.pk).update(state="ready", file=f"reports/1/{file}")
    archive = zipfile.ZipFile(io.BytesIO(written(export)))
    assert archive.read("bestanden/editie-1-members.pdf") == b"%PDF-1.7 an edition"
    guide = archive.read("README.txt").decode()
    assert f"bestanden/concept-{world.draft.pk}.pdf" in guide.split("NIET GEVONDEN")[1]


def test_the_contents_tell_how_many_rows_and_the_hash_of_each_file(
    archive: zipfile.ZipFile,
) -> None:
    contents = {line["name"]: line for line in rows(archive, "inhoud.json")}
    assert set(contents) | {"inhoud.json"} == set(archive.namelist())
    for name, line in contents.items():
        assert line["sha256"] == hashlib.sha256(archive.read(name)).hexdigest()
    assert contents["gegevens/kavels.json"]["rows"] == 2


def test_the_guide_explains_every_file_and_field_in_dutch(archive: zipfile.ZipFile) -> None:
    guide = archive.read("README.txt").decode()
    for table in TABLES:
        assert f"{table.path}.json: {table.title} (" in guide
    for text in ("in_use = in gebruik", "kvk_number: KvK-nummer", "EPSG:28992", "Voorbeeldpark"):
        assert text in guide


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.path)
def test_every_field_has_a_name_in_dutch(table: Table) -> None:
    for name in table.fields:
        field = table.model._meta.get_field(name)
        assert name in LABELS or field._verbose_name or field.related_model, name


def test_the_same_park_gives_the_same_bytes(export: ParkExport) -> None:
    assert written(export) == written(export)


def test_an_empty_park_has_an_export_too(cast: Cast) -> None:
    nothing = Park.objects.create(name="Leeg", slug="leeg", municipality_codes=["GM0160"])
    with park_context(nothing.pk):
        empty: ParkExport = ParkExport.objects.create(park=nothing, requested_by=cast.chris)
        empty.refresh_from_db()
    archive = zipfile.ZipFile(io.BytesIO(written(empty)))
    assert archive.read("gegevens/doelen.json") == b"[]\n"


def test_more_rows_cost_no_more_queries(
    export: ParkExport, noord: Park, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one_a_table = len(ALL_TABLES) + 7
    with django_assert_max_num_queries(one_a_table):
        written(export)
    for _ in range(30):
        SmartGoalFactory(park=noord)
    with django_assert_max_num_queries(one_a_table):
        written(export)
