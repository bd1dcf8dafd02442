# SPDX-License-Identifier: GPL-2.0-or-later
# glibc, static and static-pie: threads, vfork, signals, timers, memory, files.
# packages: gcc libc6-dev
# prepare: gcc -O2 -w -pthread -static -o "$BIN/tour-static" "$SRC/c/libc_tour.c"
# prepare: gcc -O2 -w -pthread -static-pie -o "$BIN/tour-static-pie" "$SRC/c/libc_tour.c"
set -eu

"$BIN/tour-static" 2>&1
"$BIN/tour-static-pie" 2>&1
