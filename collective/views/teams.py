"""Teams: the list, one of them, adding, changing, stopping, removing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.choices import TeamKind
from collective.forms.teams import AreaTeamForm, TeamEndForm, TeamForm, WithoutForm
from collective.models import Team
from collective.queries.coverage import coverage
from collective.queries.handing_over import keeps
from collective.queries.leaving import without
from collective.queries.teams import may_work_on, people_in, seats_of, team_cards
from collective.services.teams import add_team, remove_team
from core.htmx import UNPROCESSABLE
from knowledge.loader import ingredients, roles
from parks.access import ParkRequest, Right, park_page
from parks.forms.records import RecordForm
from parks.queries.history import row_history
from parks.services.records import TakenError
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, page_of, posted, taken_at


@require_safe
@park_page(Right.READ)
def teams(request: ParkRequest) -> HttpResponse:
    """Show the teams of the park with who sits in them."""
    viewer = request.viewer
    page = page_of(request, Team.objects.visible_to(viewer).for_list())
    cards = team_cards(viewer, list(page.object_list), timezone.localdate())
    context = {"cards": cards, "page_obj": page}
    return render(request, "collective/teams/teams.html", context)


@require_safe
@park_page(Right.READ)
def team_detail(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show one team: its people, what they bring, who was there before."""
    (card,) = team_cards(request.viewer, [visible_team(request, pk)], timezone.localdate())
    return render(request, "collective/teams/team_detail.html", {"card": card})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
def team_add(request: ParkRequest) -> HttpResponse:
    """Add a team; an adviser adds that of the authorities."""
    viewer = request.viewer
    form = _form(request)(posted(request))
    if form.is_bound and form.is_valid():
        try:
            added = add_team(park=viewer.park, typed={"kind": TeamKind.AREA, **form.typed()})
        except TakenError as taken:
            taken_at(form, taken)
        else:
            messages.success(request, f"{added.name} is gemaakt. Zet er nu mensen in.")
            return redirect(address(request, added.pk))
    back = reverse("collective:teams", args=[viewer.park.slug])
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "back": back}
    return render(request, "collective/teams/team_form.html", context, status=status)


def _form(request: ParkRequest) -> type[RecordForm]:
    return TeamForm if request.viewer.may_edit else AreaTeamForm


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
def team_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change what a team is."""
    page = EditPage(
        row=writable_team(request, pk),
        form=_form(request),
        template="collective/teams/team_form.html",
        back=address(request, pk),
        saved="Het team is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
def team_end(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say from which day a team is no more, or let it go on."""
    page = EditPage(
        row=writable_team(request, pk),
        form=TeamEndForm,
        template="collective/teams/team_end.html",
        back=address(request, pk),
        saved="Het team is opgeslagen.",
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
def team_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a team may go, and remove it."""
    team = writable_team(request, pk)
    question = Removal(
        title="Team verwijderen?",
        text=f"{team.name} verdwijnt met iedereen die erin zit of zat. Is het team gestopt? Vul"
        " dan een einddatum in: dan blijft te zien wie wat heeft gedaan.",
        back=address(request, pk),
        done=f"{team.name} is verwijderd.",
        act=lambda _: remove_team(park=request.viewer.park, team=team),
        after=reverse("collective:teams", args=[request.viewer.park.slug]),
    )
    return ask(request, question)


@require_safe
@park_page(Right.ASSESS)
def team_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed a team."""
    team = writable_team(request, pk)
    return history_page(request, team, row_history(team), back=address(request, pk))


@require_safe
@park_page(Right.ASSESS)
def team_coverage(request: ParkRequest) -> HttpResponse:
    """Show what the teams lack, and with `?wie=` what falls away when somebody leaves."""
    today = timezone.localdate()
    seats = seats_of(request.viewer, today)
    form = WithoutForm(request.GET, people=people_in(seats, today))
    person = form.person()
    context = {
        "seats": seats,
        "coverage": coverage(seats, today),
        "form": form,
        "loss": without(seats, person, today) if person else None,
        "keeps": keeps(request.viewer, person, timezone.now()) if person else (),
    }
    return render(request, "collective/teams/coverage.html", context)


@require_safe
@park_page(Right.READ)
def team_profiles(request: ParkRequest) -> HttpResponse:
    """Explain the three roles and the four ingredients."""
    context = {"roles": roles().values(), "ingredients": ingredients().values()}
    return render(request, "collective/teams/profiles.html", context)


def visible_team(request: ParkRequest, pk: UUID) -> Team:
    """Return a team that the visitor may see, or raise Http404."""
    team: Team = get_object_or_404(Team.objects.visible_to(request.viewer), pk=pk)
    return team


def writable_team(request: ParkRequest, pk: UUID) -> Team:
    """Return a team that the visitor may change, or raise Http404."""
    team = visible_team(request, pk)
    if not may_work_on(request.viewer, team.kind):
        raise Http404
    return team


def address(request: ParkRequest, pk: UUID) -> str:
    """Return where a team is shown."""
    return reverse("collective:team_detail", args=[request.viewer.park.slug, pk])
