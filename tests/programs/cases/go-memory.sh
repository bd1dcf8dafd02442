# SPDX-License-Identifier: GPL-2.0-or-later
# Go: garbage in parallel, growing stacks, nil dereferences and faults recovered.
# packages: golang-go
# prepare: cd "$SRC/go" && GOFLAGS=-mod=mod GOCACHE="$BIN/.home/go" GOPATH="$BIN/.home/gopath" CGO_ENABLED=0 go build -o "$BIN/programs-go" .
set -u
. "$SRC/lib.sh"

status "$BIN/programs-go" memory
