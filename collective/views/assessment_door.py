"""Which assessment a page is about, and what to do when a colleague has signed it meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from collective.models import Assessment
from collective.queries.assessments import assessments_for, picture_of
from collective.services.assessments import AssessmentClosedError
from parks.access import ParkRequest

CLOSED: Final = "Deze beoordeling is ondertekend en verandert niet meer."
More = ParamSpec("More")
AssessmentView = Callable[Concatenate[ParkRequest, UUID, More], HttpResponse]


def told_when_closed(view: AssessmentView[More]) -> Callable[..., HttpResponse]:
    """Return a view that shows what was signed, with the reason, when nothing can change any more.

    For pages on which nothing was typed that can be given back.
    """

    @wraps(view)
    def tell(
        request: ParkRequest, pk: UUID, *args: More.args, **kwargs: More.kwargs
    ) -> HttpResponse:
        try:
            return view(request, pk, *args, **kwargs)
        except AssessmentClosedError:
            # Closed is also what is gone, and that is not found.
            visible_assessment(request, pk)
            messages.warning(request, CLOSED)
            return redirect(address_of(request, pk))

    return tell


def visible_assessment(request: ParkRequest, pk: UUID) -> Assessment:
    """Return an assessment that the visitor may see, or raise Http404."""
    rows = assessments_for(request.viewer).select_related("made_by", "signed_by")
    assessment: Assessment = get_object_or_404(rows, pk=pk)
    return assessment


def own_assessment(request: ParkRequest, pk: UUID) -> Assessment:
    """Return an assessment that the visitor makes or made, signed or not, or raise Http404."""
    assessment = visible_assessment(request, pk)
    if not makes(request, assessment):
        raise Http404
    return assessment


def writable_assessment(request: ParkRequest, pk: UUID) -> Assessment:
    """Return a draft that the visitor may change.

    Raises Http404, and `AssessmentClosedError` when it is signed.
    """
    assessment = own_assessment(request, pk)
    if assessment.signed_at:
        raise AssessmentClosedError
    return assessment


def makes(request: ParkRequest, assessment: Assessment) -> bool:
    """Whether the visitor is one of those whose picture this is."""
    viewer = request.viewer
    return viewer.may_assess and assessment.by == picture_of(viewer)


def address_of(request: ParkRequest, pk: UUID) -> str:
    """Return where an assessment is shown or filled in."""
    return reverse("collective:assessment", args=[request.viewer.park.slug, pk])
