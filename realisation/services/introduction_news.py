"""Tells both sides of an introduction, at the same moment and in the same words, to have a look."""

from collections.abc import Iterable

import structlog
from django.core.mail import EmailMessage
from django.db import transaction

from parks.models import Membership, Park
from realisation.emails import introduction_mail
from realisation.models import Match

log = structlog.get_logger(__name__)


def tell_both(*, park: Park, match: Match) -> None:
    """Mail who speaks for one of the two, after the commit; both or neither have news.

    Not when it ends: a mail would tell the moment of it.
    """
    companies = [match.demand.establishment_id, match.supply.establishment_id]
    members = Membership.objects.filter(park_id=park.pk, establishment__in=companies).current()
    addresses = members.filter(user__is_active=True).values_list("user__email", flat=True)
    mails = [introduction_mail(park=park, to=each) for each in sorted(set(addresses))]
    # Robust: the step is taken, whatever becomes of its mail. The page tells the same.
    transaction.on_commit(lambda: _send(mails), robust=True)


def _send(mails: Iterable[EmailMessage]) -> None:
    for mail in mails:
        try:
            mail.send()
        except OSError:  # no server, or one that refuses: SMTPException is one of these
            log.warning("introduction_news_not_sent", exc_info=True)
