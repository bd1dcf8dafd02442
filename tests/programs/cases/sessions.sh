# SPDX-License-Identifier: GPL-2.0-or-later
# setsid, nohup, daemons, orphans, process groups, and who gets which signal.
# packages: gcc libc6-dev util-linux coreutils procps
# prepare: gcc -O2 -Wall -o "$BIN/daemons" "$SRC/c/daemons.c"
set -eu
. "$SRC/lib.sh"

echo '== in C'
"$BIN/daemons"
status "$BIN/daemons" daemon
wait_for 10 test -e daemon-report
cat daemon-report

echo '== setsid'
status setsid -w sh -c 'exit 12'
setsid -f sh -c 'echo from another session >setsid-report.tmp; mv setsid-report.tmp setsid-report'
wait_for 10 test -e setsid-report
cat setsid-report
setsid -w sh -c '[ "$(ps -o sid= -p $$ | tr -d " ")" = $$ ] && echo leads its session'

echo '== nohup'
nohup sh -c 'kill -HUP $$; echo survived HUP' 2>/dev/null
nohup sleep 30 >/dev/null 2>&1 & survivor=$!
wait_for 10 grep -q '^SigIgn:.*[13579bdf]$' /proc/$survivor/status
kill -HUP $survivor
kill -0 $survivor && echo still there
kill -TERM $survivor
wait $survivor 2>/dev/null || echo "ended: $?"

echo '== a double fork outlives its parent'
sh -c '(sh -c "until [ -e go ]; do sleep 0.02; done; echo outlived >late.tmp; mv late.tmp late" &) ; echo parent leaves'
[ ! -e late ] && : >go
wait_for 10 test -e late
cat late

echo '== a group is signalled, its neighbour is not'
setsid sh -c 'sleep 30 & sleep 30 & echo $$ >group.tmp; mv group.tmp group; wait' & leader=$!
sleep 30 & neighbour=$!
wait_for 10 test -e group
group=$(cat group)
/bin/kill -TERM -- "-$group"
wait $leader 2>/dev/null || echo "leader: $?"
kill -0 $neighbour && echo neighbour is well
kill $neighbour
wait $neighbour 2>/dev/null || echo "neighbour: $?"
rm group
