"""Asking for all that a park has, and throwing it away in time.

A park has one export at a time: a new one takes the place of the last. So there are no more copies
of what is confidential than somebody needs, and no park fills the disk.
"""

from django.db import transaction

from accounts.models import User
from core.park_context import park_context
from core.turns import wait_for_turn
from parks.choices import AuditAction
from parks.jobs.sending import send_after_commit
from parks.models import Park
from parks.services.audit import record
from reports.models import ParkExport
from reports.services.files import remove_with_files


@transaction.atomic
def request_export(*, park: Park, by: User) -> ParkExport:
    """Return the export that is under way, or ask for a new one. Needs the park's context."""
    wait_for_turn(f"park export {park.pk}")
    exports = ParkExport.objects.in_park(park.pk)
    under_way: ParkExport | None = exports.unfinished().newest_first().first()
    if under_way:
        return under_way
    remove_with_files(exports)
    export: ParkExport = ParkExport.objects.create(park=park, requested_by=by)
    record(park=park, action=AuditAction.EXPORT, actor=by, label="alles van het terrein")
    send_after_commit(export)
    return export


def remove_outdated_exports() -> int:
    """Remove the exports of all parks whose time is over, row and file; return how many."""
    every_park = Park.objects.order_by("pk").values_list("pk", flat=True)
    with park_context(*every_park), transaction.atomic():
        return remove_with_files(ParkExport.objects.outdated())
