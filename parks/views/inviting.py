"""Pages under /p/<slug>/mensen/ that ask somebody to come."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.htmx import UNPROCESSABLE
from parks.access import ParkRequest, Right, park_page
from parks.choices import Role
from parks.forms.people import InviteForm, RoleFields
from parks.models import AccessRequest, Establishment, Invitation
from parks.services import invitations
from parks.services.people import RoleHeldError, add_named_company

CLOSED = "Deze uitnodiging is al aangenomen of ingetrokken."


@require_http_methods(["GET", "HEAD", "POST"])
@park_page(Right.MANAGE)
def invite(request: ParkRequest) -> HttpResponse:
    """Invite somebody by e-mail; `?verzoek=` fills in what she wrote when she asked for access."""
    posted = request.POST if request.method == "POST" else None
    form = InviteForm(posted, park_id=request.viewer.park.pk, initial=_asked(request))
    if form.is_valid() and _invited(request, form):
        messages.success(request, f"U hebt {form.cleaned_data['email']} uitgenodigd.")
        return _to_invitations(request)
    status = UNPROCESSABLE if form.is_bound else None
    return render(request, "parks/invite_form.html", {"form": form}, status=status)


def _invited(request: ParkRequest, form: InviteForm) -> bool:
    given, viewer = form.cleaned_data, request.viewer
    try:
        with transaction.atomic():  # what is refused adds no company either
            invitations.invite(
                park=viewer.park,
                email=given["email"],
                name=given["name"],
                role=Role(given["role"]),
                establishment=company_of(request, form),
                by=viewer.user,
                now=timezone.now(),
            )
    except RoleHeldError as refused:
        form.add_error("email", refused.message)
    except invitations.TooManyInvitationsError as refused:
        form.add_error(None, refused.message)
    return form.is_valid()


def _asked(request: ParkRequest) -> dict[str, str]:
    asked = request.GET.get("verzoek")
    if asked is None:
        return {}
    requests = AccessRequest.objects.in_park(request.viewer.park.pk).open()
    try:
        found = get_object_or_404(requests, pk=asked)
    except ValidationError as error:  # no key at all
        raise Http404 from error
    return {"email": found.email, "name": found.name, "company": found.company}


def company_of(request: ParkRequest, form: RoleFields) -> Establishment | None:
    """Return the company for which somebody will speak, added when it is a new one."""
    if not form.new_company:
        return form.establishment
    return add_named_company(park=request.viewer.park, name=form.new_company)


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
    except invitations.TooManyInvitationsError as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(
            request, f"{invitation.email} krijgt een nieuwe link. De oude werkt niet meer."
        )
    return _to_invitations(request)


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
    return _to_invitations(request)


def _invitation(request: ParkRequest, pk: UUID) -> Invitation:
    return get_object_or_404(Invitation.objects.in_park(request.viewer.park.pk), pk=pk)


def _to_invitations(request: ParkRequest) -> HttpResponse:
    return redirect("parks:invitations", slug=request.viewer.park.slug)
