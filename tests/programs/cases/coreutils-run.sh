# SPDX-License-Identifier: GPL-2.0-or-later
# env, nohup, nice, stdbuf, tail -f, tee and kill: tools that run or watch other programs.
# packages: coreutils
set -eu
. "$SRC/lib.sh"

echo '== env'
env -i A=1 B=2 env
env -u HOME sh -c 'echo "${HOME-unset}"'
env -C / pwd
env -S 'printf %s-%s\n one two'
status env missing-program 2>&1
status env /etc/passwd 2>&1
status env -i /bin/sh -c 'exit 9'
status env --default-signal=PIPE --block-signal=USR1 sh -c 'kill -USR1 $$; echo still here'
status env --ignore-signal=TERM sh -c 'kill -TERM $$; echo still here'

echo '== nohup, nice, stdbuf'
nohup sh -c 'echo out; echo err >&2; kill -HUP $$; echo survived' 2>&1
nice -n 5 sh -c 'nice'
status nice -n 3 false
stdbuf -oL sh -c 'echo line buffered'
stdbuf -i0 -o0 head -n 1 <"$SRC/lib.sh"

echo '== statuses'
status true
status false
status sh -c 'exit 200'
status sh -c 'kill -KILL $$'
status sh -c 'kill -SEGV $$'
status timeout 10 sh -c 'exit 3'
status timeout 0.1 sleep 20
status timeout -s KILL 0.1 sleep 20
status timeout 10 missing-program 2>&1

echo '== pipes'
yes | head -n 3
seq 1 1000000 | head -n 1
{ status yes 2>/dev/null; } | head -n 1
mkfifo pipe
tee copy <pipe >/dev/null & seq 1 5000 >pipe; wait
cksum <copy

echo '== watch a file'
: >log
sleep 20 & keeper=$!
tail -f -n +1 --pid=$keeper -s 0.05 log >seen & watcher=$!
for i in 1 2 3; do echo "line $i" >>log; sleep 0.05; done
wait_for 10 grep -q 'line 3' seen
kill $keeper
wait $keeper 2>/dev/null || echo "keeper: $?"
wait $watcher && cat seen

echo '== who and where'
[ "$(id -u)" = "$(stat -c %u /proc/self)" ] && echo id agrees with /proc
[ "$(nproc)" -ge 1 ] && uname -s -m
pwd -P | sed "s|$HOME|home|"
status tty
test -t 0 || echo stdin is no terminal
printenv TZ
kill -l 9 15 17
sleep 0.01 0.01
[ "$(arch)" = "$(uname -m)" ] && [ -n "$(hostname)" ] && echo names agree
