"""Publishing an edition of the roadmap."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.turns import wait_for_turn
from parks.choices import AuditAction
from parks.models import Park
from parks.services.audit import record
from reports.models import RoadmapEdition
from reports.queries.canonical import content_hash, to_json
from reports.queries.content import EditionFacts
from reports.queries.document import newest_edition, roadmap_document
from reports.queries.size import require_printable
from reports.services.jobs import request_edition_pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What somebody fills in to publish: for whom, under which title, adopted by whom and when."""

    audience: str
    title: str
    adopted_by: str
    adopted_on: dt.date
    note: str = ""


@transaction.atomic
def publish_edition(
    *, park: Park, adoption: Adoption, by: User, now: dt.datetime
) -> RoadmapEdition:
    """Publish what the audience may see at `now` as its next edition, and ask for the PDF.

    Numbers run from 1 per park and audience without gaps, also when two people publish at once.
    Raises TooLargeError, and then nothing is published.
    """
    wait_for_turn(f"roadmap edition {park.pk} {adoption.audience}")
    previous = newest_edition(park_id=park.pk, audience=adoption.audience)
    facts = EditionFacts(
        number=previous.number + 1 if previous else 1,
        title=adoption.title,
        adopted_by=adoption.adopted_by,
        adopted_on=adoption.adopted_on,
        note=adoption.note,
    )
    edition = _store(park, adoption.audience, facts, by, now)
    request_edition_pdf(edition=edition, by=by)
    record(park=park, action=AuditAction.PUBLISH, actor=by, target=edition)
    return edition


def _store(
    park: Park, audience: str, facts: EditionFacts, by: User, now: dt.datetime
) -> RoadmapEdition:
    document = roadmap_document(
        park=park, audience=audience, today=timezone.localdate(now), edition=facts
    )
    require_printable(document)
    content = to_json(document)
    edition: RoadmapEdition = RoadmapEdition.objects.create(
        park=park,
        number=facts.number,
        audience=audience,
        title=facts.title,
        adopted_by=facts.adopted_by,
        adopted_on=facts.adopted_on,
        note=facts.note,
        published_at=now,
        published_by=by,
        content=content,
        sha256=content_hash(content),
    )
    return edition
