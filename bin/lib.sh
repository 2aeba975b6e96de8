# Shared by the scripts in bin/. Source it, do not run it.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
VAR=$ROOT/var
RUN=$VAR/run
LOGS=$VAR/log
PYTHON=$ROOT/.venv/bin/python

say() { printf '%s\n' "$*" >&2; }
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# Folders for state, logs and secrets of this clone; git ignores all of var/.
make_var() {
  mkdir -p "$RUN" "$LOGS" "$VAR/media" 2>/dev/null && [ -w "$RUN" ] && [ -w "$LOGS" ] ||
    die "cannot write in $VAR; does it belong to another user?"
  (umask 077 && mkdir -p "$VAR/secrets")
}

# secret NAME: the value of a random secret that is made once and readable by its owner only.
# Of two runs that make it at the same time the first wins: a link never overwrites.
secret() {
  local file=$VAR/secrets/$1
  if [ ! -s "$file" ]; then
    (umask 077 && od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$file.$$")
    ln "$file.$$" "$file" 2>/dev/null || true
    rm "$file.$$"
  fi
  cat "$file"
}

# port_taken PORT: something answers on this loopback port.
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port WISH: the wish when it is free, else a random port below the range that the system
# hands out for outgoing connections.
free_port() {
  local port=${1:-0}
  while [ "$port" -lt 1024 ] || port_taken "$port"; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
  done
  printf '%s' "$port"
}

# with_lock NAME COMMAND...: run the command while no other run of this clone holds the lock.
# Daemons started inside must close descriptor 9, or they would keep the lock.
with_lock() {
  local name=$1
  shift
  exec 9>"$RUN/$name.lock"
  flock -w 600 9 || die "another run has held $name.lock for ten minutes"
  "$@"
  exec 9>&-
}

# hold_services: the services are up for as long as this script lives. The last of several
# holders stops them, unless somebody asked for them with 'bin/services up'.
# Descriptor 8 is the hold; children that outlive this script must close it.
hold_services() {
  make_var
  exec 8>"$RUN/services.held"
  flock -s 8
  "$ROOT/bin/services" up --held 8>&-
  local exports
  exports=$("$ROOT/bin/services" env)
  eval "$exports"
}

release_services() {
  { exec 8>&-; } 2>/dev/null || true
  "$ROOT/bin/services" down --held
}

# connect_to URL: PostgreSQL's programs use this database. The password goes through the
# environment, because other users of the machine can read command lines.
connect_to() {
  [[ $1 =~ ^[a-z]+://([^:@/]+)(:([^@]*))?@([^:/@]+)(:([0-9]+))?/([^?]+)$ ]] ||
    die "not an address of a database: ${1%%:*}://..."
  export PGUSER=${BASH_REMATCH[1]} PGPASSWORD=${BASH_REMATCH[3]} PGHOST=${BASH_REMATCH[4]}
  export PGPORT=${BASH_REMATCH[6]:-5432} PGDATABASE=${BASH_REMATCH[7]}
}

# The newest version on this machine: a program may be newer than the server, never older.
postgres_program() {
  local found
  found=$(compgen -G "/usr/lib/postgresql/*/bin/$1" | sort -V | tail -1) || found=$1
  printf '%s' "$found"
}

# gone PID TRIES: waits 0.05 s per try for the process to end. One that has ended but that nobody
# has collected yet still has a number, and no command line.
gone() {
  local tries
  for ((tries = $2; tries > 0; tries--)); do
    [ -n "$(tr -d '\0' 2>/dev/null <"/proc/$1/cmdline")" ] || return 0
    sleep 0.05
  done
  return 1
}
