"""The mail that reminds a person of what waits for her, made from what is true when it is sent."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.models import User
from collective.emails import keyed_mail
from collective.links import link, user_stop_token
from parks.models import Park
from realisation.models import ScanRound
from realisation.queries.reminders import ToTell


def reminder_mail(
    *, park: Park, scan_round: ScanRound | None, told: ToTell, to: User, key: str
) -> EmailMessage:
    """Return one mail about all companies of a person; `key` as for `keyed_mail`."""
    context = {
        "park": park.name,
        "round": scan_round,
        "told": told,
        "scans_link": link("realisation:scans", park.slug),
        "listings": [
            (each, link("realisation:listing", park.slug, str(each.pk))) for each in told.listings
        ],
        "stop_link": link("joining:mail_stop", park.slug, user_stop_token(park.pk, to, told.kinds)),
    }
    subject = (
        f"Quickscan van {park.name}: vult u hem in?"
        if told.companies
        else f"Vraag en aanbod van {park.name}: klopt het nog?"
    )
    template = "emails/realisation_reminder_message.txt"
    return keyed_mail(subject=subject, template=template, context=context, to=to.email, key=key)


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
