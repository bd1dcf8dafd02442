# SPDX-License-Identifier: GPL-2.0-or-later
# gdb runs a program: breakpoints, variables, steps, watchpoints, signals, a crash.
# packages: gdb gcc libc6-dev
# prepare: cd "$SRC/c" && gcc -g -O0 -o "$BIN/tracee" tracee.c
set -eu
. "$SRC/lib.sh"

# Signals go straight to the program: a stop inside of libc shows what its debug files know.
debug() {
    gdb -nx -q -batch -iex 'set debuginfod enabled off' -iex 'set style enabled off' \
        -iex 'set confirm off' -ex 'handle SIGUSR1 nostop noprint pass' "$@" </dev/null 2>&1 |
        grep -v '^Using host\|^Signal  *Stop\|^SIGUSR1' |
        sed 's/0x[0-9a-f]\{2,\}/0xX/g; s/process [0-9]*/process N/'
}

echo '== break, print, next, finish, call, change'
debug -ex 'break main' -ex run -ex 'next 2' -ex 'print argc' -ex 'print point' -ex 'info locals' \
    -ex 'break factorial' -ex continue -ex backtrace -ex 'info args' -ex 'delete 2' -ex finish \
    -ex next -ex 'print sum' -ex 'print factorial(6)' -ex 'set var sum = 1000' \
    -ex 'tbreak on_signal' -ex continue -ex 'print number' -ex continue --args "$BIN/tracee" 7

echo '== step, conditions, watchpoints'
debug -ex 'break factorial if n == 1' -ex run -ex 'step 2' -ex 'delete' -ex 'tbreak 31 if i == 4' \
    -ex continue -ex 'print i' -ex step -ex backtrace -ex up -ex 'watch point.x' -ex continue -ex 'print point.x' \
    -ex delete -ex continue "$BIN/tracee"

echo '== a crash'
debug -ex run -ex backtrace -ex 'print sum' -ex 'print $_siginfo._sifields._sigfault.si_addr' -ex kill \
    --args "$BIN/tracee" crash

echo '== registers, memory, single instructions'
debug -ex 'tbreak factorial' -ex run -ex 'print $edi' -ex 'stepi 3' -ex 'print $rip != 0' -ex up \
    -ex 'x/s point.name' -ex 'print &point == (struct point *)&point.x' -ex 'print $_exitcode' \
    -ex continue -ex 'print $_exitcode' "$BIN/tracee"
