# SPDX-License-Identifier: GPL-2.0-or-later
# gdb runs a program: breakpoints, variables, steps, watchpoints, signals, a crash, attach.
# packages: gdb gcc libc6-dev
# prepare: cd "$SRC/c" && gcc -g -O0 -o "$BIN/tracee" tracee.c
set -eu
. "$SRC/lib.sh"

debug() {
    gdb -nx -q -batch -iex 'set debuginfod enabled off' -ex 'set style enabled off' \
        -ex 'set confirm off' "$@" </dev/null 2>&1 | sed 's/0x[0-9a-f]\{2,\}/0xX/g; s/process [0-9]*/process N/'
}

echo '== break, print, next, step, finish'
debug -ex 'break main' -ex run -ex 'next 2' -ex 'print argc' -ex 'print point' -ex 'info locals' \
    -ex 'next' -ex 'step' -ex 'backtrace' -ex 'info args' -ex finish -ex 'print factorial(6)' \
    -ex 'set var sum = 1000' -ex 'tbreak on_signal' -ex continue -ex 'print number' \
    -ex continue --args "$BIN/tracee" 7

echo '== conditional breakpoints and watchpoints'
debug -ex 'break factorial if n == 1' -ex run -ex backtrace -ex 'delete' -ex 'break 31' -ex 'continue' \
    -ex 'watch point.x' -ex continue -ex 'delete' -ex continue "$BIN/tracee"

echo '== a crash'
debug -ex run -ex backtrace -ex 'print sum' -ex 'info line' -ex kill --args "$BIN/tracee" crash

echo '== registers, memory, single instructions'
debug -ex 'break factorial' -ex run -ex 'stepi 5' -ex 'print $rip != 0' -ex 'print/x $eflags != 0' \
    -ex 'x/s point.name' -ex up -ex 'x/s point.name' -ex 'info symbol main' -ex 'delete' -ex 'continue' "$BIN/tracee"
