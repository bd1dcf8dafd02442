# SPDX-License-Identifier: GPL-2.0-or-later
"""What is run: our own programs, and stressors of stress-ng."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parent
FLAGS = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-D_GNU_SOURCE", "-pthread"]
COMPILERS = {"glibc": ["gcc"], "musl": ["musl-gcc", "-static"]}
PROGRAMS = {
    "mixed": ["mixed.c", "mixed_signals.c", "mixed_sharing.c", "mixed_memory.c"],
    "forks": ["forks.c"],
    "threads": ["threads.c"],
}

# Names as `stress-ng --stressors` has them, with options that keep them small.
STRESSORS = {
    "futex": [], "mutex": [], "pthread": [], "clone": [], "fork": [], "vfork": [],
    "exec": [], "spawn": [], "wait": [], "zombie": [], "daemon": [],
    "session": [], "switch": [], "context": [], "nanosleep": [],
    "signal": [], "sigq": [], "sigrt": [], "sigfd": [], "sigsuspend": [],
    "signest": [], "sigpending": [], "sigsegv": [], "sigchld": [], "sigabrt": [],
    "sigtrap": [], "sigfpe": [],
    "mmap": ["--mmap-bytes", "2M"], "mmapfixed": [], "mprotect": [],
    "mremap": ["--mremap-bytes", "4M"], "brk": [], "stack": [],
    "pipe": [], "poll": [], "epoll": [], "eventfd": [], "sem": [],
    "timer": [], "timerfd": [], "itimer": [],
    "sockpair": [], "sockfd": [], "dup": [], "close": [],
}
REFUSE_ROOT = {"exec", "spawn"}
AS_NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
WORKERS = 2


def prefix(command):
    """The words to put in front of a program.  A bare path to lxrun contains
    nothing: a stressor must not fail because something is forbidden."""
    words = shlex.split(command)
    if os.path.exists(words[0]):
        words[0] = os.path.abspath(words[0])
    if len(words) == 1 and os.path.basename(words[0]) == "lxrun":
        words.append("--profile=none")
    return words


class Builder:
    """Compiles the programs into a directory."""

    def __init__(self, directory):
        directory.mkdir(parents=True, exist_ok=True)
        self.directory = directory.resolve()

    def build(self, name, libc):
        program = str(self.directory / f"{name}-{libc}")
        command = [*COMPILERS[libc], *FLAGS, *PROGRAMS[name], "-o", program]
        try:
            subprocess.run(command, cwd=SOURCES, check=True)
        except FileNotFoundError:
            sys.exit(f"run: {command[0]} is not installed (Debian: gcc, musl-tools)")
        except subprocess.CalledProcessError:
            sys.exit(f"run: failed: {shlex.join(command)}")
        return program


class OwnProgram:
    """Checks itself, and says so in a line that ends the output."""

    may_fail_natively = False
    privilege = []

    def __init__(self, name, program, arguments, seconds):
        self.name = name
        self.command = [program, *arguments]
        self.timeout = 120 + seconds

    def did_something(self, output):
        return ": ok" in output

    def compare(self, _native, _guest):
        return ""


class Stressor:
    """One stressor of stress-ng, which must have done at least one operation."""

    may_fail_natively = True

    def __init__(self, name, options, seconds):
        self.name = f"stress-ng {name}"
        self.stressor = name
        self.privilege = AS_NOBODY if name in REFUSE_ROOT and os.geteuid() == 0 else []
        self.command = ["stress-ng", f"--{name}", str(WORKERS), *options, "--timeout",
                        f"{seconds}s", "--verify", "--metrics-brief"]
        self.timeout = 60 + seconds

    def operations(self, output):
        found = re.search(rf"metrc: \[\d+\] {re.escape(self.stressor)} +(\d+) ", output)
        return int(found[1]) if found else 0

    def did_something(self, output):
        return self.operations(output) > 0

    def compare(self, native, guest):
        share = 100 * self.operations(guest.output) / self.operations(native.output)
        return f", {share:.0f} % of the operations"


def own_programs(builder, options):
    drawing = ["--seconds", str(options.seconds), "--seed", str(options.seed)]
    for libc in COMPILERS:
        for name in PROGRAMS:
            arguments = drawing if name == "mixed" else []
            yield OwnProgram(f"{name}-{libc}", builder.build(name, libc), arguments,
                             options.seconds)


def stressors(options):
    if shutil.which("stress-ng") is None:
        print("skip  stress-ng: it is not installed (Debian: stress-ng)")
        return
    for name, extra in STRESSORS.items():
        yield Stressor(name, extra, options.seconds)


def all_cases(builder, options):
    return [*own_programs(builder, options), *stressors(options)]
