"""What happens with a quick scan: sent in, reopened, shared, turned into demand, removed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from core.refusals import RefusedError
from parks.access import ParkRequest, Right, park_page
from parks.choices import Release
from parks.views.asking import Removal, ask
from parks.views.records import history_page, posted
from realisation.forms.scans import MakeListingsForm, ReleaseForm
from realisation.queries.scan_sheet import scan_history, sheet_of
from realisation.queries.scans import may_answer_now, may_fill_in
from realisation.services.scan_listings import create_listings_from_scan, drafts_of
from realisation.services.scans import finish_scan, release_scan, remove_scan, reopen_scan
from realisation.views.scan import address_of, no_answers, visible_scan


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def finish(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show all answers once more, and send them in."""
    row = visible_scan(request, pk)
    now = timezone.now()
    if not may_answer_now(request.viewer, row, timezone.localdate(now)):
        return no_answers(request, row)
    if request.method == "POST":
        try:
            finish_scan(scan=row, now=now, today=timezone.localdate(now))
        except RefusedError as refused:
            messages.warning(request, str(refused))
            return redirect("realisation:scan_finish", request.viewer.park.slug, pk)
        messages.success(request, "De quickscan is ingestuurd. Dank u wel.")
        if drafts_of(row):
            return redirect("realisation:scan_listings", request.viewer.park.slug, pk)
        return redirect(address_of(request, pk))
    context = {"sheet": sheet_of(row), "is_finish": True}
    return render(request, "realisation/scans/finish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def reopen(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether the answers must be changed once more, and open them."""
    row = visible_scan(request, pk)
    if not may_fill_in(request.viewer, row):
        return no_answers(request, row)
    back = address_of(request, pk)
    question = Removal(
        title="Quickscan heropenen?",
        text="U kunt de antwoorden dan weer wijzigen. Zolang telt de quickscan niet mee in de"
        " respons. Stuur hem daarna opnieuw in.",
        action_label="Ja, heropenen",
        back=back,
        after=back,
        done="De quickscan is weer open.",
        act=lambda _: reopen_scan(scan=row, today=timezone.localdate()),
    )
    return ask(request, question)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def release(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Let a company say who else may read its answers."""
    row = visible_scan(request, pk)
    if not request.viewer.speaks_for(row.establishment_id):
        messages.info(request, "Alleen het bedrijf zelf bepaalt wie de antwoorden mag lezen.")
        return redirect(address_of(request, pk))
    form = ReleaseForm(posted(request), initial={"released_to": row.released_to})
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data["released_to"]
        release_scan(scan=row, released_to=chosen)
        label = str(Release(chosen).label).lower()
        messages.success(request, f"Uw antwoorden zijn nu te lezen voor: {label}.")
        return redirect(address_of(request, pk))
    context = {"form": form, "scan": row, "back": address_of(request, pk)}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "realisation/scans/release.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def listings_from(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show which demand and supply a scan gives rise to, and put on the list what is chosen."""
    row = visible_scan(request, pk)
    if not may_fill_in(request.viewer, row) or row.finished_at is None:
        return no_answers(request, row)
    drafts = drafts_of(row)
    chosen = [draft.key for draft in drafts]
    form = MakeListingsForm(
        posted(request),
        choices=[(draft.key, draft.label) for draft in drafts],
        initial={"make": chosen},
    )
    if form.is_bound and form.is_valid():
        made = create_listings_from_scan(
            park=request.viewer.park,
            scan=row,
            keys=form.cleaned_data["make"],
            today=timezone.localdate(),
        )
        number = "Eén regel staat" if len(made) == 1 else f"{len(made)} regels staan"
        messages.success(request, f"{number} op de lijst. U kunt ze daar aanvullen.")
        return redirect(address_of(request, pk))
    context = {"form": form, "scan": row, "drafts": drafts, "back": address_of(request, pk)}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "realisation/scans/listings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a scan may go with its answers, and remove it."""
    row = visible_scan(request, pk)
    if not may_fill_in(request.viewer, row):
        return no_answers(request, row)
    viewer = request.viewer
    question = Removal(
        title="Quickscan verwijderen?",
        text="Alle antwoorden verdwijnen. Vraag en aanbod dat eruit ontstond, blijft op de lijst.",
        action_label="Ja, verwijderen",
        back=address_of(request, pk),
        after=reverse("realisation:scans", args=[viewer.park.slug]),
        done="De quickscan is verwijderd.",
        act=lambda _: remove_scan(park=viewer.park, scan=row, today=timezone.localdate()),
    )
    return ask(request, question)


@require_safe
@park_page(Right.READ)
def history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a scan, to who keeps the secrets of the company."""
    row = visible_scan(request, pk)
    # Earlier answers may not have been released: only for who always could read them.
    if not request.viewer.may_answer_for(row.establishment_id):
        raise Http404
    return history_page(request, row, scan_history(row), back=address_of(request, pk))
