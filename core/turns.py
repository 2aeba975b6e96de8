"""Taking turns: what two people ask for at once is decided one after the other."""

from django.db import connection


def wait_for_turn(what: str) -> None:
    """Hold a lock on `what` until the end of the transaction; whoever comes second waits."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])
