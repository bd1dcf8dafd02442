# SPDX-License-Identifier: GPL-2.0-or-later
# timeout ends programs of every kind: asleep, busy, stubborn, stopped, with children and threads.
# packages: coreutils perl python3 gcc libc6-dev procps
# prepare: gcc -O2 -pthread -o "$BIN/busy" "$SRC/c/busy.c"
set -u
# What the shell says of killed programs, and whether it does, is left out.
exec 2>/dev/null
. "$SRC/lib.sh"

echo '== asleep'
status timeout 0.1 sleep 60
status timeout -s INT 0.1 sleep 60
status timeout --preserve-status 0.1 sleep 60
status timeout -s KILL 0.1 sleep 60
status timeout --foreground 0.1 sleep 60
status timeout 0 sh -c 'exit 5'

echo '== busy'
status timeout 0.1 sh -c 'while :; do :; done'
status timeout 0.1 perl -e '1 while 1'
status timeout 0.1 python3 -c 'while True: pass'
status timeout 0.1 "$BIN/busy" 1
status timeout 0.1 "$BIN/busy" 8
status timeout -s KILL 0.1 "$BIN/busy" 8

echo '== stubborn'
# Time enough to set the trap, even on a busy machine.
status timeout -k 0.1 0.6 sh -c 'trap "" TERM; while :; do sleep 0.05; done'
status timeout --foreground 0.6 sh -c 'trap "echo cleaned up; exit 9" TERM; while :; do sleep 0.02; done'
status timeout --foreground --preserve-status 0.6 sh -c 'trap "echo cleaned up; exit 9" TERM; while :; do sleep 0.02; done'
status timeout -k 0.1 0.6 perl -e '$SIG{TERM} = sub { }; sleep 1 while 1'

echo '== stopped'
status timeout 0.1 sh -c 'kill -STOP $$; sleep 60'

echo '== with children'
status timeout 0.1 sh -c 'sleep 60 & sleep 60 & sh -c "sleep 60; :" & wait'
status timeout 0.1 sh -c 'seq 1 10 | xargs -P 4 -n 1 sh -c "sleep 60; :"'
status timeout 0.1 sh -c 'yes | cat | cat >/dev/null'
status timeout 20 timeout 0.1 sleep 60
# Nobody of them is left: the runner fails the case if there is.

echo '== ends by itself'
status timeout 60 true
status timeout 60 sh -c 'kill -KILL $$'
status timeout 60 "$BIN/busy" 0
status timeout 60 ./missing 2>&1
