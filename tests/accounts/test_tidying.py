"""Sessions and counters whose time is over don't stay in the database."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone

from accounts.periodic import tidy_expired
from accounts.services import forget_expired


@pytest.mark.django_db
def test_only_what_is_over_goes() -> None:
    now = timezone.now()
    for key, days in (("oud", -1), ("nieuw", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=now + timedelta(days=days)
        )
    cache.set("oud", 1, timeout=-5)
    cache.set("nieuw", 1, timeout=60)
    forgotten = forget_expired()
    assert forgotten.sessions == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["nieuw"]
    assert cache.get("nieuw") == 1
    tidy_expired()
    assert Session.objects.count() == 1
