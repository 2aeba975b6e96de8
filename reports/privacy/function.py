"""The one function that may change history: it takes a person out of it.

History, the log and editions can only be added to by the application's role. A person's right to
be forgotten asks for one exception, so PostgreSQL gets one function that runs as the owner of the
tables. It can do nothing but overwrite the register's fields with a fixed text, in rows about an
address that no working account has. It is made again after each `migrate`, from the register.
"""

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.db import connections

from parks.models import Adviser, AuditEntry, Membership
from reports.privacy.kinds import GONE_NAME
from reports.privacy.register import ADDRESSED, NAMED, event_of

NAME: Final = "erase_from_history"
ARGUMENTS: Final = "text[], bigint"

FUNCTION: Final = r"""
create or replace function erase_from_history(addresses text[], person bigint)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    reach text := coalesce(current_setting('app.park_ids', true), '');
    her_name text := (select name from accounts_user where id = person);
    gone_address text := 'verwijderd-' || coalesce(person::text, 'zonder-account')
        || '@verwijderd.invalid';
    -- Whole names and whole addresses: what stands inside a longer one is somebody else's.
    name_in_text text := '(?<![[:alnum:]])'
        || regexp_replace(coalesce(nullif(her_name, ''), gone_address),
                          '([^[:alnum:]])', '\\\1', 'g')
        || '(?![[:alnum:]])';
    address_in_text text;
    address text;
begin
    if exists (select from unnest(addresses) as given (it) where it is null or it !~ '.@.') then
        raise exception 'An address has a sign before and after its @.';
    end if;
    if exists (select from accounts_user
               where is_active and (id = person or lower(email) = any (addresses)))
    or exists (select from account_emailaddress mail join accounts_user u on u.id = mail.user_id
               where is_active and verified and lower(mail.email) = any (addresses)) then
        raise exception 'Only somebody without a working account can be erased from history.';
    end if;
    perform set_config('app.park_ids',
        coalesce((select string_agg(id::text, ',') from parks_park), ''), true);
{statements}
    perform set_config('app.park_ids', reach, true);
end $$;
revoke all on function erase_from_history(text[], bigint) from public;
"""

BY_ID: Final = """
    update {log} set object_label = {gone}, detail = {detail}
    where object_kind = {kind} and object_id in ({ids});"""
BY_ADDRESS: Final = r"""
    foreach address in array addresses loop
        address_in_text := '(?<![[:alnum:]._%+-])'
            || regexp_replace(address, '([^[:alnum:]])', '\\\1', 'g')
            || '(?![[:alnum:]-]|\.[[:alnum:]])';
        update {log} set
            object_label = left(
                regexp_replace(object_label, address_in_text, gone_address, 'gi'), {longest}),
            detail = {detail}
        where strpos(lower(object_label || detail::text), address) > 0;
    end loop;"""
# Text in the values alone: a name that is also a sign of JSON, or a key, must not break a line.
DETAIL: Final = """coalesce((
            select jsonb_object_agg(key, case jsonb_typeof(value)
                when 'string' then to_jsonb(regexp_replace(value #>> '{{}}', {old}, {new}, 'gi'))
                else value end)
            from jsonb_each(detail)), '{{}}')"""
WITH_ADDRESS: Final = "select id::text from {table} where lower(email) = any (addresses)"
OF_PERSON: Final = "select id::text from {table} where user_id = person"
BLANK: Final = """
    update {table} set {values} where lower(email) = any (addresses);"""
RENAME: Final = """
    update {table} set {column} = {gone} where {column} = her_name
        and park_id in (select park_id from parks_membership where user_id = person);"""


def install_function(*, using: str = "default") -> None:
    """Make the function, as the owner of the tables; safe to repeat."""
    statements = "".join(_statements())
    role = settings.DATABASE_APP_ROLE
    with connections[using].cursor() as cursor:
        cursor.execute(FUNCTION.replace("{statements}", statements))
        cursor.execute("select 1 from pg_roles where rolname = %s", [role])
        if cursor.fetchone():
            quoted = connections[using].ops.quote_name(role)
            cursor.execute(f"grant execute on function {NAME}({ARGUMENTS}) to {quoted}")


def _statements() -> Iterator[str]:
    """Yield the changes: first the log, which needs the history to know which rows are hers."""
    log, longest = AuditEntry._meta.db_table, AuditEntry._meta.get_field("object_label").max_length
    gone = _quoted(GONE_NAME)
    detail = DETAIL.format(old="name_in_text", new=gone)
    for model, ids in _hers():
        kind = _quoted(str(model._meta.verbose_name))
        yield BY_ID.format(log=log, kind=kind, ids=ids, gone=gone, detail=detail)
    detail = DETAIL.format(old="address_in_text", new="gone_address")
    yield BY_ADDRESS.format(log=log, longest=longest, detail=detail)
    for each in ADDRESSED:
        fields = {"email": "gone_address"} | {
            name: _quoted(text) for name, text in each.blanked.items()
        }
        values = ", ".join(f"{name} = {value}" for name, value in fields.items())
        for table in _history(each.model):
            yield BLANK.format(table=table, values=values)
    for named in NAMED:
        for table in _history(named.model):
            yield RENAME.format(table=table, column=named.field, gone=gone)


def _hers() -> Iterator[tuple[Any, str]]:
    """Yield models whose rows the log may call by her name, with a query for her rows' ids."""
    for each in ADDRESSED:
        for table in _tables(each.model):
            yield each.model, WITH_ADDRESS.format(table=table)
    for model in (Membership, Adviser):
        yield model, OF_PERSON.format(table=model._meta.db_table)


def _tables(model: Any) -> list[str]:
    return [str(model._meta.db_table), *_history(model)]


def _history(model: Any) -> list[str]:
    """Return the table with the history of a model, if it keeps any."""
    event = event_of(model)
    return [str(event._meta.db_table)] if event else []


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
