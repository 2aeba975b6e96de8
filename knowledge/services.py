"""Brings the table of knowledge items in step with the content files."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from knowledge.choices import Kind
from knowledge.items import Item
from knowledge.loader import CONTENT_DIR, load
from knowledge.models import KnowledgeItem

_SYNCED_FIELDS = ["title", "data", "source", "content_hash", "retired_at"]


@dataclass(frozen=True, slots=True)
class SyncResult:
    """Numbers of items; an item that returns after it was retired counts as changed."""

    created: int
    changed: int
    unchanged: int
    retired: int


@transaction.atomic
def sync_knowledge(*, now: datetime, content_dir: Path = CONTENT_DIR) -> SyncResult:
    """Upsert every item from the files and retire the rows whose file is gone.

    Running it twice changes nothing the second time. Raises `ContentError` before any write when
    a file is wrong.
    """
    wanted = {(row.kind, row.slug): row for row in _rows_from_files(content_dir)}
    stored = {(row.kind, row.slug): row for row in KnowledgeItem.objects.select_for_update()}
    created = [row for key, row in wanted.items() if key not in stored]
    changed = [row for key, row in wanted.items() if key in stored and _differs(stored[key], row)]
    _upsert(created + changed)
    vanished = [row.pk for key, row in stored.items() if key not in wanted]
    retired = KnowledgeItem.objects.current().filter(pk__in=vanished).update(retired_at=now)
    return SyncResult(
        created=len(created),
        changed=len(changed),
        unchanged=len(wanted) - len(created) - len(changed),
        retired=retired,
    )


def _rows_from_files(content_dir: Path) -> Iterable[KnowledgeItem]:
    return [_row(kind, item) for kind in Kind for item in load(kind, content_dir).values()]


def _row(kind: Kind, item: Item) -> KnowledgeItem:
    data = asdict(item)
    del data["slug"]
    source = data.pop("source")
    content = json.dumps([item.heading, data, source], sort_keys=True, ensure_ascii=False)
    return KnowledgeItem(
        kind=kind.value,
        slug=item.slug,
        title=item.heading,
        data=data,
        source=source,
        content_hash=hashlib.sha256(content.encode()).hexdigest(),
    )


def _differs(stored: KnowledgeItem, wanted: KnowledgeItem) -> bool:
    return stored.retired_at is not None or stored.content_hash != wanted.content_hash


def _upsert(rows: list[KnowledgeItem]) -> None:
    # An upsert and not an insert: two machines that deploy at the same moment both get here.
    KnowledgeItem.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "slug"], update_fields=_SYNCED_FIELDS
    )
