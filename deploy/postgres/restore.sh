#!/usr/bin/env bash
# Put a dump in the place of the database: restore.sh DUMP
#
# Connects as park_owner through the usual libpq variables; PGDATABASE is the database to replace.
# The dump goes into a new database first. The old one stays, with the date in its name.
set -euo pipefail

DUMP=$1
STAMP=${STAMP:-$(date +%Y%m%d_%H%M%S)}
NEW=${PGDATABASE}_$STAMP
PSQL=${PSQL:-psql}
PG_RESTORE=${PG_RESTORE:-pg_restore}

sql() { "$PSQL" --no-psqlrc --quiet --no-password --set ON_ERROR_STOP=1 --dbname "$1"; }

# The template hands park_app all rights on every new table. Here they would come on top of what
# the dump grants, and history would no longer be read-only. The dump brings the defaults back.
make_empty_database() {
  echo "CREATE DATABASE \"$NEW\" TEMPLATE template1" | sql postgres
  sql "$NEW" <<SQL
ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM park_app;
ALTER DEFAULT PRIVILEGES REVOKE ALL ON SEQUENCES FROM park_app;
SQL
}

# Comments on extensions belong to the superuser; all others are needed. The owner may fill the
# tables, because row-level security is switched on by the last part of the dump.
fill() {
  "$PG_RESTORE" --no-password --no-owner --exit-on-error --single-transaction --dbname="$NEW" \
    --use-list=<("$PG_RESTORE" --list "$DUMP" | grep -v ' COMMENT - EXTENSION ') "$DUMP"
}

# A dump of one database holds no rights on the database itself.
swap() {
  sql postgres <<SQL
REVOKE CONNECT, TEMPORARY ON DATABASE "$NEW" FROM PUBLIC;
GRANT CONNECT ON DATABASE "$NEW" TO park_app, park_backup;
BEGIN;
ALTER DATABASE "$PGDATABASE" RENAME TO "${PGDATABASE}_before_$STAMP";
ALTER DATABASE "$NEW" RENAME TO "$PGDATABASE";
COMMIT;
SQL
}

make_empty_database
fill || {
  echo "DROP DATABASE \"$NEW\"" | sql postgres
  echo "the dump could not be restored; nothing has changed" >&2
  exit 1
}
swap || {
  echo "stop everything that uses $PGDATABASE; the restored data waits in $NEW" >&2
  exit 1
}
echo "The old database is ${PGDATABASE}_before_$STAMP" >&2
