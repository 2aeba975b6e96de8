"""Changing and ending the role of somebody at the park."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.choices import Role
from parks.forms.people import EndRoleForm, RoleForm
from parks.models import Membership
from parks.queries.people import is_last_manager
from parks.services.people import (
    LastManagerError,
    RoleEndedError,
    RoleHeldError,
    change_role,
    end_role,
)
from parks.views.inviting import company_of

ENDED = "Deze rol was al beëindigd of gewijzigd."


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def role_change(request: ParkRequest, pk: UUID) -> HttpResponse:
    """Give a person another role in the place of this one."""
    membership = _membership(request, pk)
    form = _role_form(request, membership)
    if form.is_valid():
        try:
            new = _changed(request, membership, form)
        except (LastManagerError, RoleHeldError) as refused:
            form.add_error("role", refused.message)
        except RoleEndedError:
            messages.warning(request, ENDED)
            return _to_people(request)
        else:
            messages.success(request, f"{membership.user} is nu {new.role_in_words}.")
            return _go_on(request, membership)
    status = UNPROCESSABLE if form.is_bound else 200
    return _role_page(request, "parks/role_form.html", membership, form, status=status)


def _role_form(request: ParkRequest, membership: Membership) -> RoleForm:
    return RoleForm(
        request.POST if request.method == "POST" else None,
        initial={"role": membership.role, "company": membership.establishment},
        park_id=membership.park_id,
        **_own(request, membership),
    )


@transaction.atomic  # what is refused adds no company either
def _changed(request: ParkRequest, membership: Membership, form: RoleForm) -> Membership:
    return change_role(
        membership=membership,
        role=Role(form.cleaned_data["role"]),
        establishment=company_of(request, form),
        today=timezone.localdate(),
    )


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
            role = membership.role_in_words
            messages.success(request, f"{membership.user} is geen {role} meer van dit terrein.")
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
    return get_object_or_404(rows.select_related("user", "park", "establishment"), pk=pk)


def _go_on(request: ParkRequest, membership: Membership) -> HttpResponse:
    """Go back to the people; somebody who changed her own role may not be welcome there."""
    if membership.user_id == request.viewer.user.pk:
        return redirect("portfolio:list")
    return _to_people(request)


def _to_people(request: ParkRequest) -> HttpResponse:
    return redirect("parks:people", slug=request.viewer.park.slug)
