# SPDX-License-Identifier: GPL-2.0-or-later
# musl, dynamic: the same, and a library loaded at run time.
# packages: musl-tools
# prepare: musl-gcc -O2 -DWITH_PLUGIN -o "$BIN/tour-musl" "$SRC/c/libc_tour.c"
# prepare: musl-gcc -O2 -shared -fPIC -o "$BIN/plugin-musl.so" "$SRC/c/plugin.c"
set -eu

"$BIN/tour-musl" "$BIN/plugin-musl.so"
