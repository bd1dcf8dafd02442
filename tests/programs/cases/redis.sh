# SPDX-License-Identifier: GPL-2.0-or-later
# redis-server under redis-benchmark; transactions, Lua, snapshots by fork, append-only file.
# packages: redis-server redis-tools perl
set -eu
. "$SRC/lib.sh"

cli() { redis-cli -h 127.0.0.1 -p "$port" "$@"; }

start() {
    for try in 1 2 3; do
        port=$(free_port)
        timeout 100 redis-server --bind 127.0.0.1 --port "$port" --unixsocket "$PWD/socket" \
            --dir "$PWD" --save '' "$@" >>server.log 2>&1 & server=$!
        wait_for 10 cli ping && return
        kill $server
        wait $server 2>/dev/null || true
    done
    die 'redis-server did not start'
}

echo '== commands'
start
cli ping
cli set key value; cli get key; cli incr counter; cli incrby counter 41
cli rpush list a b c; cli lrange list 0 -1
cli hset hash one 1 two 2; cli hgetall hash
cli zadd scores 3 c 1 a 2 b; cli zrange scores 0 -1 withscores
cli eval 'local t = 0; for i = 1, 1000 do t = t + redis.call("incr", KEYS[1]) end; return t' 1 lua
printf 'multi\nset in-transaction yes\nincr counter\nexec\n' | cli
cli set brief x px 30; sleep 0.1; cli get brief
cli get missing
cli lpush key x 2>&1
redis-cli -s socket ping
seq 1 5000 | sed 's/.*/set bulk:& &/' | cli --pipe | tail -n 1
cli dbsize
cli blpop queue 20 >popped & popper=$!
wait_for 10 sh -c "redis-cli -p $port info clients | grep -q blocked_clients:1"
cli rpush queue item
wait $popper && cat popped
cli subscribe channel >heard & listener=$!
wait_for 10 grep -q '^1' heard
cli publish channel news
wait_for 10 grep -q news heard
kill $listener
wait $listener 2>/dev/null || true
cat heard

echo '== benchmark'
redis-benchmark -h 127.0.0.1 -p "$port" -n 2000 -c 20 -q -t ping_inline,set,get,lpush,lrange_100 |
    tr '\r' '\n' | grep -o '^.*: [0-9.]* requests per second' | sed 's/: .*//' | sort -u
redis-benchmark -s socket -n 10000 -c 10 -P 16 --threads 2 -q -t set,get |
    tr '\r' '\n' | grep -o '^.*: [0-9.]* requests per second' | sed 's/: .*//' | sort -u

echo '== a snapshot by a child, and the server comes back'
cli set kept yes
cli bgsave
wait_for 20 sh -c "redis-cli -p $port info persistence | grep -q 'rdb_bgsave_in_progress:0'"
cli info persistence | grep -o 'rdb_last_bgsave_status:ok'
cli set lost yes
kill -KILL "$(cli info server | tr -d '\r' | sed -n 's/^process_id://p')"
wait $server 2>/dev/null || echo "server: $?"
start
cli get kept; cli get lost; cli get bulk:4999
cli config set appendonly yes
wait_for 20 sh -c "redis-cli -p $port info persistence | grep -q 'aof_rewrite_in_progress:0'"
cli set appended yes
cli bgrewriteaof
wait_for 20 sh -c "redis-cli -p $port info persistence | grep -q 'aof_rewrite_in_progress:0'"
cli shutdown nosave || true
wait $server && echo shut down
start --appendonly yes
cli get appended; cli get bulk:1
kill "$server"
wait $server 2>/dev/null || echo "timeout: $?"
# Snapshots and logs hold times.
rm -r dump.rdb appendonlydir server.log
rm -f socket
