"""What becomes of a demand or a supply: renewed, met, withdrawn, opened again, removed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.dutch import format_date
from core.refusals import RefusedError
from parks.access import ParkRequest, Right, park_page
from parks.views.asking import Question, Removal, ask
from realisation.forms.listing_filters import WithdrawForm
from realisation.queries.listings import may_remove
from realisation.services.listings import (
    meet_listing,
    remove_listing,
    renew_listing,
    reopen_listing,
    withdraw_listing,
)
from realisation.views.listings import address, writable_listing


@require_POST
@park_page(Right.READ)
def listing_renew(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Let it count for another year, with one click."""
    row = writable_listing(request, pk)
    try:
        renewed = renew_listing(listing=row, today=timezone.localdate())
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Verlengd tot en met {format_date(renewed.expires_on)}.")
    if "lijst" in request.GET:
        return redirect("realisation:listings", request.viewer.park.slug)
    return redirect(address(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def listing_met(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say that the wish is met."""
    row = writable_listing(request, pk)
    question = Question(
        title="Is het gelukt?",
        text=f"“{row}” telt dan niet meer mee bij het matchen. U kunt het later weer openen.",
        action_label="Ja, vervuld",
        back=address(request, pk),
        done="Fijn. Dit is vervuld.",
        act=lambda _: meet_listing(listing=row),
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def listing_withdraw(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Take it back, everywhere at once."""
    row = writable_listing(request, pk)
    now = timezone.now()
    question = Question(
        title="Intrekken?",
        text=f"“{row}” verdwijnt meteen uit matches, kennismakingen, voorstellen en kansen."
        " Anderen lezen alleen dat het is gestopt, niet waarom.",
        action_label="Intrekken",
        back=address(request, pk),
        done="Ingetrokken.",
        act=lambda typed: withdraw_listing(
            listing=row, reason=typed["reason"], now=now, today=timezone.localdate(now)
        ),
        form=WithdrawForm,
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def listing_reopen(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Open what was met or withdrawn again."""
    row = writable_listing(request, pk)
    question = Question(
        title="Weer openzetten?",
        text=f"“{row}” telt dan weer een jaar mee bij het matchen. Een kennismaking die stopte,"
        " blijft gestopt.",
        action_label="Ja, weer open",
        back=address(request, pk),
        done="Dit staat weer open.",
        act=lambda _: reopen_listing(listing=row, today=timezone.localdate()),
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def listing_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether it may go, and remove it; not when people were asked about it."""
    row = writable_listing(request, pk)
    if not may_remove(request.viewer, row):
        raise Http404
    park = request.viewer.park
    question = Removal(
        title="Verwijderen?",
        text=f"“{row}” verdwijnt uit de lijst. Gaat het alleen niet door? Trek het dan in: zo"
        " blijft bewaard waarom.",
        back=address(request, pk),
        done=f"“{row}” is verwijderd.",
        act=lambda _: remove_listing(park=park, listing=row, today=timezone.localdate()),
        after=reverse("realisation:listings", args=[park.slug]),
    )
    return ask(request, question)
