"""Pages under /p/<slug>/terrein/cijfers/: what companies say of themselves, alone and together."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.choices import Audience, FigureKind
from parks.forms.figures import YearForm
from parks.models import Establishment
from parks.queries.aggregates import published_totals, published_years
from parks.queries.figures import company_page, exact_totals, figure_history, figures_by_year
from parks.services.figures import OwnAnswerError, save_figures

FIRST_YEAR: Final = 2000
YEARS_SHOWN: Final = 5
HISTORY_PER_PAGE: Final = 50
FROM_COMPANY: Final = (
    "Het bedrijf heeft intussen zelf een gegeven ingevuld. Dat is blijven staan; er is niets"
    " opgeslagen."
)
TAKEN_BACK: Final = (
    "U deelt nu met minder mensen. Wie een cijfer al zag, of het in een editie of een gedownload"
    " bestand heeft, houdt dat."
)


@require_safe
@park_page(Right.READ)
def home(request: ParkRequest) -> HttpResponse:
    """Show the totals of the park, and the way to one's own company."""
    viewer = request.viewer
    published = published_years(park_id=viewer.park.pk)
    year = _year(request, published[0] if published else timezone.localdate().year - 1)
    totals = published_totals(park_id=viewer.park.pk, year=year)
    context = {
        "lines": [(kind, totals.get(kind)) for kind in FigureKind],
        "totals": totals,
        "own": Establishment.objects.visible_to(viewer).filter(pk__in=viewer.establishments),
    }
    return render(request, "parks/figures/home.html", context | _years(year, published))


@require_safe
@park_page(Right.READ)
def companies(request: ParkRequest) -> HttpResponse:
    """Show the companies with the figures that the viewer may see."""
    viewer, year = request.viewer, _year(request, timezone.localdate().year - 1)
    context: dict[str, Any] = {
        "page_obj": company_page(viewer, year=year, number=request.GET.get("page")),
        "kinds": list(FigureKind),
        "exact": exact_totals(viewer, year=year) if viewer.reads_confidential else (),
    }
    return render(request, "parks/figures/companies.html", context | _years(year))


@require_safe
@park_page(Right.READ)
def company(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show the figures of one company that the viewer may see."""
    establishment, this_year = _company(request, pk), timezone.localdate().year
    years = list(range(this_year, this_year - YEARS_SHOWN, -1))
    found = figures_by_year(request.viewer, establishment_id=pk, years=years)
    may_answer = request.viewer.may_answer_for(pk)
    context = {
        "company": establishment,
        "kinds": list(FigureKind),
        "rows": [
            (year, [found[year].get(kind) for kind in FigureKind])
            for year in years
            if may_answer or found[year]
        ],
        "may_answer": may_answer,
        "last_year": this_year - 1,
        "speaks": request.viewer.speaks_for(pk),
    }
    return render(request, "parks/figures/company.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.READ)
def company_year(request: ParkRequest, pk: UUID, year: int) -> HttpResponse:
    """Let who speaks for a company, or the park manager, fill in its figures of a year."""
    establishment = _answered_for(request, pk)
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    speaks = request.viewer.speaks_for(pk)
    found = figures_by_year(request.viewer, establishment_id=pk, years=[year, year - 1])
    stored, before = found[year], found[year - 1]
    data = request.POST if request.method == "POST" else None
    form = YearForm(data, stored=stored, shares=speaks)
    if data is not None and form.is_valid():
        _save(request, establishment, year, form)
        return redirect("figures:company", request.viewer.park.slug, pk)
    given = {form.kind for form in form.forms}
    context = {
        "company": establishment,
        "year": year,
        "forms": [(each, before.get(each.kind)) for each in form.forms],
        "invalid": [each for each in form.forms if each.is_bound and each.errors],
        "given": [row for kind, row in stored.items() if kind not in given],
        "speaks": speaks,
        "is_listed": establishment.audience in Audience.at_least(Audience.MEMBERS),
    }
    status = UNPROCESSABLE if data is not None else None
    return render(request, "parks/figures/company_year.html", context, status=status)


@require_safe
@park_page(Right.READ)
def history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed the figures of a company, when and what, to who may answer for it."""
    establishment = _answered_for(request, pk)
    entries = figure_history(park_id=establishment.park_id, establishment_id=pk)
    page = Paginator(entries, HISTORY_PER_PAGE).get_page(request.GET.get("page"))
    context = {"company": establishment, "page_obj": page}
    return render(request, "parks/figures/history.html", context)


def _save(request: ParkRequest, establishment: Establishment, year: int, form: YearForm) -> None:
    """Store a valid form and say what happened."""
    by_manager = not request.viewer.speaks_for(establishment.pk)
    try:
        changed = save_figures(
            establishment=establishment,
            year=year,
            typed=form.typed(),
            by_manager=by_manager,
            now=timezone.now(),
        )
    except OwnAnswerError:
        messages.warning(request, FROM_COMPANY)
        return
    if changed:
        messages.success(request, f"De cijfers van {year} zijn opgeslagen.")
    else:
        messages.info(request, "Er is niets gewijzigd.")
    if form.narrows:
        messages.info(request, TAKEN_BACK)


def _company(request: ParkRequest, pk: UUID) -> Establishment:
    """Return a company that the viewer may see, or raise Http404."""
    rows = Establishment.objects.visible_to(request.viewer).current().select_related("park")
    found: Establishment = get_object_or_404(rows, pk=pk)
    return found


def _answered_for(request: ParkRequest, pk: UUID) -> Establishment:
    """Return a company whose secrets the viewer keeps; for anybody else this page isn't there."""
    if not request.viewer.may_answer_for(pk):
        raise Http404
    return _company(request, pk)


def _year(request: ParkRequest, default: int) -> int:
    """Return the year asked for, or `default` for anything that is no year of ours."""
    asked = request.GET.get("jaar", "")
    is_year = asked.isascii() and asked.isdigit() and len(asked) == 4
    return (
        int(asked) if is_year and FIRST_YEAR <= int(asked) <= timezone.localdate().year else default
    )


def _years(year: int, published: list[int] | None = None) -> dict[str, Any]:
    """Return the year that is shown and those to choose from, the latest first."""
    this_year = timezone.localdate().year
    recent = range(this_year - YEARS_SHOWN + 1, this_year + 1)
    return {"year": year, "years": sorted({year, *recent, *(published or [])}, reverse=True)}
