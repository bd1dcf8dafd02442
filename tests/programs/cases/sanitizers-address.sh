# SPDX-License-Identifier: GPL-2.0-or-later
# AddressSanitizer: a clean run, and six mistakes reported; gcc and clang.
# packages: gcc libc6-dev clang
# prepare: cd "$SRC/c" && gcc -g -O1 -w -pthread -fsanitize=address -o "$BIN/asan-gcc" sanitized.c
# prepare: cd "$SRC/c" && clang -g -O1 -w -pthread -fsanitize=address -o "$BIN/asan-clang" sanitized.c
set -eu
. "$SRC/sanitizers.sh"

# Leaks have a case of their own.
export ASAN_OPTIONS=detect_leaks=0:symbolize=0
for program in asan-gcc asan-clang; do
    echo "== $program"
    for mistake in none heap stack global freed twice null; do headline $program $mistake; done
done
