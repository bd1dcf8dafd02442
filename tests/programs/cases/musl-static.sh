# SPDX-License-Identifier: GPL-2.0-or-later
# musl, static and static-pie: threads, vfork, signals, timers, memory, files.
# packages: musl-tools
# prepare: musl-gcc -O2 -static -o "$BIN/tour-musl-static" "$SRC/c/libc_tour.c"
# prepare: musl-gcc -O2 -static-pie -fPIE -o "$BIN/tour-musl-static-pie" "$SRC/c/libc_tour.c"
set -eu

"$BIN/tour-musl-static"
"$BIN/tour-musl-static-pie"
