# SPDX-License-Identifier: GPL-2.0-or-later
# java: ProcessBuilder with pipes, failures, pipelines, destruction; each way to launch.
# packages: default-jdk-headless
# prepare: javac -nowarn -XDignore.symbol.file -d "$BIN/java" "$SRC/java/Programs.java"
set -u
. "$SRC/lib.sh"
run() { status java -Xmx64m "$@"; }

run -cp "$BIN/java" Programs processes
run -Djdk.lang.Process.launchMechanism=FORK -cp "$BIN/java" Programs processes
run -Djdk.lang.Process.launchMechanism=VFORK -cp "$BIN/java" Programs processes
