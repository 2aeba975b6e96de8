# The private Redis of this clone, for bin/services. Source it after lib.sh.
# shellcheck shell=bash

REDIS_HOME=$VAR/redis

private_redis() { [[ -z ${REDIS_URL:-} || $REDIS_URL == *":$(secret redis_password)@"* ]]; }

redis_running() {
  local pid
  pid=$(cat "$RUN/redis.pid" 2>/dev/null) || return 1
  tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null |
    grep -qF "redis-server 127.0.0.1:$(cat "$RUN/redis.port")"
}

redis_answers() {
  REDISCLI_AUTH=$(secret redis_password) redis-cli -h 127.0.0.1 -p "$1" ping 2>/dev/null |
    grep -q PONG
}

write_redis_configuration() { # port
  (umask 077 && cat >"$REDIS_HOME/redis.conf") <<CONF
bind 127.0.0.1
port $1
requirepass $(secret redis_password)
dir "$REDIS_HOME"
pidfile "$RUN/redis.pid"
logfile "$LOGS/redis.log"
daemonize yes
appendonly yes
save ""
maxmemory-policy noeviction
CONF
}

start_redis() {
  local port tries
  mkdir -p "$REDIS_HOME"
  port=$(free_port "$(cat "$RUN/redis.port" 2>/dev/null || echo 0)")
  printf '%s' "$port" >"$RUN/redis.port"
  write_redis_configuration "$port"
  redis-server "$REDIS_HOME/redis.conf" >/dev/null 2>&1 </dev/null 8>&- 9>&- || true
  for ((tries = 200; tries > 0; tries--)); do
    if redis_answers "$port"; then return; fi
    sleep 0.05
  done
  rm "$RUN/redis.port"
  die "Redis does not answer; see $LOGS/redis.log"
}

stop_redis() {
  local pid
  pid=$(cat "$RUN/redis.pid")
  kill "$pid"
  gone "$pid" 200 || kill -9 "$pid"
}
