# SPDX-License-Identifier: GPL-2.0-or-later
"""Taking single measurements: a benchmark, a start, the memory of a sleeper."""

import os
import signal
import statistics
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

STARTS_PER_SAMPLE = 9
THREADS = (1, 64)
TIMEOUT = 120


class Failed(Exception):
    """A variant did not run; the text says how."""


def median(values):
    """Of the values that are there; None if none is."""
    there = [value for value in values if value is not None]
    return statistics.median(there) if there else None


def stop(process):
    """Ends the process group that `process` leads, unless it has ended."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def deadline():
    """Failed is raised inside if it takes too long."""
    def give_up(_signal, _frame):
        raise Failed(f"no result after {TIMEOUT} s")

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(TIMEOUT)
    try:
        yield
    finally:
        signal.alarm(0)


@contextmanager
def running(command, **streams):
    """The process, which is ended with its whole group on the way out."""
    try:
        process = subprocess.Popen(command, text=True, start_new_session=True,
                                   stdin=subprocess.DEVNULL, **streams)
    except OSError as error:
        raise Failed(f"{command[0]}: {error.strerror}") from None
    with process:
        try:
            with deadline():
                yield process
        finally:
            stop(process)


def output_of(command):
    pipe = subprocess.PIPE
    with running(command, stdout=pipe, stderr=pipe) as process:
        out, err = process.communicate()
    if process.returncode != 0:
        raise Failed(f"exit status {process.returncode}; {err.strip() or 'no message'}")
    return out


def names(micro):
    return output_of([micro, "--list"]).split()


def micro_ns(command):
    """The time of one operation, None where the variant cannot do it."""
    out = output_of(command).strip()
    try:
        return None if out == "n/a" else float(out)
    except ValueError:
        raise Failed(f"printed {out[:80]!r} instead of a number") from None


def start_ns(command):
    """The best of a few: as with micro, the least disturbed one."""
    return min(start_once_ns(command) for _ in range(STARTS_PER_SAMPLE))


def start_once_ns(command):
    """From before the spawn until the program is reaped."""
    quiet = [(os.POSIX_SPAWN_OPEN, fd, "/dev/null", os.O_RDWR, 0) for fd in (0, 1)]
    before = time.perf_counter_ns()
    try:
        pid = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet,
                              setpgroup=0)
    except OSError as error:
        raise Failed(f"{command[0]}: {error.strerror}") from None
    try:
        with deadline():
            _, status = os.waitpid(pid, 0)
    except Failed:
        os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise
    if status != 0:
        raise Failed(f"exit status {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter_ns() - before


def descendants(pid):
    """All living processes below pid, parents before children."""
    children = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(entry.name))
    found = []
    pending = [pid]
    while pending:
        for child in children.get(pending.pop(), []):
            found.append(child)
            pending.append(child)
    return found


def resident_kib(pid):
    values = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        key, value = line.split()[:2]
        values[key] = int(value)
    return {"rss": values["Rss:"], "pss": values["Pss:"]}


def runs(pid, program):
    return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0] == str(program).encode()


def sleeper_memory(front, sleeper, threads):
    """Of the guest, and the sum of what else its run needs."""
    command = front + [sleeper, str(threads)]
    with running(command, stdout=subprocess.PIPE) as process:
        if process.stdout.readline() != "ready\n":
            raise Failed(f"the sleeper with {threads} threads did not get ready")
        family = [process.pid] + descendants(process.pid)
        sleepers = [pid for pid in family if runs(pid, sleeper)]
        if len(sleepers) != 1:
            raise Failed(f"{len(sleepers)} sleepers where there should be one")
        guest = resident_kib(sleepers[0])
        guest["outside_pss"] = sum(resident_kib(pid)["pss"] for pid in family
                                   if pid not in sleepers)
        return guest


def extra_kib(native, guest, kind):
    """What lxrun adds to a process, and to each further thread of it."""
    few, many = THREADS
    added = {threads: guest[threads][kind] - native[threads][kind] for threads in THREADS}
    return {"process": added[few], "thread": (added[many] - added[few]) / (many - few)}


def memory(front, sleeper):
    native = {threads: sleeper_memory([], sleeper, threads) for threads in THREADS}
    guest = {threads: sleeper_memory(front, sleeper, threads) for threads in THREADS}
    return {"threads": THREADS, "native": native, "lxrun": guest,
            "extra_rss_kib": extra_kib(native, guest, "rss"),
            "extra_pss_kib": extra_kib(native, guest, "pss"),
            "lxrun_outside_pss_kib": guest[THREADS[0]]["outside_pss"]}
