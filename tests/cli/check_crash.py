# SPDX-License-Identifier: GPL-2.0-or-later
"""What lxrun says of processes that crash, and keeps of what they did."""

import re
import signal
import subprocess
import sys

from support import LIMIT, expect, status_of

CRASHES = [signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGTRAP,
           signal.SIGABRT, signal.SIGSYS]
OTHERS = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL, signal.SIGPIPE, signal.SIGQUIT,
          signal.SIGUSR1]

# A program that does what its first argument says.
SOURCE = r"""
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sigjmp_buf back;
static int told[2];

static void leap(int signo) { siglongjmp(back, signo); }
static void quiet(int signo) { (void)signo; }
__attribute__((noinline)) void touch(volatile int *where) { *where = 1; }

static void *others_work(void *argument)
{
    for (int i = 0; i < 5; i++)
        access("/none/of/the/other", R_OK);
    if (write(told[1], "x", 1) != 1)
        return NULL;
    pause();
    return argument;
}

static int many_calls(int count)
{
    int failed = 0;

    for (int i = 0; i < count; i++)
        failed += lseek(-1, i, SEEK_SET) < 0;
    return failed;
}

int main(int argc, char **argv)
{
    pthread_t thread;
    char c;

    if (argc < 2)
        return 2;
    if (strcmp(argv[1], "handled") == 0) {
        signal(SIGSEGV, leap);
        if (sigsetjmp(back, 1) == 0)
            touch((int *)0x10);
        signal(SIGABRT, quiet);
        raise(SIGABRT);
        return 0;
    }
    many_calls(atoi(argv[1]));
    signal(SIGUSR1, quiet);
    raise(SIGUSR1);
    access("/none/of/mine", W_OK);
    if (argc > 2) {
        if (pipe(told) != 0 || pthread_create(&thread, NULL, others_work, NULL) != 0 ||
            read(told[0], &c, 1) != 1)
            return 2;
    }
    touch((int *)0x10);
    return 0;
}
"""


def build(place, name="crash"):
    source = place.file("crash.c", SOURCE)
    subprocess.run(["gcc", "-g", "-O1", source, "-o", place.directory / name, "-pthread"],
                   check=True)
    return place.directory / name


def signals_that_tell_of_a_crash_are_told(place):
    for signo in CRASHES:
        done = place.run("sh", "-c", f"kill -{signo.value} $$")
        assert done.returncode == 128 + signo.value, (signo, done)
        lines = done.stderr.splitlines()
        assert re.fullmatch(rf"lxrun: process \d+ \(sh\) thread \d+ dies: {signo.name} "
                            rf"{{si_signo={signo.name}, si_code=SI_USER, .*}}", lines[0]), lines
        assert re.search(rf"kill\(\d+, {signo.name}\) += 0$", lines[-2]), lines
        assert f"--- {signo.name} {{" in lines[-1], lines


def other_signals_are_not(place):
    for signo in OTHERS:
        done = place.run("sh", "-c", f"kill -{signo.value} $$")
        assert (done.returncode, done.stderr) == (128 + signo.value, ""), (signo, done)


def nor_are_those_that_the_program_handles_or_ignores(place):
    expect(place.run(build(place), "handled"), 0)
    expect(place.run("sh", "-c", "trap '' ABRT TRAP FPE ILL; "
                                 "for s in ABRT TRAP FPE ILL; do kill -$s $$; done"), 0)


def a_fault_is_told_with_its_place_and_the_calls_before(place):
    done = place.run(build(place), "3")
    lines = done.stderr.splitlines()
    assert done.returncode == 128 + signal.SIGSEGV, done
    assert "(crash)" in lines[0] and "si_code=SEGV_MAPERR, si_addr=0x10}" in lines[0], lines[0]
    assert re.search(r"at 0x[0-9a-f]+$", lines[1]), lines[1]
    assert lines[2].endswith("0x10 is in nothing that is mapped"), lines
    assert re.search(r"> \S*/crash\(touch\+0x[0-9a-f]+\) \[0x[0-9a-f]+\] \S*crash.c:\d+$", lines[3]), lines
    assert re.search(r"> \S*/crash\(main\+0x[0-9a-f]+\) \[0x[0-9a-f]+\] \S*crash.c:\d+$", lines[4]), lines
    said = done.stderr
    order = ["lseek(-1, 2, SEEK_SET) = -1 EBADF", "--- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_TKILL",
             "rt_sigreturn() = ?", 'access("/none/of/mine", W_OK) = -1 ENOENT', "--- SIGSEGV {"]
    places = [said.find(text) for text in order]
    assert -1 not in places and places == sorted(places), (places, said)


def where_the_address_is_mapped_it_says_what_is_there(place):
    code = "import ctypes, mmap; m = mmap.mmap(-1, 4096, prot=mmap.PROT_READ, flags=mmap.MAP_PRIVATE|mmap.MAP_ANONYMOUS);" \
           "libc = ctypes.CDLL(None); libc.mmap.restype = ctypes.c_void_p;" \
           "at = libc.mmap(None, ctypes.c_size_t(4096), 1, 0x22, -1, 0); ctypes.memset(at + 5, 1, 1)"
    done = place.run(sys.executable, "-c", code)
    assert done.returncode == 128 + signal.SIGSEGV, done
    assert "si_code=SEGV_ACCERR" in done.stderr, done.stderr
    assert re.search(r"is in memory without a name \(r--p\), at \+0x5$", done.stderr, re.M), done.stderr


def a_process_that_is_not_the_first_is_named(place):
    program = build(place)
    done = place.run("sh", "-c", f"{program} 1; echo $?")
    assert done.stdout == "139\n", done
    assert re.search(r"^lxrun: process \d+ \(crash\)", done.stderr, re.M), done.stderr


def it_is_the_same_where_all_calls_trap(place):
    program = build(place)
    for options in (["--no-rewrite"], []):
        done = place.run(*options, program, "40")
        calls = re.findall(r"lseek\(-1, (\d+), SEEK_SET\) = -1 EBADF", done.stderr)
        assert calls == [str(n) for n in range(40 - len(calls), 40)] and calls, done.stderr


def the_file_has_all_threads_and_the_last_1024_calls(place):
    program = build(place)
    kept = place.directory / "kept"
    done = place.run(f"--flight={kept}", program, "2000", "others")
    text = kept.read_text()
    assert done.returncode == 128 + signal.SIGSEGV, done
    assert text.startswith("process "), text[:200]
    heads = re.findall(r"^thread \d+( \(dies\))?: (\d+) calls and signals$", text, re.M)
    assert heads[0] == (" (dies)", "1024") and len(heads) == 2, heads
    first, second = text.split("\nthread ")[1:]
    assert first.count("\n    ") == 1024, first.count("\n    ")
    numbers = [int(n) for n in re.findall(r"lseek\(-1, (\d+), SEEK_SET\)", first)]
    assert numbers == list(range(2000 - len(numbers), 2000)) and len(numbers) > 900, numbers
    assert second.count('access("/none/of/the/other", R_OK) = -1 ENOENT') == 5, second
    assert "/none/of/the/other" not in first, first


def a_child_begins_with_nothing(place):
    code = "import os, sys\n" \
           "for i in range(30): os.access('/none/of/the/parent', os.R_OK)\n" \
           "pid = os.fork()\n" \
           "if pid == 0: os.getppid(); os.abort()\n" \
           "os.waitpid(pid, 0)\n"
    kept = place.directory / "kept"
    done = place.run(f"--flight={kept}", sys.executable, "-c", code)
    assert done.returncode == 0, done
    assert "getppid() = " in kept.read_text(), kept.read_text()
    assert "/none/of/the/parent" not in kept.read_text(), kept.read_text()


def without_it_nothing_is_said(place):
    done = place.run("--no-flight", "sh", "-c", "kill -ABRT $$")
    assert (done.returncode, done.stderr) == (134, ""), done


def a_file_that_cannot_be_written_is_named(place):
    expect(place.run("--flight=/none/kept", "true"), 125, "/none/kept", "No such file")


def with_few_descriptors_the_program_runs_all_the_same(place):
    done = place.finish(["sh", "-c", 'ulimit -n 10; exec "$@"', "sh",
                         *place.words(["sh", "-c", "echo ran"])])
    assert done.returncode == 125 or done.stdout == "ran\n", done


def lxrun_has_a_thread_that_listens_from_the_first_on(place):
    script = "for i in 1 2 3; do echo; read answer; sh -c 'kill -SEGV $$'; done; exit 3"
    lxrun = place.start("sh", "-c", script, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    threads = []
    for _ in range(3):
        assert lxrun.stdout.readline() == "\n"
        threads += status_of(lxrun.pid, "Threads")
        lxrun.stdin.write("\n")
        lxrun.stdin.flush()
    told = lxrun.communicate(timeout=LIMIT)[1]
    assert (lxrun.returncode, threads) == (3, ["1", "2", "2"]), (lxrun, threads)
    assert len(re.findall("thread [0-9]+ dies: SIGSEGV", told)) == 3, told
