"""Pages under /p/<slug>/mensen/: who belongs to a park, and who is asked to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.choices import Role
from parks.forms.people import EndRoleForm, InviteForm, RoleForm
from parks.models import Invitation, Membership
from parks.queries.people import is_last_manager, people_of
from parks.services import invitations
from parks.services.people import (
    LastManagerError,
    RoleEndedError,
    RoleHeldError,
    change_role,
    end_role,
)

CLOSED = "Deze uitnodiging is al aangenomen of ingetrokken."
ENDED = "Deze rol was al beëindigd of gewijzigd."


@require_safe
@park_page(Right.MANAGE)
def people(request: ParkRequest) -> HttpResponse:
    """Show everybody with her role, who is invited, and who was here before."""
    viewer = request.viewer
    everybody = people_of(park_id=viewer.park.pk, viewer_id=viewer.user.pk, now=timezone.now())
    return render(request, "parks/people.html", {"people": everybody})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def invite(request: ParkRequest) -> HttpResponse:
    """Invite somebody by e-mail."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _invited(request, form):
        messages.success(request, f"De uitnodiging voor {form.cleaned_data['email']} is op weg.")
        return _to_people(request)
    status = UNPROCESSABLE if form.is_bound else None
    return render(request, "parks/invite_form.html", {"form": form}, status=status)


def _invited(request: ParkRequest, form: InviteForm) -> bool:
    values = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
    try:
        invitations.invite(
            park=request.viewer.park, by=request.viewer.user, now=timezone.now(), **values
        )
    except RoleHeldError as refused:
        form.add_error("email", refused.message)
    return form.is_valid()


@require_POST
@park_page(Right.MANAGE)
def invitation_resend(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Mail a new link, which replaces the old one."""
    invitation, viewer = _invitation(request, pk), request.viewer
    try:
        invitations.resend(
            park=viewer.park, invitation=invitation, by=viewer.user, now=timezone.now()
        )
    except invitations.InvitationClosedError:
        messages.warning(request, CLOSED)
    else:
        messages.success(
            request, f"Een nieuwe link voor {invitation.email} is op weg. De oude werkt niet meer."
        )
    return _to_people(request)


@require_POST
@park_page(Right.MANAGE)
def invitation_withdraw(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Take an invitation back; whom it was for can be invited again."""
    invitation = _invitation(request, pk)
    try:
        invitations.withdraw(park=request.viewer.park, invitation=invitation, now=timezone.now())
    except invitations.InvitationClosedError:
        messages.warning(request, CLOSED)
    else:
        messages.success(request, f"De uitnodiging voor {invitation.email} is ingetrokken.")
    return _to_people(request)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def role_change(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Give a person another role in the place of this one."""
    membership = _membership(request, pk)
    if request.method != "POST":
        form = RoleForm(initial={"role": membership.role}, **_own(request, membership))
        return _role_page(request, "parks/role_form.html", membership, form)
    form = RoleForm(request.POST, **_own(request, membership))
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        try:
            change_role(membership=membership, role=role, today=timezone.localdate())
        except (LastManagerError, RoleHeldError) as refused:
            form.add_error("role", refused.message)
        except RoleEndedError:
            messages.warning(request, ENDED)
            return _to_people(request)
        else:
            messages.success(request, f"{membership.user} is nu {role.label}.")
            return _go_on(request, membership)
    return _role_page(request, "parks/role_form.html", membership, form, status=UNPROCESSABLE)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def role_end(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Ask whether a role may end, and end it from this moment on."""
    membership = _membership(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = EndRoleForm(posted, **_own(request, membership))
    if form.is_valid():
        try:
            end_role(membership=membership, today=timezone.localdate())
        except LastManagerError as refused:
            form.add_error(None, refused.message)
        else:
            label = membership.get_role_display()
            messages.success(request, f"{membership.user} is geen {label} meer van dit terrein.")
            return _go_on(request, membership)
    status = UNPROCESSABLE if form.is_bound else 200
    return _role_page(request, "parks/role_end.html", membership, form, status=status)


def _role_page(
    request: ParkRequest,
    template: str,
    membership: Membership,
    form: RoleForm | EndRoleForm,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "membership": membership,
        "form": form,
        "is_last_manager": is_last_manager(membership),
    }
    return render(request, template, context, status=status)


def _own(request: ParkRequest, membership: Membership) -> dict[str, bool]:
    """Return whether the viewer is about to give up what lets her in here."""
    is_own = membership.user_id == request.viewer.user.pk
    return {"gives_up_own": is_own and membership.role == Role.PARK_MANAGER}


def _membership(request: ParkRequest, pk: UUID) -> Membership:
    rows = Membership.objects.filter(park=request.viewer.park).not_ended()
    return get_object_or_404(rows.select_related("user", "park"), pk=pk)


def _invitation(request: ParkRequest, pk: UUID) -> Invitation:
    return get_object_or_404(Invitation.objects.in_park(request.viewer.park.pk), pk=pk)


def _go_on(request: ParkRequest, membership: Membership) -> HttpResponse:
    """Go back to the people; somebody who changed her own role may not be welcome there."""
    if membership.user_id == request.viewer.user.pk:
        return redirect("portfolio:list")
    return _to_people(request)


def _to_people(request: ParkRequest) -> HttpResponse:
    return redirect("parks:people", slug=request.viewer.park.slug)
