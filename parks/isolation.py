"""Row-level security and composite foreign keys for every park-owned table.

`install_isolation` runs after each `migrate`, as the owner of the tables, and is safe to repeat.
It reads the models: a table with a `park_id` column is walled in, a foreign key between two such
tables gets a twin that carries the park. A test reads PostgreSQL's catalogue and fails on any gap.
The policies guard against a forgotten filter. They don't stop somebody who can run SQL of her own,
because she can set the park ids too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

FUNCTIONS = """
create or replace function app_park_ids() returns bigint[] stable language sql
    set search_path = pg_catalog
    return string_to_array(nullif(current_setting('app.park_ids', true), ''), ',')::bigint[];
create or replace function app_user_id() returns bigint stable language sql
    set search_path = pg_catalog
    return nullif(current_setting('app.user_id', true), '')::bigint;
"""
WALL = """
alter table {table} enable row level security;
alter table {table} force row level security;
drop policy if exists park_isolation on {table};
create policy park_isolation on {table}
    using (park_id = any ((select app_park_ids())::bigint[]))
    with check (park_id = any ((select app_park_ids())::bigint[]));
"""
# A person sees in which parks she has a role before she enters one.
OWN_MEMBERSHIPS = """
drop policy if exists own_memberships on parks_membership;
create policy own_memberships on parks_membership for select
    using (user_id = (select app_user_id()));
"""
ADDRESS_IN_PARK = """
do $$ begin
    alter table {table} add constraint {name} unique (park_id, {key});
exception when duplicate_table or duplicate_object then null; end $$;
"""
KEY_IN_PARK = """
do $$ begin
    alter table {table} add constraint {name} foreign key (park_id, {column})
        references {target} (park_id, {key}) deferrable initially deferred;
exception when duplicate_object then null; end $$;
"""

# Which parks a programme advises is public, like the parks themselves: it must be known before
# anybody can be let into a park.
PUBLIC_TABLES = {"parks_authority_parks"}


@dataclass(frozen=True, slots=True)
class ParkKey:
    """A foreign key between two park-owned tables."""

    table: str
    column: str
    target: str
    key: str

    @property
    def name(self) -> str:
        """The name of the constraint, within PostgreSQL's 63 characters."""
        return f"{self.table[:34]}_{self.column[:20]}_in_park"


def park_owned_models() -> list[type[models.Model]]:
    """Return every model whose table has a `park_id` column, history included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        and model._meta.managed
        and model._meta.db_table not in PUBLIC_TABLES
        and any(field.column == "park_id" for field in model._meta.concrete_fields)
    ]


def park_keys(model: type[models.Model]) -> Iterator[ParkKey]:
    """Yield the foreign keys of a park-owned model to park-owned models.

    History rows are left out on purpose: they outlive what they describe.
    """
    owned = set(park_owned_models())
    for field in model._meta.concrete_fields:
        target = field.related_model
        constrained = isinstance(field, models.ForeignKey) and getattr(field, "db_constraint", True)
        if constrained and target in owned and field.column != "park_id":
            yield ParkKey(
                table=model._meta.db_table,
                column=str(field.column),
                target=target._meta.db_table,
                key=str(target._meta.pk.column),
            )


def install_isolation(*, using: str = "default") -> None:
    """Wall in every park-owned table of the database `using`; tables that don't exist yet wait."""
    connection = connections[using]
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        owned = [model for model in park_owned_models() if model._meta.db_table in present]
        cursor.execute(FUNCTIONS)
        for model in owned:
            cursor.execute(WALL.format(table=model._meta.db_table))
        if "parks_membership" in present:
            cursor.execute(OWN_MEMBERSHIPS)
        _install_park_keys(cursor, owned, present)
        _grant(connection, cursor, owned)


def _install_park_keys(
    cursor: CursorWrapper, owned: list[type[models.Model]], present: set[str]
) -> None:
    keys = [key for model in owned for key in park_keys(model) if key.target in present]
    for target, column in sorted({(key.target, key.key) for key in keys}):
        name = f"{target[:50]}_in_park"
        cursor.execute(ADDRESS_IN_PARK.format(table=target, name=name, key=column))
    for key in keys:
        cursor.execute(
            KEY_IN_PARK.format(
                table=key.table, name=key.name, column=key.column, target=key.target, key=key.key
            )
        )


def _grant(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, owned: list[type[models.Model]]
) -> None:
    """Let the app role read and write, but never empty a table or rewrite what is history."""
    role = connection.ops.quote_name(settings.DATABASE_APP_ROLE)
    cursor.execute("select 1 from pg_roles where rolname = %s", [settings.DATABASE_APP_ROLE])
    if cursor.fetchone() is None:
        return
    cursor.execute(f"grant usage on schema public to {role}")
    cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {role}")
    cursor.execute(f"grant usage, select on all sequences in schema public to {role}")
    cursor.execute(f"revoke truncate on all tables in schema public from {role}")
    for model in owned:
        if getattr(model, "append_only", False):
            cursor.execute(f"revoke update, delete on {model._meta.db_table} from {role}")
