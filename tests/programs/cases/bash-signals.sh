# SPDX-License-Identifier: GPL-2.0-or-later
# bash: traps, signals that arrive in wait and in pipes, EXIT and ERR traps, ulimit, SIGPIPE.
# packages: bash
# shell: bash
set -u
# When bash tells of a job that was killed is a matter of timing: not compared.
exec 2>/dev/null

echo '== traps'
trap 'echo got USR1' USR1
kill -USR1 $$
trap 'echo got USR2' USR2
(sleep 0.1; kill -USR2 $$) &
sleep 0.3
wait
trap '' TERM; kill -TERM $$; echo 'TERM is ignored'
bash -c 'kill -TERM $$; echo "and inherited so"'
trap - TERM
trap -p USR1

echo '== wait is interrupted'
sleep 20 & sleeper=$!
trap 'touch seen' USR1
(while sleep 0.1; [ ! -e seen ]; do kill -USR1 $$; done) & sender=$!
wait $sleeper; [ $? -gt 128 ] && echo 'wait returned early'
kill $sleeper; wait $sleeper; echo "sleeper: $?"
wait $sender

echo '== a hundred signals, one at a time'
count=0
trap 'count=$((count + 1))' USR1
for i in {1..100}; do kill -USR1 $$; done
echo "counted $count"

echo '== EXIT, ERR, DEBUG, RETURN'
bash -c 'trap "echo exit trap \$?" EXIT; exit 3'; echo "status $?"
bash -c 'trap "echo exit trap" EXIT; kill -TERM $$; sleep 5'; echo "status $?"
bash -c 'set -eE; trap "echo error at line \$LINENO" ERR; false; echo never'; echo "status $?"
bash -c 'f() { trap "echo returning" RETURN; echo in f; }; f'
bash -c 'trap "echo int" INT; kill -INT $$; echo after'; echo "status $?"

echo '== deaths'
for signal in SEGV ABRT FPE BUS ILL SYS QUIT ALRM XCPU RTMIN; do
    bash -c "kill -$signal \$\$"
    echo "$signal: $?"
done 2>/dev/null

echo '== SIGPIPE'
yes | true; echo "${PIPESTATUS[@]}"
bash -c 'trap "" PIPE; yes 2>/dev/null' | true; echo "${PIPESTATUS[@]}"
(set -o pipefail; exit 3 | true | exit 5 | true); echo "pipefail: $?"

echo '== ulimit'
(ulimit -n 32; exec 31>/dev/null && echo 'fd 31'; { exec 32>/dev/null; } 2>/dev/null || echo 'no fd 32')
(ulimit -f 8; head -c 100000 /dev/zero >limited; echo "head: $?") 2>/dev/null
stat -c %s limited
{ (ulimit -St 1; while :; do :; done); echo "cpu: $?"; } 2>/dev/null
(ulimit -Sn 64; bash -c 'ulimit -n')
(ulimit -c 0; ulimit -c)
ulimit -s

echo '== timeouts'
mkfifo silent
exec 3<>silent
read -r -t 0.1 line <&3; [ $? -gt 128 ] && echo 'read timed out'
read -r -t 0 line <&3; echo "nothing to read: $?"
times >/dev/null && echo done
