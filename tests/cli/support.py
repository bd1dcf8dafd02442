# SPDX-License-Identifier: GPL-2.0-or-later
"""What all checks use: a directory of their own, lxrun, and a count."""

import contextlib
import inspect
import os
import shutil
import signal
import subprocess
import tempfile
import time
import traceback
from pathlib import Path

LIMIT = 60  # seconds that anything may take on a busy machine
NOBODY = 65534


class Skip(Exception):
    """This machine cannot show what the check is about."""


class Tally:
    def __init__(self, verbose):
        self.verbose = verbose
        self.passed = self.failed = self.skipped = 0

    def __str__(self):
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"

    def run(self, name, check, lxrun):
        try:
            with workplace(lxrun) as place:
                check(place)
        except Skip as reason:
            self.skipped += 1
            print(f"skip {name}: {reason}")
        except Exception as error:
            self.failed += 1
            print(f"FAIL {name}")
            frames = traceback.extract_tb(error.__traceback__)
            frame = [f for f in frames if "check_" in f.filename][-1:] or frames[-1:]
            name = Path(frame[0].filename).name
            print(f"     {name}:{frame[0].lineno}: {frame[0].line}")
            print(f"     {type(error).__name__}: {error}")
        else:
            self.passed += 1
            if self.verbose:
                print(f"ok   {name}")


def start_afresh():
    """Undo what a shell in whose background we run has done to our children."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for signo in (signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(signo, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def checks_of(area):
    """The functions of a module that take one `place`, in its order."""
    return [f for f in vars(area).values()
            if inspect.isfunction(f) and f.__module__ == area.__name__
            and list(inspect.signature(f).parameters) == ["place"]]


class Place:
    """A directory and an lxrun; started processes end with it."""

    profile = "none"

    def __init__(self, lxrun, directory):
        self.lxrun = lxrun
        self.directory = directory
        self.started = []

    def words(self, args):
        """The command line: what is not about containment is seen with this profile."""
        names = ("trace", "report", "learn", "diff", "commit", "discard", "doctor")
        is_command = bool(args) and str(args[0]) in names
        return [self.lxrun, *([] if is_command else [f"--profile={self.profile}"]), *args]

    def run(self, *args, **kwargs):
        """Run lxrun to its end; output as text."""
        return self.finish(self.words(args), **kwargs)

    def finish(self, words, **kwargs):
        kwargs.setdefault("cwd", self.directory)
        kwargs.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run([str(w) for w in words], capture_output=True, timeout=LIMIT,
                              encoding="utf-8", errors="backslashreplace", **kwargs)

    def start(self, *args, **kwargs):
        """Start lxrun, its output in a pipe."""
        kwargs.setdefault("cwd", self.directory)
        kwargs.setdefault("stdin", subprocess.DEVNULL)
        process = subprocess.Popen([*map(str, self.words(args))], stdout=subprocess.PIPE,
                                   text=True, **kwargs)
        self.started.append(process)
        return process

    def file(self, name, content, mode=0o755):
        path = self.directory / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        path.chmod(mode)
        return path

    def close(self):
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()


@contextlib.contextmanager
def workplace(lxrun):
    # Not in /tmp, of which a contained program has its own.
    directory = Path(tempfile.mkdtemp(prefix="lxrun-cli-", dir="/var/tmp"))
    directory.chmod(0o755)
    place = Place(lxrun, directory)
    try:
        yield place
    finally:
        place.close()
        shutil.rmtree(directory, ignore_errors=True)


def denials(done):
    """The lines that tell what the program was denied, and all others."""
    lines = done.stderr.splitlines(keepends=True)
    told = [line for line in lines if line.startswith("lxrun:   ")]
    others = [line for line in lines if line not in told and
              line != "lxrun: the program was denied:\n"]
    assert (len(told) > 0) == ("lxrun: the program was denied:\n" in lines), done.stderr
    return told, "".join(others)


def expect(done, status, *words):
    """`done` ended with `status`, and its stderr is one line of lxrun's with
    all of `words` in it, or empty where there are none; besides denials."""
    assert done.returncode == status, \
        f"status {done.returncode} instead of {status}; stderr {done.stderr!r}"
    _, stderr = denials(done)
    if not words:
        assert stderr == "", f"stderr {stderr!r} instead of nothing"
        return
    assert stderr.startswith("lxrun: ") and stderr.count("\n") == 1, \
        f"stderr {stderr!r} is not one line of lxrun's"
    for word in words:
        assert word in stderr, f"{word!r} is not in {stderr!r}"


def eventually(claim, what):
    """Wait until claim() holds."""
    end = time.monotonic() + LIMIT
    while not claim():
        assert time.monotonic() < end, f"{what}: not within {LIMIT} s"
        time.sleep(0.01)


def process_state(pid):
    """The letter of proc(5), or None when there is no such process."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()[0]


def status_of(pid, name):
    """The words behind `name` in /proc/PID/status; none if there is no such process."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return next(line.split()[1:] for line in text.splitlines() if line.startswith(f"{name}:"))


def outside(lxrun, pid):
    """The child of lxrun's that goes by `pid` where it runs."""
    for name in os.listdir("/proc"):
        if name.isdigit() and status_of(name, "PPid") == [str(lxrun)] and \
                status_of(name, "NSpid")[-1:] == [str(pid)]:
            return int(name)
    raise AssertionError(f"lxrun {lxrun} has no child {pid}")


def is_gone(pid):
    return process_state(pid) in (None, "Z", "X")


def needs_root():
    if os.geteuid() != 0:
        raise Skip("needs root")


def as_nobody(place):
    """Arguments for run() with which it runs unprivileged, and a copy of lxrun
    that is sure to be reachable then."""
    if os.geteuid() != 0:
        return {}
    copy = place.directory / "lxrun"
    shutil.copy(place.lxrun, copy)
    copy.chmod(0o755)
    place.lxrun = str(copy)
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}
