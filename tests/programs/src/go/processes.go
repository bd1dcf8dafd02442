// SPDX-License-Identifier: GPL-2.0-or-later

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"
)

// os/exec: output, input, failures, time limits, many at a time, our own executable.
func execute() {
	output, err := exec.Command("echo", "hello").Output()
	check(err)
	fmt.Printf("output %q\n", output)
	upper := exec.Command("tr", "a-z", "A-Z")
	upper.Stdin = strings.NewReader("shout")
	output, err = upper.Output()
	check(err)
	fmt.Printf("input %q\n", output)

	var exit *exec.ExitError
	err = exec.Command("sh", "-c", "exit 42").Run()
	fmt.Println("status", errors.As(err, &exit), exit.ExitCode())
	err = exec.Command("sh", "-c", "kill -KILL $$").Run()
	fmt.Println("signal", err)
	err = exec.Command("./missing").Run()
	fmt.Println("missing", errors.Is(err, fs.ErrNotExist))
	err = exec.Command("/etc/passwd").Run()
	fmt.Println("refused", errors.Is(err, fs.ErrPermission))

	limit, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	fmt.Println("limit", exec.CommandContext(limit, "sleep", "30").Run())
	cancel()

	cat := exec.Command("cat")
	big := bytes.Repeat([]byte("through cat "), 100000)
	cat.Stdin = bytes.NewReader(big)
	output, err = cat.Output()
	check(err)
	fmt.Println("cat", bytes.Equal(output, big))

	var group sync.WaitGroup
	statuses := make([]int, 30)
	for i := range statuses {
		group.Add(1)
		go func(i int) {
			defer group.Done()
			command := exec.Command("sh", "-c", fmt.Sprintf("exit %d", i))
			command.Run()
			statuses[i] = command.ProcessState.ExitCode()
		}(i)
	}
	group.Wait()
	fmt.Println("many", statuses)

	self, err := os.Executable()
	check(err)
	command := exec.Command(self, "child", "one", "two")
	command.Env = []string{"ONLY=this"}
	command.Dir = "/"
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	reader, writer, err := os.Pipe()
	check(err)
	command.ExtraFiles = []*os.File{writer}
	output, err = command.Output()
	fmt.Printf("child %q, %v\n", output, err)
	message := make([]byte, 100)
	n, err := reader.Read(message)
	check(err)
	fmt.Printf("through a pipe %q\n", message[:n])
	check(syscall.Exec("/bin/echo", []string{"echo", "replaced"}, os.Environ()))
}

func child() {
	directory, err := os.Getwd()
	check(err)
	session, _, _ := syscall.Syscall(syscall.SYS_GETSID, 0, 0, 0)
	fmt.Println(os.Args[2:], os.Environ(), directory, int(session) == os.Getpid())
	fmt.Fprint(os.NewFile(3, "pipe"), "from the child")
	os.Exit(5)
}

// os/signal: notified, ignored, reset, and their effect on a child.
func handleSignals() {
	received := make(chan os.Signal, 100)
	signal.Notify(received, syscall.SIGUSR1, syscall.SIGHUP)
	for i := 0; i < 20; i++ {
		check(syscall.Kill(os.Getpid(), syscall.SIGUSR1))
		fmt.Print(<-received, " ")
	}
	fmt.Println()
	check(syscall.Kill(os.Getpid(), syscall.SIGHUP))
	fmt.Println(<-received)

	signal.Ignore(syscall.SIGUSR2)
	check(syscall.Kill(os.Getpid(), syscall.SIGUSR2))
	fmt.Println("ignored", signal.Ignored(syscall.SIGUSR2))
	inherited := exec.Command("sh", "-c", "kill -USR2 $$; echo ignores it as well")
	output, err := inherited.Output()
	check(err)
	fmt.Print(string(output))

	done, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	check(syscall.Kill(os.Getpid(), syscall.SIGTERM))
	<-done.Done()
	cancel()
	fmt.Println("context", done.Err())

	sleeper := exec.Command("sleep", "30")
	check(sleeper.Start())
	check(sleeper.Process.Signal(syscall.SIGTERM))
	fmt.Println("sleeper:", sleeper.Wait())

	signal.Reset(syscall.SIGTERM)
	check(syscall.Kill(os.Getpid(), syscall.SIGTERM))
	time.Sleep(20 * time.Second)
	fmt.Println("not reached")
}
