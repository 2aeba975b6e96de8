"""Who sits in a team: adding, changing, leaving, removing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from collective.forms.teams import AreaMemberForm, LeaveForm, MemberForm
from collective.models import TeamMember
from collective.queries.teams import may_work_on
from collective.services.teams import add_member, remove_member
from collective.views.teams import address, writable_team
from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.queries.history import row_history
from parks.views.asking import Removal, ask
from parks.views.records import EditPage, edit_row, history_page, posted


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
def member_add(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Put somebody in a team."""
    team = writable_team(request, pk)
    blank = TeamMember(park=request.viewer.park, team=team)
    form = _form(request)(posted(request), instance=blank)
    if form.is_bound and form.is_valid():
        added = add_member(team=team, typed=form.typed())
        messages.success(request, f"{added.person} zit in {team.name}.")
        return redirect(address(request, pk))
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "team": team, "back": address(request, pk)}
    return render(request, "collective/teams/member_form.html", context, status=status)


def _form(request: ParkRequest) -> type[AreaMemberForm]:
    return MemberForm if request.viewer.may_edit else AreaMemberForm


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
def member_edit(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Change what somebody brings to a team, her mandate or her dates."""
    member = _writable_member(request, pk)
    page = EditPage(
        row=member,
        form=_form(request),
        template="collective/teams/member_form.html",
        back=address(request, member.team_id),
        saved=f"De gegevens van {member.person} zijn opgeslagen.",
        context={"team": member.team},
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
def member_leave(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Say from which day somebody is no longer in a team."""
    member = _writable_member(request, pk)
    page = EditPage(
        row=member,
        form=LeaveForm,
        template="collective/teams/member_leave.html",
        back=address(request, member.team_id),
        saved=f"Opgeslagen wanneer {member.person} het team verlaat.",
        context={"team": member.team, "today": timezone.localdate()},
    )
    return edit_row(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.ASSESS)
def member_delete(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether somebody was never in the team, and take her out."""
    member = _writable_member(request, pk)
    question = Removal(
        title="Uit het team halen?",
        text=f"{member.person} verdwijnt uit {member.team.name}, alsof zij of hij er nooit in"
        " zat. Gaat iemand weg? Kies dan 'Gaat weg' en vul een datum in.",
        back=address(request, member.team_id),
        done=f"{member.person} staat niet meer in {member.team.name}.",
        act=lambda _: remove_member(park=request.viewer.park, member=member),
        action_label="Ja, uit het team halen",
    )
    return ask(request, question)


@require_safe
@park_page(Right.ASSESS)
def member_history(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Show who changed what is known of somebody in a team."""
    member = _writable_member(request, pk)
    back = address(request, member.team_id)
    return history_page(request, member, row_history(member), back=back)


def _writable_member(request: ParkRequest, pk: UUID) -> TeamMember:
    rows = TeamMember.objects.visible_to(request.viewer)
    member: TeamMember = get_object_or_404(rows.select_related("team", "membership__user"), pk=pk)
    if not may_work_on(request.viewer, member.team.kind):
        raise Http404
    return member
