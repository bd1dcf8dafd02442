# SPDX-License-Identifier: GPL-2.0-or-later
# java: implicit null checks in compiled code, division by zero, stack overflow; three ways to run.
# packages: default-jdk-headless
# prepare: javac -nowarn -XDignore.symbol.file -d "$BIN/java" "$SRC/java/Programs.java"
set -u
. "$SRC/lib.sh"
run() { status java -Xmx64m "$@"; }

run -cp "$BIN/java" Programs faults
run -XX:-OmitStackTraceInFastThrow -XX:TieredStopAtLevel=1 -cp "$BIN/java" Programs faults
run -Xcomp -XX:TieredStopAtLevel=1 -XX:CompileCommand=quiet -XX:CompileOnly=Programs -cp "$BIN/java" Programs faults
