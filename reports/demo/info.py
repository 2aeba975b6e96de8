"""What somebody who starts the demo wants to know."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from core.park_context import park_context
from parks.choices import Audience
from parks.jobs.models import JobState
from parks.models import Park
from reports.demo.people import CAST, MEMBER, PASSWORD
from reports.models import Report, ReportKind

MEMBER_PARK: Final = "Voorbeeldpark Havenpoort"


def demo_info() -> dict[str, Any]:
    """Return address, logins, the member to try a download with, and the newest roadmap's file.

    `pdf_path` is empty as long as no worker has made it.
    """
    slug = slugify(MEMBER_PARK)
    return {
        "address": settings.SITE_URL,
        "logins": [
            {
                "role": person.role,
                "name": person.name,
                "email": person.email,
                "password": PASSWORD,
                "park": person.where,
            }
            for person in CAST.values()
        ],
        "member": {"email": MEMBER.email, "password": PASSWORD, "park_slug": slug},
        "pdf_path": _newest_pdf(slug),
    }


def _newest_pdf(slug: str) -> str:
    park = Park.objects.for_list().filter(slug=slug).first()
    if park is None:
        return ""
    # Row-level security learns its park at BEGIN: outside a transaction there is nothing to read.
    with transaction.atomic(), park_context(park.pk):
        made = Report.objects.in_park(park.pk).filter(
            kind=ReportKind.EDITION, state=JobState.READY, edition__audience=Audience.MEMBERS
        )
        file = made.order_by("-edition__number").values_list("file", flat=True).first()
    return str(Path(settings.MEDIA_ROOT) / file) if file else ""
