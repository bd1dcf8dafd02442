# SPDX-License-Identifier: GPL-2.0-or-later
# The go command itself: build, diagnose, format, with its own compiler and linker.
# packages: golang-go
set -eu
. "$SRC/lib.sh"

export GOCACHE="$PWD/cache" GOPATH="$PWD/path" GOFLAGS=-mod=mod CGO_ENABLED=0 GOTELEMETRY=off
mkdir module
cd module
go mod init example.org/module 2>&1
cat >main.go <<'END'
package main

import "os"

func Double(n int) int { return 2 * n }

func main() { os.Stdout.WriteString("built by go\n"); os.Exit(Double(11)) }
END
go build -p 2 -o program . && status ./program
gofmt -l .
sed -i 's/Double(11)/Missing(11)/' main.go
status go build . 2>&1
go version
cd ..
chmod -R u+w cache
# A build id depends on the cache's path alone, but the cache holds times.
rm -r cache
[ ! -e path ] || rm -r path
