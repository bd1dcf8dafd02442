# SPDX-License-Identifier: GPL-2.0-or-later
# ThreadSanitizer: a clean run, a race and a wrong unlock reported; gcc and clang.
# packages: gcc libc6-dev clang util-linux
# prepare: cd "$SRC/c" && gcc -g -O1 -w -pthread -fsanitize=thread -o "$BIN/tsan-gcc" sanitized.c
# prepare: cd "$SRC/c" && clang -g -O1 -w -pthread -fsanitize=thread -o "$BIN/tsan-clang" sanitized.c
set -eu
. "$SRC/sanitizers.sh"

export TSAN_OPTIONS=symbolize=0
for program in tsan-gcc tsan-clang; do
    echo "== $program"
    for mistake in none race unlock; do headline $program $mistake; done
done
