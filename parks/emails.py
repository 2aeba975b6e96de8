"""The mails of a park."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from parks.models import Invitation


def send_invitation(*, invitation: Invitation, token: str) -> None:
    """Mail the link to the address that was invited. Reads nothing: it runs after the commit.

    The name that the manager typed stays out: it would make the platform's mail say her words.
    """
    link = reverse("invitation", args=[invitation.park.slug, token])
    context = {
        "park": invitation.park.name,
        "role": invitation.get_role_display(),
        "inviter": str(invitation.invited_by),
        "link": settings.SITE_URL.rstrip("/") + link,
        "expires_at": invitation.expires_at,
        "site_name": settings.SITE_NAME,
    }
    subject = render_to_string("emails/invitation_subject.txt", context)
    message = render_to_string("emails/invitation_message.txt", context)
    # A mail has one line of subject; a second one would be a header of somebody's choice.
    send_mail(" ".join(subject.split()), message, None, [invitation.email])
