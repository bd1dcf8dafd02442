# SPDX-License-Identifier: GPL-2.0-or-later
"""Job control: lxrun between a shell, a terminal and its guest."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

from support import LIMIT, eventually, outside, process_state

# Keys and what they send.
INTERRUPT = ("\x03", signal.SIGINT)
QUIT = ("\x1c", signal.SIGQUIT)

SPEAKER = """
import os, signal, sys, time
def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())
def hear(signo, frame):
    say("got", signo)
for name in "INT QUIT WINCH HUP CONT".split():
    signo = getattr(signal, "SIG" + name)
    signal.signal(signo, hear)
say("ready", os.getpid())
while True:
    line = sys.stdin.readline()
    say("read", line.strip())
    if line.strip() == "end":
        sys.exit(3)
"""


class Job:
    """lxrun as a job in the foreground of a new terminal, with us as its shell.

    A shell is between the session and lxrun, unless lxrun leads the session.
    """

    def __init__(self, place, *args, leads_session=False):
        self.seen = b""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(place.directory)
            if leads_session:
                os.execv(place.lxrun, place.words(args))
            be_shell(place.words(args))
        if not leads_session:
            self.shell, self.pid = self.pid, int(self.wait_for("job ").split()[0])
        else:
            self.shell = None

    def wait_for(self, text):
        """Take the first line with `text` from the terminal; what follows the text."""
        end = time.monotonic() + LIMIT
        while True:
            before, found, after = self.seen.partition(text.encode())
            if found and b"\n" in after:
                line, _, rest = after.partition(b"\n")
                self.seen = before + rest
                return line.decode().strip()
            left = max(0, end - time.monotonic())
            ready, _, _ = select.select([self.terminal], [], [], left)
            assert ready, f"no {text!r} in {self.seen!r}"
            self.seen += os.read(self.terminal, 4096)

    def type(self, text):
        os.write(self.terminal, text.encode())

    def nothing_of(self, text):
        while select.select([self.terminal], [], [], 0.3)[0]:
            self.seen += os.read(self.terminal, 4096)
        assert text.encode() not in self.seen, self.seen

    def close(self):
        for pid in (self.pid, self.shell):
            if pid is not None:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
        os.close(self.terminal)
        if self.shell is not None:
            os.waitpid(self.shell, 0)


def say(*words):
    """In one write, so that the lines of two processes stay whole."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def be_shell(words):
    """Start lxrun in a group of its own, and report what wait says of it.  On
    SIGUSR1 continue it as `fg` does."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execv(words[0], words)
    try:
        os.setpgid(pid, pid)
    except PermissionError:
        pass

    def to_foreground(signo, frame):
        os.tcsetpgrp(0, pid)
        os.killpg(pid, signal.SIGCONT)
    signal.signal(signal.SIGUSR1, to_foreground)
    say("job", pid)
    while True:
        _, status = os.waitpid(pid, os.WUNTRACED | os.WCONTINUED)
        if os.WIFSTOPPED(status):
            os.tcsetpgrp(0, os.getpgid(0))
            say("stopped by", os.WSTOPSIG(status))
        elif os.WIFCONTINUED(status):
            say("continued.")
        else:
            say("ended with", os.waitstatus_to_exitcode(status))
            os._exit(0)


def speaker(place, **kwargs):
    job = Job(place, sys.executable, "-S", "-c", SPEAKER, **kwargs)
    place.started.append(Closing(job))
    return job, outside(job.pid, int(job.wait_for("ready ")))


class Closing:
    """So that the place closes a job with its processes."""
    stdout = None

    def __init__(self, job):
        self.job = job

    def poll(self):
        self.job.close()
        return 0


def is_stopped(pid):
    return process_state(pid) == "T"


def the_terminal_is_the_guests(place):
    job, _ = speaker(place)
    job.type("hello\n")
    job.wait_for("read hello")
    job.type("end\n")
    assert job.wait_for("ended with") == "3"


def keys_reach_the_guest_once_and_lxrun_survives(place):
    job, _ = speaker(place)
    for key, signo in [INTERRUPT, QUIT, INTERRUPT]:
        job.type(key)
        assert int(job.wait_for("got")) == signo
        job.nothing_of("got")
    job.type("end\n")
    assert job.wait_for("ended with") == "3"


def keys_end_a_guest_that_does_not_mind(place):
    for key, signo in [INTERRUPT, QUIT]:
        job = Job(place, "sh", "-c", "ulimit -c 0; echo ready; exec sleep 60")
        place.started.append(Closing(job))
        job.wait_for("ready")
        job.type(key)
        assert int(job.wait_for("ended with")) == 128 + signo


def window_size_changes_reach_the_guest_once(place):
    job, _ = speaker(place)
    fcntl.ioctl(job.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 90, 0, 0))
    assert int(job.wait_for("got")) == signal.SIGWINCH
    job.nothing_of("got")


def the_stop_key_stops_both_and_fg_continues_both(place):
    job, guest = speaker(place)
    for _ in range(3):
        job.type("\x1a")
        assert int(job.wait_for("stopped by")) == signal.SIGTSTP
        assert is_stopped(job.pid) and is_stopped(guest)
        os.kill(job.shell, signal.SIGUSR1)
        job.wait_for("continued")
        job.wait_for(f"got {int(signal.SIGCONT)}")
        job.nothing_of("got")
    job.type("end\n")
    assert job.wait_for("ended with") == "3"


def continuing_lxrun_alone_continues_the_guest(place):
    job, guest = speaker(place)
    for _ in range(3):
        job.type("\x1a")
        assert int(job.wait_for("stopped by")) == signal.SIGTSTP
        os.kill(job.pid, signal.SIGCONT)
        job.wait_for(f"got {int(signal.SIGCONT)}")
        # In the background, and reading from the terminal.
        assert int(job.wait_for("stopped by")) == signal.SIGTTIN
        assert is_stopped(guest)
        os.kill(job.shell, signal.SIGUSR1)
        job.wait_for(f"got {int(signal.SIGCONT)}")


def a_guest_that_stops_itself_stops_lxrun(place):
    for name in ("STOP", "TSTP", "TTIN", "TTOU"):
        job = Job(place, "sh", "-c", f"echo ready; kill -{name} $$; exit 9")
        place.started.append(Closing(job))
        assert int(job.wait_for("stopped by")) == getattr(signal, f"SIG{name}")
        os.kill(job.shell, signal.SIGUSR1)
        assert int(job.wait_for("ended with")) == 9


def a_stop_sent_to_lxrun_stops_the_guest(place):
    job, guest = speaker(place)
    os.kill(job.pid, signal.SIGTSTP)
    assert int(job.wait_for("stopped by")) == signal.SIGTSTP
    assert is_stopped(guest)
    os.kill(job.shell, signal.SIGUSR1)
    job.wait_for("continued")
    eventually(lambda: not is_stopped(guest), "the guest goes on")


def reading_in_the_background_stops_the_job(place):
    job, _ = speaker(place)
    job.type("\x1a")
    assert int(job.wait_for("stopped by")) == signal.SIGTSTP
    os.killpg(job.pid, signal.SIGCONT)  # as `bg` does
    assert int(job.wait_for("stopped by")) == signal.SIGTTIN
    os.kill(job.shell, signal.SIGUSR1)
    job.type("line\n")
    job.wait_for("read line")
    job.type("end\n")
    assert int(job.wait_for("ended with")) == 3


def a_guest_that_ended_while_stopped(place):
    job, guest = speaker(place)
    job.type("\x1a")
    job.wait_for("stopped by")
    os.kill(guest, signal.SIGKILL)
    os.kill(job.shell, signal.SIGUSR1)
    assert int(job.wait_for("ended with")) == 128 + signal.SIGKILL


def a_hangup_reaches_the_guest_of_a_session_leader(place):
    script = "trap 'echo hup > told; exit 0' HUP; echo ready; while :; do sleep 0.1; done"
    job = Job(place, "sh", "-c", script, leads_session=True)
    place.started.append(Closing(job))
    job.wait_for("ready")
    os.dup2(os.open("/dev/null", os.O_RDONLY), job.terminal)
    eventually(lambda: process_state(job.pid) in (None, "Z"), "the end of lxrun")
    _, status = os.waitpid(job.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, status
    assert (place.directory / "told").read_text() == "hup\n"
