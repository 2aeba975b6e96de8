"""Plots: the list, one of them, adding, changing, removing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.choices import Audience
from parks.forms.plots import PlotFilterForm, PlotForm
from parks.models import Plot
from parks.queries.plot_history import plot_history as history_of
from parks.queries.plots import PlotSearch, find_plots, plot_card, plot_rows, totals_of
from parks.services.plots import add_plot, remove_plot
from parks.services.records import TakenError
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted, taken_at


@require_safe
@park_page(Right.READ)
def plots(request: ParkRequest) -> HttpResponse:
    """Show the plots of the park by name, with sums over all that were found."""
    viewer = request.viewer
    form = PlotFilterForm(request.GET)
    search = form.search()
    found = find_plots(viewer, search)
    page = page_of(request, found)
    context = {
        "form": form,
        "page_obj": page,
        "rows": plot_rows(viewer, list(page.object_list), timezone.localdate()),
        "totals": totals_of(found),
        "is_filtered": search != PlotSearch(),
    }
    return render(request, "parks/terrain/plots.html", context)


@require_safe
@park_page(Right.READ)
def plot_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one plot with its owners and its users, apart."""
    card = plot_card(request.viewer, visible_plot(request, pk), timezone.localdate())
    return render(request, "parks/terrain/plot_detail.html", {"card": card})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def plot_add(request: ParkRequest) -> HttpResponse:
    """Add a plot; its shape is drawn afterwards."""
    form = PlotForm(posted(request), initial={"audience": Audience.MEMBERS})
    if form.is_bound and form.is_valid():
        try:
            added = add_plot(park=request.viewer.park, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"Kavel {added.name} staat in de lijst.")
            return redirect(address(request, added.pk))
    back = reverse("terrain:plots", args=[request.viewer.park.slug])
    status = UNPROCESSABLE if form.is_bound else 200
    return render(
        request, "parks/terrain/plot_form.html", {"form": form, "back": back}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def plot_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change the facts of a plot."""
    page = EditPage(
        row=visible_plot(request, pk),
        form=PlotForm,
        template="parks/terrain/plot_form.html",
        back=address(request, pk),
        saved="De kavel is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def plot_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a plot may go, and remove it."""
    plot = visible_plot(request, pk)
    park = request.viewer.park
    question = Removal(
        title="Kavel verwijderen?",
        text=f"Kavel {plot.name} verdwijnt met zijn eigenaren, gebruikers en tekening uit de"
        " lijst en van de kaart. Is de kavel alleen leeg? Wijzig dan de stand.",
        back=address(request, pk),
        done=f"Kavel {plot.name} is verwijderd.",
        act=lambda _: remove_plot(park=park, plot=plot),
        after=reverse("terrain:plots", args=[park.slug]),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def plot_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a plot; with its notes, so for the team."""
    plot = visible_plot(request, pk)
    return history_page(request, plot, history_of(plot), back=address(request, pk))


def visible_plot(request: ParkRequest, pk: UUID) -> Plot:
    """Return a plot that the visitor may see, without its geometry, or raise Http404."""
    rows = Plot.objects.visible_to(request.viewer).defer("geometry")
    plot: Plot = get_object_or_404(rows, pk=pk)
    return plot


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where a plot is shown."""
    return reverse("terrain:plot_detail", args=[request.viewer.park.slug, pk])
