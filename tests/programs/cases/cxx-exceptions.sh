# SPDX-License-Identifier: GPL-2.0-or-later
# C++ exceptions in deep frames, in threads and out of futures; static and dynamic.
# packages: g++
# prepare: g++ -std=c++20 -O2 -pthread -o "$BIN/exceptions" "$SRC/cxx/exceptions.cc"
# prepare: g++ -std=c++20 -O2 -pthread -static -o "$BIN/exceptions-static" "$SRC/cxx/exceptions.cc"
set -eu
. "$SRC/lib.sh"

status "$BIN/exceptions"
status "$BIN/exceptions-static"
