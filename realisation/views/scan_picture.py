"""The picture of a round of the quick scan."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from parks.access import ParkRequest, Right, park_page
from realisation.queries.scan_picture import picture_of
from realisation.views.scans import visible_round


@require_safe
@park_page(Right.EDIT)
def picture(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show how urgent the themes are and how much energy there is, as far as that may be told."""
    scan_round = visible_round(request, pk)
    found = picture_of(request.viewer, scan_round, timezone.localdate())
    context = {"round": scan_round, "picture": found}
    return render(request, "realisation/scans/picture.html", context)
