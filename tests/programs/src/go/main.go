// SPDX-License-Identifier: GPL-2.0-or-later

// Several small programs in one, chosen by the first argument.
package main

import (
	"fmt"
	"os"
)

var parts = map[string]func(){
	"http":       serveHTTP,
	"goroutines": manyGoroutines,
	"preempt":    preemptLoops,
	"exec":       execute,
	"child":      child,
	"signals":    handleSignals,
	"memory":     collectGarbage,
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	parts[os.Args[1]]()
}
