# SPDX-License-Identifier: GPL-2.0-or-later
# Go: net/http server and fifty clients, TCP, UDP and Unix sockets; static, and with C.
# packages: golang-go gcc libc6-dev
# prepare: cd "$SRC/go" && GOFLAGS=-mod=mod GOCACHE="$BIN/.home/go" GOPATH="$BIN/.home/gopath" CGO_ENABLED=0 go build -o "$BIN/programs-go" .
# prepare: cd "$SRC/go" && GOFLAGS=-mod=mod GOCACHE="$BIN/.home/go" GOPATH="$BIN/.home/gopath" CGO_ENABLED=1 go build -o "$BIN/programs-cgo" .
set -u
. "$SRC/lib.sh"

status "$BIN/programs-go" http
status "$BIN/programs-cgo" http
