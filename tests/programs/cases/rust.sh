# SPDX-License-Identifier: GPL-2.0-or-later
# Rust: threads, channels, caught panics, processes, sockets, a stack overflow that is reported.
# packages: rustc gcc libc6-dev
# prepare: rustc --edition 2021 -O -C overflow-checks=on -o "$BIN/programs-rust" "$SRC/rust/main.rs"
set -eu
. "$SRC/lib.sh"

status "$BIN/programs-rust"
status "$BIN/programs-rust" overflow >/dev/null 2>report
grep 'overflow' report
rm report
