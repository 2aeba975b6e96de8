"""One database connection for everybody: nothing of a request reaches the next one."""

from collections.abc import Callable
from itertools import cycle, islice
from typing import Any, Final

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from django.urls import reverse
from django_scopes.exceptions import ScopeError

from accounts.models import User
from tests.cast import Cast
from tests.factories.world import fill

REQUESTS: Final = 2_000
# Of three visitors and eleven addresses the pairs come in every order.
VISITORS: Final = ("anna", "chris", "nobody")


def addresses(slug: str) -> list[str]:
    unruly = [f"/onrust/{slug}/{name}/" for name in ("fout", "sql", "stroom", "weg")]
    calm = [reverse("parks:people", args=[slug]), reverse("collective:degree", args=[slug])]
    return [*unruly, *calm * 3, "/parken/"]


def ask(client: Client, address: str) -> bytes:
    """Ask for a page as a fresh request does, and take no more than its first part."""
    connection.close_if_unusable_or_obsolete()
    try:
        answer: Any = client.get(address)
        if answer.streaming:
            first = next(iter(answer.streaming_content), b"")
            answer.close()
            return bytes(first)
        return bytes(answer.content)
    except (OperationalError, ScopeError):
        return b""


@pytest.mark.urls("tests.isolation.unruly_urls")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_behind_for_the_next_request(
    cast: Cast, login: Callable[[User], Client]
) -> None:
    fill(cast.noord, cast.anna)
    fill(cast.zuid, cast.chris)
    clients = {
        "anna": login(cast.anna),
        "chris": login(cast.chris),
        "nobody": Client(),
    }
    for client in clients.values():
        client.raise_request_exception = False
    pages = {who: cycle([*addresses("noord"), *addresses("zuid")]) for who in VISITORS}
    own, foreign = 0, []
    for who in islice(cycle(VISITORS), REQUESTS // 2):
        body = ask(clients[who], next(pages[who]))
        own += {"anna": b"KANARIE-noord", "chris": b"KANARIE-zuid", "nobody": b"?"}[who] in body
        theirs = {"anna": b"KANARIE-zuid", "chris": b"KANARIE-noord", "nobody": b"KANARIE"}[who]
        if theirs in body:
            foreign.append((who, body[:200]))
        assert ask(clients["nobody"], "/onrust/") == b""
    assert foreign == []
    assert own > REQUESTS // 20
