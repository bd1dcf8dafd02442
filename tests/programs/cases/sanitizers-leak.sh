# SPDX-License-Identifier: GPL-2.0-or-later
# LeakSanitizer, which stops its own threads by ptrace: no leak, and one.
# packages: gcc libc6-dev clang
# prepare: cd "$SRC/c" && gcc -g -O1 -w -pthread -fsanitize=address -o "$BIN/asan-gcc" sanitized.c
# prepare: cd "$SRC/c" && gcc -g -O1 -w -pthread -fsanitize=leak -o "$BIN/lsan-gcc" sanitized.c
# prepare: cd "$SRC/c" && clang -g -O1 -w -pthread -fsanitize=address -o "$BIN/asan-clang" sanitized.c
set -eu
. "$SRC/sanitizers.sh"

export ASAN_OPTIONS=detect_leaks=1:symbolize=0 LSAN_OPTIONS=symbolize=0
for program in asan-gcc lsan-gcc asan-clang; do
    echo "== $program"
    for mistake in none leak; do headline $program $mistake; done
done
