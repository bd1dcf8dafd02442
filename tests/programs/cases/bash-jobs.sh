# SPDX-License-Identifier: GPL-2.0-or-later
# bash: background jobs, wait, wait -n, wait -p, kill %job, coproc, exit statuses of signals.
# packages: bash
# shell: bash
set -u
# When bash tells of a job that was killed is a matter of timing: not compared.
exec 2>/dev/null

echo '== wait'
(exit 7) & first=$!
(exit 9) & second=$!
wait $second; echo "second: $?"
wait $first; echo "first: $?"
wait 999999; echo "stranger: $?"

echo '== wait -n'
for i in 1 2 3; do
    mkfifo gate$i
    (read -r status <gate$i; exit "$status") &
done
for i in 2 3 1; do
    echo "1$i" >gate$i
    wait -n -p ended; echo "ended with $?, pid known: $((ended > 1))"
done
wait -n; echo "nobody left: $?"

echo '== many children'
total=0
for i in {1..100}; do (exit $((i % 10))) & pids[i]=$!; done
for i in {1..100}; do wait ${pids[i]}; total=$((total + $?)); done
echo "sum of statuses: $total"

echo '== signals'
for signal in HUP TERM KILL USR1 PIPE ALRM; do
    sleep 20 & victim=$!
    kill -$signal $victim
    wait $victim
    echo "$signal: $?"
done

echo '== stop and continue'
sleep 20 & victim=$!
kill -STOP $victim
until grep -q '^State:.T' /proc/$victim/status; do sleep 0.02; done
echo stopped
kill -CONT $victim
until grep -q '^State:.S' /proc/$victim/status; do sleep 0.02; done
echo sleeping again
kill $victim; wait $victim; echo $?

echo '== job control'
set -m
sleep 20 & first=$!
sleep 20 | cat & second=$!
jobs | sed 's/  */ /g'
kill %1 %2
wait $first; echo "job 1: $?"
wait $second; echo "job 2: $?"
(read -r _ <gate1; exit 4) &
(sleep 0.5; echo go >gate1) & opener=$!
fg %1 >/dev/null; echo "fg: $?"
wait $opener
bash -c 'kill -STOP $$; exit 6' &
until jobs -s | grep -q .; do sleep 0.02; done
jobs -s | sed 's/  */ /g'
bg %% >/dev/null; wait $!; echo "bg: $?"
set +m

echo '== coproc'
coproc upper { while read -r line; do echo "${line^^}"; done; }
echo hello >&${upper[1]}; read -r answer <&${upper[0]}; echo "$answer"
echo again >&${upper[1]}; read -r answer <&${upper[0]}; echo "$answer"
coprocess=$upper_PID
exec {upper[1]}>&-
wait $coprocess; echo "coproc: $?"

echo '== deep and wide'
nest() { if [ "$1" -gt 0 ]; then (nest $(($1 - 1))); else echo "depth reached"; fi; }
nest 30
rm gate?
seq 1 20000 | cat | cat | cat | cat | cat | cat | wc -l
