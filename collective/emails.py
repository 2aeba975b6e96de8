"""The mails about activities: one to each person, made when it is sent, from what is true then."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from collective.choices import STOPPABLE, ActivityState, MailKind, SignUpState
from collective.links import link, sign_up_token, stop_token
from collective.models import MailItem, SignUp
from collective.queries.activities import where_in_words
from collective.queries.moments import moment_in_words
from parks.models import Park

SUBJECTS: Final = {
    MailKind.ACTIVITIES: "Uitnodiging: {}",
    MailKind.REMINDERS: "Herinnering: {}",
    MailKind.CONFIRM: "Bevestig uw aanmelding: {}",
    MailKind.PLACE: "Er is plaats voor u: {}",
    MailKind.CHANGED: "Gewijzigd: {}",
    MailKind.CANCELLED: "Gaat niet door: {}",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a mail tells."""

    kind: str
    sign_up: SignUp
    title: str
    purpose: str
    moment: str
    where: str
    online_url: str
    reason: str
    asked_by: str
    link: str


def keyed_mail(
    *, subject: str, template: str, context: dict[str, Any], to: str, key: str
) -> EmailMessage:
    """Return one mail of many, which its reader can stop if `context` has a `stop_link`.

    `key` is the same each time that the same mail is sent: from it follows the Message-ID, by
    which a mail server knows a mail that it has already.
    """
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {"Message-ID": f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"}
    if stop_link := context["stop_link"]:
        headers |= {
            "List-Unsubscribe": f"<{stop_link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    message = render_to_string(template, context | {"site_name": settings.SITE_NAME})
    return EmailMessage(" ".join(subject.split()), message, to=[to], headers=headers)


def activities_mail(*, park: Park, items: Sequence[MailItem], to: str, key: str) -> EmailMessage:
    """Return the one mail that tells a person all these things; `key` as for `keyed_mail`."""
    told = [_told(park, item) for item in items]
    stoppable = sorted({item.kind for item in items} & set(STOPPABLE))
    context = {
        "park": park.name,
        "told": told,
        "stop_link": _stop_link(park, items[0].sign_up, stoppable) if stoppable else "",
    }
    template = "emails/activities_message.txt"
    return keyed_mail(
        subject=_subject(park, items), template=template, context=context, to=to, key=key
    )


def is_overtaken(item: MailItem) -> bool:
    """Whether there is nothing left to tell: she answered, or the activity is off."""
    sign_up, activity = item.sign_up, item.sign_up.activity
    if item.kind == MailKind.CANCELLED:
        return activity.state != ActivityState.CANCELLED
    if activity.state != ActivityState.PLANNED:
        return True
    wanted: dict[str, tuple[str, ...]] = {
        MailKind.ACTIVITIES: (SignUpState.ASKED,),
        MailKind.REMINDERS: (SignUpState.ASKED, SignUpState.COMING),
        MailKind.PLACE: (SignUpState.COMING,),
        MailKind.CHANGED: (SignUpState.COMING, SignUpState.WAITING),
        MailKind.CONFIRM: tuple(SignUpState.values),
    }
    return sign_up.state not in wanted[item.kind]


def _told(park: Park, item: MailItem) -> Told:
    activity = item.sign_up.activity
    return Told(
        kind=item.kind,
        sign_up=item.sign_up,
        title=activity.title,
        purpose=activity.purpose,
        moment=moment_in_words(activity.starts_at, activity.ends_at),
        where=where_in_words(activity),
        # Who does not come has no need of the way in.
        online_url=activity.online_url if item.sign_up.state == SignUpState.COMING else "",
        reason=activity.cancelled_reason,
        asked_by=activity.owner_label,
        link=link("joining:sign_up", park.slug, sign_up_token(item.sign_up)),
    )


def _subject(park: Park, items: Sequence[MailItem]) -> str:
    if len(items) > 1:
        return f"{len(items)} berichten over activiteiten van {park.name}"
    return SUBJECTS[MailKind(items[0].kind)].format(items[0].sign_up.activity.title)


def _stop_link(park: Park, sign_up: SignUp, kinds: Sequence[str]) -> str:
    return link("joining:mail_stop", park.slug, stop_token(sign_up, kinds))
