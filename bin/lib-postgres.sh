# The private PostgreSQL cluster of this clone, for bin/services. Source it after lib.sh.
# shellcheck shell=bash

is_root() { [ "$(id -u)" = 0 ]; }

# Our passwords are random, so an address that holds one came from 'bin/services env'.
private_database() {
  [[ -z ${DATABASE_URL:-} || $DATABASE_URL == *":$(secret app_password)@"* ||
    $DATABASE_URL == *":$(secret owner_password)@"* ]]
}

database_url() { # role
  printf 'postgis://park_%s:%s@127.0.0.1:%s/parken' \
    "$1" "$(secret "$1_password")" "$(cat "$RUN/postgres.port")"
}

# PostgreSQL refuses to run as root. Its programs also fail in a folder that postgres can't enter.
as_postgres() {
  if is_root; then
    (cd / && exec setpriv --reuid=postgres --regid=postgres --init-groups --reset-env "$@")
  else
    (cd / && exec "$@")
  fi
}

# Root's clone may lie where the user postgres can't go, such as /root. Then the cluster lives
# under /var/lib and var/postgres points there. A link to the place of another clone means that
# this one was copied: it gets a cluster of its own.
find_cluster() {
  local link=$VAR/postgres elsewhere
  elsewhere=/var/lib/parken-$(printf '%s' "$ROOT" | sha256sum | cut -c1-12)
  if [ -L "$link" ] && [ "$(readlink "$link")" != "$elsewhere" ]; then rm "$link"; fi
  if is_root && [ ! -d "$link" ] && ! as_postgres test -x "$VAR" 2>/dev/null; then
    ln -sfn "$elsewhere" "$link"
  fi
  CLUSTER=$(readlink -m "$link")
  DATA=$CLUSTER/data
}

# The programs of the cluster's own version; for a new one the newest version that has PostGIS.
find_programs() {
  local version
  if [ -f "$DATA/PG_VERSION" ]; then
    version=$(cat "$DATA/PG_VERSION")
  else
    version=$(compgen -G '/usr/share/postgresql/*/extension/postgis.control' |
      cut -d/ -f5 | sort -V | tail -1) || die "PostgreSQL with PostGIS is missing; run bin/setup"
  fi
  PG=/usr/lib/postgresql/$version/bin
  [ -x "$PG/pg_ctl" ] || die "PostgreSQL $version is gone; 'bin/services reset' starts over"
}

# A process number alone proves nothing after a crash: it may be somebody else's by now.
postgres_running() {
  local pid
  pid=$(head -1 "$DATA/postmaster.pid" 2>/dev/null) || return 1
  tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "-D $DATA "
}

configuration() {
  cat <<'CONF'
# No Unix socket: a deep clone makes its path longer than the system allows.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 60
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
# A crash may lose the last half second of the demo, never its consistency.
synchronous_commit = off
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
CONF
}

make_cluster() {
  local owner=()
  if is_root; then
    id postgres >/dev/null 2>&1 || die "the user postgres is missing; run bin/setup"
    owner=(-o postgres -g postgres)
  fi
  rm -rf "${CLUSTER:?}"/*
  install -d -m 700 "${owner[@]}" "$CLUSTER"
  install -m 600 "${owner[@]}" "$VAR/secrets/postgres_password" "$CLUSTER/password"
  as_postgres "$PG/initdb" -D "$DATA.new" -U postgres --pwfile="$CLUSTER/password" \
    -A scram-sha-256 -E UTF8 --locale=C.UTF-8 --no-instructions >>"$LOGS/postgresql.log" 2>&1 ||
    die "initdb failed; see $LOGS/postgresql.log"
  rm "$CLUSTER/password"
  configuration >>"$DATA.new/postgresql.conf"
  mv "$DATA.new" "$DATA"
}

# After a crash the number in postmaster.pid may belong to somebody else's process, and PostgreSQL
# would not start. Any other stale file stays: through it PostgreSQL finds leftover children.
forget_reused_pid() {
  local pid
  pid=$(head -1 "$DATA/postmaster.pid" 2>/dev/null) || return 0
  if [ -d "/proc/$pid" ]; then rm "$DATA/postmaster.pid"; fi
}

# pg_ctl inherits the log as an open file, so it works where postgres could not open it.
start_postgres() {
  local port attempt
  secret postgres_password >/dev/null
  [ -f "$DATA/PG_VERSION" ] || make_cluster
  forget_reused_pid
  for attempt in 1 2 3; do
    port=$(free_port "$(cat "$RUN/postgres.port" 2>/dev/null || echo 0)")
    printf '%s' "$port" >"$RUN/postgres.port"
    if as_postgres "$PG/pg_ctl" -D "$DATA" -w -t 60 -o "-p $port" start \
      >>"$LOGS/postgresql.log" 2>&1 </dev/null 8>&- 9>&-; then
      return
    fi
    sleep 1 # children of a crashed server need a moment to go
  done
  die "PostgreSQL does not start after $attempt attempts; see $LOGS/postgresql.log"
}

provision() {
  local stamp
  stamp=$(sha256sum <"$ROOT/deploy/postgres/roles.sh")
  if [ "$(cat "$CLUSTER/provisioned" 2>/dev/null)" = "$stamp" ]; then return; fi
  PSQL=$PG/psql PGHOST=127.0.0.1 PGPORT=$(cat "$RUN/postgres.port") PGUSER=postgres \
    PGPASSWORD=$(secret postgres_password) OWNER_PASSWORD=$(secret owner_password) \
    APP_PASSWORD=$(secret app_password) BACKUP_PASSWORD=$(secret backup_password) \
    bash "$ROOT/deploy/postgres/roles.sh" >>"$LOGS/postgresql.log" 2>&1 ||
    die "could not make roles and database; see $LOGS/postgresql.log"
  printf '%s' "$stamp" >"$CLUSTER/provisioned"
}

stop_postgres() {
  local pid
  pid=$(head -1 "$DATA/postmaster.pid")
  kill -INT "$pid" # the fast shutdown: open sessions are rolled back
  gone "$pid" 600 || kill -QUIT "$pid"
  gone "$pid" 200 || die "PostgreSQL does not stop"
}
