# SPDX-License-Identifier: GPL-2.0-or-later
# C++ threads: mutexes, condition variables, atomic waits, barriers, latches, stop tokens.
# packages: g++
# prepare: g++ -std=c++20 -O2 -pthread -o "$BIN/cxx_threads" "$SRC/cxx/threads.cc"
# prepare: g++ -std=c++20 -O2 -pthread -static -o "$BIN/cxx_threads-static" "$SRC/cxx/threads.cc"
set -eu

"$BIN/cxx_threads"
"$BIN/cxx_threads-static"
