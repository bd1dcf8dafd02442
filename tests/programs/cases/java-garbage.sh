# SPDX-License-Identifier: GPL-2.0-or-later
# java: garbage under four collectors in a small heap, and the heap's end.
# packages: default-jdk-headless
# prepare: javac -nowarn -XDignore.symbol.file -d "$BIN/java" "$SRC/java/Programs.java"
set -u
. "$SRC/lib.sh"
run() { status java -Xmx64m "$@"; }

for collector in Serial Parallel G1 Z; do
    echo "== $collector"
    run -XX:+Use${collector}GC -cp "$BIN/java" Programs garbage
done
