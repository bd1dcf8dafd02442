# SPDX-License-Identifier: GPL-2.0-or-later
# vfork, exec and posix_spawn of what is missing, not executable, broken or a directory.
# packages: gcc libc6-dev
# prepare: gcc -O2 -Wall -o "$BIN/failed_exec" "$SRC/c/failed_exec.c"
set -eu

"$BIN/failed_exec"
cat report
