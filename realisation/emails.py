"""The mail that reminds a person of what waits for her, made from what is true when it is sent."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.models import User
from collective.links import link, user_stop_token
from parks.models import Park
from realisation.models import ScanRound
from realisation.queries.reminders import ToTell


def reminder_mail(
    *, park: Park, scan_round: ScanRound | None, told: ToTell, to: User, key: str
) -> EmailMessage:
    """Return one mail about all companies of a person.

    `key` is the same each time that the same mail is sent: from it follows the Message-ID, by
    which a mail server knows a mail that it has already.
    """
    context = {
        "park": park.name,
        "round": scan_round,
        "told": told,
        "scans_link": link("realisation:scans", park.slug),
        "listings": [
            (each, link("realisation:listing", park.slug, str(each.pk))) for each in told.listings
        ],
        "stop_link": link("joining:mail_stop", park.slug, user_stop_token(park.pk, to, told.kinds)),
        "site_name": settings.SITE_NAME,
    }
    subject = (
        f"Quickscan van {park.name}: vult u hem in?"
        if told.companies
        else f"Vraag en aanbod van {park.name}: klopt het nog?"
    )
    message = render_to_string("emails/realisation_reminder_message.txt", context)
    headers = {
        "Message-ID": _message_id(key),
        "List-Unsubscribe": f"<{context['stop_link']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return EmailMessage(" ".join(subject.split()), message, to=[to.email], headers=headers)


def introduction_mail(*, park: Park, to: str) -> EmailMessage:
    """Return the mail that tells one side that an introduction came a step further.

    It says nothing of either side: mail is read by more eyes than a page behind a log-in.
    """
    context = {
        "park": park.name,
        "link": link("realisation:introductions", park.slug),
        "site_name": settings.SITE_NAME,
    }
    subject = f"Nieuws voor u op {park.name}"
    message = render_to_string("emails/realisation_introduction_message.txt", context)
    return EmailMessage(" ".join(subject.split()), message, to=[to])


def _message_id(key: str) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"
