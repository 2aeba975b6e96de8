"""Pictures of the stakeholders: force field, ecosystem map, partnership map."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from collective.forms.stakeholder_views import FIELDS, EcosystemForm, ForceFieldForm
from collective.queries.ecosystem import (
    MOST_DRAWN,
    Ecosystem,
    EcosystemSearch,
    ecosystem,
)
from collective.queries.force_field import ForceField, days_of_change, force_field
from collective.queries.partnership import helix_counts, partners, partnership
from core import svg
from core.htmx import partial
from parks.access import ParkRequest, Right, park_page
from parks.choices import Helix
from parks.views.records import page_of


@require_safe
@park_page(Right.EDIT)
def stakeholder_force_field(request: ParkRequest) -> HttpResponse:
    """Show who stands where, now or on an earlier day, as a picture and as an equal table."""
    viewer, today = request.viewer, timezone.localdate()
    form = ForceFieldForm(request.GET, days=days_of_change(viewer))
    day = form.day(today)
    field = force_field(viewer, form.field, day, form.before(day))
    context = {
        "form": form,
        "field": field,
        "field_name": dict(FIELDS)[form.field],
        "is_now": day == today,
        "picture": _field_picture(request, field) if field.rows else "",
    }
    template = "collective/stakeholders/force_field.html"
    return render(request, partial(request, template, "result"), context)


def _field_picture(request: ParkRequest, field: ForceField) -> svg.Svg:
    names = [quarter.quadrant.name for quarter in field.quarters]
    data = svg.ForceFieldData(
        title=f"Krachtenveld van {request.viewer.park.name}",
        x_name=field.x_scale.name,
        y_name=field.y_scale.name,
        quadrants=(names[0], names[1], names[2], names[3]),
        marks=tuple(
            svg.FieldMark(
                number=row.number,
                name=row.name,
                x=row.x,
                y=row.y,
                stance=row.stance,
                segment=row.segment,
                href=_address(request, row.id),
            )
            for row in field.rows
        ),
        high=field.high,
    )
    return svg.force_field(data, uid="krachtenveld")


@require_safe
@park_page(Right.READ)
def stakeholder_ecosystem(request: ParkRequest) -> HttpResponse:
    """Show who needs whom and who could do what together: a picture, the pairs, a matrix."""
    form = EcosystemForm(request.GET, viewer=request.viewer)
    search = form.search()
    found = ecosystem(request.viewer, search)
    context = {
        "form": form,
        "is_filtered": search != EcosystemSearch(),
        "ecosystem": found,
        "page_obj": page_of(request, found.pairs),
        "too_many": len(found.pairs) > MOST_DRAWN,
        "picture": _network_picture(request, found) if 0 < len(found.pairs) <= MOST_DRAWN else "",
    }
    template = "collective/stakeholders/ecosystem.html"
    return render(request, partial(request, template, "result"), context)


def _network_picture(request: ParkRequest, found: Ecosystem) -> svg.Svg:
    data = svg.NetworkData(
        title=f"Ecosysteemkaart van {request.viewer.park.name}",
        groups=tuple(Helix.labels),
        nodes=tuple(
            svg.Node(
                str(party.id), party.name, Helix.values.index(party.helix),
                _address(request, party.id),
            )
            for party in found.parties
        ),
        edges=tuple(
            svg.Edge(str(pair.source.pk), str(pair.target.pk), pair.is_dependency, pair.strength)
            for pair in found.pairs
        ),
        words=("is afhankelijk van", "kan samen iets met"),
    )  # fmt: skip
    return svg.network(data, uid="ecosysteem")


@require_safe
@park_page(Right.READ)
def stakeholder_partnership(request: ParkRequest) -> HttpResponse:
    """Show per sort of partner what each brings and gets; what is empty teaches by examples."""
    page = page_of(request, partners(request.viewer))
    counts = helix_counts(request.viewer)
    context = {"page_obj": page, "parts": partnership(counts, list(page.object_list))}
    return render(request, "collective/stakeholders/partnership.html", context)


def _address(request: ParkRequest, pk: UUID) -> str:
    return reverse("collective:stakeholder_detail", args=[request.viewer.park.slug, pk])
