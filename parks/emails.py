"""The mails of a park. They are made inside its context and sent after the commit."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from parks.models import Invitation, Park


def invitation_mail(*, invitation: Invitation, token: str) -> EmailMessage:
    """Return the mail with the link to the address that was invited.

    The name that the manager typed stays out: it would make the platform's mail say her words.
    """
    context = {
        "park": invitation.park.name,
        "role": invitation.role_in_words,
        "inviter": str(invitation.invited_by),
        "link": _link("invitation", invitation.park.slug, token),
        "expires_at": invitation.expires_at,
    }
    return _mail("invitation", context, to=invitation.email)


def requests_mail(*, park: Park, number: int, to: str) -> EmailMessage:
    """Return the mail that tells a park manager of new requests for access; it names nobody."""
    context = {
        "park": park.name,
        "number": number,
        "link": _link("parks:requests", park.slug),
    }
    return _mail("access_requests", context, to=to)


def declined_mail(*, park: Park, reason: str, to: str) -> EmailMessage:
    """Return the mail that tells somebody that her request for access was declined."""
    return _mail("access_declined", {"park": park.name, "reason": reason}, to=to)


def _link(route: str, *arguments: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse(route, args=arguments)}"


def _mail(template: str, context: dict[str, object], *, to: str) -> EmailMessage:
    context |= {"site_name": settings.SITE_NAME}
    subject = render_to_string(f"emails/{template}_subject.txt", context)
    message = render_to_string(f"emails/{template}_message.txt", context)
    # A mail has one line of subject; a second one would be a header of somebody's choice.
    return EmailMessage(" ".join(subject.split()), message, to=[to])
