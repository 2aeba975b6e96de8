"""PostGIS backend that puts the current park context in every outermost transaction.

The settings are local to the transaction, so they are gone at COMMIT and ROLLBACK and can't reach
the next user of a kept connection. Outside a transaction nothing is set and row-level security
shows no rows.
"""

from django.contrib.gis.db.backends.postgis import base

from core.park_context import NOWHERE, SET_CONTEXT, current_context


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostGIS backend plus the park context."""

    def set_autocommit(
        self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False
    ) -> None:
        """Begin or end a transaction; a begun one learns its parks first of all."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        context = current_context()
        if not autocommit and context != NOWHERE:
            # Straight to psycopg: Django's cursor would log and wrap what is not a query of ours.
            self.connection.execute(SET_CONTEXT, context.as_parameters())
