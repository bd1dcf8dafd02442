# SPDX-License-Identifier: GPL-2.0-or-later
# Stacks used to their end, on the main thread and on others, and one byte too far.
# packages: gcc libc6-dev
# prepare: gcc -O1 -pthread -o "$BIN/deep_stack" "$SRC/c/deep_stack.c"
set -u
. "$SRC/lib.sh"
deep=$BIN/deep_stack

echo '== within 8 MiB'
ulimit -Ss 8192
$deep main 100
$deep main 7900
$deep exec 7500

echo '== within other limits'
(ulimit -Ss 1024; $deep main 900)
(ulimit -Ss 256; $deep main 100)

echo '== threads'
$deep thread 7000 8
$deep thread 101000 100
$deep thread 15 1

echo '== overflow'
status $deep main 9000 2>/dev/null
(ulimit -Ss 1024; status $deep main 1100) 2>/dev/null
status $deep thread 3000 2 2>/dev/null
$deep handler 9000
