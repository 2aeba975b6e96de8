"""What the log of a park keeps of an act: who, what, which object, how it ended, from where."""

from collections.abc import Callable

import pytest
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import DatabaseError, close_old_connections, connection
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from core.park_context import park_context
from parks.choices import AuditAction, AuditResult
from parks.models import AuditEntry, Park
from parks.services.audit import REFUSALS_AN_HOUR, record
from tests.cast import Cast


def entries(park: Park) -> list[AuditEntry]:
    with park_context(park.pk):
        return list(AuditEntry.objects.in_park(park.pk).newest_first())


def test_a_line_keeps_all_six_facts(cast: Cast) -> None:
    with park_context(cast.noord.pk, user_id=cast.anna.pk):
        record(park=cast.noord, action=AuditAction.CHANGE, target=cast.bram, detail={"a": 1})
    (entry,) = entries(cast.noord)
    assert entry.actor == cast.anna
    assert (entry.action, entry.result) == (AuditAction.CHANGE, AuditResult.DONE)
    assert (entry.object_kind, entry.object_id) == ("gebruiker", str(cast.bram.pk))
    assert (entry.object_label, entry.detail) == ("Bram", {"a": 1})
    assert entry.origin == "opdracht"
    assert entry.at is not None


def test_it_can_be_written_from_outside_the_park_and_stays_within_it(cast: Cast) -> None:
    with park_context(cast.zuid.pk):
        record(park=cast.noord, action=AuditAction.EXPORT, label="x" * 300)
    assert [len(entry.object_label) for entry in entries(cast.noord)] == [200]
    assert entries(cast.zuid) == []


class TestRefusal:
    """Somebody who is refused stands in the log, although what she asked was rolled back."""

    def test_an_insider_without_the_right(
        self, cast: Cast, login: Callable[[User], Client]
    ) -> None:
        address = reverse("parks:people", args=["noord"])
        assert login(cast.bram).get(address, REMOTE_ADDR="198.51.100.4").status_code == 403
        (entry,) = entries(cast.noord)
        assert (entry.actor, entry.action) == (cast.bram, AuditAction.ENTER)
        assert entry.result == AuditResult.REFUSED
        assert entry.object_label == address
        assert entry.detail == {"methode": "GET"}
        assert entry.origin == "198.51.100.4"

    def test_an_outsider_who_is_logged_in(
        self, cast: Cast, login: Callable[[User], Client]
    ) -> None:
        assert login(cast.fred).get("/p/noord/").status_code == 404
        assert [entry.actor for entry in entries(cast.noord)] == [cast.fred]

    def test_nobody_else(self, cast: Cast, login: Callable[[User], Client]) -> None:
        Client().get("/p/noord/")
        login(cast.fred).get("/p/bestaat-niet/")
        login(cast.bram).get("/p/noord/strategie/doelen/00000000-0000-4000-8000-000000000000/")
        assert login(cast.bram).get("/p/noord/").status_code == 200
        assert entries(cast.noord) == []

    def test_a_person_can_not_fill_the_table(
        self, cast: Cast, login: Callable[[User], Client]
    ) -> None:
        client = login(cast.fred)
        for _ in range(REFUSALS_AN_HOUR + 3):
            client.get("/p/noord/")
            client.get("/p/zuid/")
        written = entries(cast.noord) + entries(cast.zuid)
        assert len(written) == REFUSALS_AN_HOUR
        assert sum("let op" in entry.detail for entry in written) == 1

    def test_the_answer_is_sent_before_the_line_is_written(
        self, cast: Cast, rf: RequestFactory, login: Callable[[User], Client]
    ) -> None:
        request = rf.get("/p/noord/")
        request.COOKIES["sessionid"] = login(cast.fred).session.session_key or ""
        handler = BaseHandler()
        handler.load_middleware()
        answer = handler.get_response(request)
        assert answer.status_code == 404
        assert entries(cast.noord) == []
        request_finished.disconnect(close_old_connections)  # the test needs its own
        try:
            answer.close()  # as every server does in the end
        finally:
            request_finished.connect(close_old_connections)
        assert len(entries(cast.noord)) == 1

    def test_a_log_that_fails_harms_nobody(
        self, cast: Cast, login: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(**_: object) -> None:
            raise DatabaseError

        monkeypatch.setattr("parks.middleware.record_refusal", fail)
        assert login(cast.fred).get("/p/noord/").status_code == 404


def test_the_origin_is_what_the_outermost_proxy_of_ours_says(
    cast: Cast, login: Callable[[User], Client], settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    headers = {"X-Forwarded-For": "192.0.2.1, 203.0.113.7"}
    login(cast.fred).get("/p/noord/", headers=headers)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    assert login(cast.fred).get("/p/noord/", headers=headers).status_code == 404
    assert {entry.origin for entry in entries(cast.noord)} == {"203.0.113.7", "onbekend"}


def test_the_application_can_add_lines_but_not_change_or_remove_them(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select privilege"
            " from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) privilege"
            " where has_table_privilege('park_app', 'parks_auditentry', privilege)"
        )
        assert {row[0] for row in cursor.fetchall()} == {"SELECT", "INSERT"}
