# SPDX-License-Identifier: GPL-2.0-or-later
# PostgreSQL: initdb, pgbench, parallel queries, cancellation, a killed backend, shutdown.
# packages: postgresql util-linux
set -eu
. "$SRC/lib.sh"

# It refuses to run as root.
if [ "$(id -u)" = 0 ] && [ "${1-}" != unprivileged ]; then
    chown nobody:nogroup . tmp
    status=0
    setpriv --reuid=nobody --regid=nogroup --clear-groups sh "$0" unprivileged || status=$?
    chown root:root . tmp
    exit $status
fi

PATH=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1):$PATH
export PGDATA="$PWD/data" PGHOST="$PWD" PGDATABASE=postgres PGUSER=owner PGCONNECT_TIMEOUT=20
initdb -U owner -A trust -N --locale=C.UTF-8 >log.initdb 2>&1 || { cat log.initdb; exit 1; }
cat >>data/postgresql.conf <<END
listen_addresses = ''
unix_socket_directories = '$PWD'
fsync = off
shared_buffers = 16MB
max_connections = 20
restart_after_crash = on
END
sql() { psql -XAtq -v ON_ERROR_STOP=1 "$@"; }
trap 'pg_ctl -m immediate stop >/dev/null 2>&1 || true' EXIT
pg_ctl -w -t 60 -l log.server start >/dev/null

echo '== queries'
sql <<'END'
CREATE TABLE n AS SELECT i AS id, md5(i::text) AS word, i % 100 AS part FROM generate_series(1, 50000) i;
CREATE INDEX ON n (word);
ANALYZE n;
SELECT count(*), min(word), max(word) FROM n;
SELECT part, count(*) FROM n GROUP BY part ORDER BY part LIMIT 3;
BEGIN; SAVEPOINT s; DELETE FROM n; ROLLBACK TO s; COMMIT;
SELECT count(*) FROM n;
CREATE FUNCTION risky(i int) RETURNS text LANGUAGE plpgsql AS $$
BEGIN RETURN (10 / i)::text; EXCEPTION WHEN division_by_zero THEN RETURN 'caught'; END $$;
SELECT risky(0), risky(5);
SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT sum(length(word)) FROM n;
SELECT sum(length(word)) FROM n;
END
seq 1 1000 | sql -c 'CREATE TABLE copied (i int)' -c '\copy copied FROM pstdin' -c 'SELECT sum(i) FROM copied'
status sql -c 'SELECT * FROM missing' 2>&1
sql -c "SET statement_timeout = '50ms'" -c 'SELECT pg_sleep(30)' 2>&1 || echo "psql: $?"

echo '== pgbench'
pgbench -i -q -s 1 >/dev/null 2>&1
pgbench -n -c 4 -j 2 -t 50 2>&1 | grep '^number of trans.*actually\|^number of failed'
pgbench -n -S -M prepared -c 4 -j 2 -t 100 2>&1 | grep '^number of trans.*actually'
sql -c 'SELECT count(*) FROM pgbench_history' -c 'VACUUM ANALYZE'

echo '== one waits for another'
sql -c 'LISTEN news' -c 'SELECT pg_sleep(0)' -c 'NOTIFY news' | sed 's/PID [0-9]*/PID/'
sql -c 'BEGIN' -c 'LOCK TABLE n' -c "SELECT pg_sleep(30)" >/dev/null 2>sleeper.log & sleeper=$!
locked() { [ "$(sql -c "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation = 'n'::regclass")" = 1 ]; }
wait_for 20 locked
status sql -c "SET lock_timeout = '50ms'" -c 'SELECT count(*) FROM n' 2>&1
sql -c "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()"
wait $sleeper 2>/dev/null || echo "sleeper: $?"
cat sleeper.log

echo '== a backend is killed, the others start again'
sql -c 'CREATE TABLE survived AS SELECT 1 AS one'
status sql -c "COPY (SELECT 1) TO PROGRAM 'kill -KILL \$PPID'" >/dev/null 2>&1
recovered() { [ "$(grep -c 'ready to accept connections' log.server)" = 2 ]; }
wait_for 30 recovered
sql -c 'SELECT one FROM survived'
grep -o 'was terminated by signal 9: Killed' log.server | head -n 1
grep -o 'all server processes terminated; reinitializing' log.server

echo '== stop'
pg_ctl -w -t 60 -m fast stop >/dev/null
status pg_ctl status
grep -o 'database system is shut down' log.server | tail -n 1
rm -r data log.initdb log.server
