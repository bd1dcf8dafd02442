# SPDX-License-Identifier: GPL-2.0-or-later
# strace runs a program and its children, counts, injects faults, attaches.
# packages: strace gcc libc6-dev
# prepare: gcc -O2 -pthread -o "$BIN/tracee_threads" "$SRC/c/tracee_threads.c"
set -eu
. "$SRC/lib.sh"

echo '== calls of one program'
echo content >file
strace -o log -e trace=openat,read,write,close cat file
grep -o 'openat(AT_FDCWD, "file", O_RDONLY) *= 3' log
grep -o 'read(3, "content.n"' log
grep -o 'write(1, "content.n", 8) *= 8' log
tail -n 1 log

echo '== children'
strace -f -o log -e trace=execve,exit_group,kill sh -c '/bin/true; (exit 3); /bin/echo done; kill -TERM $$' || echo "strace: $?"
grep -c 'execve("/bin/.*= 0' log
grep -o 'exit_group(3)' log
grep -c 'exited with 0' log
grep -o 'killed by SIGTERM' log

echo '== threads'
strace -f -o log -e trace=exit_group "$BIN/tracee_threads"
grep -c 'exited with 0' log
grep -o 'exit_group(21)' log

echo '== signals and faults'
strace -o log -e trace=none -e signal=all sh -c 'kill -USR1 $$' 2>/dev/null || echo "strace: $?"
grep -o '^--- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_USER' log
status strace -o log -e trace=openat -e inject=openat:error=EACCES:when=3+ cat file 2>&1
grep -c INJECTED log | sed 's/[1-9][0-9]*/some/'
status strace -o log -e trace=write -e inject=write:signal=KILL cat file 2>/dev/null

echo '== counted'
strace -c -o log -e trace=write sh -c 'for i in 1 2 3 4 5; do echo $i; done' >/dev/null
awk '$NF == "write" { print $4 }' log

echo '== status, refused, missing'
status strace -o log -e trace=none sh -c 'exit 9'
status strace -o log ./missing 2>&1
sleep 60 & target=$!
strace -o attached -e trace=none -p $target 2>said & tracer=$!
wait_for 10 grep -q attached said
kill $target
wait $target 2>/dev/null || echo "target: $?"
wait $tracer 2>/dev/null || echo "tracer: $?"
grep -o 'killed by SIGTERM' attached
rm log said attached
