# SPDX-License-Identifier: GPL-2.0-or-later
# The dynamic loader run by name, its options, and the variables it obeys.
# packages: gcc libc6-dev libc-bin
# prepare: gcc -O2 -w -pthread -DWITH_PLUGIN -o "$BIN/tour" "$SRC/c/libc_tour.c"
# prepare: gcc -O2 -shared -fPIC -o "$BIN/plugin.so" "$SRC/c/plugin.c"
# prepare: gcc -O2 -o "$BIN/arguments" "$SRC/c/arguments.c"
# prepare: gcc -O2 -static -o "$BIN/arguments-static" "$SRC/c/arguments.c"
set -eu
. "$SRC/lib.sh"
loader=/lib64/ld-linux-x86-64.so.2

echo '== by name'
$loader "$BIN/arguments" one 'two three' ''
$loader --argv0 other "$BIN/arguments" one
cp "$BIN/arguments" program && $loader ./program x
chmod 644 program && $loader ./program y
status $loader --verify "$BIN/arguments"
status $loader --verify "$BIN/arguments-static"
status $loader ./missing 2>&1
status $loader "$SRC/lib.sh" 2>&1 | sed "s|$SRC|SRC|"
status $loader /bin/sh -c 'echo $((1 + 1)); exit 8'
$loader "$BIN/tour" "$BIN/plugin.so" | cksum
$loader --list /bin/sh | sed 's/ (0x.*//' | sort
$loader --library-path /lib/x86_64-linux-gnu "$BIN/arguments" path

echo '== what the loader obeys'
LD_PRELOAD=$BIN/plugin.so "$BIN/arguments" preloaded
LD_PRELOAD=./missing.so "$BIN/arguments" preloaded 2>&1 | grep -c 'cannot be preloaded'
LD_LIBRARY_PATH=$PWD LD_BIND_NOW=1 "$BIN/arguments" bound
LD_DEBUG=statistics "$BIN/arguments" debug 2>&1 | grep -c 'number of relocations'
LD_SHOW_AUXV=1 "$BIN/arguments" 2>&1 | grep -o '^AT_[A-Z]*' | sort | tr '\n' ' '
echo
ldd "$BIN/arguments" | sed 's/ (0x.*//' | sort
status ldd "$BIN/arguments-static" 2>&1

echo '== what a program sees'
"$BIN/arguments" a b
"$BIN/arguments-static" a b
env -i "$BIN/arguments"
rm program
