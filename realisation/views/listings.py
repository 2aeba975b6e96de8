"""The long list of demand and supply: the list, one of them, adding, changing."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from knowledge.realisation import subjects
from parks.access import ParkRequest, Right, Viewer, park_page
from parks.choices import Release
from parks.queries.history import row_history
from parks.views.records import EditPage, edit_row, history_page, page_of, posted
from realisation.forms.listing_filters import ChooseForm, ListingFilterForm
from realisation.forms.listings import (
    ListingForm,
    NamedPartyForm,
    NewListingForm,
    NewOwnListingForm,
)
from realisation.models import Listing
from realisation.queries.listings import (
    ListingSearch,
    find_listings,
    listing_card,
    listing_lines,
    may_write,
    own_companies,
    own_to_renew,
    reads_history,
)
from realisation.services.listings import add_listing, follow_release


@require_safe
@park_page(Right.READ)
def listings(request: ParkRequest) -> HttpResponse:
    """Show what is asked and offered, as far as the reader may see it."""
    viewer, today = request.viewer, timezone.localdate()
    form = ListingFilterForm(request.GET)
    search = form.search()
    page = page_of(request, find_listings(viewer, search, today))
    context = {
        "form": form,
        "page_obj": page,
        "rows": listing_lines(viewer, list(page.object_list), today),
        "is_filtered": search != ListingSearch(),
        "to_renew": own_to_renew(viewer, today).count(),
        "may_add": may_add(viewer),
    }
    return render(request, "realisation/listings/listings.html", context)


@require_safe
@park_page(Right.READ)
def listing(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one demand or supply."""
    card = listing_card(request.viewer, visible_listing(request, pk), timezone.localdate())
    return render(request, "realisation/listings/listing.html", {"card": card})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def listing_add(request: ParkRequest) -> HttpResponse:
    """Add a demand or a supply: first which side and kind, then what belongs to that."""
    viewer = request.viewer
    if not may_add(viewer):
        raise Http404
    choose = ChooseForm(request.GET or None)
    back = reverse("realisation:listings", args=[viewer.park.slug])
    if not choose.is_valid():
        context = {"form": choose, "back": back}
        return render(request, "realisation/listings/choose.html", context)
    chosen = choose.cleaned_data
    row = Listing(park=viewer.park, side=chosen["side"], kind=chosen["kind"])
    kind_of_form = NewListingForm if viewer.may_edit else NewOwnListingForm
    first = Release.TEAM if viewer.may_edit else Release.COMPANY
    form = kind_of_form(
        posted(request),
        viewer=viewer,
        row=row,
        today=timezone.localdate(),
        initial={"released_to": first},
    )
    if form.is_bound and form.is_valid():
        typed = form.typed() | {"side": row.side, "kind": row.kind}
        added = add_listing(park=viewer.park, typed=typed)
        messages.success(request, f"Uw {added.get_side_display()} staat in de lijst.")
        return redirect(address(request, added.pk))
    return _show_form(request, form, row, back)


def _show_form(request: ParkRequest, form: ListingForm, row: Listing, back: str) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "back": back, **_examples(row)}
    return render(request, "realisation/listings/form.html", context, status=status)


def _examples(row: Listing) -> dict[str, Any]:
    """Return what the method says of this kind: for each subject one example of this side."""
    items = [each for each in subjects().values() if row.kind in each.kinds]
    return {
        "is_new": row._state.adding,
        "listing": row,
        "examples": [(each.name, getattr(each, f"{row.side}_example")) for each in items],
        "explained": items,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def listing_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change a demand or a supply; whose it is stays."""
    row = writable_listing(request, pk)
    form = ListingForm if row.establishment_id else NamedPartyForm
    page = EditPage(
        row=row,
        form=partial(form, viewer=request.viewer, row=row, today=timezone.localdate()),
        template="realisation/listings/form.html",
        back=address(request, pk),
        saved="Opgeslagen.",
        context=_examples(row),
        after_saved=partial(follow_release, listing=row, before=row.released_to),
    )
    return edit_row(request, page)


@require_safe
@park_page(Right.READ)
def listing_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a demand or a supply; for who could read all its states."""
    row = writable_listing(request, pk)
    if not reads_history(request.viewer, row):
        raise Http404
    return history_page(request, row, row_history(row), back=address(request, pk))


def may_add(viewer: Viewer) -> bool:
    """Whether a viewer can add one at all: the team, and who speaks for a company."""
    return viewer.may_edit or bool(viewer.establishments and own_companies(viewer))


def visible_listing(request: ParkRequest, pk: UUID) -> Listing:
    """Return a demand or supply that the visitor may see, or raise Http404."""
    rows = Listing.objects.visible_to(request.viewer).for_list(request.viewer)
    found: Listing = get_object_or_404(rows, pk=pk)
    return found


def writable_listing(request: ParkRequest, pk: UUID) -> Listing:
    """Return one that the visitor may write, or raise Http404."""
    found = visible_listing(request, pk)
    if not may_write(request.viewer, found):
        raise Http404
    return found


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where a demand or supply is shown."""
    return reverse("realisation:listing", args=[request.viewer.park.slug, pk])
