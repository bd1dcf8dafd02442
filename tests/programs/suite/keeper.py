# SPDX-License-Identifier: GPL-2.0-or-later
"""Run one command, and leave no process of it behind.

    keeper.py TIMEOUT RESULT COMMAND [ARGS...]

The keeper is a process of its own so that it can be the subreaper: whatever
the command starts, daemons included, stays below it and can be found.  It
writes {status, seconds, timed_out, stragglers} as JSON to the file RESULT.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
GRACE = 3.0     # seconds for descendants to end by themselves after the command has
MIB = 1 << 20
ENDING = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}


def lower_limit(which, wanted):
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(which, (wanted, hard))


def settle():
    """Undo what the caller's terminal, shell or supervisor may have left us with."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    lower_limit(resource.RLIMIT_CORE, 0)
    lower_limit(resource.RLIMIT_STACK, 8 * MIB)
    lower_limit(resource.RLIMIT_NOFILE, 1024)
    os.umask(0o022)


def parents():
    """pid -> parent, of every process there is."""
    table = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as stat:
                    table[int(name)] = int(stat.read().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                pass            # it ended meanwhile
    return table


def descendants():
    table = parents()
    found, generation = [], {os.getpid()}
    while generation:
        generation = {pid for pid, parent in table.items() if parent in generation}
        found.extend(generation)
    return found


def name_of(pid):
    try:
        with open(f"/proc/{pid}/comm") as comm:
            return comm.read().strip()
    except OSError:
        return "?"


def reap(statuses):
    """Collect who has ended; False once there is nobody left to wait for."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return False
        if pid == 0:
            return True
        statuses[pid] = status


def wait_until(done, deadline):
    """Sleep from one SIGCHLD to the next until done() or the deadline."""
    while not done():
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        info = signal.sigtimedwait({signal.SIGCHLD, *ENDING}, left)
        if info is not None and info.si_signo in ENDING:
            kill_everything()
            sys.exit(1)
    return True


def kill_everything():
    statuses = {}
    for _ in range(500):
        for pid in descendants():
            try:
                os.kill(pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                pass
        if not reap(statuses):
            return
        time.sleep(0.02)


def main():
    timeout, result, command = float(sys.argv[1]), sys.argv[2], sys.argv[3:]
    settle()
    started = time.monotonic()
    # Kept until the end: a Popen that is dropped may reap its child behind our back.
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD, *ENDING})

    statuses = {}

    def child_ended():
        reap(statuses)
        return child.pid in statuses

    timed_out = not wait_until(child_ended, started + timeout)
    seconds = time.monotonic() - started
    stragglers = []
    if timed_out or not wait_until(lambda: not reap(statuses), time.monotonic() + GRACE):
        stragglers = sorted(name_of(pid) for pid in descendants())
        kill_everything()

    code = os.waitstatus_to_exitcode(statuses[child.pid]) if not timed_out else None
    with open(result, "w") as out:
        json.dump({"status": code, "seconds": seconds, "timed_out": timed_out,
                   "stragglers": stragglers}, out)


main()
