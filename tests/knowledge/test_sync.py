"""The table follows the content files; what vanishes is retired, not deleted."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from knowledge.building import ContentError
from knowledge.choices import Kind
from knowledge.loader import CONTENT_DIR, load
from knowledge.models import KnowledgeItem
from knowledge.services import SyncResult, sync_knowledge

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


class Folder:
    """A content folder with the three horizons, to change between one sync and the next."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.long = path / Kind.HORIZONS / "long.yaml"
        shutil.copytree(CONTENT_DIR / Kind.HORIZONS, self.long.parent)

    def sync(self, now: datetime = NOW) -> SyncResult:
        load.cache_clear()  # the files changed under the cache's feet
        return sync_knowledge(now=now, content_dir=self.path)


@pytest.fixture(autouse=True)
def empty_table(db: None) -> None:
    KnowledgeItem.objects.all().delete()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    yield Folder(tmp_path / "content")
    load.cache_clear()


def test_the_first_sync_creates_every_item() -> None:
    result = sync_knowledge(now=NOW)

    expected = sum(len(load(kind)) for kind in Kind)
    assert result == SyncResult(created=expected, changed=0, unchanged=0, retired=0)
    assert KnowledgeItem.objects.current().count() == expected


def test_a_row_holds_title_content_and_source(folder: Folder) -> None:
    folder.sync()

    item = KnowledgeItem.objects.get(kind=Kind.HORIZONS, slug="long")
    assert item.title == "Lange termijn"
    assert item.data["step"] == "steering"
    assert item.source[0] == {"document": "SB", "lines": "1627-1628", "figure": 25}
    assert set(item.data) == {"span", "step", "summary"}


def test_a_second_sync_changes_nothing(folder: Folder) -> None:
    folder.sync()
    before = list(KnowledgeItem.objects.values())

    assert folder.sync(LATER) == SyncResult(created=0, changed=0, unchanged=3, retired=0)
    assert list(KnowledgeItem.objects.values()) == before


def test_a_changed_file_changes_its_row_and_keeps_its_key(folder: Folder) -> None:
    folder.sync()
    before = KnowledgeItem.objects.get(slug="long")
    folder.long.write_text(folder.long.read_text().replace("5 tot 25 jaar", "5 tot 30 jaar"))

    assert folder.sync(LATER) == SyncResult(created=0, changed=1, unchanged=2, retired=0)
    after = KnowledgeItem.objects.get(slug="long")
    assert (after.pk, after.data["span"]) == (before.pk, "5 tot 30 jaar")


def test_a_vanished_item_is_retired_once_and_keeps_its_date(folder: Folder) -> None:
    folder.sync()
    folder.long.unlink()

    assert folder.sync(NOW).retired == 1
    assert folder.sync(LATER) == SyncResult(created=0, changed=0, unchanged=2, retired=0)
    assert KnowledgeItem.objects.get(slug="long").retired_at == NOW
    assert KnowledgeItem.objects.current().count() == 2


def test_a_returning_item_is_current_again_under_its_old_key(folder: Folder) -> None:
    folder.sync()
    key = KnowledgeItem.objects.get(slug="long").pk
    content = folder.long.read_text()
    folder.long.unlink()
    folder.sync()
    folder.long.write_text(content)

    assert folder.sync(LATER) == SyncResult(created=0, changed=1, unchanged=2, retired=0)
    assert KnowledgeItem.objects.current().get(slug="long").pk == key


def test_a_wrong_file_stops_the_sync_before_anything_is_written(folder: Folder) -> None:
    folder.long.write_text("span: nooit\n")

    with pytest.raises(ContentError, match=r"horizons/long\.yaml"):
        folder.sync()
    assert not KnowledgeItem.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_items(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(6):
        sync_knowledge(now=NOW)


def test_kind_and_slug_are_unique_together(folder: Folder) -> None:
    folder.sync()
    row = KnowledgeItem.objects.get(slug="long")
    row.pk = None

    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


def test_the_command_prints_the_result_in_dutch() -> None:
    total = sum(len(load(kind)) for kind in Kind)
    out = StringIO()

    call_command("sync_knowledge", stdout=out)
    call_command("sync_knowledge", stdout=out)

    assert out.getvalue().splitlines() == [
        f"Kennis: {total} nieuw, 0 gewijzigd, 0 ongewijzigd, 0 vervallen",
        f"Kennis: 0 nieuw, 0 gewijzigd, {total} ongewijzigd, 0 vervallen",
    ]


def test_the_command_reports_a_wrong_file_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(**_: object) -> None:
        raise ContentError("cells/x.yaml", "unknown key colour")

    monkeypatch.setattr("knowledge.management.commands.sync_knowledge.sync_knowledge", refuse)

    with pytest.raises(CommandError, match=r"cells/x\.yaml: unknown key colour"):
        call_command("sync_knowledge")
