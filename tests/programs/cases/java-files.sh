# SPDX-License-Identifier: GPL-2.0-or-later
# java: files, maps and locks; sockets and HTTP on loopback.
# packages: default-jdk-headless
# prepare: javac -nowarn -XDignore.symbol.file -d "$BIN/java" "$SRC/java/Programs.java"
set -u
. "$SRC/lib.sh"
run() { status java -Xmx64m "$@"; }

run -cp "$BIN/java" Programs files
run -cp "$BIN/java" Programs sockets
