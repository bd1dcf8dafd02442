# SPDX-License-Identifier: GPL-2.0-or-later
"""Running a command so that none of its processes escapes.

This process is a subreaper: whoever loses its parent below becomes our child,
so our descendants after a run are exactly what that run left behind.
"""

import ctypes
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

PR_SET_CHILD_SUBREAPER = 36
GRACE_SECONDS = 3
MOST_TASKS = 40


class Outcome(NamedTuple):
    command: list
    status: int
    output: str
    seconds: float
    timeout: float
    timed_out: bool
    left_behind: list
    tasks: str


def adopt_orphans():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "PR_SET_CHILD_SUBREAPER")


def stat_fields(pid):
    """Name, state and parent; None if the process is gone."""
    try:
        head, _, tail = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    except OSError:
        return None
    fields = tail.split()
    return head.partition("(")[2], fields[0], int(fields[1])


def descendants():
    children = {}
    for entry in Path("/proc").glob("[0-9]*"):
        fields = stat_fields(entry.name)
        if fields:
            children.setdefault(fields[2], []).append(int(entry.name))
    found = []
    pending = [os.getpid()]
    while pending:
        for child in children.get(pending.pop(), []):
            found.append(child)
            pending.append(child)
    return found


def reap():
    """Orphans that have ended are nobody's fault; they only need reaping."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0] != 0:
            pass
    except ChildProcessError:
        pass


def left_behind():
    """Waits a little for descendants to end; names and kills what does not."""
    patience = time.monotonic() + GRACE_SECONDS
    reap()
    while descendants() and time.monotonic() < patience:
        time.sleep(0.02)
        reap()
    names = []
    for pid in descendants():
        fields = stat_fields(pid)
        if fields:
            names.append(f"{pid} {fields[0]} ({fields[1]})")
    kill_all()
    return names


def kill_descendants():
    for pid in descendants():
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def kill_all():
    """Again and again, because what we kill may be forking."""
    while descendants():
        kill_descendants()
        time.sleep(0.01)
        reap()


def read_word(path):
    try:
        return path.read_text().strip()
    except OSError:
        return "?"


def tasks_of(pids):
    """A line for each thread: what it does in the kernel.  Who has ended hangs nowhere."""
    lines = []
    for pid in pids:
        fields = stat_fields(pid)
        if fields is None or fields[1] == "Z":
            continue
        for task in sorted(Path(f"/proc/{pid}/task").glob("*")):
            state = read_word(task / "stat").rpartition(")")[2].split()[:1]
            lines.append(f"{pid}/{task.name} {read_word(task / 'comm')} "
                         f"{''.join(state)}: {read_word(task / 'syscall')}; "
                         f"{read_word(task / 'wchan')}")
    return "\n".join(lines[:MOST_TASKS])


def run(command, timeout, directory, environment=None):
    """Run to the end, with all descendants; `environment` None: our own."""
    with tempfile.TemporaryFile() as output:
        return run_into(output, command, timeout, directory, environment)


def run_into(output, command, timeout, directory, environment):
    began = time.monotonic()
    tasks, timed_out = "", False
    try:
        process = subprocess.Popen(command, cwd=directory, stdin=subprocess.DEVNULL,
                                   stdout=output, stderr=subprocess.STDOUT,
                                   env=environment, start_new_session=True)
    except OSError as error:
        return Outcome(command, 127, str(error), 0, timeout, False, [], "")
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        timed_out, tasks = True, tasks_of(descendants())
        kill_descendants()
        process.wait()
    seconds = time.monotonic() - began
    leftovers = left_behind()
    output.seek(0)
    text = output.read().decode(errors="replace")
    return Outcome(command, process.returncode, text, seconds, timeout, timed_out,
                   leftovers, tasks)
