"""What ties stakeholders: adding a relation, changing it, taking it out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms.relations import RelationForm
from collective.models import Relation
from collective.services.relations import add_relation, remove_relation
from collective.views.stakeholders import form_page
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.services.records import TakenError
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, posted, taken_at


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_relation_add(request: ParkRequest) -> HttpResponse:
    """Tie two stakeholders; `?van=` says with which one to start."""
    park = request.viewer.park
    start = {"source": request.GET.get("van", "")}
    form = RelationForm(posted(request), instance=Relation(park=park), initial=start)
    if form.is_bound and form.is_valid():
        try:
            added = add_relation(park=park, typed=form.typed())
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"De relatie {added} is vastgelegd.")
            return redirect(ecosystem_address(request))
    return form_page(request, "relation_form", form, ecosystem_address(request))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_relation_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change a relation."""
    page = EditPage(
        row=visible_relation(request, pk),
        form=RelationForm,
        template="collective/stakeholders/relation_form.html",
        back=ecosystem_address(request),
        saved="De relatie is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.EDIT)
def stakeholder_relation_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a relation may go, and remove it."""
    relation = visible_relation(request, pk)
    question = Removal(
        title="Relatie verwijderen?",
        text=f"{relation.source} {relation.get_kind_display()} {relation.target}: dit verdwijnt uit"
        " de ecosysteemkaart. De partijen zelf blijven staan.",
        back=ecosystem_address(request),
        done=f"De relatie {relation} is verwijderd.",
        act=lambda _: remove_relation(park=request.viewer.park, relation=relation),
    )
    return ask(request, question)


@require_safe
@park_page(Right.EDIT)
def stakeholder_relation_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a relation."""
    relation = visible_relation(request, pk)
    back = ecosystem_address(request)
    return history_page(request, relation, row_history(relation), back=back)


def visible_relation(request: ParkRequest, pk: UUID) -> Relation:
    """Return a relation that the visitor may see, or raise Http404."""
    relation: Relation = get_object_or_404(
        Relation.objects.visible_to(request.viewer).for_list(), pk=pk
    )
    return relation


def ecosystem_address(request: ParkRequest) -> str:
    """Return where the ecosystem map is."""
    return reverse("collective:stakeholder_ecosystem", args=[request.viewer.park.slug])
