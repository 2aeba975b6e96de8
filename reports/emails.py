"""Mails about what somebody asked of her own data."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def send_erased(*, email: str) -> None:
    """Tell an address that its account is gone: the last mail, and an alarm if it was not her."""
    context = {"site_name": settings.SITE_NAME}
    subject = render_to_string("emails/erased_subject.txt", context)
    message = render_to_string("emails/erased_message.txt", context)
    EmailMessage(" ".join(subject.split()), message, to=[email]).send()
