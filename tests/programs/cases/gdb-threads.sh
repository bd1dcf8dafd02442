# SPDX-License-Identifier: GPL-2.0-or-later
# gdb with threads and forks: breakpoints in three threads, following a child, attaching.
# packages: gdb gcc libc6-dev procps
# prepare: cd "$SRC/c" && gcc -g -O0 -pthread -o "$BIN/tracee_threads" tracee_threads.c
set -eu
. "$SRC/lib.sh"

debug() { gdb -nx -q -batch -iex 'set debuginfod enabled off' "$@" </dev/null 2>&1; }

echo '== three threads meet a breakpoint'
debug -ex 'break visit' -ex run -ex 'info threads' -ex 'print number > 0' -ex continue -ex 'print number > 0' \
    -ex continue -ex 'print number > 0' -ex continue "$BIN/tracee_threads" >log || cat log
grep -c 'hit Breakpoint 1' log
grep -c '^\$[123] = 1' log
grep -c 'New Thread' log
grep 'visits\|exited normally' log | sed 's/(process [0-9]*)/(process N)/'

echo '== all threads at once'
debug -ex 'break visit' -ex run -ex 'thread apply all -q backtrace 1' -ex 'delete' -ex continue \
    "$BIN/tracee_threads" >log || cat log
grep -c '^#0' log | sed 's/[234]/some/'
grep 'visits' log

echo '== into the child'
debug -ex 'set follow-fork-mode child' -ex run "$BIN/tracee_threads" >log || cat log
grep 'exited with code' log | sed 's/(process [0-9]*)/(process N)/'

echo '== attach and detach'
sleep 60 & target=$!
wait_for 10 grep -q '^sleep$' /proc/$target/comm
debug -p $target -ex 'print $_siginfo.si_signo' -ex 'print $rip != 0' -ex detach >log || cat log
grep '^\$[0-9]' log
grep -c 'detached' log
kill -0 $target && echo still sleeping
debug -p $target -ex kill >log
wait $target 2>/dev/null || echo "ended: $?"
rm log
