# SPDX-License-Identifier: GPL-2.0-or-later
# sanitizers.sh - run sanitized programs and show the headlines of their reports.
# Read with `. "$SRC/sanitizers.sh"`.

# ThreadSanitizer of these compilers lays out memory for 28 random bits and less.
layout=
[ "$(cat /proc/sys/vm/mmap_rnd_bits 2>/dev/null || echo 28)" -le 28 ] || layout='setarch -R'

# headline PROGRAM MISTAKE: what it prints, its exit status, and what it reports.
headline() {
    echo "-- $2"
    status=0
    $layout "$BIN/$1" "$2" 2>report || status=$?
    echo "-> $status"
    grep -o '\(ERROR\|WARNING\): [A-Za-z]*: [A-Za-z -]*[A-Za-z]\|runtime error: [a-z ]*[a-z]' report |
        sort -u
    rm report
}
