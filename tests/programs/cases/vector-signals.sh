# SPDX-License-Identifier: GPL-2.0-or-later
# AVX-512, AVX2 or SSE2 registers, as the CPU has them, survive signals in a loop.
# packages: gcc libc6-dev
# prepare: gcc -O2 -Wall -pthread -o "$BIN/vector_signals" "$SRC/c/vector_signals.c"
set -eu

"$BIN/vector_signals"
"$BIN/vector_signals" avx2
"$BIN/vector_signals" sse2
