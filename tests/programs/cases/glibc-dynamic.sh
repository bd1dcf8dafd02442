# SPDX-License-Identifier: GPL-2.0-or-later
# glibc, dynamic, with and without a fixed address: the same, and a library loaded at run time.
# packages: gcc libc6-dev
# prepare: gcc -O2 -w -pthread -DWITH_PLUGIN -o "$BIN/tour" "$SRC/c/libc_tour.c"
# prepare: gcc -O2 -w -pthread -no-pie -DWITH_PLUGIN -o "$BIN/tour-no-pie" "$SRC/c/libc_tour.c"
# prepare: gcc -O2 -shared -fPIC -o "$BIN/plugin.so" "$SRC/c/plugin.c"
set -eu

"$BIN/tour" "$BIN/plugin.so"
"$BIN/tour-no-pie" "$BIN/plugin.so"
