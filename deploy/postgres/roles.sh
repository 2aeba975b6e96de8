#!/usr/bin/env bash
# Make the three roles, the extensions and the database. Safe to run again.
#
# Connects as a superuser through the usual libpq variables. bin/services runs it for the private
# cluster; the database container runs it once, at its first start.
# Reads OWNER_PASSWORD, APP_PASSWORD, BACKUP_PASSWORD (letters and digits only: they stand in SQL)
# and optionally DATABASE_NAME.
set -euo pipefail

DATABASE_NAME=${DATABASE_NAME:-parken}
PSQL=${PSQL:-psql}
SUPERUSER=${PGUSER:-${POSTGRES_USER:-postgres}}

for name in OWNER_PASSWORD APP_PASSWORD BACKUP_PASSWORD; do
  [[ ${!name:-} =~ ^[A-Za-z0-9]+$ ]] || {
    echo "$name must consist of letters and digits" >&2
    exit 1
  }
done

sql() { "$PSQL" --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$SUPERUSER" --dbname "$1"; }

# owner: migrates, owns the tables, obeys row-level security because it is forced on each table.
# app:   web and workers; no ownership, no TRUNCATE (which ignores row-level security).
# backup: reads everything, past row-level security, and can write nothing.
make_roles() {
  sql postgres <<SQL
SET client_min_messages = warning;
DO \$\$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['park_owner', 'park_app', 'park_backup'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I', name);
    END IF;
  END LOOP;
END \$\$;
ALTER ROLE park_owner LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD '$OWNER_PASSWORD';
ALTER ROLE park_app LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD '$APP_PASSWORD';
ALTER ROLE park_backup LOGIN NOCREATEDB NOSUPERUSER BYPASSRLS NOCREATEROLE PASSWORD '$BACKUP_PASSWORD';
ALTER ROLE park_backup SET default_transaction_read_only = on;
GRANT pg_read_all_data TO park_backup;
-- The tests, which connect as the owner, step down to the application's role.
GRANT park_app TO park_owner;
SQL
}

# In template1, because only a superuser can create PostGIS and the tests make their own
# databases as park_owner. Default privileges are copied along with the template.
fill_template() {
  sql template1 <<'SQL'
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS citext;
ALTER SCHEMA public OWNER TO pg_database_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE park_owner
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO park_app;
ALTER DEFAULT PRIVILEGES FOR ROLE park_owner GRANT USAGE, SELECT ON SEQUENCES TO park_app;
SQL
}

make_database() {
  sql postgres <<SQL
SELECT 'CREATE DATABASE "$DATABASE_NAME" OWNER park_owner TEMPLATE template1'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '$DATABASE_NAME') \gexec
REVOKE CONNECT, TEMPORARY ON DATABASE "$DATABASE_NAME" FROM PUBLIC;
GRANT CONNECT ON DATABASE "$DATABASE_NAME" TO park_app, park_backup;
SQL
}

make_roles
fill_template
make_database
