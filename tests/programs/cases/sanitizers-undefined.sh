# SPDX-License-Identifier: GPL-2.0-or-later
# UndefinedBehaviorSanitizer: a clean run, and four mistakes reported.
# packages: gcc libc6-dev clang
# prepare: cd "$SRC/c" && gcc -g -O1 -w -pthread -fsanitize=undefined -o "$BIN/ubsan-gcc" sanitized.c
# prepare: cd "$SRC/c" && clang -g -O1 -w -pthread -fsanitize=undefined -o "$BIN/ubsan-clang" sanitized.c
set -eu
. "$SRC/sanitizers.sh"

export UBSAN_OPTIONS=halt_on_error=1:symbolize=0
for program in ubsan-gcc ubsan-clang; do
    echo "== $program"
    for mistake in none overflow shift divide null; do headline $program $mistake; done
done
