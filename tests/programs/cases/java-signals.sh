# SPDX-License-Identifier: GPL-2.0-or-later
# java: signal handlers, and shutdown hooks that SIGTERM runs.
# packages: default-jdk-headless
# prepare: javac -nowarn -XDignore.symbol.file -d "$BIN/java" "$SRC/java/Programs.java"
set -u
. "$SRC/lib.sh"
run() { status java -Xmx64m "$@"; }

run -cp "$BIN/java" Programs signals
